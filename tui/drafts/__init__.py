"""What keeps a clerk's work: who writes a report, the draft of what is not yet saved, what differs from the file."""
