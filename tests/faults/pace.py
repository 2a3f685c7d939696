"""How much longer work takes on this machine, just now, than where the limits on processor time were set."""

import time

_WORK = 400_000
_REFERENCE = 0.02
"""Seconds of processor that the work takes where nothing else runs; others share caches and cores with it."""

_MARGIN = 2.0


def patience() -> float:
    """By how much to multiply a limit: never below twice, as a limit is to find what hangs, not what is slow."""
    took = []
    for _ in range(3):
        begun = time.process_time()
        sum(number * number for number in range(_WORK))
        took.append(time.process_time() - begun)
    return _MARGIN * max(1.0, min(took) / _REFERENCE)
