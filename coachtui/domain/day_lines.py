"""Tasks, meetings and breaks as lines of a plan file, which `parse_day_text` reads back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from zoneinfo import ZoneInfo

    from coachtui.domain.block import Block


def task_line(title: str, minutes: int, must: bool, on: date, zone: ZoneInfo) -> str:
    """A task: "Draft board deck 90m !"; in quotation marks where the title would be read as more."""
    signs = f"{minutes}m{' !' if must else ''}"
    plain = f"{title} {signs}"
    try:
        read = parse_day_text(plain, on=on, zone=zone).tasks
    except UsageError:
        read = ()
    return plain if read and read[0][:3] == (title, minutes, must) else f'"{title}" {signs}'


def fixed_line(block: Block, purpose: str, people: Iterable[str], on: date, zone: ZoneInfo) -> str:
    """A meeting or a break: "11:00-11:30 Budget sync: agree Q4 budget @Ana"; empty where no line says it."""
    start, end = (at.astimezone(zone) for at in block.span)
    clocks = f"{start:%H:%M}-{end:%H:%M}"
    names = "".join(f" @{name}" for name in people if len(name.split()) == 1)
    candidates = (
        [f"{clocks} break {block.title}"]
        if block.kind is BlockKind.BREAK
        else [f"{clocks} {block.title}{f': {purpose}' if purpose else ''}{names}", f"{clocks} {block.title}"]
    )
    for line in candidates:
        try:
            read = parse_day_text(line, on=on, zone=zone)
        except UsageError:
            continue
        fixed = read.breaks if block.kind is BlockKind.BREAK else read.meetings
        if [(one.title, one.span) for one in fixed] == [(block.title, block.span)]:
            return line
    return ""
