"""Undo and redo: one intention back or forth, also of another terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.services.item_views import Outcome
from coachtui.store import undo as journal

if TYPE_CHECKING:
    from coachtui.services.desk import Desk


def undo(desk: Desk) -> Outcome:
    """Take back the last intention.

    Raises:
        CoachError: there is nothing to take back.
    """
    label = journal.undo(desk.store, desk.now())
    if label is None:
        raise CoachError("nothing to undo")
    return Outcome(f"undone: {label}")


def latest(desk: Desk) -> str:
    """What undo would take back; empty where there is nothing."""
    with desk.store.read() as db:
        return journal.peek(db)[0]


def redo(desk: Desk) -> Outcome:
    """Do again what was undone last.

    Raises:
        CoachError: nothing was undone, or something new was done since.
    """
    label = journal.redo(desk.store, desk.now())
    if label is None:
        raise CoachError("nothing to redo")
    return Outcome(f"redone: {label}")
