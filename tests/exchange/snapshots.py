"""A day to draw: 24 November 2026 at 10:21 in Berlin, with an urgent, a split and a missed interruption."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.interruption import Promise, State, Urgency
from coachtui.services.day_views import BlockView, QueueGroup, Summary, UnplacedView
from coachtui.services.item_views import ItemView, PieceView
from coachtui.services.views import Snapshot

BERLIN = ZoneInfo("Europe/Berlin")


def at(clock: str) -> datetime:
    """The instant of a wall-clock time of the day."""
    return datetime.fromisoformat(f"2026-11-24T{clock}").replace(tzinfo=BERLIN).astimezone(UTC)


def block(label: str, title: str, start: str, end: str, **more: object) -> BlockView:
    """A block; the kind is that of its label."""
    kinds = {kind.value[0].upper(): kind for kind in (BlockKind.SPRINT, BlockKind.BUFFER, BlockKind.MEETING)}
    minutes = int((at(end) - at(start)).total_seconds()) // 60
    state = BlockState.PLANNED
    view = BlockView(
        1, label, kinds.get(label[0], BlockKind.BREAK), title, at(start), at(end), minutes, state
    )
    return view._replace(**more)  # type: ignore[arg-type]


def item(number: int, title: str, minutes: int, *pieces: PieceView, **more: object) -> ItemView:
    """An interruption that arrived at ten."""
    view = ItemView(
        id=number,
        title=title,
        who="",
        minutes=minutes,
        estimated=False,
        urgency=Urgency.NORMAL,
        state=State.SLOTTED if pieces else State.WAITING,
        arrived_at=at("10:00"),
        pieces=pieces,
        promise="10:30 today, 1st in line" if pieces else "no time yet",
        why="first buffer",
    )
    return view._replace(**more)  # type: ignore[arg-type]


BOB = item(
    1,
    "invoice question",
    10,
    PieceView(2, "B1", at("10:30"), at("10:40"), 1),
    who="Bob",
    urgency=Urgency.URGENT,
)
LONG = item(
    2,
    "long talk",
    25,
    PieceView(2, "B1", at("10:40"), at("10:50"), 2),
    PieceView(4, "B2", at("11:30"), at("11:45"), 1),
    estimated=True,
)
LATE = item(3, "a day off", 5, promise_state=Promise.MISSED, is_past_due=True, urgency=Urgency.LATER)

BLOCKS = (
    block("S1", "Write brief", "09:00", "09:45", state=BlockState.DONE),
    block("S2", "Draft board deck 1/2", "09:45", "10:30", state=BlockState.RUNNING),
    block("B1", "", "10:30", "11:00", id=2, slots=(1, 2), free_minutes=10),
    block(
        "M1",
        "Budget sync",
        "11:00",
        "11:30",
        purpose="agree Q4 budget",
        attendees=("Ana", "Raj"),
        meeting_id=7,
    ),
    block("B2", "", "11:30", "12:00", id=4, slots=(2,), free_minutes=15),
    block("R1", "Lunch", "12:00", "13:00"),
)

DAY = Snapshot(
    now=at("10:21"),
    zone=BERLIN,
    date=date(2026, 11, 24),
    is_planned=True,
    is_working_day=True,
    blocks=BLOCKS,
    unplaced=(UnplacedView("Code review", 45),),
    queue=(
        QueueGroup(date(2026, 11, 24), "B1", at("10:30"), 30, 20, (BOB, LONG)),
        QueueGroup(date(2026, 11, 24), "B2", at("11:30"), 30, 15, (LONG,)),
        QueueGroup(None, "", None, 0, 5, (LATE,)),
    ),
    done=(item(9, "logo file", 6, state=State.DONE, spent=4),),
    summary=Summary(2, 1, 1, 0, 90, 60, 35, 25, 45, 3, 40, 1, 4),
)
