"""One interruption as a card with the keys that decide about it; and the note of a sprint that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind
from coachtui.domain.resumption import lag_words
from coachtui.domain.sprint import left_words
from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui.drawing.details import about, moved, promise, standing, title
from coachtui.tui.drawing.parts import hour, line, used
from coachtui.tui.text import clean, cut

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts

MARGIN = "   "
"""What stands left of a card's lines."""

SAID = ("card-do", "card-done", "card-later", "card-earlier", "card-snooze", "card-urgent", "card-give",
        "card-decline", "card-drop")  # fmt: skip
"""The commands that a card names, the most useful first."""


class Deck(NamedTuple):
    """Where in the cards one is."""

    card: ItemView | None
    """None at the end."""
    following: ItemView | None
    decided: tuple[str, ...]
    """What was decided so far, one line each."""


def draw(deck: Deck, snapshot: Snapshot, cells: int, rows: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """The card, or what was decided when none is left; blank lines give way first, then the last keys."""
    if deck.card is None:
        return _end(deck, cells, rows, glyphs)
    item = deck.card
    sign, loud = glyphs.urgency(item.urgency), item.urgency in ("urgent", "now")
    head = [
        line(
            ((MARGIN, ""), (f"{sign} ", "urgent" if loud else "dim")),
            (title(item), "strong"),
            (),
            cells,
            glyphs,
        )
    ]
    head += [
        _indented(one, look, cells, glyphs)
        for text, look in _facts(item, snapshot, glyphs)
        for one in _wrapped(text, cells - len(MARGIN) - 3, 2, glyphs)
    ]
    keys = [_choice(name, item, snapshot, cells, glyphs) for name in SAID]
    tail = []
    if following := deck.following:
        said = f"next card: {glyphs.urgency(following.urgency)} {title(following)}  {following.minutes}m"
        tail = [_indented(said, "dim", cells, glyphs)]
    blank: Parts = ((" " * cells, ""),)
    gaps = rows - len(head) - len(keys) - len(tail)
    lines = [*([blank] if gaps > 2 else []), *head, *([blank] if gaps > 0 else [])]
    lines += [*keys[: max(rows - len(lines) - len(tail) - (gaps > 1), 0)], *([blank] if gaps > 1 else [])]
    return tuple([*lines, *tail][:rows])


def resume(run: RunningView, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """Where a sprint was left, large, with what is left of it; while it waits, how one goes on."""
    until = snapshot.wall.end(run.ends_at)
    blank: Parts = ((" " * cells, ""),)
    note: list[Parts] = [_indented("no line was left", "dim", cells, glyphs)]
    if run.resume:
        note = [_indented("Where you were:", "dim", cells, glyphs), blank]
        note += [
            _indented(text, "strong", cells, glyphs) for text in _wrapped(run.resume, cells - 7, 4, glyphs)
        ]
    left = left_words(run.remaining)
    if not run.is_paused:
        left = f"{left}, until {until}"
    lines = [blank, *note, blank, _indented(left, "sprint", cells, glyphs)]
    if run.is_paused:
        usual = f"you go on after {lag_words(run.usual_lag)} as a rule" if run.usual_lag else ""
        keys = f"{commands.key('sprint')} or {commands.key('open')} goes on"
        said = f"{keys} {glyphs.dot} {usual}" if usual else keys
        lines += [_indented(said, "dim", cells, glyphs)]
    return (*lines, blank)


def _facts(item: ItemView, snapshot: Snapshot, glyphs: Glyphs) -> list[tuple[str, str]]:
    """What is known of the item, with its clock while that runs."""
    run = snapshot.running
    facts = [(about(item, snapshot, glyphs), "")]
    if run and snapshot.is_on(item):
        facts.insert(0, (f"its clock runs: {left_words(run.remaining)}", "chip"))
    if item.note:
        facts += [(text, "strong") for text in _wrapped(item.note, 70, 2, glyphs)]
    if said := standing(item, snapshot):
        facts.append((said, "wrong" if item.is_past_due else ""))
    told, look = promise(item, snapshot)
    facts.append(
        (f"{told if look else f'told: {told}'}" + (f" ({item.why})" if item.why else ""), look or "dim")
    )
    if item.moved:
        facts.append((f"moved {moved(item, snapshot)}", "dim"))
    return facts


def _choice(name: str, item: ItemView, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """A key and what it does to this item."""
    command = commands.BY_ID[name]
    said = command.help[0].lower() + command.help[1:].rstrip(".")
    if name == "card-do":
        said = (
            f"it is being done: {commands.key('card-done')} ends it"
            if snapshot.is_on(item)
            else f"{said}, {item.minutes} min"
        )
    if name == "card-later" and (buffer := _next_buffer(item, snapshot)):
        at = hour(buffer.starts_at, snapshot.wall)
        said = f"next buffer: {buffer.label} {at} ({buffer.free_minutes}m free)"
    if name == "card-snooze":
        choices = (f"{commands.shown(one)[0]} {one.title}" for one in commands.within("snooze"))
        said = f"snooze: {'  '.join(choices)}"
    others = command.with_ if name == "card-urgent" else ()
    keys = " ".join(commands.key(one) for one in (name, *others))
    return line(((f"{MARGIN}  {glyphs.say(keys):<8}", "key"),), (glyphs.say(said), ""), (), cells, glyphs)


def _next_buffer(item: ItemView, snapshot: Snapshot) -> BlockView | None:
    """The buffer of today behind the item's that has room for it."""
    after = item.pieces[-1].ends_at if item.pieces else snapshot.now
    return next(
        (
            one
            for one in snapshot.blocks
            if one.kind is BlockKind.BUFFER
            and one.starts_at >= after
            and one.free_minutes - one.reserve >= item.minutes
        ),
        None,
    )


def _end(deck: Deck, cells: int, rows: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """No card is left: what was decided last, as much as there is room for."""
    count = len(deck.decided)
    said = f"All {count} decided." if count > 1 else "Decided." if count else "Nothing waits here."
    latest = deck.decided[-max(rows - 5, 1) :]
    back = (
        f"{commands.key('card-close-cards')} back to the day   "
        f"{commands.key('card-undo')} shows the last one again"
    )
    blank: Parts = ((" " * cells, ""),)
    last = _indented(back, "dim", cells, glyphs)
    return (
        blank,
        _indented(said, "strong", cells, glyphs),
        blank,
        *(_indented(text, "", cells, glyphs) for text in latest),
        blank,
        last,
    )


def heading(snapshot: Snapshot, since: datetime | None) -> str:
    """What the frame of the cards says: "B2: 2 items, 12 of 15 min"; once none waits, until when it is on.

    Args:
        snapshot: the day.
        since: when the buffer began whose cards these are; None for those of the whole queue.
    """
    block = snapshot.current
    if block is None or block.starts_at != since:
        return "The queue"
    if not snapshot.cards:
        return f"{block.label} until {hour(block.ends_at, snapshot.wall)}"
    minutes = f"{used(block, snapshot)} of {block.minutes} min"
    return f"{block.label}: {counted(len(snapshot.cards), 'item')}, {minutes}"


def _indented(text: str, look: str, cells: int, glyphs: Glyphs) -> Parts:
    return line(((f"{MARGIN}  ", ""),), (glyphs.say(clean(text)), look), (), cells, glyphs)


def _wrapped(text: str, cells: int, most: int, glyphs: Glyphs) -> list[str]:
    """A text in at most so many lines."""
    rows: list[str] = []
    rest = clean(text)
    while rest and len(rows) < most:
        if len(rows) == most - 1:
            rows.append(cut(rest, cells, glyphs.ellipsis))
            break
        row = cut(rest, cells + 1, "")
        if len(row) < len(rest) and " " in row:
            row = row.rpartition(" ")[0]
        row = row or rest[:1]
        rows.append(row)
        rest = rest[len(row) :].lstrip()
    return rows
