"""A weekday's rhythm as one line: "09:00-17:30 sprint 45 buffer 15 every 2 end 30 reserve 15 meeting 10"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachtui.domain.errors import UsageError
from coachtui.domain.human import parse_clock_range
from coachtui.domain.rhythm import checked
from coachtui.domain.text import one_line, quoted

if TYPE_CHECKING:
    from coachtui.domain.rhythm import Rhythm

FIELDS = {
    "sprint": "sprint",
    "buffer": "buffer",
    "every": "every",
    "end": "end_buffer",
    "reserve": "reserve",
    "meeting": "meeting_buffer",
}
"""The words of the line, and what each sets."""


def rhythm_line(rhythm: Rhythm) -> str:
    """The line that says a rhythm; its standing breaks are not in it."""
    words = [f"{word} {getattr(rhythm, field)}" for word, field in FIELDS.items()]
    hours = f"{rhythm.opens:%H:%M}-{rhythm.closes:%H:%M}" if rhythm.working else "off"
    return " ".join([hours, *words])


def rhythm_words(rhythm: Rhythm, *, in_full: bool = False) -> str:
    """What a rhythm does to a day, in words: "09:00-17:30, 45m sprints, 15m buffer every 2"."""
    if not rhythm.working:
        return "a day off"
    often = "after each" if rhythm.every == 1 else f"every {rhythm.every}"
    said = f"{rhythm.sprint}m sprints, {rhythm.buffer}m buffer {often}"
    if in_full:
        said += f", {rhythm.end_buffer}m at the end (reserve {rhythm.reserve}m)"
        said += f", {rhythm.meeting_buffer}m after a meeting"
    return f"{rhythm.opens:%H:%M}-{rhythm.closes:%H:%M}, {said}"


def parse_rhythm(line: str, before: Rhythm) -> Rhythm:
    """The rhythm that a line makes of another one; what it does not say stays. `off` is a day off.

    Raises:
        UsageError: a word is not understood, or the rhythm could not shape a day.
    """
    words = one_line(line).lower().split()
    rhythm = before
    while words:
        word = words.pop(0)
        if word == "off":
            rhythm = rhythm._replace(working=False)
        elif word in FIELDS:
            number = words.pop(0).removesuffix("m") if words else ""
            if not (number.isascii() and number.isdigit() and len(number) < 5):
                raise UsageError(f"{word} how much? Write minutes, for example: {word} 15")
            changes: dict[str, Any] = {FIELDS[word]: int(number)}
            rhythm = rhythm._replace(**changes)
        elif word[:1].isdigit():
            opens, closes = parse_clock_range(word)
            rhythm = rhythm._replace(working=True, opens=opens, closes=closes)
        else:
            raise UsageError(f"{quoted(word)} is no part of a rhythm: 09:00-17:30 {' '.join(FIELDS)}")
    return checked(rhythm)
