"""A file with ten years of days full of people: `python -m tests.benchmarks.history PATH`.

50,000 interruptions, 25,000 blocks, 10,000 of them measured sprints, and 5,000 meetings, the same at every
run, written through the store as an import would.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from coachtui.store.codec import to_text
from coachtui.store.file import Store
from coachtui.store.transfer import export_document, import_document

ENDS = date(2026, 11, 23)
"""The last day of the ten years; the benchmarks capture on the next."""

DAYS = 2500
"""Working days: each holds 20 interruptions, 10 blocks and 2 meetings."""

NAMES = [
    f"{first} {last}" for first in ("Ana", "Bob", "Kim", "Lee", "Raj", "Sam", "Zoë") for last in "ABCDEFGHIJ"
]

SHAPE = (
    ("sprint", "09:00", 45), ("sprint", "09:45", 45), ("buffer", "10:30", 30), ("meeting", "11:00", 30),
    ("buffer", "11:30", 30), ("break", "12:00", 60), ("sprint", "13:00", 45), ("sprint", "13:45", 45),
    ("meeting", "15:00", 45), ("buffer", "16:40", 50),
)  # fmt: skip

Rows = dict[str, list[dict[str, Any]]]


def build(path: Path) -> None:
    """Write the ten years into a new file."""
    now = datetime.combine(ENDS, time(18), UTC)
    with Store.open(path, now=now) as store:
        document = export_document(store, now)
        # A document of the first schema may leave out what came later.
        document |= {"schema": 1, "tables": _tables(random.Random(10))}
        import_document(store, document, now)


def _tables(chance: random.Random) -> Rows:
    rows: Rows = {
        name: [] for name in ("person", "task", "day", "block", "meeting", "attendee", "interruption", "run")
    }
    rows["person"] = [{"id": i, "name": name, "first": name.split()[0]} for i, name in enumerate(NAMES, 1)]
    on = ENDS
    for _ in range(DAYS):
        while on.weekday() > 4:
            on -= timedelta(days=1)
        _day(rows, on, chance)
        on -= timedelta(days=1)
    return rows


def _day(rows: Rows, on: date, chance: random.Random) -> None:
    opening = to_text(datetime.combine(on, time(8, 30), UTC))
    _add(rows, "day", date=str(on), zone="UTC", planned_at=opening)
    task = _add(rows, "task", title=f"Draft {on}", minutes=180, state="done", created_at=opening)
    for kind, clock, minutes in SHAPE:
        start = datetime.combine(on, time.fromisoformat(clock), UTC)
        end = start + timedelta(minutes=minutes)
        block = _add(
            rows, "block", date=str(on), kind=kind, starts_at=to_text(start), ends_at=to_text(end),
            title="" if kind == "buffer" else f"{kind} of {on}",
            state="done" if kind == "sprint" else "planned", task_id=task if kind == "sprint" else None,
        )  # fmt: skip
        if kind == "sprint":
            late = timedelta(minutes=chance.choice((-8, 0, 0, 0, 4, 15)))
            _add(rows, "run", block_id=block, started_at=to_text(start), ended_at=to_text(end + late))
        if kind == "meeting":
            meeting = _add(rows, "meeting", block_id=block, purpose=f"agree what {clock} is about")
            for person in chance.sample(range(1, len(NAMES) + 1), 3):
                _add(rows, "attendee", meeting_id=meeting, person_id=person)
    for number in range(20):
        arrived = datetime.combine(on, time(9), UTC) + timedelta(minutes=chance.randrange(480))
        closed = arrived + timedelta(minutes=chance.randrange(5, 90))
        spent = chance.randrange(1, 25)
        _add(
            rows, "interruption", title=f"question {number} about the {chance.choice(NAMES)} case of {on}",
            person_id=chance.randrange(1, len(NAMES) + 1), minutes=5, estimated=1,
            urgency="normal", state="done", arrived_at=to_text(arrived), closed_at=to_text(closed),
            spent=spent, promise="kept", promised_at=to_text(arrived + timedelta(minutes=30)),
            why="first buffer with 5m free",
        )  # fmt: skip


def _add(rows: Rows, table: str, **values: object) -> int:
    number = len(rows[table]) + 1
    rows[table].append({"id": number, **values})
    return number


if __name__ == "__main__":
    build(Path(sys.argv[1]))
