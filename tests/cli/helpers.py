"""What the tests of the command line share: answers, and processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MORNING = "2026-11-24T08:30"
LATER = "2026-11-24T10:21"

DAY = """\
Write Q3 brief 45m !
Draft board deck 90m !
11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
Hiring loop notes 45m
15:00-15:45 1:1 with Lee: growth plan @Lee
Client proposal 45m
Code review batch 45m
"""


class Answer(NamedTuple):
    """What a command said, and with which status it left."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


if TYPE_CHECKING:
    Coach = Callable[..., Answer]
    """`coach("add", "Bob: x", stdin="", now=LATER)` runs one command line."""


def clean_environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing of the user who runs the tests is found or touched."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPYCACHEPREFIX") if name in os.environ}
    home = {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "state"), "LC_TIME": "C"}
    return {**kept, **home, "COACHTUI_DB": str(folder / "coach.db"), "TZ": "Europe/Berlin", **more}


def process(
    *words: str | bytes, environment: Mapping[str, str], stdin: bytes = b"", **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m coachtui` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "coachtui", *words],
        input=stdin,
        env=environment,
        capture_output=not options,
        check=False,
        **options,
    )
