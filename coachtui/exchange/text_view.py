"""What the panes show, as lines of text: for pipes, narrow screens and screen readers.

Signs and columns are those of the dashboard; every line makes sense when it is read aloud. The words
of the user are cleaned once more on their way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.calendar_words import WEEKDAYS, exact_day
from coachtui.domain.human import format_clock, format_minutes
from coachtui.domain.interruption import Promise, State, name_of
from coachtui.domain.span import minutes_between
from coachtui.domain.sprint import left_words
from coachtui.domain.text import one_line
from coachtui.exchange.look import Look, Row, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.rhythm import Rhythm
    from coachtui.services.day_views import BlockView, QueueGroup
    from coachtui.services.item_views import ItemView, PieceView
    from coachtui.services.views import Snapshot
    from coachtui.store.doctor import Finding
    from coachtui.store.search import Hit

SKIPPED = "not begun"
"""What is said of a sprint whose time is over and that was never begun."""

METER = 5
"""Cells of a buffer's meter."""


def today(snapshot: Snapshot, look: Look) -> list[str]:
    """A day: its blocks, the interruptions in its buffers, what did not fit, its numbers."""
    zone = snapshot.zone
    out = [
        look.line(
            f"{exact_day(snapshot.date)} · now {look.wall(zone).clock(snapshot.now)} · {zone.key}", "bold"
        )
    ]
    if not snapshot.is_planned:
        out.append(look.line(_unplanned(snapshot)))
    items = {item.id: item for item in snapshot.items}
    rows = []
    for block in snapshot.blocks:
        rows.append(_block_row(block, snapshot, look))
        rows += [_slot_row(items[number], block, snapshot, look) for number in dict.fromkeys(block.slots)]
    out += columns(rows, look)
    lead, advice = (
        ("does not fit", "") if snapshot.is_planned else ("carried over", ": `coachtui plan FILE` plans it")
    )
    out += [
        look.line(f"{lead}: {one_line(one.title)} {format_minutes(one.minutes)}{advice}", "yellow")
        for one in snapshot.unplaced
    ]
    out += [look.line(f"slips: {one_line(one.words)}", "yellow") for one in snapshot.slips]
    return [*out, look.line(_numbers(snapshot))]


def queue(snapshot: Snapshot, look: Look) -> list[str]:
    """The open interruptions by buffer."""
    summary = snapshot.summary
    head = f"{summary.waiting} waiting, {format_minutes(summary.waiting_minutes)}"
    if summary.done:
        head += f" · {summary.done} done today, {format_minutes(summary.done_minutes)}"
    out = [look.line(head, "bold")]
    if not snapshot.queue:
        out.append(look.line("Nothing waits. `coachtui add` takes in what arrives"))
    for group in snapshot.queue:
        out.append(look.line(_group_head(group, snapshot, look), "yellow"))
        out += columns([_item_row(item, snapshot, look) for item in group.items], look)
    return out


def rhythms(week: Sequence[Rhythm], look: Look) -> list[str]:
    """The rhythm of each weekday, one line each."""
    out = []
    for weekday in look.week:
        name, rhythm = WEEKDAYS[weekday], week[weekday]
        hours = f"{format_clock(rhythm.opens, look.clock24)}–{format_clock(rhythm.closes, look.clock24)}"
        words = [
            f"sprints {rhythm.sprint}m",
            f"buffer {rhythm.buffer}m every {rhythm.every}",
            f"at the end {rhythm.end_buffer}m ({rhythm.reserve}m reserve)",
            f"after meetings {rhythm.meeting_buffer}m",
        ]
        for rest in rhythm.breaks:
            span = f"{format_clock(rest.start, look.clock24)}–{format_clock(rest.end, look.clock24)}"
            words.append(f"{'buffer ' if rest.is_buffer else ''}{span} {one_line(rest.title)}")
        text = f"{hours}  {', '.join(words)}" if rhythm.working else "off"
        out.append(look.line(f"{name}  {text}", "" if rhythm.working else "dim"))
    return out


def hits(found: Sequence[Hit], now: datetime, zone: ZoneInfo, look: Look) -> list[str]:
    """What a search found, best first."""
    rows = []
    for hit in found:
        when = look.wall(zone).moment(hit.at, now) if hit.at else ""
        about = f"{hit.who}: {hit.title}" if hit.who and hit.kind == "interruption" else hit.title
        remark = " · ".join(part for part in (hit.state, when, hit.snippet) if part)
        rows.append(Row(f"{hit.kind} {hit.id}  ", about, remark=remark))
    return columns(rows, look)


def findings(found: Iterable[Finding], look: Look) -> list[str]:
    """What the doctor saw, with a word for what is wrong besides its sign."""
    glyphs = look.glyphs
    return [
        look.line(f"{glyphs.done} {one_line(one.text)}")
        if one.ok
        else look.line(f"{glyphs.wrong} wrong: {one_line(one.text)}", "red")
        for one in found
    ]


def clock(instant: datetime, zone: ZoneInfo) -> str:
    """The wall-clock time of an instant in a document that others read: "10:45"."""
    return format_clock(instant.astimezone(zone).time())


def length_of(item: ItemView) -> str:
    """An interruption's minutes, marked `~` where they are a guess (rule 2)."""
    return f"{'~' if item.estimated else ''}{format_minutes(item.minutes)}"


def name_of_block(block: BlockView) -> str:
    """The title, or the kind where there is none."""
    return block.title or block.kind.value


def _unplanned(snapshot: Snapshot) -> str:
    if not snapshot.blocks:
        return "not a working day, and nothing is planned: `coachtui plan FILE` plans it all the same"
    return "not planned yet, this is what the rhythm projects: `coachtui plan FILE` plans it"


def _numbers(snapshot: Snapshot) -> str:
    one = snapshot.summary
    words = [
        f"sprints {one.sprints_done}/{one.sprints}" + (f" ({one.skipped} {SKIPPED})" if one.skipped else ""),
        f"meetings {one.meetings_done}/{one.meetings}",
        f"free in buffers {format_minutes(one.free)} of {format_minutes(one.buffered)}",
        f"{one.waiting} waiting",
        f"{one.done} done",
    ]
    if fever := snapshot.fever:
        words.append(f"{fever.sign} {fever.word.value}, {fever.used_share:.0%} of the buffer gone")
    return " · ".join(words)


def _block_row(block: BlockView, snapshot: Snapshot, look: Look) -> Row:
    zone = snapshot.zone
    is_on = block == snapshot.current
    times = look.span(block.starts_at, block.ends_at, zone)
    lead = f"{look.glyphs.now if is_on else ' '} {times} {look.glyphs.kind(block.kind)} {block.label:<3} "
    remarks = []
    if block.state is not BlockState.PLANNED:
        remarks.append("parked" if block.is_parked else block.state.value)
    if block.is_skipped:
        remarks.append(SKIPPED)
    if is_on or block.over:
        remarks.append(left_words(snapshot.remaining(block)))
    if block.kind is BlockKind.BUFFER:
        remarks.append(_meter(_booked(block, snapshot), block.minutes, look))
    if block.purpose:
        remarks.append(block.purpose)
    if block.attendees:
        remarks.append(f"with {', '.join(block.attendees)}")
    style = {BlockKind.SPRINT: "blue", BlockKind.BUFFER: "yellow"}.get(block.kind, "")
    if is_on:
        style = "bold"
    elif block.is_past(snapshot.now):
        style = "dim"
    return Row(lead, name_of_block(block), format_minutes(block.minutes), " · ".join(remarks), style)


def _booked(block: BlockView, snapshot: Snapshot) -> int:
    """Minutes of a buffer that open interruptions take."""
    return sum(
        minutes_between(piece.starts_at, piece.ends_at)
        for item in snapshot.items
        for piece in _pieces_in(block, item)
    )


def _pieces_in(block: BlockView, item: ItemView) -> list[PieceView]:
    return [one for one in item.pieces if block.starts_at <= one.starts_at < block.ends_at]


def _slot_row(item: ItemView, block: BlockView, snapshot: Snapshot, look: Look) -> Row:
    """An interruption under the buffer that holds it, or the part of it that is there."""
    pieces = _pieces_in(block, item)
    start = look.wall(snapshot.zone).clock(pieces[0].starts_at) if pieces else ""
    length, remark = length_of(item), _marks(item, snapshot)
    if len(pieces) < len(item.pieces):
        minutes = sum(minutes_between(one.starts_at, one.ends_at) for one in pieces)
        length, remark = format_minutes(minutes), f"of {length} {remark}"
    lead = f"  {start:<11} {look.glyphs.urgency(item.urgency)} #{item.id:<3}"
    return Row(lead, name_of(item), length, remark)


def _item_row(item: ItemView, snapshot: Snapshot, look: Look) -> Row:
    remark = " · ".join(part for part in (_marks(item, snapshot), item.promise, item.why) if part)
    style = "red" if item.is_past_due or item.promise_state is Promise.MISSED else ""
    lead = f"  {look.glyphs.urgency(item.urgency)} #{item.id:<3} "
    return Row(lead, name_of(item), length_of(item), remark, style)


def _marks(item: ItemView, snapshot: Snapshot) -> str:
    """The words that must not be missed."""
    words = (
        ("PAST DEADLINE", item.is_past_due),
        ("missed", item.promise_state is Promise.MISSED),
        ("from previous days", item.is_from_previous_day),
        ("doing" if snapshot.is_on(item) else "set aside", item.state is State.DOING),
    )
    return ", ".join(word for word, is_so in words if is_so)


def _group_head(group: QueueGroup, snapshot: Snapshot, look: Look) -> str:
    if group.starts_at is None or group.day is None:
        return "in no buffer"
    when = look.wall(snapshot.zone).moment(group.starts_at, snapshot.now)
    label = f"{look.glyphs.kind(BlockKind.BUFFER)}{group.label or '?'}"
    return f"{label} {when}  {_meter(group.used, group.capacity, look)}"


def _meter(used: int, capacity: int, look: Look) -> str:
    """How full a buffer is: "■■■■□ 12/15m"."""
    full = min(METER, -(-used * METER // capacity)) if capacity else 0
    return f"{look.glyphs.full * full}{look.glyphs.empty * (METER - full)} {used}/{capacity}m"
