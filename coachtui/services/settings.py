"""What the dashboard has again next time: the theme, how far signals go, what was typed and not entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.desk import Desk

KEPT = ("theme", "signals", "drafts", "missed")
"""The names of what can be kept; the first two a user's own file may say too, and wins."""

TEXT = "text "
"""Before the name of a text from an editor that is not taken."""


def kept(desk: Desk) -> dict[str, str]:
    """What was chosen, by name; what was never chosen is not there."""
    found = settings.all_of(desk.store).items()
    return {key: value for key, value in found if key in KEPT or key.startswith(TEXT)}


def keep(desk: Desk, name: str, value: str) -> None:
    """Remember a choice, or forget it where it is empty; it is no step that undo takes back.

    Raises:
        StoreError: it cannot be saved.
    """
    if value:
        settings.keep(desk.store, name, value)
        return
    with desk.store.change() as db:
        settings.drop(db, name)


def revise(desk: Desk, name: str, revised: Callable[[str], str]) -> None:
    """Remember what becomes of what is remembered, also by another dashboard; no step of undo either.

    Raises:
        StoreError: it cannot be saved.
    """
    settings.revise(desk.store, name, revised)
