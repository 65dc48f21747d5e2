"""The agenda line: `Headcount 10m @Raj decides @Ana => what we can hire`.

A title, and at its end in any order how long it takes, who presents it, and who must be there to decide
it; after the arrow, which part of the goal it serves. Only the title is required.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.capture import nobody, read_length, word_start
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import AgendaItem
from coachtui.domain.people_text import at_name, read_at_name
from coachtui.domain.text import TITLE_LIMIT, capped, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

ITEM_MINUTES = 10
"""What an agenda item takes that does not say."""

ARROW = "=>"
"""Before what an item serves, or what done means."""


def parse_agenda_item(line: str, known: Callable[[str], str | None] = nobody) -> AgendaItem:
    """The agenda item that a line says.

    Raises:
        UsageError: it has no title.
    """
    text, _, serves = one_line(line).partition(ARROW)
    text, minutes, presenter, decider = text.rstrip(), 0, "", ""
    end = len(text)
    while (start := word_start(text, 0, end)) > 0:
        if who := read_at_name(text[start:end], known):
            before = word_start(text, 0, start - 1)
            is_decider = before > 0 and text[before : start - 1].lower() == "decides"
            if decider if is_decider else presenter:
                break
            if is_decider:
                decider, start = who, before
            else:
                presenter = who
        elif not minutes and (length := read_length(text, 0, end)) and length.end == end and length.start:
            minutes, start = length.minutes, length.start
        else:
            break
        end = start - 1
    title = capped(text[:end], TITLE_LIMIT)
    if not title:
        raise UsageError("an agenda item needs a title, for example: Headcount 10m @Raj => what we can hire")
    return AgendaItem(title, minutes or ITEM_MINUTES, presenter, decider, capped(serves.strip(), TITLE_LIMIT))


def format_agenda_item(item: AgendaItem) -> str:
    """The line of an item, as `parse_agenda_item` reads it."""
    words = [item.title, format_minutes(item.minutes)]
    if item.presenter:
        words.append(at_name(item.presenter))
    if item.decider:
        words += ["decides", at_name(item.decider)]
    if item.serves:
        words += [ARROW, item.serves]
    return " ".join(words)
