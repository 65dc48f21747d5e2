"""The cards of a buffer: one key decides, the next card is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.domain.interruption import State, Urgency
from coachtui.services import queue, sprints
from coachtui.services.capture import capture
from coachtui.services.snapshot import take
from coachtui.store import interruptions
from coachtui.tui import commands
from coachtui.tui.screens.triage import MOVING, SAID, STEPS, TriageScreen
from tests.store.helpers import dump
from tests.tui.conftest import at, key_event, type_in_a_row

if TYPE_CHECKING:
    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session


@pytest.fixture
def buffer(planned: Desk, clock: Clock) -> Desk:
    """The first buffer has begun: Bob, Ana and Kim wait in it."""
    clock.now = at("10:31")
    return planned


def item(desk: Desk, number: int) -> Interruption:
    with desk.store.read() as db:
        return interruptions.by_ids(db, [number])[number]


def cards(session: Session) -> TriageScreen:
    screen = session.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


async def open_cards(session: Session) -> TriageScreen:
    await session.press("enter")
    return cards(session)


async def test_the_header_says_that_a_buffer_began_and_nothing_opens_by_itself(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        assert "┊B1 started: 3 items, 17 of 30m. enter" in session.text
        assert session.app.screen is session.screen
        await session.press("enter")
        assert "card 1 of 3" in session.text
        assert "! Bob: invoice question" in session.text
        assert "next card: · Ana: sign NDA  2m" in session.text


async def test_a_narrow_header_still_names_the_key(opened: Opened, buffer: Desk) -> None:
    async with opened(size=(60, 20)) as session:
        assert "3 items, 17 of 30m. enter" in session.text


async def test_enter_on_another_block_of_today_tells_about_that_block(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await session.press("1", "j", "enter")
        assert "M1 Budget sync" in session.said


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 48)])
async def test_a_card_names_its_keys_at_every_size(
    opened: Opened, buffer: Desk, size: tuple[int, int]
) -> None:
    async with opened(size=size) as session:
        await open_cards(session)
        for said in ("Bob: invoice question", "captured 10:21", "do it now", "done already", "next card"):
            assert said in session.text


@pytest.mark.parametrize(
    ("keys", "state"),
    [(("d",), State.DONE), (("x",), State.DROPPED), (("]",), State.SLOTTED), (("s", "2"), State.SLOTTED)],
)
async def test_one_key_decides_and_shows_the_next_card(
    opened: Opened, buffer: Desk, keys: tuple[str, ...], state: State
) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        before = item(buffer, 1).slots
        await session.press(*keys)
        assert item(buffer, 1).state is state
        assert state is not State.SLOTTED or item(buffer, 1).slots > before
        assert screen.item is not None
        assert screen.item.id == 2


async def test_undo_brings_the_file_and_the_card_back(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        before = dump(buffer.store)
        await session.press("d", "u")
        assert dump(buffer.store) == before
        assert screen.item is not None
        assert screen.item.id == 1


async def test_undo_of_what_left_its_card_there_leaves_the_decided_cards_alone(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("d")
        before = dump(buffer.store)
        await session.press("enter", "u")
        assert dump(buffer.store) == before
        assert screen.item is not None
        assert screen.item.id == 2
        await session.press("u")
        assert item(buffer, 1).state is State.SLOTTED
        assert screen.item.id == 1


async def test_keys_that_come_before_the_answer_decide_about_the_cards_that_they_saw(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        for name in ("card-done", "card-drop", "card-done"):
            screen.action_command(name)
        await session.settle()
        assert [item(buffer, number).state for number in (1, 2, 4)] == [
            State.DONE,
            State.DROPPED,
            State.DONE,
        ]
        assert "All 3 decided" in session.text
        assert "Ana: sign NDA: dropped" in session.text
        await session.press("escape")
        assert session.app.screen is session.screen


async def test_a_refused_decision_shows_its_card_again_and_says_why(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        queue.finish(buffer, [1])
        await session.press("x")
        assert "already done" in session.text
        assert 1 not in screen.decided


async def test_enter_does_it_now_with_a_running_clock_and_d_ends_it(
    opened: Opened, buffer: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await open_cards(session)
        await session.press("enter")
        assert item(buffer, 1).state is State.DOING
        clock.now = at("10:35")
        session.engine.look()
        await session.settle()
        assert "its clock runs: 6m left" in session.text
        await session.press("d")
        assert (item(buffer, 1).state, item(buffer, 1).spent) == (State.DONE, 4)


async def test_an_item_is_begun_at_once_and_the_cards_ask_for_the_note_of_the_sprint_that_it_breaks(
    opened: Opened, buffer: Desk
) -> None:
    sprints.start(buffer)
    async with opened() as session:
        session.screen.do_triage()
        await session.settle()
        await session.press("enter")
        assert item(buffer, 1).state is State.DOING
        await session.write("slide 4")
        await session.press("enter")
        assert isinstance(session.app.screen, TriageScreen)
        paused = take(buffer).paused
        assert paused is not None
        assert paused.resume == "slide 4"


async def test_urgency_changes_and_the_card_stays(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("-")
        assert item(buffer, 1).urgency is Urgency.NORMAL
        assert screen.item is not None
        assert screen.item.id == 1
        await session.press("!")
        assert item(buffer, 1).urgency is Urgency.URGENT
        await session.press("+")
        assert "as urgent as can be" in session.text


async def test_giving_asks_for_a_name(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("@")
        await session.write("Raj")
        await session.press("enter")
        assert (item(buffer, 1).state, item(buffer, 1).given_to) == (State.GIVEN, "Raj")
        assert screen.item is not None
        assert screen.item.id == 2


async def test_declining_shows_and_copies_the_sentence_to_send(opened: Opened, buffer: Desk) -> None:
    async with opened(size=(120, 30)) as session:
        await open_cards(session)
        await session.press("D")
        await session.write("the release comes first")
        await session.press("enter")
        assert item(buffer, 1).state is State.DECLINED
        sentence = "Bob, I can't take on 'invoice question': the release comes first."
        assert session.app.clipboard == sentence
        assert sentence in session.text


async def test_a_time_can_be_typed_and_a_wrong_one_is_in_its_field_again(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("s", "4")
        await session.write("blursday")
        await session.press("enter")
        assert screen.prompt.is_open
        assert screen.prompt.text == "blursday"
        assert "no point in time" in session.text
        await session.press(*["backspace"] * 8)
        await session.write("15:00")
        await session.press("enter")
        assert item(buffer, 1).not_before == at("15:00")


async def test_an_item_is_corrected_on_its_card(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("e")
        assert screen.prompt.text == "Bob: invoice question 10m !"
        await session.press(" ")
        await session.write("-- PO 4471")
        await session.press("enter")
        assert item(buffer, 1).note == "PO 4471"
        assert "PO 4471" in session.text


@pytest.mark.parametrize("keys", [("@",), ("D",), ("e",), ("s", "4")], ids="".join)
async def test_the_footer_of_a_card_has_the_keys_of_the_line_while_one_is_typed(
    opened: Opened, buffer: Desk, keys: tuple[str, ...]
) -> None:
    async with opened() as session:
        await open_cards(session)
        before = session.text.splitlines()[-1]
        assert "d done" in before
        await session.press(*keys)
        while_typing = session.text.splitlines()[-1]
        assert "enter take it" in while_typing
        assert "esc keep draft" in while_typing
        assert "F1 all keys" in while_typing
        assert "d done" not in while_typing
        await session.press("escape")
        assert session.text.splitlines()[-1] == before


async def test_looking_decides_nothing(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        before = dump(buffer.store)
        await session.press("j")
        assert screen.item is not None
        assert screen.item.id == 2
        await session.press("k", "k")
        assert "card 3 of 3" in session.text
        assert dump(buffer.store) == before


async def test_a_paste_decides_nothing_and_is_offered(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await open_cards(session)
        before = dump(buffer.store)
        await session.write("ddxx from another window")
        assert session.screen.prompt.text == "ddxx from another window"
        assert session.app.screen is session.screen
        assert dump(buffer.store) == before


async def test_a_text_that_comes_at_once_decides_nothing_and_is_offered(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await open_cards(session)
        before = dump(buffer.store)
        for letter in "xddone":
            session.app.post_message(key_event(letter))
        await session.settle()
        assert dump(buffer.store) == before
        assert session.app.screen is session.screen
        assert session.screen.prompt.text == "xddone"


async def test_what_arrives_meanwhile_is_a_further_card(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await open_cards(session)
        capture(buffer, "Zoe: from another terminal 1m")
        session.engine.look()
        await session.settle()
        assert "card 1 of 4" in session.text


async def test_an_interruption_is_captured_above_the_cards(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await open_cards(session)
        await session.press("i")
        await session.write("Zoe: one more thing 1m")
        await session.press("enter")
        assert "one more thing" in session.queue()
        assert isinstance(session.app.screen, TriageScreen)


async def test_the_whole_queue_has_cards_when_no_buffer_is_on(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("T")
        assert "card 1 of 4" in session.text
        await session.press("q")
        queue.drop(planned, [1, 2, 3, 4])
        session.engine.look()
        await session.settle()
        await session.press("T")
        assert "nothing waits" in session.said


def test_every_command_of_the_cards_is_carried_out() -> None:
    for command in commands.within("cards"):
        plain = command.id.removeprefix("card-")
        method = plain.replace("-", "_")
        known = plain in {*SAID, *STEPS, "urgent"}
        known = known or (plain in MOVING and hasattr(TriageScreen, f"do_{method}"))
        assert known or hasattr(TriageScreen, f"take_{method}"), command.id


async def test_what_was_taken_back_is_done_again_and_the_next_card_is_there(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        screen = await open_cards(session)
        await session.press("d")
        done = dump(buffer.store)
        await session.press("!", "u", "u")
        assert screen.item is not None
        assert screen.item.id == 1
        await session.press("U")
        assert dump(buffer.store)["interruption"] == done["interruption"]
        assert screen.item.id == 2
        assert session.said.startswith(" ✓ redone: done Bob: invoice question")
        await session.press("U")
        assert item(buffer, 2).urgency is Urgency.URGENT
        await session.press("U")
        assert "nothing to redo" in session.text
        await session.press("u", "u")
        assert screen.item.id == 1, "what was done again can be taken back again"


async def test_the_end_says_where_everything_went_and_which_buffer_it_was(
    opened: Opened, buffer: Desk
) -> None:
    async with opened() as session:
        await open_cards(session)
        await session.press("d", "]", "x")
        assert "All 3 decided." in session.text
        assert "Ana: sign NDA → B2 11:50 today, 2nd in line" in session.text
        assert "B1 until 11:00" in session.text


async def test_a_burst_that_opens_a_line_is_taken_back_too(opened: Opened, buffer: Desk) -> None:
    async with opened() as session:
        await open_cards(session)
        before = dump(buffer.store)["interruption"]
        await type_in_a_row(session, "xd@ana")
        await session.settle()
        assert dump(buffer.store)["interruption"] == before
        assert session.screen.prompt.text == "xd@ana"
