"""The end-game review on the screen: kept at every line, and closed when it commits people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.review import Accomplished, Ruling, Step
from coachtui.services import actions, holding, meetings, reviews
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.meeting_overview import overview
from coachtui.services.snapshot import take
from coachtui.services.tasks import leftovers
from coachtui.tui.screens.dashboard import Dashboard
from coachtui.tui.screens.minutes import MinutesScreen
from coachtui.tui.screens.review import ReviewScreen
from tests.store.helpers import dump
from tests.tui.conftest import TODAY, at, key_event
from tests.tui.reviewing import (
    ACTIONS,
    HIGHLIGHTS,
    MEETING,
    OPEN_ITEM,
    REASON,
    entries_of,
    review_of,
    screen,
    type_line,
    waiting,
)

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

MINUTES = """\
# Budget sync

Tue 24 Nov 2026, 11:00–11:30 (Europe/Paris)

Present: Ana, Raj, Sam Doe

Purpose: agree Q4 budget

Purpose accomplished: partly: headcount missing

## Highlights

- Q3 closed 2% under plan
- vendor list shrinks from 9 to 6

## Decisions

- freeze contractor spend until January

## Actions

- [ ] Ana: send signed budget v3 by Wed 25 Nov 2026. Done when: PDF in shared folder
- [ ] Sam Doe: reply to auditor by Thu 26 Nov 2026. Done when: mail sent, Raj in cc
- [ ] Raj: headcount table by Fri 27 Nov 2026. Done when: linked in wiki

## Open items

- Raj: travel policy

## Next meeting

Tue 1 Dec 2026, 11:00–11:30 (Europe/Paris), facilitator Sam Doe, with Ana, Raj, Sam Doe"""

NEXT_TUESDAY = date(2026, 12, 1)


@pytest.fixture
def over(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A meeting that was over two minutes ago."""
    monkeypatch.setenv("COACHTUI_NAME", "Sam Doe")
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:32")
    return desk


class Keys:
    """Presses keys and counts them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.count = 0

    async def press(self, *keys: str) -> None:
        """Press keys."""
        self.count += len(keys)
        await self.session.press(*keys)

    async def line(self, text: str) -> None:
        """Type a line."""
        self.count += len(text) + 1
        await type_line(self.session, text)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=str)
async def test_a_whole_review_takes_at_most_300_keys(
    opened: Opened, over: Desk, size: tuple[int, int]
) -> None:
    async with opened(size) as session:
        keys = Keys(session)
        await keys.press("R")
        for text in HIGHLIGHTS:
            await keys.line(text)
        await keys.press("enter", "p")
        await keys.line(REASON)
        for text in ACTIONS:
            await keys.line(text)
        await keys.press("enter")
        await keys.line(OPEN_ITEM)
        await keys.press("enter", "enter", "ctrl+s")
        assert keys.count <= 300
        await session.settle()
        shown = session.app.screen
        assert isinstance(shown, MinutesScreen)
        assert shown.text == MINUTES
        assert shown.message.text.split("  ")[0] == (
            " ✓ Budget sync reviewed: 3 actions, 1 yours, next Tue 1 Dec 11:00"
        )
        await session.press("y")
        assert session.app.clipboard == MINUTES
    assert waiting(over) == []
    (again,) = overview(over, NEXT_TUESDAY).meetings
    assert (again.meeting.span.start, again.meeting.others) == (at("11:00", NEXT_TUESDAY), ("Ana", "Raj"))
    assert [one.owner for one in actions.listed(over)] == ["Ana", "you", "Raj"]


async def test_what_a_review_leads_to_is_offered_where_days_are_planned(
    opened: Opened, over: Desk, clock: Clock
) -> None:
    reviews.read(over, 1, "\n".join((*HIGHLIGHTS, "", "yes", "", *ACTIONS, "", OPEN_ITEM, "", "same")))
    async with opened((160, 48)) as session:
        await session.press("R", "ctrl+s", "escape")
        assert isinstance(session.app.screen, Dashboard)
        await session.press("P", "]")
        assert "reply to auditor" in session.text
        assert "due Thu 26 Nov" in session.text
    (task,) = leftovers(over, date(2026, 11, 25))
    assert (task.title, task.due) == ("reply to auditor", date(2026, 11, 26))
    meeting = [one for one in take(over, NEXT_TUESDAY).blocks if one.title == "Budget sync"]
    assert [one.starts_at for one in meeting] == [at("11:00", NEXT_TUESDAY)]


async def test_opening_a_review_writes_nothing_and_shows_the_notes(
    opened: Opened, desk: Desk, clock: Clock
) -> None:
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:00")
    holding.start(desk)
    holding.note(desk, "= freeze spend")
    clock.now = at("11:26")
    before = dump(desk.store)
    async with opened() as session:
        await session.press("R")
        assert "= freeze spend" in session.text
        await session.press("escape")
        assert isinstance(session.app.screen, Dashboard)
    assert dump(desk.store) == before


async def test_each_line_is_in_the_file_and_one_step_of_undo(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        before = dump(over.store)
        for place, text in enumerate(HIGHLIGHTS[:2], 1):
            await type_line(session, text)
            assert entries_of(over) == list(HIGHLIGHTS[:place])
        await session.press("ctrl+z")
        assert entries_of(over) == [HIGHLIGHTS[0]]
        assert HIGHLIGHTS[1] not in session.text.splitlines()[3]
        await session.press("ctrl+y")
        assert entries_of(over) == list(HIGHLIGHTS[:2])
        await session.press("ctrl+z", "ctrl+z")
        assert dump(over.store) == before
        await session.press("escape", "U")
        assert entries_of(over) == [HIGHLIGHTS[0]]


async def test_undo_in_a_review_stops_at_its_first_line_and_says_so(opened: Opened, over: Desk) -> None:
    capture(over, "Bob: contract 5m")
    async with opened() as session:
        await session.press("R")
        before = dump(over.store)
        await type_line(session, HIGHLIGHTS[0])
        await session.press("ctrl+z")
        assert entries_of(over) == []
        await session.press("ctrl+z")
        assert dump(over.store) == before
        assert session.queue() == ["contract"]
        assert "nothing of this review is left to undo; esc, then u undoes: capture Bob" in session.text
        await session.press("ctrl+y")
        assert entries_of(over) == [HIGHLIGHTS[0]]
        await session.press("ctrl+y")
        assert "nothing of this review is left to do again" in session.text
        capture(over, "Kim: server 5m")  # what another terminal did last is not taken back here either
        await session.press("ctrl+z")
        assert session.queue() == ["contract", "server"]
        assert entries_of(over) == [HIGHLIGHTS[0]]


async def test_undo_of_a_correction_does_not_close_it(opened: Opened, over: Desk) -> None:
    reviews.answer(over, 1, Accomplished.YES)
    reviews.close(over, 1)
    reviews.reopen(over, 1)
    async with opened() as session:
        await session.press("R")
        await type_line(session, HIGHLIGHTS[0])
        await session.press("ctrl+z", "ctrl+z")
        assert review_of(over).is_open
        assert "nothing of this review is left to undo" in session.text


async def test_a_line_is_taken_back_also_while_another_is_typed_and_kept(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        for text in HIGHLIGHTS[:2]:
            await session.write(text)
            screen(session).keep()
            await session.settle()
            await session.press("enter")
        await session.write("half a li")
        screen(session).keep()
        await session.settle()
        await session.press("ctrl+z", "ctrl+z")
        assert "cannot be undone" not in session.said
        assert entries_of(over) == []
        assert screen(session).line.value == "half a li"
        await session.press("ctrl+y", "ctrl+y")
        assert entries_of(over) == list(HIGHLIGHTS[:2])


async def test_any_earlier_line_is_reached_written_anew_and_taken_out(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        for text in HIGHLIGHTS:
            await type_line(session, text)
        await session.press("up", "up")
        assert screen(session).line.value == HIGHLIGHTS[1]
        await session.press("backspace", "5", "enter")
        assert entries_of(over)[1] == "vendor list shrinks from 9 to 5"
        assert screen(session).line.value == HIGHLIGHTS[2]
        await session.press("ctrl+t")
        assert len(entries_of(over)) == 2
        await session.press("ctrl+z")
        assert len(entries_of(over)) == 3
        await session.press("up", "ctrl+u", "enter")
        assert len(entries_of(over)) == 2


async def test_a_line_that_is_left_is_kept(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        await type_line(session, "first")
        await session.press(*"new", "up", *"er", "down")
        assert entries_of(over) == ["firster"]
        assert screen(session).line.value == "new"
        await session.press("tab", "shift+tab")
        assert screen(session).line.value == "new"


async def test_escape_keeps_the_typed_line_and_the_place(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", "tab", "tab", *"Raj", "shift+tab", "shift+tab", *"half", "escape")
        assert isinstance(session.app.screen, Dashboard)
    async with opened() as session:
        await session.press("R")
        assert (screen(session).step, screen(session).line.value) == (Step.HIGHLIGHTS, "half")
        await session.press("enter", "tab", "tab")
        assert screen(session).line.value == "Raj"
        assert entries_of(over) == ["half"]


async def test_what_is_missing_is_asked_for_once_where_it_belongs(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", "tab", "tab")
        await type_line(session, "Raj: table by fri")
        await type_line(session, "Ana and Raj: numbers by fri => sent")
        await session.press("ctrl+s")
        assert "was the purpose accomplished" in screen(session).message.text
        await session.press("n")
        await type_line(session, "nobody decided")
        assert screen(session).line.value == "Raj: table by Fri 27 Nov 2026"
        assert "no done-when" in screen(session).message.text
        await type_line(session, " => there")
        assert "are several" in screen(session).message.text
        await session.press("ctrl+u")
        await type_line(session, "Ana: numbers by fri => sent")
        assert screen(session).step is Step.OPEN_ITEMS
        await type_line(session, OPEN_ITEM)
        assert screen(session).step is Step.NEXT
        await session.press("enter")
        assert "nothing is missing" in screen(session).message.text
        await session.press("ctrl+s")
        assert isinstance(session.app.screen, MinutesScreen)
    assert [one.owner for one in actions.listed(over)] == ["Raj", "Ana"]


async def test_a_part_that_stays_missing_is_not_asked_for_again(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", "tab", "y", "enter")
        await type_line(session, "Raj: table")
        await session.press("ctrl+s", "enter", "enter")
        assert "2 missing" in screen(session).message.text
        assert screen(session).asked == ()
    assert waiting(over) == ["Budget sync"]


async def test_earlier_actions_get_a_verdict_by_one_key(opened: Opened, over: Desk, clock: Clock) -> None:
    reviews.read(over, 1, "\nyes\n\nAna: a by wed => x\nRaj: b by 9 dec => y\nKim: c by wed => z")
    reviews.close(over, 1)
    clock.now = at("09:00", NEXT_TUESDAY)
    number = meetings.add(over, MEETING).meeting.id
    clock.now = at("11:30", NEXT_TUESDAY)
    async with opened() as session:
        await session.press("R", "tab", "tab", "enter", "d", "k", "k")
        assert screen(session).prompt.is_open
        await session.press("escape")
        verdicts = {one.action: one.ruling for one in review_of(over, number).review.verdicts}
        assert list(verdicts.values()).count(Ruling.DONE) == 1
        await session.press("x", "ctrl+z")
        assert len(review_of(over, number).review.verdicts) < 3
        await session.press("up", "up", "up", "up", "down", "down")
        late = screen(session).stop.id
        await session.press("k")
        await session.write("someday")
        await session.press("enter")
        assert "no day" in session.text
        await session.press("ctrl+u")
        await session.write("9 dec")
        await session.press("enter")
        kept = {one.action: one.due for one in review_of(over, number).review.verdicts}
        assert kept[late] == date(2026, 12, 9)


async def test_a_paste_of_several_lines_is_several_lines_and_one_step(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", *"so: ")
        await session.write("one\n\n= two\n\x1b]52;c;aGk=\x07three\n")
        assert entries_of(over) == ["so: one", "two", "three"]
        assert len(review_of(over).decisions) == 1
        await session.press("ctrl+z")
        assert entries_of(over) == []
        await session.write("x\n" * 501)
        assert "nothing is pasted" in screen(session).message.text
        await session.press("tab")
        await session.write("numbers\nwere missing")
        await session.press("p", "enter")
        assert review_of(over).reason == "numbers were missing"


async def test_a_paste_of_a_hundred_thousand_letters_is_whole(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        await session.write("x" * 100_000)
        await session.press("enter")
        assert entries_of(over) == ["x" * 100_000]


async def test_an_interruption_is_captured_above_the_review(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", *"half")
        await session.press("f2")
        await session.write("Bob: contract 5m")
        await session.press("enter")
        assert session.queue() == ["contract"]
        assert screen(session).line.value == "half"
        await session.press("enter")
        assert entries_of(over) == ["half"]


async def test_a_line_from_another_terminal_appears_and_typing_goes_on(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", *"typed")
        reviews.say(over, 1, Step.HIGHLIGHTS, "from elsewhere")
        session.engine.look()
        await session.settle()
        assert "+ from elsewhere" in session.text
        assert screen(session).line.value == "typed"
        reviews.answer(over, 1, Accomplished.YES)
        reviews.close(over, 1)
        session.engine.look()
        await session.settle()
        assert isinstance(session.app.screen, Dashboard)
        assert "another terminal" in session.said


async def test_a_line_that_two_terminals_write_anew_loses_neither_text(opened: Opened, over: Desk) -> None:
    reviews.say(over, 1, Step.HIGHLIGHTS, "Q3 closed")
    async with opened() as session:
        await session.press("R", "up", *" 2% under")
        reviews.rewrite(over, 1, 1, "Q3 closed 3% over")
        session.engine.look()
        await session.settle()
        assert screen(session).line.value == "Q3 closed 2% under"
        await session.press("enter")
        assert entries_of(over) == ["Q3 closed 3% over"]
        assert "this line has changed meanwhile" in session.text
        assert "not saved: Q3 closed 2% under" in session.text
        await session.press("up", "enter")
        assert entries_of(over) == ["Q3 closed 3% over", "Q3 closed 2% under"]
        assert "not saved" not in session.text


@pytest.mark.parametrize("leaves", ["enter", "ctrl+s"])
async def test_a_reason_that_two_terminals_give_is_overwritten_only_on_purpose(
    opened: Opened, over: Desk, leaves: str
) -> None:
    reviews.answer(over, 1, Accomplished.YES, "too late")
    async with opened() as session:
        await session.press("R", *" for Ana")
        reviews.answer(over, 1, Accomplished.YES, "numbers are in")
        session.engine.look()
        await session.settle()
        await session.press(leaves)
        assert review_of(over).reason == "numbers are in"
        if leaves == "enter":
            assert "this line has changed meanwhile" in session.text
            await session.press("shift+tab", "up")
        else:
            assert "this line is not saved: enter takes it, ctrl+t takes it out" in session.text
            assert review_of(over).is_open
        assert screen(session).line.value == "too late for Ana"
        await session.press("enter")
        assert review_of(over).reason == "too late for Ana"


async def test_a_next_meeting_that_two_terminals_agree_on_is_overwritten_only_on_purpose(
    opened: Opened, over: Desk
) -> None:
    reviews.say(over, 1, Step.NEXT, "tue 1 dec 11:00")
    async with opened() as session:
        await session.press("R", *["tab"] * 4, *" with Ana")
        reviews.say(over, 1, Step.NEXT, "wed 2 dec 11:00")
        session.engine.look()
        await session.settle()
        await session.press("enter")
        assert review_of(over).review.next_line.startswith("Wed 2 Dec")
        assert "this line has changed meanwhile" in session.text
        await session.press("up", "enter")
        assert review_of(over).review.next_line.startswith("Tue 1 Dec")


async def test_a_click_leads_to_a_step_and_to_a_line_and_loses_nothing(opened: Opened, over: Desk) -> None:
    async def click(words: str) -> None:
        """Click on these words of the screen."""
        row, text = next((at, one) for at, one in enumerate(session.text.splitlines()) if words in one)
        await session.pilot.click(offset=(text.index(words) + 1, row))
        await session.settle()

    async with opened() as session:
        await session.press("R")
        for text in HIGHLIGHTS[:2]:
            await type_line(session, text)
        await session.press(*"half a li")
        await click("3 Actions")
        assert screen(session).step is Step.ACTIONS
        await click("1 Highlights")
        assert screen(session).line.value == "half a li"
        await click(HIGHLIGHTS[0])
        assert screen(session).line.value == HIGHLIGHTS[0]
        await session.press(*"!", "enter")
        assert entries_of(over)[0] == f"{HIGHLIGHTS[0]}!"
        await click("half a li")
        await session.press("enter")
        assert entries_of(over)[2] == "half a li"
    async with opened((160, 48)) as session:
        await session.press("R")
        await click("4 Open items")
        assert screen(session).step is Step.OPEN_ITEMS


async def test_tab_completes_a_name_that_is_begun_and_else_goes_on(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", "tab", "tab", *"ra", "tab")
        assert screen(session).line.value == "Raj: "
        await session.press("tab")
        assert screen(session).step is Step.OPEN_ITEMS
        await session.press("tab")
        assert screen(session).step is Step.NEXT


async def test_a_line_that_was_typed_last_time_is_called_so(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        await session.press("R", *"half", "escape", "R")
        assert screen(session).line.value == "half"
        assert "the line was typed last time and not entered: ctrl+u clears it" in session.text
        await session.press("ctrl+u", "escape", "R")
        assert "last time" not in session.text


async def test_keys_that_come_faster_than_the_file_answers_lose_nothing(opened: Opened, over: Desk) -> None:
    async with opened() as session:
        session.app.post_message(key_event("R"))
        for _ in range(2):
            await session.pilot.pause(0)  # a hand is slower than a paste, and faster than the file
        typed: list[str] = []
        for text in HIGHLIGHTS:
            typed += [*text, "enter"]
        typed += ["enter", "p", *REASON, "enter"]
        for text in ACTIONS:
            typed += [*text, "enter"]
        typed += ["enter", *OPEN_ITEM, "enter", "enter", "enter", "ctrl+s"]
        for key in typed:
            session.app.post_message(key_event(key))
        for _ in range(30):
            await session.settle()
        shown = session.app.screen
        assert isinstance(shown, MinutesScreen)
        assert shown.text == MINUTES


async def test_a_line_that_cannot_be_saved_stays_on_the_screen_and_is_entered_again(
    opened: Opened, over: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coachtui.store.errors import StoreError

    def full(*_: object) -> None:
        raise StoreError("the disk is full: make room")

    async with opened() as session:
        await session.press("R")
        with monkeypatch.context() as disk:
            disk.setattr(reviews, "say", full)
            await type_line(session, "important")
            assert "not saved: important" in session.text
            assert "the disk is full" in screen(session).message.text
            await session.press("escape")
        await session.press("R", "up")
        assert screen(session).line.value == "important"
        await session.press("enter")
        assert entries_of(over) == ["important"]
        assert "not saved" not in session.text


async def test_the_whole_review_is_a_text_in_the_editor(
    opened: Opened, over: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    texts = ["Purpose:\nmaybe", "Purpose:\nyes\n\nActions:\nRaj: table by fri => there\n"]

    def edited(_app: object, text: str) -> tuple[str, str]:
        seen.append(text)
        return texts.pop(0), ""

    monkeypatch.setattr("coachtui.tui.editor.edited_text", edited)
    async with opened() as session:
        await session.press("R", *"typed", "ctrl+g")
        assert "+ typed" in seen[0]
        assert "answer yes, partly or no" in screen(session).message.text
        assert entries_of(over) == ["typed"]
        await session.press("f4")
        assert seen[1] == "Purpose:\nmaybe"
        assert entries_of(over) == ["Raj: table by Fri 27 Nov 2026 => there"]


async def test_a_text_that_was_refused_is_in_the_editor_again_after_the_dashboard_was_left(
    opened: Opened, over: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    texts = ["Purpose:\nmaybe", "Purpose:\nyes", "Purpose:\nyes"]

    def edited(_app: object, text: str) -> tuple[str, str]:
        seen.append(text)
        return texts.pop(0), ""

    monkeypatch.setattr("coachtui.tui.editor.edited_text", edited)
    async with opened() as session:
        await session.press("R", "f4")
        assert "answer yes, partly or no" in screen(session).message.text
    for _ in range(2):
        async with opened() as session:
            await session.press("R", "f4")
    assert seen[1] == "Purpose:\nmaybe"
    assert "maybe" not in seen[2]
    assert "Purpose" in seen[2]


async def test_the_nearest_of_several_is_opened_and_that_is_said(
    opened: Opened, over: Desk, clock: Clock
) -> None:
    meetings.add(over, "13:00-13:30 Retro @Kim")
    clock.now = at("14:00")
    async with opened() as session:
        await session.press("R")
        assert screen(session).view is not None
        assert "Retro" in session.text
        assert "2 reviews wait: this is the nearest" in screen(session).message.text


async def test_the_highlighted_meeting_is_reviewed(opened: Opened, over: Desk, clock: Clock) -> None:
    meetings.add(over, "13:00-13:30 Retro @Kim")
    clock.now = at("14:00")
    async with opened() as session:
        await session.press("3", "g", "R")
        assert "Budget sync" in session.text.splitlines()[0]


async def test_without_a_meeting_it_is_said_why(opened: Opened, desk: Desk) -> None:
    async with opened() as session:
        await session.press("R")
        assert isinstance(session.app.screen, Dashboard)
        assert "no meeting waits for its review" in session.said
        await session.press("M")
        assert "there are no minutes yet: review a meeting that has begun" in session.said
        meetings.add(desk, MEETING)
        session.engine.look()
        await session.press("3", "R")
        assert "has not begun" in session.said


async def test_a_closed_review_is_corrected_when_that_is_said_twice(
    opened: Opened, over: Desk, clock: Clock
) -> None:
    reviews.read(over, 1, "\nyes\n\nRaj: table by fri => there")
    reviews.close(over, 1)
    clock.now = at("11:40")
    async with opened() as session:
        await session.press("R")
        assert "R again corrects Budget sync" in session.said
        await session.press("j", "R")
        assert not review_of(over).is_open
        await session.press("R")
        assert isinstance(session.app.screen, ReviewScreen)
        assert session.app.screen.step is Step.HIGHLIGHTS
        await type_line(session, "! Kim: rooms by fri => booked")
        await session.press("ctrl+s")
        assert "Corrected Tue 24 Nov 2026 11:40." in session.text
        await session.press("u")
        assert review_of(over).is_open


async def test_a_review_without_an_answer_is_left_when_its_meeting_is_cancelled(
    opened: Opened, over: Desk
) -> None:
    async with opened() as session:
        await session.press("R", *"x")
        over.store._connection.execute("delete from meeting")
        over.store._connection.commit()
        session.engine.look()
        await session.settle()
        assert isinstance(session.app.screen, Dashboard)
        assert "there is no meeting 1" in session.said


async def test_undo_takes_a_closing_back_as_one_step(opened: Opened, over: Desk) -> None:
    reviews.read(over, 1, "\nyes\n\nme: reply by thu => sent\n\n\nsame")
    before = dump(over.store)
    async with opened() as session:
        await session.press("R", "ctrl+s", "u")
        assert dump(over.store) == before
        undo(over)


async def test_the_day_stays_visible_beside_a_review_where_there_is_room(opened: Opened, over: Desk) -> None:
    capture(over, "Bob: contract 5m")
    async with opened((160, 48)) as session:
        await session.press("R")
        assert "1 Today" in session.text
        assert "The minutes so far" in session.text
        assert f"{TODAY:%a} 24 Nov" in session.text
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert "1 Today" not in session.text


async def test_the_arrows_lead_through_all_steps_to_any_line(opened: Opened, over: Desk) -> None:
    reviews.read(over, 1, "first\nsecond\n\nyes\n\nRaj: table by fri => there\n")
    async with opened() as session:
        await session.press("R", "tab")
        assert screen(session).step is Step.OPEN_ITEMS
        await session.press(*["up"] * 2)
        assert (screen(session).step, screen(session).line.value) == (
            Step.ACTIONS,
            "Raj: table by Fri 27 Nov 2026 => there",
        )
        await session.press(*["up"] * 4, "ctrl+u", *"anew", "down")
        assert entries_of(over) == ["first", "anew", "Raj: table by Fri 27 Nov 2026 => there"]
        await session.press(*["up"] * 9)
        assert (screen(session).step, screen(session).line.value) == (Step.HIGHLIGHTS, "first")
        await session.press(*["down"] * 20)
        assert screen(session).step is Step.NEXT
