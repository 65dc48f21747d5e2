"""What closing a review writes: verdicts, actions with your tasks, open items, and the next meeting.

Everything happens inside the caller's transaction. A review that is closed again after a correction
changes what differs and leaves the rest, such as a deadline that was renegotiated meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.action import ActionState
from coachtui.domain.agenda import ITEM_MINUTES
from coachtui.domain.day import resolve, working_date
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.meeting import YOU, AgendaItem, Attendee, Role, with_people
from coachtui.domain.review import Accomplished, Ruling
from coachtui.domain.span import Span, later
from coachtui.domain.text import counted
from coachtui.services.meeting_days import place, reshape
from coachtui.store import actions, meetings, reviews, series

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.conclusion import Commitment, Conclusion, Following
    from coachtui.services.daywork import DayWork
    from coachtui.store.actions import ActionRecord
    from coachtui.store.meetings import MeetingRecord
    from coachtui.store.reviews import ReviewRecord

_STATES = {
    Ruling.DONE: ActionState.DONE,
    Ruling.KEEP: ActionState.OPEN,
    Ruling.DROP: ActionState.DROPPED,
}
"""What each verdict makes of an action."""


def write_conclusion(work: DayWork, record: MeetingRecord, kept: ReviewRecord, conclusion: Conclusion) -> str:
    """Write what a complete review says, and close it. Returns what was done, in words."""
    _carry_out(work, kept, conclusion)
    _write_actions(work, record, conclusion)
    items = [(item.entry, actions.owner_id(work.db, item.owner), item.text) for item in conclusion.open_items]
    reviews.set_open_items(work.db, record.id, items)
    following = _meet_again(work, record, kept, conclusion)
    reviews.close(work.db, kept, work.now, following)
    yours = sum(one.owner == YOU for one in conclusion.actions)
    count = len(conclusion.actions)
    words = [counted(count, "action") + (f", {yours} yours" if yours else "")]
    if following and (made := meetings.by_id(work.db, following)):
        words.append(f"next {work.desk.wall.moment(made.meeting.span.start, work.now)}")
    return ", ".join(words)


def _carry_out(work: DayWork, kept: ReviewRecord, conclusion: Conclusion) -> None:
    """The verdicts on unfinished actions; one that this review has settled before can be corrected."""
    known = actions.by_ids(work.db, [one.action for one in conclusion.verdicts])
    today = work.calendar.today
    for verdict in conclusion.verdicts:
        action, state = known[verdict.action], _STATES[verdict.ruling]
        if action.state is not ActionState.OPEN:
            if action.state is state or action.closed_at not in (kept.closed_at, kept.corrected_at):
                continue
            actions.reopen(work.db, action)
        if state is not ActionState.OPEN:
            actions.settle(work.db, action, state, work.now)
        elif verdict.due and verdict.due != action.due and not _was_agreed(action, kept, verdict.due):
            actions.renegotiate(work.db, action, verdict.due, today)


def _was_agreed(action: ActionRecord, kept: ReviewRecord, due: date) -> bool:
    """Whether an earlier closing of this review has agreed on a deadline that was replaced since."""
    return kept.closed_at is not None and any(one.becomes == due for one in action.history)


def _write_actions(work: DayWork, record: MeetingRecord, conclusion: Conclusion) -> None:
    before = {one.entry: one for one in actions.of_meeting(work.db, record.id)}
    for said in conclusion.actions:
        old = before.pop(said.entry, None)
        if old is None:
            number = actions.add(work.db, record.id, *said, work.now)
            if said.owner == YOU:
                actions.make_task(work.db, number, said.task, said.due, work.now)
        else:
            _correct(work, old, said)
    for gone in before.values():
        actions.remove(work.db, gone)


def _correct(work: DayWork, old: ActionRecord, said: Commitment) -> None:
    first = old.history[0].was if old.history else old.due
    due = old.due if said.due == first else said.due
    if (old.owner, old.task, old.due, old.done_when) == (said.owner, said.task, due, said.done_when):
        return
    actions.rewrite(work.db, old, said.owner, said.task, due, said.done_when)
    if said.owner == YOU and old.task_id is None and old.state is ActionState.OPEN:
        actions.make_task(work.db, old.id, said.task, due, work.now)


def _meet_again(
    work: DayWork, record: MeetingRecord, kept: ReviewRecord, conclusion: Conclusion
) -> int | None:
    """Make the next meeting, or give the one that is there its time and people. Returns its id."""
    said = conclusion.following
    if said is None:
        return kept.next_meeting
    start = resolve(said.on, said.at, work.desk.zone)
    span = Span(start, later(start, said.minutes))
    on = working_date(start, work.desk.zone)
    there = _already_there(work, record, kept, span)
    if there and there.started_at:
        return there.id
    if span.start <= work.now and (there is None or there.meeting.span != span):
        raise CoachError("next meeting: its time is over, give it a later day")
    try:
        if there and there.meeting.span != span:
            reshape(work, there, on, span)
        number = there.id if there else place(work, on, record.meeting._replace(span=span))
    except UsageError as problem:
        raise CoachError(f"next meeting: {problem}") from None
    group = record.series or series.add(work.db, None)
    if record.series is None:
        meetings.set_series(work.db, record.id, group)
    meetings.set_series(work.db, number, group)
    _prepare(work, number, record, said, conclusion, is_new=there is None)
    return number


def _already_there(
    work: DayWork, record: MeetingRecord, kept: ReviewRecord, span: Span
) -> MeetingRecord | None:
    """The next meeting, if an earlier closing or the series has made it."""
    if kept.next_meeting and (made := meetings.by_id(work.db, kept.next_meeting)):
        return made
    zone = work.desk.zone
    same = meetings.of_series(work.db, record.series) if record.series else []
    return next(
        (
            one
            for one in same
            if one.id != record.id and working_date(span.start, zone) == one.on and not one.started_at
        ),
        None,
    )


def _prepare(
    work: DayWork,
    number: int,
    record: MeetingRecord,
    said: Following,
    conclusion: Conclusion,
    *,
    is_new: bool,
) -> None:
    """Give the next meeting its people, and as its agenda what is open.

    A new one after a purpose that was accomplished needs a purpose of its own.
    """
    known = {one.name.casefold(): one for one in record.meeting.attendees}
    people = [known.get(name.casefold(), Attendee(name)) for name in (YOU, *said.others)]
    taker = record.meeting.in_role(Role.NOTE_TAKER)
    stays = taker != said.facilitator and taker.casefold() in {one.name.casefold() for one in people}
    fresh = [one._replace(role=Role.PARTICIPANT, is_there=None) for one in people]
    there = meetings.by_id(work.db, number)
    assert there is not None
    meeting = there.meeting._replace(attendees=with_people(fresh, said.facilitator, taker if stays else ""))
    if is_new and conclusion.accomplished is Accomplished.YES:
        meeting = meeting._replace(purpose="", goal="", agenda=())
    if conclusion.open_items:
        items = conclusion.open_items
        meeting = meeting._replace(
            agenda=tuple(AgendaItem(one.text, ITEM_MINUTES, one.owner) for one in items)
        )
    meetings.write(work.db, number, meeting)
