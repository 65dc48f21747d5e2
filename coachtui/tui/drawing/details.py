"""All that is known of one interruption, and what was finished: below a queue that has the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.day import working_date
from coachtui.domain.interruption import Promise, Urgency
from coachtui.domain.promise import Word
from coachtui.domain.text import counted
from coachtui.tui.drawing.parts import hour, line, rule
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView, PulseView
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Part, Parts

ROOMY = 60
"""Cells from which it is shown when interruptions came."""

WORDS = {
    Urgency.NOW: "!! now",
    Urgency.URGENT: "! urgent",
    Urgency.NORMAL: "",
    Urgency.LATER: "~ can wait",
}
"""What the urgencies are called."""


def draw(snapshot: Snapshot, item: ItemView | None, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """The lines about the highlighted item, then those about the finished ones."""
    rows = [rule(cells, glyphs), *_rows_about(snapshot, item, cells, glyphs)] if item else []
    if snapshot.done:
        rows += [_plain((" ", ""), cells, glyphs)] if rows else [rule(cells, glyphs)]
        one = snapshot.summary
        said = f"Done today  {counted(one.done, 'item')} {glyphs.dot} {one.done_minutes} min"
        rows.append(_plain((said, "strong"), cells, glyphs))
        rows += [_finished(snapshot, done, cells, glyphs) for done in snapshot.done[:5]]
    if cells >= ROOMY and snapshot.pulse and any(snapshot.pulse.by_hour):
        rows += [_plain((" ", ""), cells, glyphs), *_pulse(snapshot.pulse, cells, glyphs)]
    return tuple(rows)


def _pulse(pulse: PulseView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """Interruptions by hour of today, and who asked most this week."""
    came = [at for at, count in enumerate(pulse.by_hour) if count]
    first, last = min(8, came[0]), max(17, came[-1])
    hours = range(max(first, last - (cells - 25) // 3 + 1), last + 1)
    counts = "".join(f"{pulse.by_hour[at] or glyphs.dot:>3}" for at in hours)
    people = f" {glyphs.dot} ".join(f"{who} {count}" for who, count in pulse.people)
    lead: Parts = ((" Interruptions by hour ", "dim"),)
    return [
        line(lead, ("".join(f" {at:02}" for at in hours), "dim"), (), cells, glyphs),
        line(((" " * len(lead[0][0]), ""),), (counts, "strong"), (), cells, glyphs),
        line(((" Top of this week       ", "dim"),), (people, ""), (), cells, glyphs),
    ]


def item_lines(snapshot: Snapshot, item: ItemView, glyphs: Glyphs) -> tuple[str, ...]:
    """What an item is and why it is where it is; then how it came there, and its note."""
    first = (standing(item, snapshot), promise(item, snapshot)[0], item.why)
    second = (about(item, snapshot, glyphs), moved(item, snapshot), item.note)
    dot = f" {glyphs.dot} "
    return f"{title(item)}  {dot.join(filter(None, first))}", dot.join(filter(None, second))


def about(item: ItemView, snapshot: Snapshot, glyphs: Glyphs) -> str:
    """How long it takes, when it came and what it met: "10 min · captured 10:19 during S2 Deck"."""
    guess = " (a guess)" if item.estimated else ""
    during = f" during {item.during}" if item.during else ""
    return f"{item.minutes} min{guess} {glyphs.dot} captured {hour(item.arrived_at, snapshot.wall)}{during}"


def moved(item: ItemView, snapshot: Snapshot) -> str:
    """Who moved it last, when and from where; empty for one that is where it was put first."""
    if item.moved is None:
        return ""
    before = item.moved.before
    start = snapshot.wall.moment(before, snapshot.now) if before else "waiting without a buffer"
    why = f" ({item.moved.why})" if item.moved.why and item.moved.why != item.why else ""
    return f"by {item.moved.by} at {hour(item.moved.at, snapshot.wall)} from {start}{why}"


def since(item: ItemView, snapshot: Snapshot) -> str:
    """The earlier day that an item comes from, in few letters: "Mon", or "17 Nov" when it is longer ago."""
    on = working_date(item.promised_at or item.arrived_at, snapshot.zone)
    return f"{on:%a}" if (snapshot.date - on).days < 7 else f"{on.day} {on:%b}"


def promise(item: ItemView, snapshot: Snapshot) -> tuple[str, str]:
    """What can be told, or that a told time was missed (rule 12); and the role of that."""
    if item.promise_state is Promise.MISSED and item.promised_at:
        told = snapshot.wall.moment(item.promised_at, snapshot.now)
        if item.told_anew(snapshot.now):
            is_there = any(piece.starts_at == item.promised_at for piece in item.pieces[:1])
            where = "" if is_there else f"; now {item.promise}"
            return f"told {told} (the earlier time was missed){where}", "wrong"
        return f"missed: {told} was told; now {item.promise}", "wrong"
    if item.word is Word.RISK and item.promised_at:
        told = snapshot.wall.moment(item.promised_at, snapshot.now)
        return f"{told} was told and will not hold; now {item.promise}", "wrong"
    again = ", told anew" if item.promise_state is Promise.RENEGOTIATED else ""
    return f"{item.promise}{again}", ""


def standing(item: ItemView, snapshot: Snapshot) -> str:
    """What went wrong with its days, in words: past its deadline, or left from an earlier day."""
    words = []
    if item.is_past_due and item.due:
        words.append(f"PAST DEADLINE: due {snapshot.wall.latest(item.due, snapshot.now)}")
    if item.is_from_previous_day:
        words.append(f"from previous days: {since(item, snapshot)}")
    return ", ".join(words)


def block_line(snapshot: Snapshot, block: BlockView, glyphs: Glyphs) -> str:
    """What a block is, in one line."""
    span = f"{hour(block.starts_at, snapshot.wall)}{glyphs.dash}{hour(block.ends_at, snapshot.wall)}"
    free = f"{block.free_minutes}m free" if block.kind == "buffer" else ""
    gone = fever_line(snapshot, glyphs) if block == snapshot.current else ""
    state = "not begun, its time is over" if block.is_skipped else str(block.state)
    state = "parked, its rest is a further part" if block.is_parked else state
    words = (f"{block.minutes} min", free, ", ".join(block.attendees), block.purpose, state, gone)
    return f"{block.label} {block.title or block.kind} {span}  " + f" {glyphs.dot} ".join(filter(None, words))


def fever_line(snapshot: Snapshot, glyphs: Glyphs) -> str:
    """The fever line in numbers: "▄ watch: 45% of the buffer gone, 20% of the plan done"."""
    fever = snapshot.fever
    if fever is None:
        return ""
    numbers = f"{fever.used_share:.0%} of the buffer gone, {fever.done_share:.0%} of the plan done"
    return f"{glyphs.say(fever.sign)} {fever.word.value}: {numbers}"


def title(item: ItemView) -> str:
    """Who and what: "Bob: invoice question"."""
    return f"{item.who}: {item.title}" if item.who else item.title


def _plain(part: Part, cells: int, glyphs: Glyphs) -> Parts:
    return line(((" ", ""),), part, ((" ", ""),), cells, glyphs)


def _rows_about(snapshot: Snapshot, item: ItemView, cells: int, glyphs: Glyphs) -> list[Parts]:
    urgency = WORDS[item.urgency]
    after: Parts = ((f" {urgency} ", "urgent"),) if urgency else ()
    rows = [line(((" ", ""),), (title(item), "strong"), after, cells, glyphs)]
    rows.append(_plain((about(item, snapshot, glyphs), ""), cells, glyphs))
    for word, text, look in (
        ("late", standing(item, snapshot), "wrong" if item.is_past_due else ""),
        ("promise", *promise(item, snapshot)),
        ("why", item.why, ""),
        ("moved", moved(item, snapshot), ""),
        ("given to", item.given_to, ""),
        ("note", item.note, ""),
    ):
        if text:
            said = (glyphs.say(clean(text)), look)
            rows.append(line(((f" {word} ", "dim"),), said, ((" ", ""),), cells, glyphs))
    return rows


def _finished(snapshot: Snapshot, item: ItemView, cells: int, glyphs: Glyphs) -> Parts:
    at = hour(item.closed_at, snapshot.wall) if item.closed_at else ""
    spent = f"{item.spent}m (est {item.minutes})" if item.spent is not None else f"{item.minutes}m"
    return line(
        ((f" {glyphs.done} {at} ", "dim"),), (title(item), ""), ((f" {spent} ", "dim"),), cells, glyphs
    )
