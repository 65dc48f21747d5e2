"""A day as Markdown, for a log, a mail or a wiki; the user's words are never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import exact_day
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import name_of
from coachtui.domain.text import one_line
from coachtui.exchange.text_view import clock, length_of, name_of_block

if TYPE_CHECKING:
    from coachtui.services.day_views import BlockView
    from coachtui.services.item_views import ItemView
    from coachtui.services.meeting_views import ActionView
    from coachtui.services.views import Snapshot

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|~&!])")


def escaped(text: str) -> str:
    """The text as one line of Markdown that shows just it; for the inside of a line."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def day(snapshot: Snapshot) -> str:
    """The day as a list: done blocks are ticked, interruptions stand under their buffer."""
    items = {item.id: item for item in snapshot.items}
    out = [f"# {exact_day(snapshot.date)}", ""]
    for block in snapshot.blocks:
        out.append(_block(block, snapshot))
        out += [
            f"  - {escaped(name_of(items[number]))} ({length_of(items[number])})"
            for number in dict.fromkeys(block.slots)
        ]
    if snapshot.unplaced:
        out += ["", "## Does not fit", ""]
        out += [f"- {escaped(one.title)} ({format_minutes(one.minutes)})" for one in snapshot.unplaced]
    if snapshot.done:
        out += ["", "## Done between", ""]
        out += [f"- [x] {escaped(name_of(item))} ({length_of(item)})" for item in snapshot.done]
    return "\n".join(out)


def item(one: ItemView) -> str:
    """An open interruption as one line of a list, with its promise."""
    note = f": {escaped(one.note)}" if one.note else ""
    return f"- [ ] {escaped(name_of(one))} ({length_of(one)}), {escaped(one.promise)}{note}"


def action(one: ActionView) -> str:
    """An action as one line of a list: owner, task, deadline, what done means, from which meeting."""
    due = f" by {one.due}" if one.due else ""
    come = f" ({escaped(one.meeting_title)})" if one.meeting_title else ""
    done = f", done when {escaped(one.done_when)}" if one.done_when else ""
    return f"- [ ] {escaped(one.owner)}: {escaped(one.task)}{due}{done}{come}"


def _block(block: BlockView, snapshot: Snapshot) -> str:
    times = f"{clock(block.starts_at, snapshot.zone)}–{clock(block.ends_at, snapshot.zone)}"
    line = f"{times} **{block.label}** {escaped(name_of_block(block))} ({format_minutes(block.minutes)})"
    if block.kind is BlockKind.SPRINT:
        line = f"[{'x' if block.is_finished else ' '}] {line}"
    if block.purpose:
        line += f": {escaped(block.purpose)}"
    if block.attendees:
        line += f", with {escaped(', '.join(block.attendees))}"
    return f"- {line}"
