"""Texts from the user's own editor that are not taken: there again with the next editor, also after a crash.

A text is kept from the moment it is handed in, and forgotten once it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.text import whole_note
from coachtui.services.settings import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coachtui.tui.engine import Job


class HandedIn(NamedTuple):
    """A text that is on its way, or was refused."""

    text: str
    job: Job | None = None
    """What it was handed in with; None of a text that an earlier dashboard kept."""


class Texts:
    """The texts of a dashboard that are not taken, by what they are about: "meeting-3", "review-3"."""

    def __init__(self, kept: Mapping[str, str], keep: Callable[[str, str], object]) -> None:
        """See the class.

        Args:
            kept: what is kept in the file, by name.
            keep: keeps a text in the file under a name, of whatever length; an empty one is forgotten.
        """
        self._keep = keep
        self._texts: dict[str, HandedIn] = {
            key.removeprefix(TEXT): HandedIn(whole_note(text))
            for key, text in kept.items()
            if key.startswith(TEXT)
        }

    def of(self, name: str) -> str:
        """The text that was refused; empty where there is none."""
        known = self._texts.get(name)
        is_there = known is not None and (known.job is None or known.job.is_refused)
        return known.text if known and is_there else ""

    def hand_in(self, name: str, text: str, job: Job) -> None:
        """Keep a text until this is carried out."""
        self._texts[name] = HandedIn(text, job)
        self._keep(f"{TEXT}{name}", text)

    def forget(self, name: str) -> None:
        """It is not wanted any more."""
        if self._texts.pop(name, None):
            self._keep(f"{TEXT}{name}", "")

    def settle(self, job: Job) -> None:
        """This was carried out: a text that came with it is taken."""
        for name in [name for name, one in self._texts.items() if one.job is job]:
            self.forget(name)
