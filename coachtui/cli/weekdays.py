"""Weekdays as words: "mon-fri", "sat,sun", "wed"."""

from __future__ import annotations

from coachtui.domain.errors import UsageError
from coachtui.domain.text import quoted
from coachtui.services.rhythms import WEEKDAYS

SHORTEST = 3
"""Letters that a weekday's name has at least."""


def parse_weekdays(text: str) -> tuple[int, ...]:
    """The weekdays that a text names, 0 for Monday, each once and in their order.

    Raises:
        UsageError: a word is no weekday.
    """
    found: set[int] = set()
    for part in text.lower().split(","):
        first, dash, last = part.partition("-")
        start = _weekday(first, text)
        days = (_weekday(last, text) - start) % 7 if dash else 0
        found.update((start + ahead) % 7 for ahead in range(days + 1))
    return tuple(sorted(found))


def _weekday(word: str, text: str) -> int:
    word = word.strip().capitalize()
    for number, name in enumerate(WEEKDAYS):
        if len(word) >= SHORTEST and name.startswith(word):
            return number
    raise UsageError(f"{quoted(text)} are no weekdays: write mon-fri, or sat,sun, or wed")
