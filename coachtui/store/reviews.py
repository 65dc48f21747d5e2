"""Reviews as rows: one per meeting, each line a row, so that nothing typed waits for the end to be kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.note import NoteKind
from coachtui.domain.review import Accomplished, Entry, Review, Ruling, Step, Verdict
from coachtui.store.codec import from_text, to_text
from coachtui.store.tables import columns_of, from_literals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from sqlite3 import Connection, Row

    from coachtui.domain.review import Held


class ReviewRecord(NamedTuple):
    """A review, as a draft or closed."""

    id: int
    review: Review
    is_open: bool
    """Whether it is being written, or corrected."""
    closed_at: datetime | None
    """When it was closed first."""
    corrected_at: datetime | None
    """When it was closed again, last."""
    next_meeting: int | None
    """The meeting that it made."""


class Parked(NamedTuple):
    """A point that was parked with someone."""

    text: str
    meeting: str
    on: date


def of_meeting(db: Connection, meeting: int, held: Held) -> ReviewRecord | None:
    """The review of a meeting; None when it has none yet."""
    row = db.execute("select * from review where meeting_id = ?", (meeting,)).fetchone()
    if row is None:
        return None
    review = Review(
        held=held,
        entries=entries_of(db, row["id"]),
        accomplished=Accomplished(row["accomplished"]) if row["accomplished"] else None,
        reason=row["reason"],
        verdicts=_verdicts(db, row["id"]),
        next_line=row["next_line"],
        step=Step(row["step"]),
        last=row["last"],
    )
    return ReviewRecord(
        id=row["id"],
        review=review,
        is_open=bool(row["is_open"]),
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        corrected_at=from_text(row["corrected_at"]) if row["corrected_at"] else None,
        next_meeting=row["next_meeting_id"],
    )


def existing(db: Connection, meetings: Sequence[int]) -> frozenset[int]:
    """Those of the meetings that have a review, as a draft or closed."""
    if not meetings:
        return frozenset()
    marks = ", ".join("?" * len(meetings))
    rows = db.execute(f"select meeting_id from review where meeting_id in ({marks})", tuple(meetings))
    return frozenset(row["meeting_id"] for row in rows.fetchall())


def last_closed(db: Connection) -> int | None:
    """The meeting with the latest date whose review is closed; None where there is none."""
    row = db.execute(
        """select r.meeting_id from block b join meeting m on m.block_id = b.id
        join review r on r.meeting_id = m.id where r.is_open = 0
        order by b.date desc, b.starts_at desc limit 1"""
    ).fetchone()
    return row["meeting_id"] if row else None


def begin(db: Connection, meeting: int, review: Review) -> int:
    """Write a new review. Returns its id."""
    number = db.execute(
        "insert into review (meeting_id, step, last) values (?, ?, 0)", (meeting, review.step.value)
    ).lastrowid
    assert number is not None
    save(db, number, Review(review.held), review)
    return number


def save(db: Connection, number: int, before: Review, after: Review) -> None:
    """Write what differs between two states of a review."""
    old = {entry.id: entry for entry in before.entries}
    for entry in after.entries:
        known = old.pop(entry.id, None)
        if known is None:
            db.execute(
                "insert into review_entry (review_id, number, kind, text) values (?, ?, ?, ?)",
                (number, entry.id, entry.kind.value, entry.text),
            )
        elif known != entry:
            db.execute(
                "update review_entry set kind = ?, text = ? where review_id = ? and number = ?",
                (entry.kind.value, entry.text, number, entry.id),
            )
    for gone in old:
        db.execute("delete from review_entry where review_id = ? and number = ?", (number, gone))
    if before.verdicts != after.verdicts:
        db.execute("delete from review_verdict where review_id = ?", (number,))
        db.executemany(
            "insert into review_verdict (review_id, action_id, ruling, due) values (?, ?, ?, ?)",
            [
                (number, one.action, one.ruling.value, None if one.due is None else str(one.due))
                for one in after.verdicts
            ],
        )
    answer = None if after.accomplished is None else after.accomplished.value
    db.execute(
        "update review set accomplished = ?, reason = ?, next_line = ?, step = ?, last = ? where id = ?",
        (answer, after.reason, after.next_line, after.step.value, after.last, number),
    )


def close(db: Connection, record: ReviewRecord, at: datetime, next_meeting: int | None) -> None:
    """Note that a review is closed, or closed again after a correction."""
    column = "corrected_at" if record.closed_at else "closed_at"
    db.execute(
        f"update review set is_open = 0, {column} = ?, next_meeting_id = ? where id = ?",
        (to_text(at), next_meeting, record.id),
    )


def reopen(db: Connection, record: ReviewRecord) -> None:
    """Let a closed review be corrected, from its first step on."""
    db.execute("update review set is_open = 1, step = ? where id = ?", (Step.HIGHLIGHTS.value, record.id))


def is_written_by(db: Connection, meeting: int, changes: Sequence[Row]) -> bool:
    """Whether a step wrote nothing but lines into the review of a meeting, which it found and left open.

    Raises:
        ValueError: what is remembered of a changed row cannot be read.
    """
    rows = []
    for change in changes:
        if (table := change["tbl"]) not in ("review", "review_entry", "review_verdict"):
            return False
        columns = columns_of(db, table)
        rows += [
            dict(zip(columns, from_literals(change[age], columns.values()), strict=True))
            for age in ("before", "after")
            if change[age]
        ]
    there = db.execute("select id from review where meeting_id = ?", (meeting,)).fetchone()
    heads = [row for row in rows if "meeting_id" in row]
    own = {row["id"] for row in heads} | {there and there["id"]}
    return all(
        row["meeting_id"] == meeting and row["is_open"] if "meeting_id" in row else row["review_id"] in own
        for row in rows
    )


def verdicts_of(db: Connection, meeting: int) -> tuple[Verdict, ...]:
    """What the review of a meeting decides about earlier actions; none where there is no review."""
    row = db.execute("select id from review where meeting_id = ?", (meeting,)).fetchone()
    return _verdicts(db, row["id"]) if row else ()


def closed_on(db: Connection, meeting: int) -> tuple[datetime, ...]:
    """When the review of a meeting was closed first and last; nothing where it never was."""
    row = db.execute("select closed_at, corrected_at from review where meeting_id = ?", (meeting,)).fetchone()
    return tuple(from_text(text) for text in row or () if text)


def entries_of(db: Connection, number: int) -> tuple[Entry, ...]:
    """The lines of a review in the order in which they were written."""
    rows = db.execute("select * from review_entry where review_id = ? order by number", (number,)).fetchall()
    return tuple(Entry(row["number"], NoteKind(row["kind"]), row["text"]) for row in rows)


def set_open_items(db: Connection, meeting: int, items: Sequence[tuple[int, int | None, str]]) -> None:
    """Make these the open items of a meeting: number of the line, owner (None for you), text."""
    rows = db.execute(
        "select entry, owner_id, text from open_item where meeting_id = ?", (meeting,)
    ).fetchall()
    if [tuple(row) for row in rows] != list(items):
        db.execute("delete from open_item where meeting_id = ?", (meeting,))
        db.executemany(
            "insert into open_item (meeting_id, entry, owner_id, text) values (?, ?, ?, ?)",
            [(meeting, *item) for item in items],
        )


def parked_with(db: Connection, name: str, most: int) -> list[Parked]:
    """The points parked with a person, unless a later review of the same series is closed; latest first."""
    rows = db.execute(
        """select o.text, b.title, b.date from open_item o
        join meeting m on m.id = o.meeting_id join block b on b.id = m.block_id
        where o.owner_id = (select id from person where name = ?) and not exists (
            select 1 from meeting n join block c on c.id = n.block_id join review r on r.meeting_id = n.id
            where n.series_id = m.series_id and c.starts_at > b.starts_at and r.is_open = 0
        ) order by b.starts_at desc, o.entry limit ?""",
        (name, most),
    ).fetchall()
    return [Parked(text, title, date.fromisoformat(on)) for text, title, on in rows]


def _verdicts(db: Connection, number: int) -> tuple[Verdict, ...]:
    rows = db.execute("select * from review_verdict where review_id = ? order by id", (number,)).fetchall()
    return tuple(
        Verdict(
            row["action_id"], Ruling(row["ruling"]), date.fromisoformat(row["due"]) if row["due"] else None
        )
        for row in rows
    )
