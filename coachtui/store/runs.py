"""What ran when: one stretch of measured time per row, and never two at once."""

from __future__ import annotations

from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.store.codec import from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection, Row

    from coachtui.domain.span import Span


FAR_BACK = 2000
"""How many of the last runs are looked through for restarts of sprints: some months."""


class Run(NamedTuple):
    """A stretch of measured time, of a block or of an interruption."""

    id: int
    block: int | None
    interruption: int | None
    started_at: datetime
    ended_at: datetime | None
    """None while it goes on."""
    broke: int | None
    """The run that it broke, which is to go on after it (rule 6)."""

    def seconds(self, now: datetime) -> int:
        """How long it has lasted; a clock that was set back does not count."""
        return max(0, int(((self.ended_at or now) - self.started_at).total_seconds()))


def begin(
    db: Connection,
    at: datetime,
    *,
    block: int | None = None,
    interruption: int | None = None,
    broke: int | None = None,
) -> None:
    """Start the clock of a block or an interruption; whatever ran before stops."""
    stop(db, at)
    db.execute(
        "insert into run (block_id, interruption_id, started_at, broke) values (?, ?, ?, ?)",
        (block, interruption, to_text(at), broke),
    )


def stop(db: Connection, at: datetime) -> Run | None:
    """Stop the clock that runs. Returns its run, or None when none did."""
    run = running(db)
    if run is None:
        return None
    run = run._replace(ended_at=max(run.started_at, at))
    db.execute("update run set ended_at = ? where id = ?", (to_text(max(run.started_at, at)), run.id))
    return run


def overlapping(db: Connection, span: Span) -> tuple[Run, ...]:
    """All runs of which some of the span is a part, in time order; one that goes on has no end."""
    rows = db.execute(
        "select * from run where started_at < ? and ifnull(ended_at, '9') > ? order by started_at, id",
        (to_text(span.end), to_text(span.start)),
    ).fetchall()
    return tuple(_run(row) for row in rows)


def cut(db: Connection, run: Run, span: Span) -> None:
    """Take a span out of a run: what is left before and after it are two runs, or one.

    A run that goes on goes on from the end of the span at the latest. The only run of a block stays, with
    no length: its clock ran, which is another thing than that nobody measured.
    """
    is_left_after = run.ended_at is None or run.ended_at > span.end
    if run.started_at >= span.start:
        if is_left_after:
            db.execute("update run set started_at = ? where id = ?", (to_text(span.end), run.id))
        elif run.block and len(of_block(db, run.block)) == 1:
            db.execute("update run set ended_at = started_at where id = ?", (run.id,))
        else:
            db.execute("delete from run where id = ?", (run.id,))
        return
    db.execute("update run set ended_at = ? where id = ?", (to_text(span.start), run.id))
    if is_left_after:
        note(db, run._replace(started_at=span.end))


def note(db: Connection, run: Run) -> None:
    """Write a run as it was measured or told; its id is ignored."""
    ended = None if run.ended_at is None else to_text(run.ended_at)
    db.execute(
        "insert into run (block_id, interruption_id, started_at, ended_at, broke) values (?, ?, ?, ?, ?)",
        (run.block, run.interruption, to_text(run.started_at), ended, run.broke),
    )


def end(db: Connection, at: datetime, *, interruption: int) -> int:
    """Stop the clock of an interruption, if it runs. Returns all minutes that it ran, at least 1."""
    run = running(db)
    if run and run.interruption == interruption:
        stop(db, at)
    return max(1, round(sum(run.seconds(at) for run in of_interruption(db, interruption)) / 60))


def running(db: Connection) -> Run | None:
    """The run that goes on now."""
    row = db.execute("select * from run where ended_at is null").fetchone()
    return _run(row) if row else None


def by_id(db: Connection, number: int) -> Run | None:
    """One run."""
    row = db.execute("select * from run where id = ?", (number,)).fetchone()
    return _run(row) if row else None


def of_block(db: Connection, block: int) -> tuple[Run, ...]:
    """All runs of a block, in order."""
    rows = db.execute("select * from run where block_id = ? order by started_at, id", (block,)).fetchall()
    return tuple(_run(row) for row in rows)


def of_interruption(db: Connection, interruption: int) -> tuple[Run, ...]:
    """All runs of an interruption, in order."""
    rows = db.execute(
        "select * from run where interruption_id = ? order by started_at, id", (interruption,)
    ).fetchall()
    return tuple(_run(row) for row in rows)


def broken_until(db: Connection, run: Run) -> datetime | None:
    """The end of the last interruption that a stopped run was broken for, one way or another.

    None where none broke it, or one of them goes on.
    """
    if run.ended_at is None:
        return None
    rows = db.execute(
        """with recursive chain (id, started_at, ended_at) as (
            select id, started_at, ended_at from run where broke = ?1 and id > ?1
            union all
            select r.id, r.started_at, r.ended_at from run r join chain c on r.broke = c.id and r.id > c.id
        ) select started_at, ended_at from chain""",
        (run.id,),
    ).fetchall()
    stopped = to_text(run.ended_at)
    is_broken = any(start == stopped for start, _ in rows)
    if not is_broken or any(end is None for _, end in rows):
        return None
    return from_text(max(end for _, end in rows))


def resumptions(db: Connection, most: int) -> list[tuple[datetime, datetime]]:
    """The last times that a sprint went on after interruptions: their end and its restart, latest first.

    A sprint that went on as a further part, behind a meeting or a break, is none of them.
    """
    rows = db.execute(
        """select * from run b where block_id is not null and ended_at is not null
        and id > (select max(id) from run) - ?
        and exists (select 1 from run i where i.broke = b.id and i.started_at = b.ended_at)
        order by id desc""",
        (FAR_BACK,),
    )
    found: list[tuple[datetime, datetime]] = []
    for run in map(_run, rows.fetchall()):
        assert run.ended_at is not None
        later = [one.started_at for one in of_block(db, run.block or 0) if one.id > run.id]
        ended = broken_until(db, run) if later else None
        if ended and ended <= later[0]:
            found.append((ended, later[0]))
        if len(found) == most:
            break
    return found


def _run(row: Row) -> Run:
    return Run(
        id=row["id"],
        block=row["block_id"],
        interruption=row["interruption_id"],
        started_at=from_text(row["started_at"]),
        ended_at=None if row["ended_at"] is None else from_text(row["ended_at"]),
        broke=row["broke"],
    )
