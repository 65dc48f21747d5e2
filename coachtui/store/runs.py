"""What ran when: one stretch of measured time per row, and never two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection


def begin(db: Connection, at: datetime, *, interruption: int) -> None:
    """Start the clock of an interruption; whatever ran before stops."""
    db.execute("update run set ended_at = max(started_at, ?) where ended_at is null", (to_text(at),))
    db.execute("insert into run (interruption_id, started_at) values (?, ?)", (interruption, to_text(at)))


def end(db: Connection, at: datetime, *, interruption: int) -> int:
    """Stop the clock of an interruption. Returns all minutes that it ran, at least 1."""
    db.execute(
        "update run set ended_at = max(started_at, ?) where ended_at is null and interruption_id = ?",
        (to_text(at), interruption),
    )
    rows = db.execute(
        "select started_at, ended_at from run where interruption_id = ?", (interruption,)
    ).fetchall()
    seconds = sum((from_text(end) - from_text(start)).total_seconds() for start, end in rows)
    return max(1, round(seconds / 60))
