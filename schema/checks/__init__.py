"""What is said about a report: one module per family of checks."""
