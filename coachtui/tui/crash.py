"""What is kept of a fault of ours: where in the program it happened, and nothing of the user's."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path


def write(error: BaseException | None) -> Path:
    """Write down a fault, without local variables and without its message; returns where."""
    from platformdirs import user_state_path

    folder = user_state_path("coachtui", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    where = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    where.write_text("\n".join(told(error)) + "\n", encoding="utf-8")
    where.chmod(0o600)
    return where


def noted(error: BaseException | None) -> str:
    """Write down a fault; where, in a few words."""
    try:
        return f"details: {write(error)}"
    except OSError:
        return "details could not be written"


def told(error: BaseException | None) -> list[str]:
    """The chain of exceptions: kinds and places. Messages may hold titles, so they stay out."""
    lines: list[str] = []
    while error is not None:
        lines.append(type(error).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return lines
