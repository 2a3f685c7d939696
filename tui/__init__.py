"""The terminal: command line and wizard."""
