"""Texts from the user's own editor that are not taken: there again with the next editor, also after a crash.

A text is kept from the moment it is handed in, and forgotten once it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.text import whole_note

if TYPE_CHECKING:
    from coachtui.tui.engine import Job
    from coachtui.tui.notebook import Notebook

LONGEST = 15_000
"""Characters of a text that is kept in the file; a longer one is there until the dashboard is left."""

MOST = 2
"""Texts that are kept in the file, the latest ones."""


class HandedIn(NamedTuple):
    """A text that is on its way, or was refused."""

    text: str
    job: Job | None = None
    """What it was handed in with; None of a text that an earlier dashboard kept."""


class Texts:
    """The texts of a dashboard that are not taken, by what they are about: "meeting-3", "review-3"."""

    def __init__(self, notes: Notebook) -> None:
        kept = notes.held("texts")
        self._notes = notes
        self._texts: dict[str, HandedIn] = {
            name: HandedIn(whole_note(text))
            for name, text in (kept.items() if isinstance(kept, dict) else ())
            if isinstance(text, str)
        }
        notes.hold("texts", self._written)

    def of(self, name: str) -> str:
        """The text that was refused; empty where there is none."""
        known = self._texts.get(name)
        is_there = known is not None and (known.job is None or known.job.is_refused)
        return known.text if known and is_there else ""

    def hand_in(self, name: str, text: str, job: Job) -> None:
        """Keep a text until this is carried out."""
        self._texts.pop(name, None)
        self._texts[name] = HandedIn(text, job)
        self._notes.changed()

    def forget(self, name: str) -> None:
        """It is not wanted any more."""
        if self._texts.pop(name, None):
            self._notes.changed()

    def settle(self, job: Job) -> None:
        """This was carried out: a text that came with it is taken."""
        self._texts = {name: one for name, one in self._texts.items() if one.job is not job}

    def _written(self) -> dict[str, str]:
        short = [(name, one.text) for name, one in self._texts.items() if len(one.text) <= LONGEST]
        return dict(short[-MOST:])
