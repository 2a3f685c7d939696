"""What a report is: the official form, its values, their file and their checks."""
