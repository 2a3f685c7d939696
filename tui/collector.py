"""The garbage collector, which is off while the program imports."""

import gc


def collect_again() -> None:
    """Switch the collector on again, and spare it everything that was imported meanwhile."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
