"""Series of meetings as rows: those that come again by a rule, and those that meet when a review says so."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from coachtui.domain.series import Every, Repeat

if TYPE_CHECKING:
    from sqlite3 import Connection, Row

AS_AGREED = "as agreed"
"""The rule of a series without one."""


class SeriesRecord(NamedTuple):
    """A series that comes again by a rule."""

    id: int
    repeat: Repeat
    until: date
    """The last date for which its meeting was made."""


def add(db: Connection, repeat: Repeat | None) -> int:
    """Write a new series, whose first meeting is made. Returns its id."""
    if repeat is None:
        number = db.execute("insert into series (every) values (?)", (AS_AGREED,)).lastrowid
    else:
        number = db.execute(
            """insert into series (every, first, at, minutes, zone, nth, until)
            values (?, ?, ?, ?, ?, ?, ?)""",
            (
                repeat.every.value,
                str(repeat.first),
                f"{repeat.at:%H:%M}",
                repeat.minutes,
                repeat.zone.key,
                repeat.nth,
                str(repeat.first),
            ),
        ).lastrowid
    assert number is not None
    return number


def repeating(db: Connection) -> list[SeriesRecord]:
    """The series that come again by a rule."""
    rows = db.execute("select * from series where every <> ? order by id", (AS_AGREED,)).fetchall()
    return [_record(row) for row in rows]


def rule_of(db: Connection, number: int | None) -> SeriesRecord | None:
    """A series that comes again by a rule; None where it has none."""
    row = db.execute("select * from series where id = ? and every <> ?", (number, AS_AGREED)).fetchone()
    return _record(row) if row else None


def repeat_of(db: Connection, number: int | None) -> Repeat | None:
    """The rule of a series; None where it has none."""
    found = rule_of(db, number)
    return found.repeat if found else None


def set_until(db: Connection, number: int, until: date) -> None:
    """Note the last date for which a meeting of the series was made."""
    db.execute("update series set until = ? where id = ?", (str(until), number))


def set_rule(db: Connection, number: int, repeat: Repeat, until: date) -> None:
    """Give a series another day or time; `until` is the last date for which its meeting is made."""
    db.execute(
        "update series set first = ?, at = ?, minutes = ?, nth = ?, until = ? where id = ?",
        (str(repeat.first), f"{repeat.at:%H:%M}", repeat.minutes, repeat.nth, str(until), number),
    )


def end(db: Connection, number: int) -> None:
    """No more meetings are made for the series by itself."""
    db.execute("update series set every = ? where id = ?", (AS_AGREED, number))


def _record(row: Row) -> SeriesRecord:
    repeat = Repeat(
        every=Every(row["every"]),
        first=date.fromisoformat(row["first"]),
        at=time.fromisoformat(row["at"]),
        minutes=row["minutes"],
        zone=ZoneInfo(row["zone"]),
        nth=row["nth"],
    )
    return SeriesRecord(row["id"], repeat, date.fromisoformat(row["until"]))
