"""Ten plausible years in one file: `python -m tests.benchmarks.history PATH`.

A working day has a plan of sprints, buffers and two meetings with people, and about twenty interruptions
that are dealt with in one of the four ways. The same arguments make the same file, but for the names
that meetings have in calendars.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.day import hours, resolve
from coachtui.domain.interruption import Interruption, Promise, State, Urgency
from coachtui.domain.planning import TaskAsk, plan_day
from coachtui.domain.rhythm import Rhythm
from coachtui.domain.span import Span, later
from coachtui.store import days, interruptions, tasks
from coachtui.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

ZONE = ZoneInfo("Europe/Berlin")
LAST = date(2026, 11, 23)
"""The last day of the ten years, a Monday."""

FIRST_NAMES = (
    "Ana Bob Chen Dora Emre Fatima Goran Hana Igor Jana Kofi Lena Maya Nils Olga Priya Raj Sara Tom Uma"
)
LAST_NAMES = (
    "Adler Bauer Costa Dietz Evans Fischer Garcia Huber Ito Jansen Klein Lopez Meyer Novak Okafor Patel"
)
WHAT = "invoice contract review laptop budget access slides hiring figures bug release calendar visa travel"
ABOUT = "question request update problem reminder draft"


class Size(NamedTuple):
    """How many rows there are of what."""

    day: int
    interruption: int
    block: int
    meeting: int
    person: int


def build(path: Path, count: int = 50_000, years: int = 10) -> Size:
    """Fill a new file; `count` interruptions are spread evenly over the working days of the years."""
    random = Random(f"{count} in {years}")
    people = [f"{first} {last}" for first in FIRST_NAMES.split() for last in LAST_NAMES.split()]
    first = LAST - timedelta(days=round(365.25 * years))
    dates = [first + timedelta(days=number) for number in range(1, (LAST - first).days + 1)]
    dates = [on for on in dates if on.weekday() < 5]
    with Store.open(path, now=datetime(2016, 1, 1, tzinfo=UTC)) as store, store.change() as db:
        for number, on in enumerate(dates):
            _plan(db, on, random, people)
            arrived = count * (number + 1) // len(dates) - count * number // len(dates)
            for item in _interruptions(on, arrived, random, people):
                interruptions.insert(db, item)
        sizes = [db.execute(f"select count(*) from {table}").fetchone()[0] for table in Size._fields]
    return Size(*sizes)


def _plan(db: Connection, on: date, random: Random, people: list[str]) -> None:
    """The plan of a day that is over."""
    rhythm = Rhythm()
    span = hours(on, rhythm, ZONE)
    asks = []
    for _ in range(random.randint(2, 3)):
        title, minutes = f"{_title(random)} {on:%d.%m.}", random.choice([45, 60, 90])
        number = tasks.add(db, title, minutes, False, resolve(on, rhythm.opens, ZONE))
        asks.append(TaskAsk(title, minutes, task_id=number))
    starts = random.sample(range(10, 17), 2)
    fixed = [
        Block(BlockKind.MEETING, Span(start, later(start, random.choice([30, 45]))), _title(random))
        for start in (resolve(on, time(hour), ZONE) for hour in starts)
    ]
    blocks = [one._replace(state=BlockState.DONE) for one in plan_day(span, rhythm, asks, fixed).blocks]
    for block in days.save_blocks(db, on, blocks):
        if block.kind is BlockKind.MEETING and block.id:
            days.add_meeting(db, block.id, f"agree on {_title(random)}", random.sample(people, 3))
    db.executemany("update task set state = 'done' where id = ?", [(ask.task_id,) for ask in asks])
    days.set_planned(db, on, ZONE.key, resolve(on, rhythm.opens, ZONE))


def _interruptions(on: date, count: int, random: Random, people: list[str]) -> Iterator[Interruption]:
    """What arrived on a day and was dealt with on it; a few people ask much more often than others."""
    for _ in range(count):
        arrived = later(resolve(on, time(9), ZONE), random.randint(0, 500))
        minutes = random.choice([3, 5, 5, 5, 10, 10, 15, 20, 30])
        state = random.choices([State.DONE, State.GIVEN, State.DECLINED, State.DROPPED], [90, 5, 3, 2])[0]
        spent = max(1, round(minutes * random.uniform(0.5, 2))) if state is State.DONE else None
        yield Interruption(
            id=0,
            title=_title(random),
            minutes=minutes,
            arrived_at=arrived,
            who=people[min(random.randrange(len(people)), random.randrange(len(people)))],
            estimated=random.random() < 0.3,
            urgency=random.choices([Urgency.NORMAL, Urgency.URGENT, Urgency.LATER], [85, 10, 5])[0],
            state=state,
            closed_at=later(arrived, random.randint(10, 300)),
            spent=spent,
            given_to=random.choice(people) if state is State.GIVEN else "",
            promised_at=later(arrived, random.randint(5, 200)),
            promise=random.choices([Promise.KEPT, Promise.MISSED], [9, 1])[0],
            why=f"first buffer with {minutes}m free",
        )


def _title(random: Random) -> str:
    return f"{random.choice(WHAT.split())} {random.choice(ABOUT.split())}"


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
