"""The faults the program survives, tried on the real program and counted by invariant."""
