"""The line of what comes next: the buffer with what waits in it, the fever, or what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.fever import Word
from coachtui.domain.human import format_minutes
from coachtui.domain.sprint import left_words
from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui.drawing.parts import (
    hour,
    label,
    line,
    meter,
    name,
    spread,
    used,
    width,
)

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts

LOOKS = {Word.FINE: "dim", Word.WATCH: "buffer", Word.ACT: "wrong"}
"""The role of each word of the fever line."""


def draw(snapshot: Snapshot, cells: int, glyphs: Glyphs, lead: str) -> Parts:
    """The next buffer with what waits in it, then the next other thing; and the day in numbers."""
    coming = [
        block
        for block in snapshot.blocks
        if block.starts_at >= snapshot.now
        and block is not snapshot.current
        and block.state is not BlockState.RUNNING
        and (snapshot.is_planned or block.kind is not BlockKind.SPRINT)
    ]
    if not coming or snapshot.is_fresh:
        before = (*_slips(snapshot, glyphs), *_review(snapshot, glyphs), *_skipped(snapshot, glyphs))
        advice = ((lead, "dim"), *before, (_advice(snapshot, glyphs), "dim"))
        return spread(advice, _fever(snapshot, glyphs), cells, glyphs)
    first = coming[0]
    parts: Parts = (
        (lead, "dim"),
        *_slips(snapshot, glyphs),
        *_review(snapshot, glyphs),
        *_paused(snapshot, glyphs),
        *_skipped(snapshot, glyphs),
        *_coming(snapshot, first, glyphs),
    )
    fever = _fever(snapshot, glyphs)
    buffer = first.kind is BlockKind.BUFFER
    then = next((one for one in coming[1:] if (one.kind is BlockKind.BUFFER) != buffer), None)
    if then:
        more: Parts = (("   then ", "dim"), *_coming(snapshot, then, glyphs))
        if width(parts) + width(more) + width(fever) <= cells:
            parts += more
    day_in_numbers = _numbers(snapshot, glyphs)
    if cells >= 150 and width(parts) + len(day_in_numbers) + width(fever) + 3 <= cells:
        return spread((*parts, ("", "")), ((day_in_numbers, "dim"), *fever), cells, glyphs)
    if width(parts) + width(fever) <= cells:
        return spread((*parts, ("", "")), fever, cells, glyphs)
    if buffer:
        return spread(parts, fever, cells, glyphs)
    *ahead, title, at = parts
    return line(tuple(ahead), title, (at, *fever), cells, glyphs)


def _fever(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """The fever line in a glyph and a word."""
    if snapshot.fever is None:
        return ()
    word = snapshot.fever.word
    return (("  ", ""), (f"{glyphs.say(snapshot.fever.sign)} {word.value} ", LOOKS[word]))


def _paused(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """The sprint that an interruption broke: it goes on first."""
    sprint = snapshot.paused
    if sprint is None:
        return ()
    said = f" goes on, {left_words(sprint.remaining)}"
    return ((glyphs.sprint + sprint.label, "sprint"), (said, ""), ("   then ", "dim"))


def _slips(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """What an overrun takes from the sprints, as long as it does: said before it slips (rule 7)."""
    found = snapshot.slips
    if not found:
        return ()
    lost = format_minutes(sum(one.minutes for one in found))
    which, said = f"{glyphs.sprint}{found[0].label}", f" loses {lost}"
    if len(found) > 1:
        which, said = f"{len(found)} sprints", f" lose {lost}"
    return ((which, "sprint"), (said, "wrong"), ("   then ", "dim"))


def _skipped(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """The sprints whose time is over and that were never begun; while one goes on they can wait."""
    found = snapshot.skipped
    if not found or snapshot.running is not None:
        return ()
    which = f"{glyphs.sprint}{found[0].label}" if len(found) == 1 else f"{len(found)} sprints"
    return ((which, "sprint"), (" not begun ", "wrong"), (commands.key("plan"), "key"), ("   then ", "dim"))


def _review(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """The review that is offered, with its key."""
    if snapshot.meetings is None:
        return ()
    from coachtui.tui.review_offer import due

    one = due(snapshot.meetings)
    if one is None:
        return ()
    return (
        (glyphs.meeting + one.label, "meeting"),
        (" review ", ""),
        (commands.key("review"), "key"),
        ("   then ", "dim"),
    )


def _coming(snapshot: Snapshot, block: BlockView, glyphs: Glyphs) -> Parts:
    """A block that is to come, in short: "┊B2 10:45 15m ■■■■□ 12/15m 2 items"."""
    at = hour(block.starts_at, snapshot.wall)
    if block.kind is not BlockKind.BUFFER:
        return (label(block, glyphs), (" " if block.label else "", ""), (name(block), ""), (f" {at}", ""))
    items = f" {counted(len(block.slots), 'item')}" if block.slots else ""
    filled = meter(used(block, snapshot), block.minutes, 5, glyphs)
    return (label(block, glyphs), (f" {at} ", ""), (filled, "buffer"), (items, ""))


def _numbers(snapshot: Snapshot, glyphs: Glyphs) -> str:
    one = snapshot.summary
    dot = glyphs.dot
    return (
        f"sprints {one.sprints_done}/{one.sprints} {dot} meetings {one.meetings_done}/{one.meetings} {dot} "
        f"buffer left {one.free} of {one.buffered}m "
    )


def _advice(snapshot: Snapshot, glyphs: Glyphs) -> str:
    """What to press when nothing comes any more."""
    if snapshot.blocks and not snapshot.is_fresh:
        waiting = snapshot.summary.waiting
        wait = f" {glyphs.dot} {waiting} wait{'s' * (waiting == 1)}" if waiting else ""
        return f"nothing more today{wait}"
    return f"{commands.key('plan')} plans the day; {commands.key('capture')} captures an interruption"
