"""Texts that a command reads from a file or from standard input, and files that it writes."""

from __future__ import annotations

import os
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
    return "standard input" if name == "-" else name


def write_new(name: str, document: str | bytes) -> None:
    """Write a file that was not there, for its owner only.

    Raises:
        CoachError: it is there already, or cannot be written; then nothing is left of it.
    """
    path = Path(name)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CoachError(f"{name} exists already: name another file") from None
    except OSError as error:
        raise CoachError(f"{name} cannot be written: {(error.strerror or str(error)).lower()}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document if isinstance(document, bytes) else document.encode())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CoachError(f"{name} cannot be written: {(error.strerror or str(error)).lower()}") from error
