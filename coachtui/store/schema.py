"""The tables of the file, as append-only migrations.

Only here and in maintenance is `sqlite_utils` imported: it costs more than a whole captured line.
A migration is a function that runs SQL text and is never edited once released; the next change of
the schema is the next function, and `opening.SCHEMA` counts them. One that makes or alters a table
calls `record_changes` for it; one that alters columns also empties `intention`, whose rows no longer fit.

Instants are UTC text `YYYY-MM-DDTHH:MM:SSZ`, dates `YYYY-MM-DD`, wall-clock times `HH:MM`, lengths
whole minutes. Every table has an integer `id`, so that undo can name a row for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from coachtui.store.ddl import instant, record_changes, stale_triggers, statements
from coachtui.store.schema_meetings import upgrade

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("coachtui")


FIRST = f"""
create table setting (
    id integer primary key, key text not null unique, value text not null
) strict;

create table rhythm (
    id integer primary key,
    weekday integer not null unique check (weekday between 0 and 6),
    working integer not null check (working in (0, 1)),
    opens text not null check (opens is strftime('%H:%M', opens, '+0 seconds')),
    closes text not null check (closes is strftime('%H:%M', closes, '+0 seconds')),
    sprint integer not null check (sprint between 5 and 240),
    buffer integer not null check (buffer between 1 and 240),
    every integer not null check (every between 1 and 20),
    end_buffer integer not null check (end_buffer between 0 and 240),
    reserve integer not null check (reserve between 0 and end_buffer),
    meeting_buffer integer not null check (meeting_buffer between 0 and 120),
    breaks text not null check (breaks like '[%]')
) strict;

create table day (
    id integer primary key,
    date text not null unique check (date is date(date, '+0 days')),
    zone text not null,
    planned_at text not null {instant("planned_at")}
) strict;

create table person (
    id integer primary key autoincrement,
    name text not null unique collate nocase check (name <> ''),
    first text not null collate nocase
) strict;
create index person_first on person (first);

create table task (
    id integer primary key autoincrement,
    title text not null check (title <> ''),
    minutes integer not null check (minutes between 1 and 10080),
    must integer not null default 0 check (must in (0, 1)),
    state text not null default 'open' check (state in ('open', 'done', 'dropped')),
    created_at text not null {instant("created_at")}
) strict;
create index task_open on task (created_at) where state = 'open';

create table block (
    id integer primary key autoincrement,
    date text not null check (date is date(date, '+0 days')),
    kind text not null check (kind in ('sprint', 'buffer', 'meeting', 'break')),
    starts_at text not null {instant("starts_at")},
    ends_at text not null {instant("ends_at")},
    title text not null default '',
    state text not null default 'planned' check (state in ('planned', 'running', 'paused', 'done')),
    task_id integer references task (id) on delete set null,
    part integer not null default 1, parts integer not null default 1,
    reserve integer not null default 0,
    check (starts_at < ends_at)
) strict;
create index block_date on block (date, starts_at);
create index block_task on block (task_id);
create index block_running on block (state) where state in ('running', 'paused');

create table unplaced (
    id integer primary key,
    date text not null check (date is date(date, '+0 days')),
    task_id integer not null references task (id) on delete cascade,
    minutes integer not null check (minutes > 0)
) strict;
create index unplaced_date on unplaced (date);
create index unplaced_task on unplaced (task_id);

create table meeting (
    id integer primary key autoincrement,
    block_id integer not null unique references block (id) on delete cascade,
    purpose text not null default ''
) strict;

create table attendee (
    id integer primary key autoincrement,
    meeting_id integer not null references meeting (id) on delete cascade,
    person_id integer not null references person (id),
    unique (meeting_id, person_id)
) strict;
create index attendee_person on attendee (person_id);

create table interruption (
    id integer primary key autoincrement,
    title text not null check (title <> ''),
    person_id integer references person (id),
    minutes integer not null check (minutes between 1 and 1440),
    estimated integer not null check (estimated in (0, 1)),
    urgency text not null check (urgency in ('later', 'normal', 'urgent', 'now')),
    state text not null
        check (state in ('waiting', 'slotted', 'doing', 'done', 'given', 'declined', 'dropped')),
    arrived_at text not null {instant("arrived_at")},
    not_before text {instant("not_before")},
    due text {instant("due")},
    note text not null default '',
    during text not null default '',
    given_to integer references person (id),
    started_at text {instant("started_at")},
    closed_at text {instant("closed_at")},
    spent integer check (spent >= 0),
    promised_at text {instant("promised_at")},
    promise text check (promise in ('open', 'kept', 'missed', 'renegotiated')),
    why text not null default ''
) strict;
create index interruption_open on interruption (state) where state in ('waiting', 'slotted', 'doing');
create index interruption_arrived on interruption (arrived_at);
create index interruption_closed on interruption (closed_at);
create index interruption_spent on interruption (person_id, closed_at) where spent is not null;
create index interruption_given on interruption (given_to) where given_to is not null;

create table slot (
    id integer primary key autoincrement,
    interruption_id integer not null references interruption (id) on delete cascade,
    starts_at text not null {instant("starts_at")},
    ends_at text not null {instant("ends_at")},
    check (starts_at < ends_at)
) strict;
create index slot_interruption on slot (interruption_id);
create index slot_starts on slot (starts_at);

create table move (
    id integer primary key autoincrement,
    interruption_id integer not null references interruption (id) on delete cascade,
    at text not null {instant("at")},
    actor text not null check (actor in ('you', 'coachtui')),
    from_at text {instant("from_at")},
    to_at text {instant("to_at")},
    why text not null
) strict;
create index move_interruption on move (interruption_id);

create table run (
    id integer primary key autoincrement,
    block_id integer references block (id) on delete cascade,
    interruption_id integer references interruption (id) on delete cascade,
    started_at text not null {instant("started_at")},
    ended_at text {instant("ended_at")},
    check ((block_id is null) <> (interruption_id is null)),
    check (started_at <= ended_at)
) strict;
create unique index run_one_at_a_time on run (ifnull(ended_at, '')) where ended_at is null;
create index run_block on run (block_id);
create index run_interruption on run (interruption_id);

create table intention (
    id integer primary key autoincrement,
    at text not null {instant("at")},
    label text not null,
    undone integer not null default 0 check (undone in (0, 1))
) strict;
create table change (
    id integer primary key autoincrement,
    intention_id integer not null references intention (id) on delete cascade,
    tbl text not null, row_id integer not null,
    before text, after text
) strict;
create index intention_undone on intention (undone) where undone = 1;
create index change_intention on change (intention_id);
create table recorder (
    id integer primary key check (id = 1),
    intention_id integer
) strict;
insert into recorder (id, intention_id) values (1, null);
create view recording as select tbl, row_id, before, after from change
"""

RECORD = """
create trigger recording_insert instead of insert on recording begin
    insert into change (intention_id, tbl, row_id, before, after)
    select intention_id, new.tbl, new.row_id, new.before, new.after
    from recorder where intention_id is not null;
end
"""
"""What is inserted into `recording` is remembered as part of the intention that is going on, if any."""


SEARCH = """
create virtual table search using fts5 (
    title, who, body, at unindexed, tokenize = 'unicode61 remove_diacritics 2'
);
create table search_stale (id integer primary key) strict;
create view search_entry (id, title, who, body, at) as
select stale.id, it.title, ifnull(person.name, ''), it.note, it.arrived_at
from search_stale as stale join interruption as it on it.id = stale.id >> 4
left join person on person.id = it.person_id
where stale.id & 15 = 0
union all
select stale.id, task.title, '', '', task.created_at
from search_stale as stale join task on task.id = stale.id >> 4
where stale.id & 15 = 1
union all
select stale.id, block.title, ifnull((
    select group_concat(name, ', ') from (
        select name from attendee join person on person.id = person_id
        where meeting_id = meeting.id order by attendee.id
    )
), ''), meeting.purpose, block.starts_at
from search_stale as stale join meeting on meeting.id = stale.id >> 4
join block on block.id = meeting.block_id
where stale.id & 15 = 2
union all
select stale.id, person.name, '', '', null
from search_stale as stale join person on person.id = stale.id >> 4
where stale.id & 15 = 3
"""

WRAP_UP = f"""
create table wrap_up (
    id integer primary key,
    date text not null unique check (date is date(date, '+0 days')),
    at text not null {instant("at")},
    note text not null default ''
) strict
"""

ROLLOVER = """
create table rollover (
    id integer primary key,
    task_id integer not null references task (id) on delete cascade,
    date text not null check (date is date(date, '+0 days')),
    minutes integer not null check (minutes > 0),
    unique (task_id, date)
) strict
"""

STALE = {
    "interruption insert": "values (new.id << 4)",
    "interruption delete": "values (old.id << 4)",
    "interruption update of title, note, person_id, arrived_at": "values (new.id << 4)",
    "task insert": "values (new.id << 4 | 1)",
    "task delete": "values (old.id << 4 | 1)",
    "task update of title, created_at": "values (new.id << 4 | 1)",
    "meeting insert": "values (new.id << 4 | 2)",
    "meeting delete": "values (old.id << 4 | 2)",
    "meeting update of purpose, block_id": "values (new.id << 4 | 2)",
    "block update of title, starts_at": "select id << 4 | 2 from meeting where block_id = new.id",
    "attendee insert": "values (new.meeting_id << 4 | 2)",
    "attendee delete": "values (old.meeting_id << 4 | 2)",
    "attendee update": "values (old.meeting_id << 4 | 2), (new.meeting_id << 4 | 2)",
    "person insert": "values (new.id << 4 | 3)",
    "person delete": "values (old.id << 4 | 3)",
    "person update of name": """
        select new.id << 4 | 3 union all select id << 4 from interruption where person_id = new.id
        union all select meeting_id << 4 | 2 from attendee where person_id = new.id""",
}
"""What each change makes stale in the search index: the row's id times 16 plus its kind."""


@migrations()
def m001_first(db: Database) -> None:
    """Days, tasks, interruptions, their slots, the search index, and the journal of undo."""
    for statement in [*statements(FIRST), RECORD, *statements(SEARCH)]:
        db.execute(statement)
    stale_triggers(db, STALE)
    record_changes(
        db,
        (
            "setting", "rhythm", "day", "person", "task", "block", "unplaced", "meeting", "attendee",
            "interruption", "slot", "move", "run",
        ),
    )  # fmt: skip


@migrations()
def m002_running(db: Database) -> None:
    """The box and the resume note of a sprint that has begun, and which run an interruption broke."""
    db.execute("alter table block add column resume text not null default ''")
    db.execute("alter table block add column box_seconds integer check (box_seconds > 0)")
    db.execute("alter table run add column broke integer references run (id) on delete set null")
    db.execute("delete from intention")
    record_changes(db, ("block", "run"))


@migrations()
def m003_meetings(db: Database) -> None:
    """Meetings before, during and after: agenda, roles, notes, review, actions, series."""
    upgrade(db)


@migrations()
def m004_wrap_up(db: Database) -> None:
    """How a day ended, in what order its tasks were asked for, and since when a task waits in the backlog."""
    db.execute(WRAP_UP)
    db.execute("alter table day add column asked text not null default ''")
    db.execute(
        "alter table task add column shelved_on text check (shelved_on is date(shelved_on, '+0 days'))"
    )
    db.execute("delete from intention")
    record_changes(db, ("day", "task", "wrap_up"))


@migrations()
def m005_references(db: Database) -> None:
    """What refers to a row is found at once when undo takes that row away."""
    db.execute("create index run_broke on run (broke)")
    db.execute("drop index interruption_given")
    db.execute("create index interruption_given on interruption (given_to)")
    db.execute("drop index interruption_spent")
    db.execute("create index interruption_person on interruption (person_id, closed_at)")


@migrations()
def m007_rhythm(db: Database) -> None:
    """What was planned for a sprint when it began, and when it was asked what becomes of a task."""
    db.execute("alter table block add column estimate integer check (estimate >= 0)")
    db.execute("alter table task add column asked_on text check (asked_on is date(asked_on, '+0 days'))")
    db.execute("delete from intention")
    record_changes(db, ("block", "task"))


@migrations()
def m008_rollovers(db: Database) -> None:
    """What the end of a day took out of it undone, so that it is known how often a task was carried over."""
    db.execute(ROLLOVER)
    record_changes(db, ("rollover",))
