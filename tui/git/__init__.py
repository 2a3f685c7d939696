"""What git is told of reports, for a repository that holds some."""
