"""The plan of a day while it is written. A draft is changed by making another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day_lines import task_line
from coachtui.domain.day_text import parse_day_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo


class Draft(NamedTuple):
    """The plan of a day while it is written: the lines of a plan file."""

    on: date
    lines: tuple[str, ...] = ()
    taken: Mapping[int, str] = MappingProxyType({})
    """The line that stands for each of the offered tasks that were taken in."""

    @property
    def text(self) -> str:
        """The plan file."""
        return "".join(f"{line}\n" for line in self.lines)

    def with_line(self, line: str) -> Draft:
        """One more line, at the end."""
        return self._replace(lines=(*self.lines, line))

    def without(self, at: int) -> Draft:
        """Without a line, and without the offered task that it stood for."""
        draft = self._replace(lines=(*self.lines[:at], *self.lines[at + 1 :]))
        if number := draft._missing(self.lines[at]):
            return draft._replace(taken={one: line for one, line in self.taken.items() if one != number})
        return draft

    def _missing(self, line: str) -> int | None:
        """The last offered task that has no such line left to stand for; None where each has one."""
        standing = [number for number, one in self.taken.items() if one == line]
        return standing[-1] if len(standing) > self.lines.count(line) else None

    def toggled(self, number: int, line: str) -> Draft:
        """An offered task taken in as this line, or put back where it is in already."""
        taken = self.taken.get(number)
        others = {one: text for one, text in self.taken.items() if one != number}
        if taken in self.lines:
            at = len(self.lines) - 1 - self.lines[::-1].index(taken)
            return self._replace(lines=(*self.lines[:at], *self.lines[at + 1 :]), taken=others)
        return self.with_line(line)._replace(taken={**others, number: line})

    def must_toggled(self, at: int, zone: ZoneInfo) -> Draft | None:
        """A line whose task is a must now, or no longer; None where it is no task."""
        read = parse_day_text(self.lines[at], on=self.on, zone=zone)
        if not read.tasks:
            return None
        task = read.tasks[0]
        line = task_line(task.title, task.minutes, not task.must, self.on, zone)
        draft = self._replace(lines=(*self.lines[:at], line, *self.lines[at + 1 :]))
        number = draft._missing(self.lines[at])
        return draft._replace(taken={**self.taken, number: line}) if number else draft
