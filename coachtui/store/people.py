"""The people that interruptions and meetings name. A name is one person, whatever its case."""

from __future__ import annotations

from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


def known(db: Connection, word: str) -> str | None:
    """The full name of a person by name, else by first name, the latest met first; None for a stranger."""
    row = db.execute(
        "select name from person where name = :word collate nocase or first = :word"
        " order by name = :word collate nocase desc, id desc limit 1",
        {"word": word},
    ).fetchone()
    return row[0] if row else None


def ensure(db: Connection, name: str) -> int | None:
    """The id of the person with this name, who is met now if not before; None for no name."""
    if not name:
        return None
    row = db.execute("select id from person where name = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    first = name.split()[0]
    return db.execute("insert into person (name, first) values (?, ?)", (name, first)).lastrowid


def names(db: Connection) -> tuple[str, ...]:
    """All names, the latest met first."""
    return tuple(row[0] for row in db.execute("select name from person order by id desc").fetchall())
