"""Files that leave: always new ones, and for their owner only."""

from __future__ import annotations

import os
from pathlib import Path

from coachtui.domain.errors import CoachError


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
    except (OSError, ValueError) as error:
        raise CoachError(f"{name} cannot be written: {_why(error)}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document if isinstance(document, bytes) else document.encode())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CoachError(f"{name} cannot be written: {_why(error)}") from error


def _why(error: OSError | ValueError) -> str:
    return ((error.strerror if isinstance(error, OSError) else "") or str(error)).lower()
