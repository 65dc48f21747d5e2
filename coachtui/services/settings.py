"""What the dashboard has again next time: the theme, how far signals go, what was typed and not entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.desk import Desk

KEPT = ("theme", "signals", "drafts", "missed")
"""The names of what can be kept; the first two a user's own file may say too, and wins."""


def kept(desk: Desk) -> dict[str, str]:
    """What was chosen, by name; what was never chosen is not there."""
    return {key: value for key, value in settings.all_of(desk.store).items() if key in KEPT}


def keep(desk: Desk, name: str, value: str) -> None:
    """Remember a choice; it is no step that undo takes back.

    Raises:
        StoreError: it cannot be saved.
    """
    settings.keep(desk.store, name, value)


def revise(desk: Desk, name: str, revised: Callable[[str], str]) -> None:
    """Remember what becomes of what is remembered, also by another dashboard; no step of undo either.

    Raises:
        StoreError: it cannot be saved.
    """
    settings.revise(desk.store, name, revised)
