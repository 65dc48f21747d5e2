"""What is typed and not entered, on its way into the file: the screen jots it down, the engine keeps it."""

from __future__ import annotations

from functools import partial
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.services import settings
from coachtui.tui.notebook import merged

if TYPE_CHECKING:
    from coachtui.services.desk import Desk

NAME = "drafts"
"""The setting under which it is kept."""


class Jotting:
    """The newest text that is to be kept; one thread jots, another one keeps."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        """Seconds that a text may wait while there is other work."""
        self._text: str | None = None
        """What is to be kept; None when there is nothing new."""
        self._since = 0.0
        """When the first of that was new, by the monotonic clock."""
        self._exchange = Lock()

    @property
    def is_due(self) -> bool:
        """Whether a text has waited long enough, so that other work waits for it."""
        return self._text is not None and monotonic() - self._since >= self._patience

    @property
    def is_kept(self) -> bool:
        """Whether nothing waits to be kept."""
        return self._text is None

    def jot(self, text: str) -> None:
        """Another text; only the newest is kept."""
        with self._exchange:
            if self._text is None:
                self._since = monotonic()
            self._text = text

    def keep(self, desk: Desk, kept: dict[str, str]) -> None:
        """Keep the newest text; where that cannot be yet, it waits for the next time.

        Args:
            desk: whose settings keep it.
            kept: the settings as they were read or kept last; they follow.
        """
        with self._exchange:
            text, self._text = self._text, None
        before = kept.get(NAME, "")
        if text is None or text == before:
            return
        try:
            settings.revise(desk, NAME, partial(merged, before, text))
            kept[NAME] = text
        except CoachError:
            with self._exchange:
                self._text = text if self._text is None else self._text
                self._since = monotonic()
