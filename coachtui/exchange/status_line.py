"""The day in one line, for tmux, a prompt or a bar: what is on, what is left of it, what comes.

Fields are texts, empty where there is nothing to say, so that a format can hold any of them.
"""

from __future__ import annotations

import re

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.errors import UsageError
from coachtui.domain.fever import Word
from coachtui.domain.human import format_minutes
from coachtui.domain.span import minutes_between, minutes_until
from coachtui.domain.sprint import TIME_IS_UP, left_short
from coachtui.domain.text import one_line
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coachtui.domain.wall import Wall
    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.views import Snapshot

NOTHING = "nothing planned"
"""What is said where there is no file yet, or no more to say."""

_FIELD = re.compile(r"\{(\w*)\}")


class Status(NamedTuple):
    """The fields of a status line."""

    block: str = ""
    """What is on now: "S2 Draft board deck"."""
    label: str = ""
    """"S2"."""
    title: str = ""
    """"Draft board deck"; the kind where there is no title."""
    kind: str = ""
    """"sprint", "buffer", "meeting" or "break"; or "interruption" while its clock runs."""
    left: str = ""
    """How long it still takes: "9m"; or by how much it is over: "+5m"."""
    paused: str = ""
    """"paused" while its clock stands."""
    ends: str = ""
    """When it ends: "10:30"."""
    next: str = ""
    """The next block: "B1 10:30"."""
    buffer: str = ""
    """The next buffer with what is slotted in it: "B1 10:30 2 items 12m"; "2 items 12m" while it is on."""
    items: str = "0"
    """How many interruptions are slotted in that buffer."""
    minutes: str = "0m"
    """How long these take."""
    waiting: str = "0"
    """How many interruptions are open in all."""
    free: str = "0m"
    """What is left of the day's buffers."""
    now: str = ""
    """The time: "10:21"."""
    date: str = ""
    """The day: "2026-11-24"."""
    fever: str = ""
    """"fine", "watch" or "act": the day's buffer that is gone against its plan that is done."""
    gone: str = ""
    """How much of the day's buffer is gone: "40%"."""
    done: str = ""
    """How much of its plan is done: "25%"."""
    sign: str = ""
    """The glyph of the fever line."""
    begins: str = ""
    """When a planned day begins, before it does: "09:00, in 20m"."""
    idle: str = ""
    """What is true while no block of a plan is on: "the day is over, the next begins 09:00 tomorrow"."""
    unended: str = ""
    """What still runs of an earlier day: "Budget sync of yesterday still runs: coachtui meeting end 3"."""


def status(snapshot: Snapshot) -> Status:
    """The fields of this moment."""
    now, wall = snapshot.now, snapshot.wall
    on = snapshot.current if snapshot.is_planned else None
    coming = next((one for one in snapshot.blocks if one.starts_at >= now and one != on), None)
    buffer = next(
        (one for one in snapshot.blocks if one.kind is BlockKind.BUFFER and one.ends_at > now), None
    )
    said = Status(
        waiting=str(snapshot.summary.waiting),
        free=format_minutes(snapshot.summary.free),
        now=wall.clock(now),
        date=snapshot.date.isoformat(),
    )
    running = snapshot.running
    is_held = on is not None and on.kind is BlockKind.MEETING and on.state is BlockState.RUNNING
    if running is not None and not (running.is_paused and is_held):
        said = _with_running(said, running, wall)
    elif snapshot.is_planned and coming is not None and coming == snapshot.blocks[0]:
        wait = format_minutes(minutes_until(coming.starts_at, now))
        said = said._replace(begins=f"{wall.clock(coming.starts_at)}, in {wait}")
    elif on is None:
        said = said._replace(idle=_idle_words(snapshot, coming))
    else:
        title = one_line(on.title) or on.kind.value
        said = said._replace(
            block=f"{on.label} {title}",
            label=on.label,
            title=title,
            kind=on.kind.value,
            left=left_short(snapshot.remaining(on)),
            ends=wall.clock(on.ends_at),
        )
    if fever := snapshot.fever:
        said = said._replace(
            fever=fever.word.value,
            gone=f"{fever.used_share:.0%}",
            done=f"{fever.done_share:.0%}",
            sign=fever.sign,
        )
    if held := snapshot.unended:
        day = describe_day(held.on, snapshot.date)
        runs = f"{one_line(held.title)} of {day} still runs: coachtui meeting end {held.meeting}"
        said = said._replace(unended=runs)
    if coming is not None:
        said = said._replace(next=f"{coming.label} {wall.clock(coming.starts_at)}")
    if buffer is not None:
        said = _with_buffer(said, buffer, snapshot)
    return said


def line(said: Status) -> str:
    """The default line: "S2 Draft board deck 9m left · B1 10:30 2 items 12m · ▁ fine"."""
    is_buffer = said.kind == BlockKind.BUFFER
    parts = [
        f"{said.block} {_left(said)}" if said.block else _idle(said),
        said.buffer if said.block or said.items != "0" else "",
        f"next {said.next}" if is_buffer and said.next else "",
        f"{said.sign} {said.fever}" if said.fever else "",
        said.unended,
    ]
    return " · ".join(part for part in parts if part)


def _idle(said: Status) -> str:
    return f"the day begins {said.begins}" if said.begins else said.idle or NOTHING


def _idle_words(snapshot: Snapshot, coming: BlockView | None) -> str:
    """Why no block of a plan is on, and when there is one again where that is known."""
    now, wall = snapshot.now, snapshot.wall
    opens = snapshot.next_opens
    following = f", the next begins {wall.moment(opens, now)}" if opens else ""
    if not snapshot.is_planned and not snapshot.is_working_day:
        return f"a free day{following}"
    if coming is None and snapshot.blocks:
        return f"the day is over{following}"
    if snapshot.is_planned:
        return f"nothing is on until {coming.label} {wall.clock(coming.starts_at)}" if coming else ""
    if coming is not None and coming == snapshot.blocks[0]:
        wait = format_minutes(minutes_until(coming.starts_at, now))
        return f"not planned yet, the day begins {wall.clock(coming.starts_at)}, in {wait}"
    return "today is not planned yet"


def _left(said: Status) -> str:
    words = f"{said.left[1:]} over" if said.left.startswith("+") else f"{said.left} left"
    words = TIME_IS_UP if said.left == "0m" else words
    return f"paused, {words}" if said.paused else words


def tmux(said: Status) -> str:
    """The short form for a status bar: "S2 24m · 2"; empty when nothing is on.

    The fever line is in it once it is no longer fine.
    """
    now = f"{said.label} {said.left}".strip()
    items = said.items if said.items != "0" else ""
    fever = f"{said.sign} {said.fever}" if said.fever not in ("", Word.FINE) else ""
    return " · ".join(part for part in (now, items, fever) if part)


def formatted(said: Status, pattern: str) -> str:
    """The pattern with every `{field}` filled in.

    Raises:
        UsageError: a field is unknown.
    """
    fields = said._asdict()

    def value(found: re.Match[str]) -> str:
        if found[1] not in fields:
            raise UsageError(f"there is no field {found[0]}: choose from {', '.join(fields)}")
        return str(fields[found[1]])

    return one_line(_FIELD.sub(value, pattern))


def _with_running(said: Status, running: RunningView, wall: Wall) -> Status:
    """What the clock runs for is on, whatever was planned for this minute."""
    title = one_line(running.title)
    return said._replace(
        block=f"{running.label} {title}".strip(),
        label=running.label,
        title=title,
        kind=running.kind,
        left=left_short(running.remaining),
        paused="paused" if running.is_paused else "",
        ends=wall.end(running.ends_at),
    )


def _with_buffer(said: Status, buffer: BlockView, snapshot: Snapshot) -> Status:
    pieces = [
        piece
        for item in snapshot.items
        for piece in item.pieces
        if buffer.starts_at <= piece.starts_at < buffer.ends_at
    ]
    count = len(set(buffer.slots))
    minutes = format_minutes(sum(minutes_between(one.starts_at, one.ends_at) for one in pieces))
    where = "" if buffer.label == said.label else f"{buffer.label} {snapshot.wall.clock(buffer.starts_at)}"
    held = f"{count} item{'s' if count > 1 else ''} {minutes}" if count else ""
    return said._replace(buffer=f"{where} {held}".strip(), items=str(count), minutes=minutes)
