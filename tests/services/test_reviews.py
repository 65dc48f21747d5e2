from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.action import ActionState
from coachtui.domain.block import BlockKind
from coachtui.domain.conclusion import problems
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.meeting import YOU, Role
from coachtui.domain.review import Accomplished, Step
from coachtui.domain.review_text import format_review
from coachtui.exchange.minutes import minutes
from coachtui.services import actions, history, holding, lane, meetings, review_typing, reviews
from coachtui.services.meeting_overview import overview
from coachtui.services.meeting_views import MeetingState, MeetingView
from coachtui.services.review_typing import Place
from coachtui.services.snapshot import take
from coachtui.store.file import Store
from tests.services.helpers import Clock, at, blocks, open_office, rows, wall
from tests.store.helpers import NOW, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.helpers import Office

LINE = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"
TEXT = """\
Q3 closed 2% under plan
= freeze contractor spend until January

partly: headcount numbers were missing

Raj: headcount table by fri => linked in wiki
me: reply to auditor by thu => mail sent

Raj: travel policy

tue 11:00 facilitator Ana with Raj
"""
NEXT_TUESDAY = date(2026, 12, 1)


@pytest.fixture
def meeting(office: Office, clock: Clock) -> int:
    """A meeting that is over."""
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:30")
    return number


def closed(office: Office, meeting: int, text: str = TEXT) -> MeetingView:
    reviews.read(office, meeting, text)
    return reviews.close(office, meeting).meeting


@pytest.mark.parametrize("ended", ["11:04", "11:30", "11:42"])
def test_the_next_meeting_is_as_long_as_this_one_was_planned_however_long_it_was(
    office: Office, clock: Clock, ended: str
) -> None:
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office, number)
    clock.set(ended)
    holding.end(office)
    assert wall(meetings.show(office, number).meeting.span.end) == ended
    assert " 11:00-11:30 " in reviews.begin(office, number).suggestion
    reviews.say(office, number, Step.NEXT, "tue 11:00 facilitator Ana with Raj")
    assert " 11:00-11:30 " in reviews.begin(office, number).review.next_line


def test_a_review_begins_with_the_notes(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office)
    for line in ("closed 2% under plan", "= freeze spend", "! Raj: table by fri => there", "? Raj: policy"):
        holding.note(office, line)
    draft = reviews.begin(office, number)
    assert draft.highlights == ("closed 2% under plan",)
    assert draft.decisions == ("freeze spend",)
    assert [(one.owner, one.due) for one in draft.actions] == [("Raj", date(2026, 11, 27))]
    assert [(one.owner, one.text) for one in draft.open_items] == [("Raj", "policy")]
    holding.note(office, "= and one more")
    assert reviews.begin(office, number).decisions == ("freeze spend", "and one more")
    assert len(meetings.show(office, number).notes) == 5


def test_an_action_of_raj_stays_his_when_a_raj_patel_comes_too(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE + " @Raj_Patel").meeting.id
    clock.set("11:28")
    for line in ("raj: headcount table by fri => linked", "Raj Patel: vendors by fri => listed"):
        reviews.say(office, number, Step.ACTIONS, line)
    owners = [one.owner for one in reviews.begin(office, number).actions]
    assert owners == ["Raj", "Raj Patel"]


def test_a_meeting_that_has_not_begun_cannot_be_reviewed(office: Office) -> None:
    number = meetings.add(office, LINE).meeting.id
    with pytest.raises(CoachError, match="has not begun"):
        reviews.begin(office, number)


def test_every_line_is_in_the_file_when_it_is_written(
    office: Office, meeting: int, path: Path, clock: Clock
) -> None:
    reviews.say(office, meeting, Step.HIGHLIGHTS, "closed 2% under plan")
    reviews.answer(office, meeting, Accomplished.PARTLY, "numbers")
    reviews.say(office, meeting, Step.ACTIONS, "raj: table by fri")
    reviews.leave(office, meeting, Step.OPEN_ITEMS)
    with open_office(path, clock).store as store:
        other = type(office)(store, clock, office.zone)
        draft = reviews.begin(other, meeting)
    assert draft.highlights == ("closed 2% under plan",)
    assert draft.review.step is Step.OPEN_ITEMS
    assert [problem.step for problem in draft.problems] == [Step.ACTIONS, Step.OPEN_ITEMS]


def test_every_line_survives_a_kill(office: Office, meeting: int, path: Path) -> None:
    office.store.close()
    write = """
from zoneinfo import ZoneInfo
from coachtui.domain.review import Step
from coachtui.services import reviews
from coachtui.services.desk import Desk
with Store.open(path, now=NOW) as store:
    desk = Desk(store, lambda: datetime(2026, 11, 24, 10, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    for number in range(100):
        reviews.say(desk, int(arguments[0]), Step.ACTIONS, f"Raj: task {number} by fri => there")
        print(number, flush=True)
"""
    with program(write, path, meeting) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline() for _ in range(7)]
        writer.kill()
        acknowledged += writer.stdout.readlines()
    with Store.open(path, now=NOW) as store:
        kept = [row["text"] for row in store.query("select text from review_entry order by number")]
    said = [line for line in acknowledged if line.endswith("\n")]
    assert kept[: len(said)] == [f"Raj: task {n} by Fri 27 Nov 2026 => there" for n in range(len(said))]


def test_a_line_can_be_written_anew_taken_out_and_undone(office: Office, meeting: int) -> None:
    reviews.say(office, meeting, Step.ACTIONS, "table by fri")
    before = rows(office)
    draft = reviews.rewrite(office, meeting, 1, "Raj: table by fri => there")
    assert draft.actions[0].owner == "Raj"
    history.undo(office)
    assert rows(office) == before
    assert reviews.take_out(office, meeting, 1).actions == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x", "was the purpose accomplished"),
        ("\n\nyes\n\n", "was the purpose accomplished"),
        ("x\n\nyes\n\nAna and Raj: table by fri => there", "are several"),
        ("x\n\nyes\n\nRaj: table => there", "no deadline"),
        ("x\n\nyes\n\nRaj: table by fri", "no done-when"),
        ("x\n\nno", "the purpose was not accomplished"),
        ("x\n\npartly", "only partly accomplished"),
        ("x\n\npartly\n\n\nRaj: policy", "say when you meet again"),
        ("x\n\npartly\n\n\n\ntue 11:00 facilitator Ana and Raj", "no single facilitator"),
    ],
)
def test_a_review_that_commits_nobody_is_not_closed_and_its_draft_stays(
    office: Office, meeting: int, text: str, sentence: str
) -> None:
    reviews.read(office, meeting, text)
    before = rows(office)
    with pytest.raises(CoachError, match=sentence):
        reviews.close(office, meeting)
    assert rows(office) == before


def test_closing_writes_minutes_actions_tasks_and_the_next_meeting_at_once(
    office: Office, meeting: int
) -> None:
    reviews.read(office, meeting, TEXT)
    before = rows(office)
    answer = reviews.close(office, meeting)
    assert "2 actions, 1 yours, next Tue 1 Dec 11:00" in answer.outcome.message
    assert answer.meeting.state is MeetingState.REVIEWED
    review = answer.meeting.review
    assert review is not None
    assert (review.accomplished, review.reason) == (Accomplished.PARTLY, "headcount numbers were missing")
    assert [(one.owner, one.task, one.state) for one in review.actions] == [
        ("Raj", "headcount table", ActionState.OPEN),
        (YOU, "reply to auditor", ActionState.OPEN),
    ]
    tasks = office.store.query("select title, due, state from task")
    assert [tuple(row) for row in tasks] == [("reply to auditor", "2026-11-26", "open")]
    (there,) = overview(office, NEXT_TUESDAY).meetings
    assert review.following is not None
    assert review.following.meeting == there.id
    assert there.meeting.in_role(Role.FACILITATOR) == "Ana"
    assert set(there.meeting.others) == {"Ana", "Raj"}
    assert [(item.title, item.presenter) for item in there.meeting.agenda] == [("travel policy", "Raj")]
    assert blocks(take(office, NEXT_TUESDAY), BlockKind.MEETING) == ["M1 Tue 11:00-Tue 11:30 Budget sync"]
    history.undo(office)
    assert rows(office) == before


def test_closing_ends_the_meeting_that_runs(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office)
    clock.set("11:27")
    view = closed(office, number, "x\n\nyes\n")
    assert view.ended_at == clock.now
    assert wall(view.meeting.span.end) == "11:27"


def test_the_next_meeting_needs_a_place(office: Office, meeting: int) -> None:
    meetings.add(office, "2026-12-01 11:15-12:00 Party @Kim")
    reviews.read(office, meeting, TEXT)
    with pytest.raises(CoachError, match="next meeting: 'Budget sync' overlaps 'Party'"):
        reviews.close(office, meeting)
    reviews.say(office, meeting, Step.NEXT, "tue 10:00 facilitator Ana with Raj")
    assert reviews.close(office, meeting).meeting.state is MeetingState.REVIEWED


def test_a_next_meeting_in_the_past_is_refused(office: Office, meeting: int, clock: Clock) -> None:
    reviews.read(office, meeting, TEXT)
    clock.set("09:00", date(2026, 12, 2))
    with pytest.raises(CoachError, match="its time is over"):
        reviews.close(office, meeting)
    reviews.say(office, meeting, Step.NEXT, reviews.begin(office, meeting).suggestion)
    assert reviews.close(office, meeting).meeting.state is MeetingState.REVIEWED


def test_the_next_meeting_of_a_series_is_the_one_that_is_there(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE, every="week").meeting.id
    clock.set("11:30")
    (there,) = overview(office, NEXT_TUESDAY).meetings
    view = closed(office, number, TEXT.replace("tue 11:00", "tue 11:00-11:45"))
    (after,) = overview(office, NEXT_TUESDAY).meetings
    assert after.id == there.id
    assert after.meeting.span.minutes == 45
    assert view.review is not None
    assert view.review.following is not None
    assert view.review.following.facilitator == "Ana"


def test_unfinished_actions_of_the_series_come_back_for_a_verdict(
    office: Office, meeting: int, clock: Clock
) -> None:
    closed(office, meeting)
    table, reply = actions.listed(office)[1], actions.listed(office)[0]
    (again,) = overview(office, NEXT_TUESDAY).meetings
    clock.set("11:30", NEXT_TUESDAY)
    draft = reviews.begin(office, again.id)
    assert [one.id for one in draft.review.held.unfinished] == [reply.id, table.id]
    assert reply.id is not None
    assert table.id is not None
    reviews.say(office, again.id, Step.ACTIONS, f"#{reply.id} done")
    draft = reviews.say(office, again.id, Step.ACTIONS, f"#{table.id} keep")
    assert "give it a new one" in draft.problems[-1].sentence
    reviews.say(office, again.id, Step.ACTIONS, f"#{table.id} keep by 4 dec")
    reviews.answer(office, again.id, Accomplished.YES)
    reviews.close(office, again.id)
    (kept,) = actions.listed(office)
    assert (kept.id, kept.due) == (table.id, date(2026, 12, 4))
    assert [one.was for one in kept.history] == [date(2026, 11, 27)]
    assert office.store.query("select state from task")[0][0] == "done"


def judged(office: Office, meeting: int, clock: Clock, *rulings: str) -> int:
    """The next meeting of the series, whose review decided so about what the first left: reply, table."""
    closed(office, meeting)
    (again,) = overview(office, NEXT_TUESDAY).meetings
    clock.set("11:30", NEXT_TUESDAY)
    for one, ruling in zip(actions.listed(office), rulings, strict=True):
        reviews.say(office, again.id, Step.ACTIONS, f"#{one.id} {ruling}")
    reviews.answer(office, again.id, Accomplished.YES)
    reviews.close(office, again.id)
    return again.id


def verdicts(office: Office, number: int) -> list[str]:
    """What the minutes say about earlier actions."""
    text = minutes(meetings.show(office, number), office.zone, "Sam")
    return text.partition("## Earlier actions\n\n")[2].partition("\n\n")[0].splitlines()


def test_closed_minutes_keep_every_verdict_with_the_deadline_that_it_replaced(
    office: Office, meeting: int, clock: Clock
) -> None:
    number = judged(office, meeting, clock, "done", "keep by 4 dec")
    said = [
        "- Sam: reply to auditor (from Tue 24 Nov 2026): done",
        "- Raj: headcount table (from Tue 24 Nov 2026):"
        " still open, now by Fri 4 Dec 2026 (was Fri 27 Nov 2026)",
    ]
    assert verdicts(office, number) == said
    clock.set("09:00", date(2026, 12, 2))
    (table,) = actions.listed(office)
    assert table.id
    actions.renegotiate(office, [table.id], "11 dec")
    assert verdicts(office, number) == said
    actions.finish(office, [table.id])
    assert verdicts(office, number) == said


def test_a_correction_keeps_the_verdicts_and_what_was_agreed_since(
    office: Office, meeting: int, clock: Clock
) -> None:
    number = judged(office, meeting, clock, "drop", "keep by 4 dec")
    (table,) = actions.listed(office)
    assert table.id
    actions.renegotiate(office, [table.id], "11 dec")
    draft = reviews.reopen(office, number)
    reviews.read(office, number, format_review(draft.review))
    said = verdicts(office, number)
    assert [one.rpartition(": ")[2] for one in said] == [
        "dropped",
        "still open, now by Fri 4 Dec 2026 (was Fri 27 Nov 2026)",
    ]
    answer = reviews.close(office, number)
    assert answer.outcome.message.startswith("Budget sync corrected: ")
    assert verdicts(office, number) == said
    (table,) = actions.listed(office)
    assert table.due == date(2026, 12, 11)


def test_a_verdict_is_corrected_and_carried_out_anew(office: Office, meeting: int, clock: Clock) -> None:
    number = judged(office, meeting, clock, "done", "drop")
    assert actions.listed(office) == ()
    before = rows(office)
    reviews.reopen(office, number)
    reply, table = meetings.show(office, number).review.review.held.unfinished  # type: ignore[union-attr]
    reviews.say(office, number, Step.ACTIONS, f"#{reply.id} keep by 7 dec")
    reviews.say(office, number, Step.ACTIONS, f"#{table.id} done")
    reviews.close(office, number)
    (again,) = actions.listed(office)
    assert (again.task, again.due) == ("reply to auditor", date(2026, 12, 7))
    assert office.store.query("select state from task where title = 'reply to auditor'")[0][0] == "open"
    assert {one.task: one.state.value for one in actions.listed(office, everything=True)} == {
        "reply to auditor": "open",
        "headcount table": "done",
    }
    for _ in range(4):
        history.undo(office)
    assert rows(office) == before


def test_what_was_settled_elsewhere_is_left_by_a_correction(
    office: Office, meeting: int, clock: Clock
) -> None:
    number = judged(office, meeting, clock, "keep by 4 dec", "keep by 4 dec")
    one = actions.listed(office)[0]
    assert one.id
    clock.tick(5)
    actions.finish(office, [one.id])
    reviews.reopen(office, number)
    reviews.close(office, number)
    assert [each.id for each in actions.listed(office)] != [one.id]
    assert len(actions.listed(office)) == 1


def test_minutes_can_be_corrected_and_say_so(office: Office, meeting: int, clock: Clock) -> None:
    closed(office, meeting)
    with pytest.raises(CoachError, match=r"closed: correct it with `coachtui meeting review \d+ --reopen`"):
        reviews.say(office, meeting, Step.HIGHLIGHTS, "x")
    clock.tick(10)
    draft = reviews.reopen(office, meeting)
    assert draft.is_open
    reviews.rewrite(office, meeting, 3, "Kim: headcount table by mon => linked in wiki")
    reviews.take_out(office, meeting, 4)
    reviews.say(office, meeting, Step.ACTIONS, "me: call the bank by fri => called")
    review = reviews.close(office, meeting).meeting.review
    assert review is not None
    assert review.corrected_at == clock.now
    assert [(one.owner, one.task) for one in review.actions] == [
        ("Kim", "headcount table"),
        (YOU, "call the bank"),
    ]
    assert [tuple(row) for row in office.store.query("select title, state from task order by id")] == [
        ("reply to auditor", "dropped"),
        ("call the bank", "open"),
    ]
    assert len(overview(office, NEXT_TUESDAY).meetings) == 1


def test_a_correction_moves_the_next_meeting_and_keeps_what_was_renegotiated(
    office: Office, meeting: int
) -> None:
    closed(office, meeting)
    table = actions.listed(office)[1]
    assert table.id is not None
    actions.renegotiate(office, [table.id], "4 dec")
    reviews.reopen(office, meeting)
    reviews.say(office, meeting, Step.NEXT, "wed 15:00 facilitator Ana with Raj")
    reviews.close(office, meeting)
    assert overview(office, NEXT_TUESDAY).meetings == ()
    (moved,) = overview(office, date(2026, 11, 25)).meetings
    assert wall(moved.meeting.span.start) == "Wed 15:00"
    assert actions.listed(office)[-1].due == date(2026, 12, 4)


def test_a_text_that_is_read_again_replaces_the_draft_and_keeps_what_is_the_same(
    office: Office, meeting: int
) -> None:
    holding.note(office, "= noted", meeting)
    assert reviews.begin(office, meeting).decisions == ("noted",)
    first = reviews.read(office, meeting, TEXT.replace("=> linked in wiki", ""))
    assert first.problems
    again = reviews.read(office, meeting, TEXT)
    assert again.problems == ()
    assert again.decisions == ("freeze contractor spend until January",)
    assert len(again.actions) == 2
    numbers = [entry.id for entry in first.review.entries if "auditor" in entry.text]
    assert numbers == [entry.id for entry in again.review.entries if "auditor" in entry.text]


def test_actions_are_done_renegotiated_and_dropped(office: Office, meeting: int, clock: Clock) -> None:
    closed(office, meeting)
    reply, table = (one.id for one in actions.listed(office))
    assert reply is not None
    assert table is not None
    assert "you: reply to auditor" in actions.finish(office, [reply]).message
    assert "now due Fri 4 Dec (was Fri 27 Nov)" in actions.renegotiate(office, [table], "4 dec").message
    with pytest.raises(CoachError, match="already done"):
        actions.drop(office, [reply])
    with pytest.raises(CoachError, match="no action 99"):
        actions.finish(office, [99])
    with pytest.raises(CoachError, match="is over"):
        actions.renegotiate(office, [table], "yesterday")
    clock.set("09:00", date(2026, 12, 5))
    assert actions.listed(office)[0].is_late
    actions.drop(office, [table])
    assert actions.listed(office) == ()
    assert [one.state for one in actions.listed(office, everything=True)] == [
        ActionState.DONE,
        ActionState.DROPPED,
    ]


def test_an_action_that_is_done_as_a_task_is_done_on_that_day_and_no_later(
    office: Office, meeting: int, clock: Clock
) -> None:
    closed(office, meeting)
    (task,) = [one for one in lane.look(office).tasks if one.title == "reply to auditor"]
    lane.finish(office, [task.id])
    clock.set("09:00", date(2026, 12, 20))
    (mine,) = [one for one in actions.listed(office, everything=True) if one.owner == YOU]
    assert (mine.state, mine.closed_at) == (ActionState.DONE, at("11:30"))


def test_numbers_tell_how_a_series_does(office: Office, meeting: int, clock: Clock) -> None:
    closed(office, meeting)
    reply = actions.listed(office)[0].id
    assert reply is not None
    actions.finish(office, [reply])
    (again,) = overview(office, NEXT_TUESDAY).meetings
    clock.set("11:00", NEXT_TUESDAY)
    holding.start(office, again.id)
    clock.set("11:40", NEXT_TUESDAY)
    closed(office, again.id, "x\n\nyes\n")
    (numbers,) = overview(office).numbers
    assert numbers[:8] == ("Budget sync", 2, 2, 1, 1, 1, 2, 20)


lines = st.lists(
    st.sampled_from(
        [
            "Raj: table by fri => there", "Ana and Raj: x by fri => y", "table", "", "yes", "partly", "no",
            "same", "tue 11:00 facilitator Ana", "? Raj: policy", "Actions:", "Open items:", "Next:",
            "Purpose:", "= frozen",
        ]
    ),
    max_size=10,
).map("\n".join)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(text=lines)
def test_the_service_closes_exactly_what_lacks_nothing(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    clock = Clock()
    office = open_office(tmp_path_factory.mktemp("office") / "coach.db", clock)
    with office.store:
        number = meetings.add(office, LINE).meeting.id
        clock.set("11:30")
        try:
            draft = reviews.read(office, number, text)
        except UsageError:
            assert meetings.show(office, number).review is None
            return
        if draft.problems:
            with pytest.raises(CoachError):
                reviews.close(office, number)
            assert actions.listed(office) == ()
        else:
            view = reviews.close(office, number).meeting
            assert view.review is not None
            assert problems(view.review.review) == ()
            assert all(one.owner and one.due and one.done_when for one in view.review.actions)


def test_a_reason_and_the_step_that_follows_it_are_one_write(office: Office, meeting: int) -> None:
    where = Place(Step.ACTIONS)
    review_typing.answer(office, meeting, Accomplished.PARTLY, "numbers were missing", where)
    assert review_typing.place(office, meeting) == where
