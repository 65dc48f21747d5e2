"""The rhythm of each weekday as rows; a weekday without a row has the default."""

from __future__ import annotations

from datetime import time

from coachtui.domain.rhythm import DEFAULT_WEEK, Rhythm, StandingBreak
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


def week(db: Connection) -> tuple[Rhythm, ...]:
    """The rhythms of Monday to Sunday."""
    rhythms = list(DEFAULT_WEEK)
    for row in db.execute("select * from rhythm").fetchall():
        rhythms[row["weekday"]] = Rhythm(
            working=bool(row["working"]),
            opens=time.fromisoformat(row["opens"]),
            closes=time.fromisoformat(row["closes"]),
            sprint=row["sprint"],
            buffer=row["buffer"],
            every=row["every"],
            end_buffer=row["end_buffer"],
            reserve=row["reserve"],
            meeting_buffer=row["meeting_buffer"],
            breaks=read_breaks(row["breaks"]),
        )
    return tuple(rhythms)


def save(db: Connection, weekday: int, rhythm: Rhythm) -> None:
    """Write the rhythm of a weekday, 0 for Monday."""
    import json

    breaks = [
        [f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.title, *([True] if one.is_buffer else [])]
        for one in rhythm.breaks
    ]
    db.execute(
        """insert into rhythm (weekday, working, opens, closes, sprint, buffer, every, end_buffer, reserve,
            meeting_buffer, breaks)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (weekday) do update set working = excluded.working, opens = excluded.opens,
            closes = excluded.closes, sprint = excluded.sprint, buffer = excluded.buffer,
            every = excluded.every, end_buffer = excluded.end_buffer, reserve = excluded.reserve,
            meeting_buffer = excluded.meeting_buffer, breaks = excluded.breaks""",
        (
            weekday,
            int(rhythm.working),
            f"{rhythm.opens:%H:%M}",
            f"{rhythm.closes:%H:%M}",
            rhythm.sprint,
            rhythm.buffer,
            rhythm.every,
            rhythm.end_buffer,
            rhythm.reserve,
            rhythm.meeting_buffer,
            json.dumps(breaks),
        ),
    )


def read_breaks(text: str) -> tuple[StandingBreak, ...]:
    """The standing breaks and buffers as they are kept.

    Raises:
        ValueError: they were not written by us.
        TypeError: the same.
        RecursionError: the same.
    """
    if text == "[]":
        return ()
    import json

    return tuple(
        StandingBreak(time.fromisoformat(start), time.fromisoformat(end), title, bool(more))
        for start, end, title, *more in json.loads(text)
    )
