"""Digest: what names the very bytes of a file (SHA-256). Takes how many there are at first, gives the hash to feed."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import Any

_MOST_SMALL = 60_000
"""Bytes above which loading OpenSSL, a twentieth of a command's time, pays."""


def digest(size: int) -> Any:
    """Start a SHA-256, for little data by Python's own."""
    if size <= _MOST_SMALL:
        for name in ("_sha2", "_sha256"):  # Python 3.12 and 3.11
            with contextlib.suppress(ImportError):
                return import_module(name).sha256()
    import hashlib

    return hashlib.sha256()
