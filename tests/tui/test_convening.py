"""Meetings by keys: set up, found not ready, mended, held with notes, moved and cancelled, in the file."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from coachtui.domain.meeting import Role
from coachtui.services import actions, holding, meetings, reviews, sprints
from coachtui.services.meeting_overview import overview
from coachtui.services.snapshot import take
from coachtui.tui.attention import title
from coachtui.tui.screens.actions import ActionsScreen
from coachtui.tui.screens.meeting import MeetingScreen
from tests.tui.conftest import PARIS, TODAY, at, key_event, work_in
from tests.tui.test_working import editor, lent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView
    from tests.tui.conftest import Clock, Opened, Session

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=str)
FRIDAY = date(2026, 11, 27)

REVIEW = """\
Q3 closed 2% under plan

partly: headcount is missing

Raj: headcount table by fri => linked in wiki
me: reply to auditor by thu => mail sent
Ana: signed budget by wed => PDF in folder

Raj: travel policy

same
"""


def meeting(desk: Desk, on: date = TODAY) -> MeetingView:
    """The first meeting of a day."""
    return overview(desk, on).meetings[0]


def times(desk: Desk, on: date = TODAY) -> list[str]:
    """The meetings of a day: "11:00-11:30 Budget sync"."""
    found = overview(desk, on).meetings
    spans = [[f"{instant.astimezone(PARIS):%H:%M}" for instant in one.meeting.span] for one in found]
    return [f"{start}-{end} {one.meeting.title}" for (start, end), one in zip(spans, found, strict=True)]


def shows(session: Session, screen: type[Screen[None]]) -> bool:
    """Whether such a screen covers the panes."""
    return isinstance(session.app.screen, screen)


async def type_line(session: Session, text: str) -> None:
    """Type a line and enter it."""
    await session.write(text)
    await session.press("enter")


@pytest.fixture
def weekly(planned: Desk) -> Desk:
    """A series on Fridays, and today's planned day without meetings before it."""
    meetings.cancel(planned, meetings.closest(planned))
    meetings.add(planned, "15:00-15:30 Sync: agree what to do @Ana", every="week")
    return planned


@pytest.fixture
def reviewed(planned: Desk, clock: Clock) -> Desk:
    """Today's meeting is over and reviewed: three actions are open."""
    number = meetings.closest(planned)
    clock.now = at("11:00")
    holding.start(planned, number)
    clock.now = at("11:30")
    reviews.begin(planned, number)
    reviews.read(planned, number, REVIEW)
    reviews.close(planned, number)
    return planned


@SIZES
async def test_a_meeting_is_set_up_in_one_line_that_is_understood_before_enter(
    opened: Opened, desk: Desk, size: tuple[int, int]
) -> None:
    before = work_in(desk.store)
    async with opened(size) as session:
        assert "3, then a" in session.text
        await session.press("3", "a")
        assert "who else comes" in session.text
        await session.write("fri 11:00-11:30 Budget sync: agree Q4 budget @Ana")
        assert "Fri 27 Nov 11:00–11:30" in session.text
        assert "4 things missing" in session.text
        assert work_in(desk.store) == before
        await session.press("enter")
        assert "M1 Budget sync Fri 27 Nov 11:00, 30m: set up; not ready" in session.said
        assert times(desk, FRIDAY) == ["11:00-11:30 Budget sync"]
        await session.press("u")
        assert work_in(desk.store) == before


async def test_a_line_that_is_refused_is_in_its_field_again_and_escape_keeps_it(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("3", "a")
        await type_line(session, "11:10-11:40 Other: pick one @Kim")
        assert "Budget sync is on then: give one of them another time" in session.text
        assert session.screen.prompt.text == "11:10-11:40 Other: pick one @Kim"
        await session.press("escape", "a")
        assert session.screen.prompt.text == "11:10-11:40 Other: pick one @Kim"


@pytest.mark.parametrize("key", ["e", "n"])
async def test_a_line_that_is_refused_late_leaves_what_is_typed_by_then_and_can_be_recalled(
    opened: Opened, planned: Desk, key: str
) -> None:
    refused, typed = ("purpos: x", "goal: a signed budget") if key == "e" else ("!", "= freeze spend")
    async with opened() as session:
        await session.press("3", key)
        await session.write(refused)
        is_free = threading.Event()

        def hold(_: Desk) -> None:
            """Another program keeps the file."""
            is_free.wait(10)

        session.engine._inbox.put(hold)
        session.app.post_message(key_event("enter"))
        await session._hops()
        assert session.screen.prompt.text == ""
        session.app.post_message(Paste(typed))
        await session._hops()
        is_free.set()
        await session.settle()
        assert session.screen.prompt.text == typed
        assert "✗" in session.said
        assert "brings the refused line back" in session.text
        await session.press("up")
        assert session.screen.prompt.text == refused
        assert "brings the refused line back" not in session.text
        await session.press("down", "enter")
        assert "✗" not in session.said


@SIZES
async def test_it_is_found_not_ready_and_mended_line_by_line(
    opened: Opened, planned: Desk, size: tuple[int, int]
) -> None:
    async with opened(size) as session:
        await session.press("3", "c")
        assert shows(session, MeetingScreen)
        assert "not ready: 4 things missing" in session.text
        assert "nobody takes notes" in session.text
        assert "name someone who has no part in the discussion" in session.text
        await session.press("e")
        assert not shows(session, MeetingScreen)
        assert "for example" in session.text
        await session.press("tab")
        assert session.screen.prompt.text == "agenda: "
        await type_line(session, "Headcount 20m @Raj => what we can hire")
        for line in ("attendees: Ana (decides)", "rules: phones away"):
            await type_line(session, line)
        await session.write("note-taker: Lee")
        assert "ready: nothing is missing" in session.text
        await session.press("enter", "enter")
        assert not session.screen.prompt.is_open
        one = meeting(planned)
        assert one.is_ready
        assert one.meeting.in_role(Role.NOTE_TAKER) == "Lee"
        await session.press("c")
        assert "ready: all six rules hold" in session.text


async def test_what_cannot_be_read_is_told_at_once_and_given_back(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("3", "e")
        await session.write("Lee takes notes")
        assert "begins with none of these" in session.text
        await session.press("enter")
        assert session.screen.prompt.text == "Lee takes notes"


@SIZES
async def test_it_is_held_with_five_notes_that_say_what_they_are(
    opened: Opened, planned: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    number = meetings.closest(planned)
    meetings.set_line(planned, number, "agenda: Headcount 10m @Raj => what we can hire")
    meetings.set_line(planned, number, "agenda: Vendors 10m => what we can spend")
    clock.now = at("11:00")
    async with opened(size) as session:
        await session.press("3")
        assert "now" in session.text
        await session.press("enter")
        assert meeting(planned).is_running
        assert "30m left" in session.text
        assert "1 Headcount 10m left" in session.screen.now_line.text
        await session.press("n")
        for line, said in (
            ("Q3 closed 2% under plan", "highlight: Q3 closed"),
            ("= freeze contractor spend", "decision: freeze"),
            ("! Raj: headcount table by fri => linked", "owner Raj, headcount table, by Fri 27 Nov"),
            ("? Ana: travel policy", "open item: owner Ana"),
        ):
            await session.write(line)
            assert said in session.text
            await session.press("enter")
        clock.now = at("11:12")
        await type_line(session, "two vendors are left")
        await session.press("enter")
        assert not session.screen.prompt.is_open
        kinds = [note.kind.value for note in meeting(planned).notes]
        assert kinds == ["highlight", "decision", "action", "open item", "highlight"]
        assert "11:12   two vendors are left" in session.text
        assert "18m left" in session.text
        assert "2 Vendors" in session.screen.now_line.text


async def test_a_note_can_be_written_from_every_pane_while_a_meeting_runs(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await session.press("1", "m")
        assert "no meeting runs" in session.said
        holding.start(planned, meetings.closest(planned))
        session.engine.look()
        await session.settle()
        await session.press("2", "m")
        await type_line(session, "= go")
        await session.press("escape")
        assert [note.text for note in meeting(planned).notes] == ["go"]
        assert session.screen.active is session.screen.queue


async def test_a_half_typed_note_is_there_again_after_escape_and_after_an_interruption(
    opened: Opened, planned: Desk
) -> None:
    holding.start(planned, meetings.closest(planned))
    async with opened() as session:
        await session.press("m")
        await session.write("= half a th")
        await session.press("escape", "m")
        assert session.screen.prompt.text == "= half a th"
        await session.press("ctrl+o")
        await type_line(session, "Bob: call 5m")
        await session.press("m")
        assert session.screen.prompt.text == "= half a th"


async def test_s_begins_and_ends_and_an_overrun_is_the_others_time(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    before = work_in(planned.store)
    sprints.start(planned)
    clock.now = at("10:58")
    async with opened() as session:
        await session.press("3", "s")
        assert "begun 2m early" in session.said
        running = take(planned).running
        assert running is not None
        assert running.is_paused
        clock.now = at("11:38")
        session.engine.look()
        await session.settle()
        assert "8m over" in session.screen.now_line.text
        assert "16m of the others' time" in session.screen.now_line.text
        assert "16m of the others' time borrowed" in session.text
        await session.press("s")
        assert meeting(planned).borrowed == 16
        assert "8m late" in session.screen.message.lines[0][1][0]
        await session.press("u", "u", "u")
        assert work_in(planned.store) == before


@SIZES
async def test_a_meeting_for_another_time_begins_only_with_a_second_key_and_says_what_it_lacks(
    opened: Opened, planned: Desk, size: tuple[int, int]
) -> None:
    before = work_in(planned.store)
    async with opened(size=size) as session:
        await session.press("3", "s")
        assert "Budget sync is planned for 11:00 today: begin it now?" in session.text
        assert work_in(planned.store) == before
        await session.press("escape")
        assert work_in(planned.store) == before
        await session.press("s", "s")
        assert meeting(planned).is_running
        assert times(planned)[0] == "10:21-10:51 Budget sync"
        assert "begun 39m early, not ready: it has no agenda" in session.said
        await session.press("u")
        assert work_in(planned.store) == before


@SIZES
async def test_what_an_overrun_pushes_moves_minute_by_minute_before_it_is_ended(
    opened: Opened, planned: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    clock.now = at("11:00")
    holding.start(planned)
    kept = work_in(planned.store)
    async with opened(size=size) as session:
        for now in ("11:32", "11:35"):
            clock.now = at(now)
            session.engine.look()
            await session.settle()
            (after,) = (one for one in take(planned).blocks if one.starts_at == at(now))
            assert any(now in line and after.label in line for line in session.text.splitlines())
            assert f"{now[-1]}m over" in session.text
            assert any(
                "11:00" in line and "M1" in line and "run" in line for line in session.text.splitlines()
            )
            numbers = "meetings 0/1" if size[0] >= 150 else "M 0/1"
            assert numbers in session.text
        assert work_in(planned.store) == kept
        await session.press("3", "s")
        assert "5m late" in session.said
        assert "11:00–11:35" in session.text
        assert meeting(planned).meeting.span.end == at("11:35")


async def test_who_is_there_is_said_by_taking_out_who_is_not(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("3", "v")
        assert session.screen.prompt.text == "Ana, Raj"
        session.screen.prompt._input.value = "ana"
        await session.settle()
        assert "there: Ana, you; not there: Raj" in session.text
        await session.press("enter")
        there = {one.name: one.is_there for one in meeting(planned).meeting.attendees}
        assert there == {"you": None, "Ana": True, "Raj": False}


async def test_it_moves_to_another_time_and_by_five_minutes_and_shows_what_moved(
    opened: Opened, planned: Desk
) -> None:
    before = work_in(planned.store)
    async with opened() as session:
        await session.press("3", "r")
        await session.write("13:00")
        assert "today 13:00–13:30" in session.text
        await session.press("enter")
        assert times(planned) == ["13:00-13:30 Budget sync"]
        assert "→" in session.screen.message.text
        await session.press("J")
        assert times(planned) == ["13:05-13:35 Budget sync"]
        await session.press("K", "K")
        assert times(planned) == ["12:55-13:25 Budget sync"]
        await session.press("u", "u", "u", "u")
        assert work_in(planned.store) == before


async def test_a_cancelled_meeting_is_buffer_and_one_undo_brings_it_back(
    opened: Opened, planned: Desk
) -> None:
    before = work_in(planned.store)
    async with opened() as session:
        await session.press("3", "x")
        assert times(planned) == []
        assert "its time is buffer now" in session.said
        await session.press("u")
        assert work_in(planned.store) == before


@pytest.mark.parametrize(("key", "goals"), [("1", ["a list", "", ""]), ("2", ["a list"] * 3)])
async def test_a_change_of_a_series_asks_for_this_one_or_the_following(
    opened: Opened, weekly: Desk, key: str, goals: list[str]
) -> None:
    async with opened() as session:
        await session.press("3", "e")
        await session.pilot.pause(0.35)
        assert "only this one" in session.text
        assert "this and the following" in session.text
        await session.press(key)
        await type_line(session, "goal: a list")
        await session.press("escape")
        found = [meeting(weekly, TODAY + timedelta(days=7 * week)).meeting.goal for week in range(3)]
        assert found == goals


@pytest.mark.parametrize(
    ("key", "answer", "after"),
    [("J", "1", ["15:05", "15:00"]), ("J", "2", ["15:05", "15:05"]), ("K", "2", ["14:55", "14:55"])],
)
async def test_five_minutes_of_a_series_are_for_this_one_or_the_following(
    opened: Opened, weekly: Desk, key: str, answer: str, after: list[str]
) -> None:
    before, days = work_in(weekly.store), [TODAY, TODAY + timedelta(days=7)]
    async with opened() as session:
        await session.press("3", key)
        assert work_in(weekly.store) == before
        await session.press(answer)
        assert [time[:5] for on in days for time in times(weekly, on)[:1]] == after
        assert ("only this one of its series" in session.said) == (answer == "1")
        assert ("more of its series" in session.said) == (answer == "2")
        await session.press("u")
        assert work_in(weekly.store) == before


async def test_a_series_is_moved_and_cancelled_from_one_meeting_on(opened: Opened, weekly: Desk) -> None:
    async with opened() as session:
        await session.press("3", "r", "2")
        await type_line(session, "16:00")
        assert times(weekly, TODAY + timedelta(days=7)) == ["16:00-16:30 Sync"]
        await session.press("x", "escape")
        assert times(weekly) == ["16:00-16:30 Sync"]
        await session.press("x", "2")
        assert times(weekly) == times(weekly, TODAY + timedelta(days=7)) == []
        await session.press("u")
        assert times(weekly, TODAY + timedelta(days=7)) == ["16:00-16:30 Sync"]


@pytest.mark.usefixtures(lent.__name__)
async def test_the_whole_meeting_is_a_text_in_the_editor(
    opened: Opened, planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, "sed -i 's/agree Q4 budget/agree the whole budget/' \"$2\"", monkeypatch)
    async with opened() as session:
        await session.press("3", "E")
        assert meeting(planned).meeting.purpose == "agree the whole budget"


@pytest.mark.usefixtures(lent.__name__)
@pytest.mark.parametrize("length", [0, 100_000])
async def test_a_text_that_is_refused_is_in_the_editor_again(
    opened: Opened, planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    (tmp_path / "more").write_text("x" * length, "utf-8")
    script = f'cp "$2" {tmp_path}/seen; (echo; echo \'place: here\'; cat {tmp_path}/more) >> "$2"'
    editor(tmp_path, script, monkeypatch)
    async with opened() as session:
        await session.press("3", "E")
        assert "begins with none of these keys" in session.said
        (tmp_path / "more").write_text("", "utf-8")
        await session.press("E")
        assert "place: here" in (tmp_path / "seen").read_text("utf-8")
        assert meeting(planned).meeting.purpose == "agree Q4 budget"
    editor(tmp_path, f'cp "$2" {tmp_path}/seen; echo \'title: Sync\\nwhen: 11:00-11:30\' > "$2"', monkeypatch)
    async with opened() as session:
        await session.press("3", "E")
        assert "place: here" in (tmp_path / "seen").read_text("utf-8")
        assert meeting(planned).meeting.title == "Sync"
        await session.press("E")
        assert "place: here" not in (tmp_path / "seen").read_text("utf-8")


async def test_the_meeting_that_those_present_can_hold_is_named(opened: Opened, planned: Desk) -> None:
    number = meetings.closest(planned)
    meetings.set_line(planned, number, "agenda: Headcount 10m @Raj => what we can hire")
    meetings.set_line(planned, number, "agenda: Vendors 10m @Ana => what we can spend")
    holding.there(planned, number, ["Ana"], ["Raj"])
    async with opened((100, 40)) as session:
        await session.press("3", "c")
        assert "needs Raj to present it, who does not come" in session.text
        assert "postpone it, or hold only item 2 with those who come" in session.text
        assert "can hold Vendors" in session.text


async def test_y_copies_the_invitation_and_o_writes_it_to_a_new_file(
    opened: Opened, planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as session:
        await session.press("3", "y")
        assert session.app.clipboard.startswith("# Budget sync")
        assert "Purpose: agree Q4 budget" in session.app.clipboard
        await session.press("O")
        assert session.screen.prompt.text == "budget-sync.ics"
        await session.press("enter")
        assert "BEGIN:VEVENT" in (tmp_path / "budget-sync.ics").read_text("utf-8")
        await session.press("O", "enter")
        assert "exists already" in session.text
        session.screen.prompt._input.value = "sync.txt"
        await session.press("enter")
        assert "let the name end in .md, .eml or .ics" in session.text
        for name in ("sync.md", "sync.eml"):
            session.screen.prompt._input.value = name
            await session.press("enter")
            assert f"written: {name}" in session.said
            assert "u undo" not in session.said
            await session.press("O")


async def test_a_folder_that_nobody_knows_is_refused_and_the_name_can_be_mended(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("3", "O")
        session.screen.prompt._input.value = "~nosuchuser/x.ics"
        await session.press("enter")
        assert "~nosuchuser/x.ics has no folder that is known: name it in full" in session.text
        assert session.screen.prompt.text == "~nosuchuser/x.ics"


async def test_a_key_without_a_highlighted_meeting_says_what_to_press(opened: Opened, desk: Desk) -> None:
    async with opened() as session:
        for key in "snceEvrJKxO":
            await session.press("3", key)
            assert "no meeting is highlighted" in session.said, key
            assert "press 3, then a to add one" in session.said
        await session.press("d")
        assert "no action is highlighted" in session.said
        await session.press("y")
        assert "nothing is highlighted to copy" in session.said


async def test_enter_opens_all_about_a_meeting_that_is_to_come_and_its_keys_work_there(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("3", "enter")
        assert shows(session, MeetingScreen)
        await session.press("j", "k", "?", "escape", "r")
        assert session.screen.prompt.purpose.id.startswith("move")
        await session.press("escape", "enter", "q")
        assert not shows(session, MeetingScreen)


async def test_open_actions_of_all_meetings_are_settled_in_one_list(opened: Opened, reviewed: Desk) -> None:
    before = work_in(reviewed.store)
    async with opened() as session:
        await session.press("A")
        assert shows(session, ActionsScreen)
        lines = session.text.splitlines()
        assert [line for line in lines if "you: reply to auditor" in line and "by Thu 26 Nov" in line]
        assert "done when linked in wiki  from Budget sync today" in session.text
        assert session.text.index("you: reply") < session.text.index("Ana: signed budget")
        await session.press("o")
        assert session.text.index("Ana: signed budget") < session.text.index("you: reply")
        await session.press("o", "r")
        await session.write("mon")
        assert "due Mon 30 Nov" in session.text
        await session.press("enter")
        assert "was Thu 26 Nov, by Mon 30 Nov" in session.text
        await session.press("d")
        assert [one.task for one in actions.listed(reviewed)] == ["signed budget", "headcount table"]
        await session.press("j", "x")
        await session.press("u", "u", "u")
        assert work_in(reviewed.store) == before
        await session.press("y")
        assert session.app.clipboard.count("- [ ] ") == 3
        await session.press("/")
        await session.write("raj")
        assert "Open actions of raj  1" in session.text
        assert "signed budget" not in session.text
        await session.press("enter", "?", "escape", "q")
        assert not shows(session, ActionsScreen)


async def test_a_late_action_says_so_in_a_word(opened: Opened, reviewed: Desk, clock: Clock) -> None:
    clock.now = at("10:00", date(2026, 11, 30))
    async with opened((100, 30)) as session:
        assert "3 open actions, 3 late" in session.text
        assert "late, Fri 27 Nov" in session.text
        await session.press("A")
        assert "late, by Fri 27 Nov" in session.text


async def test_actions_in_the_pane_are_settled_by_the_same_keys(opened: Opened, reviewed: Desk) -> None:
    def to_action(session: Session) -> str:
        """Highlight the first action, as j and k do."""
        view = session.screen.meetings
        assert view.rows.highlight(next(key for key in view.rows.keys if key.startswith("action")))
        assert view.action is not None
        return view.action.task

    async with opened((160, 48)) as session:
        await session.press("3")
        task = to_action(session)
        await session.press("r")
        await type_line(session, "mon")
        assert next(one for one in actions.listed(reviewed) if one.task == task).history
        task = to_action(session)
        await session.press("d")
        assert task not in [one.task for one in actions.listed(reviewed)]
        to_action(session)
        await session.press("y")
        assert session.app.clipboard.startswith("- [ ] ")
        await session.press("x")
        assert len(actions.listed(reviewed)) == 1
        to_action(session)
        await session.press("enter")
        assert shows(session, ActionsScreen)


async def test_a_paste_in_the_lists_is_offered_as_an_interruption(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("A")
        await session.write("x d r")
        assert session.screen.prompt.text == "x d r"
        assert len(actions.listed(reviewed)) == 3


async def test_the_pane_draws_nothing_while_nothing_differs(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        drawn = []
        session.screen.meetings.rows.show = lambda page: drawn.append(page)  # type: ignore[method-assign]
        session.engine.complete()
        await session.settle()
        assert drawn == []
        meetings.set_line(planned, meetings.closest(planned), "goal: a list")
        session.engine.look()
        await session.settle()
        assert drawn


async def test_the_title_of_the_terminal_counts_the_meeting_that_runs(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("11:00")
    holding.start(planned, meetings.closest(planned))
    async with opened() as session:
        for minute, said in (("11:12", "18m M1 Budget sync"), ("11:38", "+8m M1 Budget sync")):
            clock.now = at(minute)
            session.engine.look()
            await session.settle()
            assert session.screen.snapshot is not None
            assert title(session.screen.snapshot) == said


async def test_a_meeting_that_is_over_is_not_begun_again(opened: Opened, planned: Desk, clock: Clock) -> None:
    number = meetings.closest(planned)
    clock.now = at("11:00")
    holding.start(planned, number)
    clock.now = at("11:30")
    holding.end(planned, number)
    async with opened() as session:
        await session.press("3", "s")
        assert "is over: enter begins its review" in session.said


async def test_undo_names_the_meeting_not_its_number(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("A", "d")
        assert take(reviewed).undo == "done you: reply to auditor"
    meetings.add(reviewed, "16:00-16:30 Vendors: pick one @Kim")
    number = meetings.closest(reviewed)
    changes: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: meetings.shift(reviewed, number, 5), "move Vendors"),
        (lambda: meetings.set_line(reviewed, number, "goal: a list"), "edit Vendors"),
        (lambda: holding.start(reviewed, number), "start Vendors"),
        (lambda: holding.end(reviewed, number), "end Vendors"),
    )
    for change, label in changes:
        change()
        assert take(reviewed).undo == label


async def test_z_gives_the_pane_the_whole_screen(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("3")
        assert "Last three months" not in session.text
        await session.press("z")
        assert "Last three months" in session.text
        assert "done when linked in wiki" in session.text


async def test_a_line_opened_on_purpose_takes_what_is_typed_fast(opened: Opened, planned: Desk) -> None:
    from textual.events import Key

    async with opened() as session:
        await session.press("3", "a")
        for number, letter in enumerate("vendors"):
            event = Key(letter, letter)
            event.time += 5 + number / 100
            session.app.post_message(event)
        await session.settle()
        assert session.screen.prompt.purpose.id == "meeting"
