"""Texts that a command reads from a file or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from coachtui.domain.errors import CoachError

MOST = 256 * 2**20
"""Bytes that are read at most; the export of ten busy years is a tenth of it."""


def read_text(name: str) -> str:
    """The text of a file, or of standard input for "-"; what is not UTF-8 is replaced.

    Raises:
        CoachError: it cannot be read, or has no end.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST + 1)
    except OSError as error:
        raise CoachError(f"{told(name)} cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(data) > MOST:
        raise CoachError(f"{told(name)} is larger than {MOST // 2**20} MB: it is not what was meant")
    return data.decode("utf-8-sig", "replace")


def told(name: str) -> str:
    """What a message calls the file."""
    return "standard input" if name == "-" else name or "a file without a name"
