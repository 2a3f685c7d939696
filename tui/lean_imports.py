"""Importing without what takes more memory or time than it is worth."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def without(name: str) -> Iterator[None]:
    """Import in this context as if a module were not there; it can be imported afterwards."""
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden and sys.modules.get(name, sys) is None:
            del sys.modules[name]


def import_lean_hashes() -> None:
    """Import `hashlib`, and `hmac` with it, with Python's own hash functions: OpenSSL's take 4 MB."""
    with without("_hashlib"):
        import_module("hmac")
