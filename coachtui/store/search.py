"""Everything ever captured, as one FTS5 index that follows the rows.

Triggers note in `search_stale` which entries changed, in plain SQL that any SQLite tool can run, and
`file.index_changes` brings those up to date at the end of the same transaction. (Triggers that wrote to
the index itself would need `trusted_schema`.) An entry's number is the row's id times 16 plus its kind.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from coachtui.store.codec import from_text
from coachtui.store.file import index_changes

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.store.file import Store

KINDS = ("interruption", "task", "meeting", "person", "action")
"""What can be found; the place in this tuple is the kind's number in the index."""


class Hit(NamedTuple):
    """One thing that was found."""

    kind: str
    """One of `KINDS`."""
    id: int
    """The row of the interruption, task, meeting, person or action."""
    title: str
    """What it is about; a person's name."""
    who: str
    """Who asked, who attends, or who owes an action; empty for tasks and people."""
    at: datetime | None
    """When it arrived, was created or starts; a person has no time."""
    state: str
    """The row's state; a meeting has that of its block, a person none."""
    snippet: str
    """The part of the note, purpose or minutes that fits the words best; empty when there is none."""


_FIND = """
with found as (
    select rowid as entry, bm25(search, 10, 5, 2) as rank, at from search where search match :words
    order by rank, at desc limit :limit
)
select found.entry & 15 as kind, found.entry >> 4 as id, search.title, search.who, search.at,
    coalesce(interruption.state, task.state, block.state, action.state, '') as state,
    snippet(search, 2, '', '', '…', 12) as snippet
from found join search on search.rowid = found.entry
left join interruption on found.entry & 15 = 0 and interruption.id = found.entry >> 4
left join task on found.entry & 15 = 1 and task.id = found.entry >> 4
left join meeting on found.entry & 15 = 2 and meeting.id = found.entry >> 4
left join block on block.id = meeting.block_id
left join action on found.entry & 15 = 4 and action.id = found.entry >> 4
where search match :words
order by found.rank, found.at desc
"""


def search(store: Store, text: str, limit: int = 50) -> list[Hit]:
    """What holds words that begin with each of the text's words; best first, then newest first.

    Accents and case do not matter, and no sign has a meaning. A text without a word finds nothing.
    """
    words = " ".join('"' + word.replace('"', '""') + '"*' for word in text.replace("\0", " ").split())
    if not words:
        return []
    return [
        Hit(
            kind=KINDS[row["kind"]],
            id=row["id"],
            title=row["title"],
            who=row["who"],
            at=from_text(row["at"]) if row["at"] else None,
            state=row["state"],
            snippet=row["snippet"],
        )
        for row in store.query(_FIND, {"words": words, "limit": limit})
    ]


_ALL_STALE = """
insert or ignore into search_stale
select id << 4 from interruption union all select id << 4 | 1 from task
union all select id << 4 | 2 from meeting union all select id << 4 | 3 from person
union all select id << 4 | 4 from action
"""


class _Looked(Exception):  # noqa: N818 - no error: it rolls back what a look had to write
    """Ends a look at the index."""


def is_in_step(store: Store) -> bool:
    """Whether the index holds exactly what the rows say; waits for other writers, changes nothing."""
    differences: tuple[int, ...] = ()
    with suppress(_Looked), store.change() as connection:
        connection.execute("insert into search (search) values ('integrity-check')")
        connection.execute(_ALL_STALE)
        row = connection.execute(
            "select (select count(*) from (select * from search_entry except select rowid, * from search)),"
            " (select count(*) from search) - (select count(*) from search_entry)"
        ).fetchone()
        differences = tuple(row)
        raise _Looked
    return differences == (0, 0)


def rebuild(store: Store) -> None:
    """Makes the index anew from the rows, also when it is damaged, and compact."""
    from sqlite_utils import Database

    with store.change() as connection:
        (sql,) = connection.execute("select sql from sqlite_master where name = 'search'").fetchone()
        connection.execute("drop table search")
        connection.execute(sql)
        connection.execute(_ALL_STALE)
        index_changes(connection)
        Database(connection, execute_plugins=False).table("search").optimize()
