"""Checking one file, or the reports of a county: what is found, in which order, by which process, and what is told."""
