"""The ledger and a person's page by key, and what is announced while there is time to say so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.interruption import Promise
from coachtui.domain.promise import Word
from coachtui.services import queue, sprints
from coachtui.services.ledger import look
from coachtui.services.snapshot import take
from tests.store.helpers import dump
from tests.tui.conftest import TODAY, at

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session


@pytest.fixture
def late(planned: Desk, clock: Clock) -> Desk:
    """A sprint that overruns so far that Bob and Ana will not be called back in their buffer."""
    sprints.start(planned)
    clock.now = at("10:56")
    return planned


async def row_of(session: Session, title: str) -> None:
    """Highlight a row of the list that is shown."""
    rows = session.app.screen.query_one("#board-rows")
    number = next(one.id for one in look(session.desk).entries if one.title == title)
    key = next(key for key in rows.keys if key.endswith(f"/item-{number}"))  # type: ignore[attr-defined]
    assert rows.highlight(key)  # type: ignore[attr-defined]
    await session.settle()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_ledger_says_in_signs_and_words_how_each_promise_stands(
    opened: Opened, late: Desk, size: tuple[int, int]
) -> None:
    queue.finish(late, [4])
    async with opened(size=size) as session:
        await session.press("L")
        for word in ("LEDGER", "will not hold", "kept", "Bob: invoice question", "Told and open", "Closed"):
            assert word in session.text
        await row_of(session, "invoice question")
        assert 'To say: "Sorry Bob, 10:30 did not hold; ' in session.text


async def test_t_tells_the_new_time_copies_the_sentence_and_u_takes_it_back(
    opened: Opened, late: Desk
) -> None:
    async with opened() as session:
        before = dump(late.store)
        await session.press("L")
        await row_of(session, "invoice question")
        await session.press("t")
        told = next(one for one in take(late).items if one.title == "invoice question")
        assert told.promise_state is Promise.RENEGOTIATED
        assert session.app.clipboard.startswith("Sorry Bob, 10:30 did not hold; ")
        assert "renegotiated" in session.text
        await session.press("u")
        assert dump(late.store) == before


async def test_y_copies_the_sentence_and_changes_nothing(opened: Opened, late: Desk) -> None:
    async with opened() as session:
        before = dump(late.store)
        await session.press("L")
        await row_of(session, "invoice question")
        await session.press("y")
        assert session.app.clipboard.startswith("Sorry Bob, 10:30 did not hold; ")
        assert dump(late.store) == before


async def test_enter_goes_to_the_row_in_the_queue_and_esc_back(opened: Opened, late: Desk) -> None:
    async with opened() as session:
        await session.press("L", "escape")
        assert session.app.screen is session.screen
        await session.press("L")
        await row_of(session, "budget numbers")
        await session.press("enter")
        assert session.app.screen is session.screen
        assert session.screen.queue.item
        assert session.screen.queue.item.title == "budget numbers"


async def test_c_opens_the_page_of_whoever_asked_from_the_queue_and_from_the_ledger(
    opened: Opened, planned: Desk
) -> None:
    queue.finish(planned, [1], 14)
    async with opened() as session:
        await session.press("2")
        session.screen.queue.rows.highlight("item-2")
        await session.press("c")
        assert "PERSON  Ana" in session.text
        assert "asked once" in session.text
        assert "sign NDA" in session.text
        await session.press("y")
        assert session.app.clipboard.startswith("Ana\n")
        await session.press("q", "L")
        await row_of(session, "invoice question")
        await session.press("c")
        assert "PERSON  Bob" in session.text
        assert "takes 14m as a rule (1 measured)" in session.text
        assert "1 kept" in session.text
        await session.press("escape", "escape")
        assert session.app.screen is session.screen


async def test_an_item_without_a_name_has_no_page(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("my own thing 5m")
        await session.press("enter", "2")
        number = next(one.id for one in take(planned).items if one.title == "my own thing")
        session.screen.queue.rows.highlight(f"item-{number}")
        await session.press("c")
        assert "nobody is named there" in session.said


async def test_an_empty_ledger_says_what_to_press(opened: Opened) -> None:
    async with opened() as session:
        await session.press("L")
        assert "Nobody waits for a time." in session.text
        await session.press("t", "y", "enter", "c", "j", "k")
        assert "LEDGER" in session.text


async def test_a_promise_that_will_not_hold_is_a_word_in_the_queue(opened: Opened, late: Desk) -> None:
    async with opened(size=(160, 48)) as session:
        await session.press("2")
        assert "not 10:30" in session.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_lists_stand_hostile_names_and_any_size(
    opened: Opened, planned: Desk, size: tuple[int, int]
) -> None:
    async with opened(size=size) as session:
        await session.press("i")
        await session.write("Eve: [/b]\x1b[31m\u202e [@click=app.quit]x[/] " + "long " * 400 + "5m")
        await session.press("enter", "L")
        assert "Eve" in session.text or size[0] < 80
        assert "\x1b" not in session.text
        await session.press("j", "c")
        await session.press("escape", "escape")
        assert session.app.screen is session.screen


async def test_a_promise_that_will_not_hold_is_announced_once_and_takes_no_focus(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("i")
        await session.write("Mia: half a li")
        clock.now = at("10:41")
        session.engine.look()
        await session.settle()
        assert "Sorry Bob, 10:30 did not hold; 10:41 instead." in session.said
        assert "L ledger" in session.said
        assert session.screen.prompt.text == "Mia: half a li"
        session.screen.message.say("something else")
        clock.now = at("10:42")
        session.engine.look()
        await session.settle()
        assert "something else" in session.said


async def test_an_answer_that_breaks_a_promise_says_so_below_itself(opened: Opened, planned: Desk) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press(">")
        assert "Sorry" not in session.said
        await session.press(">")
        assert "Sorry Bob, 10:30 will not hold; 10:40 instead." in session.said


async def test_what_was_missed_while_the_program_was_closed_is_told_on_opening_and_only_once(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    """Looking writes no promise; that it was told is kept with the choices."""
    clock.now = at("17:20")
    async with opened() as session:
        assert "missed: Sorry Bob, 10:30 did not hold" in session.text
    async with opened() as session:
        assert "missed: Sorry" not in session.text


async def test_what_will_not_hold_when_it_is_opened_is_said_then(opened: Opened, late: Desk) -> None:
    assert any(one.word is Word.RISK for one in take(late).items)
    async with opened() as session:
        assert "instead. and 3 more" in " ".join(session.text.split())


async def test_o_reaches_promises_that_were_closed_before_the_last_fourteen_days(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    queue.finish(planned, [1])
    clock.now = at("09:00", TODAY + timedelta(days=30))
    async with opened(size=(100, 30)) as session:
        await session.press("L")
        assert "o shows older ones: here is what was closed since" in session.text
        assert "Closed" not in session.text.splitlines()
        kept = session.text.count("kept")
        await session.press("o")
        assert session.text.count("kept") == kept + 1
        await session.press("o", "o", "o")
        assert session.text.count("kept") == kept
