"""What keeps the file safe without being asked: it is checked, and once a day a copy is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store.backup import backup_daily
from coachtui.store.errors import DAMAGED, StoreError
from coachtui.store.file import Store

if TYPE_CHECKING:
    from datetime import datetime


def keep_safe(path: str, now: datetime) -> str:
    """Check the file and make today's copy, unless today has one. Opens the file itself, for any thread.

    Returns:
        What its owner must know, in one line; empty when all is well.
    """
    try:
        with Store.open(path, now=now, readonly=True) as store:
            problems = store.quick_check()
        if problems:
            return DAMAGED.format(path=path, error=problems[0])
        backup_daily(path, now)
    except StoreError as problem:
        return f"today's copy of the file was not made: {problem}"
    return ""
