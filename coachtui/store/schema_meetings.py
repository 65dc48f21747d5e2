"""The tables of meetings before, during and after: agenda, roles, notes, review, actions, series.

Names of people who are not you are rows of `person`; where such a reference is null, it is you.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store.ddl import instant, record_changes, stale_triggers, statements

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = f"""
create table series (
    id integer primary key autoincrement,
    every text not null check (every in ('as agreed', 'weekly', 'every two weeks', 'monthly')),
    first text check (first is date(first, '+0 days')),
    at text check (at is strftime('%H:%M', at, '+0 seconds')),
    minutes integer check (minutes > 0),
    zone text,
    nth integer not null default 0 check (nth between -1 and 4),
    until text check (until is date(until, '+0 days')),
    check (every = 'as agreed' or (first is not null and at is not null
        and minutes is not null and zone is not null and until is not null))
) strict;

alter table person add column email text not null default '';
alter table task add column due text check (due is date(due, '+0 days'));

alter table meeting add column uid text not null default '';
alter table meeting add column sequence integer not null default 0;
alter table meeting add column goal text not null default '';
alter table meeting add column rules text not null default '';
alter table meeting add column time_limit integer check (time_limit > 0);
alter table meeting add column your_role text not null default 'participant'
    check (your_role in ('facilitator', 'note-taker', 'participant'));
alter table meeting add column you_decide integer not null default 0 check (you_decide in (0, 1));
alter table meeting add column series_id integer references series (id) on delete set null;
alter table meeting add column started_at text {instant("started_at")};
alter table meeting add column ended_at text {instant("ended_at")};
alter table meeting add column borrowed integer not null default 0;
update meeting set uid = lower(hex(randomblob(16)));
create index meeting_series on meeting (series_id);

alter table attendee add column role text not null default 'participant'
    check (role in ('facilitator', 'note-taker', 'participant'));
alter table attendee add column can_decide integer not null default 0 check (can_decide in (0, 1));
alter table attendee add column optional integer not null default 0 check (optional in (0, 1));
alter table attendee add column is_there integer check (is_there in (0, 1));

create table agenda_item (
    id integer primary key autoincrement,
    meeting_id integer not null references meeting (id) on delete cascade,
    position integer not null,
    title text not null check (title <> ''),
    minutes integer not null check (minutes > 0),
    presenter text not null default '', decider text not null default '',
    serves text not null default ''
) strict;
create index agenda_item_meeting on agenda_item (meeting_id);

create table meeting_note (
    id integer primary key autoincrement,
    meeting_id integer not null references meeting (id) on delete cascade,
    at text not null {instant("at")},
    kind text not null check (kind in ('highlight', 'decision', 'action', 'open item')),
    text text not null check (text <> '')
) strict;
create index meeting_note_meeting on meeting_note (meeting_id);

create table review (
    id integer primary key autoincrement,
    meeting_id integer not null unique references meeting (id) on delete cascade,
    accomplished text check (accomplished in ('yes', 'partly', 'no')),
    reason text not null default '',
    next_line text not null default '',
    step integer not null check (step between 1 and 5),
    last integer not null,
    is_open integer not null default 1 check (is_open in (0, 1)),
    closed_at text {instant("closed_at")},
    corrected_at text {instant("corrected_at")},
    next_meeting_id integer references meeting (id) on delete set null,
    check (is_open = 1 or (closed_at is not null and accomplished is not null))
) strict;
create index review_next on review (next_meeting_id);
create index review_open on review (is_open) where is_open = 1;

create table review_entry (
    id integer primary key autoincrement,
    review_id integer not null references review (id) on delete cascade,
    number integer not null check (number > 0),
    kind text not null check (kind in ('highlight', 'decision', 'action', 'open item')),
    text text not null check (text <> '')
) strict;
create index review_entry_review on review_entry (review_id);

create table action (
    id integer primary key autoincrement,
    meeting_id integer references meeting (id) on delete set null,
    entry integer not null,
    owner_id integer references person (id),
    task text not null check (task <> ''),
    due text not null check (due is date(due, '+0 days')),
    done_when text not null check (done_when <> ''),
    state text not null default 'open' check (state in ('open', 'done', 'dropped')),
    created_at text not null {instant("created_at")},
    closed_at text {instant("closed_at")},
    task_id integer references task (id) on delete set null,
    check ((state = 'open') = (closed_at is null))
) strict;
create index action_meeting on action (meeting_id);
create index action_owner on action (owner_id);
create index action_task on action (task_id);
create index action_open on action (due) where state = 'open';

create table action_date (
    id integer primary key autoincrement,
    action_id integer not null references action (id) on delete cascade,
    agreed text not null check (agreed is date(agreed, '+0 days')),
    was text not null check (was is date(was, '+0 days')),
    becomes text not null check (becomes is date(becomes, '+0 days'))
) strict;
create index action_date_action on action_date (action_id);

create table review_verdict (
    id integer primary key autoincrement,
    review_id integer not null references review (id) on delete cascade,
    action_id integer not null references action (id) on delete cascade,
    ruling text not null check (ruling in ('done', 'keep', 'drop')),
    due text check (due is date(due, '+0 days'))
) strict;
create index review_verdict_review on review_verdict (review_id);
create index review_verdict_action on review_verdict (action_id);

create table open_item (
    id integer primary key autoincrement,
    meeting_id integer not null references meeting (id) on delete cascade,
    entry integer not null,
    owner_id integer references person (id),
    text text not null check (text <> '')
) strict;
create index open_item_meeting on open_item (meeting_id);
create index open_item_owner on open_item (owner_id)
"""

SEARCH = """
drop view search_entry;
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
), ''), (
    select group_concat(line, char(10)) from (
        select 0 as part, 0 as id, meeting.purpose as line
        union all select 1, 0, meeting.goal
        union all select 2, id, title || ' ' || serves from agenda_item where meeting_id = meeting.id
        union all select 3, id, text from meeting_note where meeting_id = meeting.id
        union all select 4, review_entry.id, text from review_entry
            join review on review.id = review_id where review.meeting_id = meeting.id
        union all select 5, id, reason from review where review.meeting_id = meeting.id
        order by part, id
    ) where line <> '' or part = 0
), block.starts_at
from search_stale as stale join meeting on meeting.id = stale.id >> 4
join block on block.id = meeting.block_id
where stale.id & 15 = 2
union all
select stale.id, person.name, '', '', null
from search_stale as stale join person on person.id = stale.id >> 4
where stale.id & 15 = 3
union all
select stale.id, action.task, ifnull(person.name, 'you'), action.done_when, action.created_at
from search_stale as stale join action on action.id = stale.id >> 4
left join person on person.id = action.owner_id
where stale.id & 15 = 4
"""

STALE = {
    "meeting update of purpose, goal, block_id": "values (new.id << 4 | 2)",
    "agenda_item insert": "values (new.meeting_id << 4 | 2)",
    "agenda_item delete": "values (old.meeting_id << 4 | 2)",
    "agenda_item update": "values (new.meeting_id << 4 | 2)",
    "meeting_note insert": "values (new.meeting_id << 4 | 2)",
    "meeting_note delete": "values (old.meeting_id << 4 | 2)",
    "meeting_note update": "values (new.meeting_id << 4 | 2)",
    "review insert": "values (new.meeting_id << 4 | 2)",
    "review delete": "values (old.meeting_id << 4 | 2)",
    "review update of reason": "values (new.meeting_id << 4 | 2)",
    "review_entry insert": "select meeting_id << 4 | 2 from review where id = new.review_id",
    "review_entry delete": "select meeting_id << 4 | 2 from review where id = old.review_id",
    "review_entry update": "select meeting_id << 4 | 2 from review where id = new.review_id",
    "action insert": "values (new.id << 4 | 4)",
    "action delete": "values (old.id << 4 | 4)",
    "action update of task, done_when, owner_id, created_at": "values (new.id << 4 | 4)",
    "person update of name": """
        select new.id << 4 | 3 union all select id << 4 from interruption where person_id = new.id
        union all select meeting_id << 4 | 2 from attendee where person_id = new.id
        union all select id << 4 | 4 from action where owner_id = new.id""",
}
"""What each change makes stale in the search index; see `coachtui.store.schema`."""


def upgrade(db: Database) -> None:
    """Makes the tables, and has undo and the search follow them; undo's older memory no longer fits."""
    for statement in statements(TABLES) + statements(SEARCH):
        db.execute(statement)
    stale_triggers(db, STALE)
    record_changes(
        db,
        (
            "person", "task", "meeting", "attendee", "series", "agenda_item", "meeting_note", "review",
            "review_entry", "action", "action_date", "review_verdict", "open_item",
        ),
    )  # fmt: skip
    db.execute("delete from intention")
