"""Sprints, items and blocks by key: what each does to the file, and that `u` takes it back to the row."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from coachtui.domain.block import BlockState
from coachtui.domain.interruption import State
from coachtui.services import queue, sprints
from coachtui.services.capture import capture
from coachtui.services.snapshot import take
from coachtui.tui.commands import in_keys
from tests.store.helpers import dump
from tests.tui.conftest import at, key_event

if TYPE_CHECKING:
    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session


def running(desk: Desk) -> RunningView:
    found = take(desk).running
    assert found is not None
    return found


def block(desk: Desk, label: str) -> BlockView:
    return next(one for one in take(desk).blocks if one.label == label)


def titles(desk: Desk) -> list[str]:
    return [
        f"{one.starts_at.astimezone(desk.zone):%H:%M} {one.title or one.kind}" for one in take(desk).blocks
    ]


async def show_block(session: Session, label: str) -> None:
    """Highlight a block in Today."""
    await session.press("1")
    assert session.screen.today.rows.highlight(f"block-{block(session.desk, label).id}")


async def test_space_starts_pauses_with_a_note_and_goes_on(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened() as session:
        assert "space starts it" in session.text
        await session.press("space")
        assert (running(planned).label, running(planned).is_paused) == ("S2", False)
        assert "space pause" in session.screen.footer.text
        await session.press("space")
        await session.write("slide 4, next the numbers")
        await session.press("enter")
        assert (running(planned).is_paused, running(planned).resume) == (True, "slide 4, next the numbers")
        assert "paused · space goes on" in session.text
        clock.now = at("10:25")
        await session.press("space")
        assert not running(planned).is_paused
        assert "Where you were:" in session.text
        assert "slide 4, next the numbers" in session.text
        await session.press("j")
        assert not session.screen.card.display


@pytest.mark.parametrize("way", ["enter", "escape"])
async def test_the_resume_note_can_be_skipped(opened: Opened, planned: Desk, way: str) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("space", way)
        assert (running(planned).is_paused, running(planned).resume) == (True, "")


async def test_space_starts_the_highlighted_sprint_of_today(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await show_block(session, "S3")
        wanted = block(planned, "S3").id
        await session.press("space")
        assert running(planned).id == wanted


async def test_f_finishes_and_offers_the_next_without_beginning_it(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    async with opened() as session:
        clock.now = at("10:28")
        await session.press("f")
        assert "next: " in session.said
        assert take(planned).running is None
        assert block(planned, "S2").state is BlockState.DONE


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_what_f_finished_is_not_now_any_more(
    opened: Opened, planned: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    sprints.start(planned)
    async with opened(size=size) as session:
        clock.now = at("10:28").replace(second=20)
        await session.press("f")
        now = next(line for line in session.text.splitlines() if " NOW " in line)
        assert "S2" not in now
        on = take(planned).current
        assert on is not None
        assert on.label in now
        following = next(line for line in session.text.splitlines() if " NEXT " in line)
        assert on.label not in following.split()[1]


async def test_an_overrun_counts_up_and_names_its_keys(opened: Opened, planned: Desk, clock: Clock) -> None:
    sprints.start(planned)
    async with opened() as session:
        clock.now = running(planned).ends_at.replace(second=0)
        clock.now = clock.now.replace(minute=clock.now.minute + 3)
        session.engine.look()
        await session.settle()
        assert "3m over · f finish  > 5 more" in session.text
        clock.now = at("10:52")
        session.engine.look()
        await session.settle()
        assert "p park" in session.text
        await session.press(">")
        assert running(planned).remaining == 5 * 60
        assert "5m left" in session.text


async def test_a_captures_in_the_queue_as_i_does(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("2", "a")
        await session.write("Zoe: one more thing 1m")
        await session.press("enter")
        assert "one more thing" in session.queue()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)])
async def test_what_can_be_done_about_an_overrun_is_never_cut(
    opened: Opened, planned: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    sprints.start(planned)
    clock.now = at("10:45")
    async with opened(size=size) as session:
        assert "15m over" in session.text
        assert size[0] < 70 or "f finish  > 5 more  p park" in session.text


async def test_five_minutes_more_and_less_for_the_sprint(opened: Opened, planned: Desk) -> None:
    sprints.start(planned)
    async with opened() as session:
        before = running(planned).remaining
        await session.press(".")
        assert running(planned).remaining == before + 300
        await session.press("<", "<")
        assert running(planned).remaining == before - 300


async def test_park_asks_where_you_were_and_the_rest_comes_back(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    async with opened() as session:
        clock.now = at("10:25")
        await session.press("p")
        await session.write("half of the slides")
        await session.press("enter")
        assert take(planned).running is None
        assert "parked" in session.said


async def test_two_signs_ask_for_the_note_break_the_sprint_and_its_end_shows_the_note(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("i")
        await session.write("Zoe: server down 10m !!")
        await session.press("enter")
        assert running(planned).title == "Zoe: server down"
        assert session.screen.prompt.purpose.title.startswith("Where were you?")
        await session.write("slide 4")
        await session.press("enter")
        assert running(planned).title == "Zoe: server down"
        assert "█S2 goes on" in session.text
        clock.now = at("10:26")
        await session.press("f")
        assert (running(planned).kind, running(planned).is_paused) == ("sprint", True)
        assert "waits" in session.text
        assert "Where you were:" in session.text
        assert "slide 4" in session.text
        assert "9m left" in session.text
        assert "space or enter goes on" in session.text


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_one_key_lets_the_sprint_go_on_and_the_lag_is_measured(
    opened: Opened, planned: Desk, clock: Clock, key: str
) -> None:
    sprints.start(planned)
    async with opened() as session:
        for minute, usual in ((22, ""), (30, "you go on after 30s as a rule")):
            clock.now = at(f"10:{minute}")
            await session.press("i")
            await session.write("Zoe: server down 1m !!")
            await session.press("enter")
            await session.write("slide 4")
            await session.press("enter")
            clock.now = at(f"10:{minute + 1}")
            await session.press("f")
            assert session.screen.card.display
            assert usual in session.text
            clock.now += timedelta(seconds=30)
            await session.press(key)
            assert not running(planned).is_paused
            assert "Where you were: slide 4" in session.text
            assert session.text.count("slide 4") == 1  # the card is closed
            assert "back after 30s" in session.said


async def test_the_card_takes_no_other_key_and_comes_from_another_terminal_too(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    capture(planned, "Zoe: server down !!", resume="slide 4")
    number = running(planned).id
    async with opened() as session:
        queue.finish(planned, [number])
        session.engine.look()
        await session.settle()
        assert session.screen.card.display
        await session.press("j")
        assert "Where you were:" not in session.text
        assert running(planned).is_paused
        await session.press("u")
        assert running(planned).kind == "interruption"


async def test_the_card_never_covers_a_line_that_is_being_typed(opened: Opened, planned: Desk) -> None:
    sprints.start(planned)
    capture(planned, "Zoe: server down !!", resume="slide 4")
    number = running(planned).id
    async with opened() as session:
        await session.press("i")
        await session.write("Ana: half a l")
        queue.finish(planned, [number])
        session.engine.look()
        await session.settle()
        assert not session.screen.card.display
        assert session.screen.prompt.text == "Ana: half a l"


async def test_an_interruption_that_breaks_nothing_asks_nothing(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Zoe: server down 10m !!")
        await session.press("enter")
        assert running(planned).title == "Zoe: server down"


async def test_edit_in_place_keeps_the_id_and_gives_a_refused_line_back(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("e")
        assert session.screen.prompt.text == "Bob: invoice question 10m !"
        assert "who Bob  what invoice question  takes 10m  urgent" in session.text
        await session.press(" ")
        await session.write("-- PO 4471")
        Path(planned.store.path).rename(f"{planned.store.path}.away")
        await session.press("enter")
        assert session.screen.prompt.purpose.id == "edit"
        assert session.screen.prompt.text == "Bob: invoice question 10m ! -- PO 4471"
        Path(f"{planned.store.path}.away").rename(planned.store.path)
        await session.press("enter")
        (found,) = [one for one in take(planned).items if one.id == 1]
        assert found.note == "PO 4471"


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be lent to an editor."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)


def editor(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor whose name has a space and which is given an option."""
    program = tmp_path / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{program}' --wait")


async def test_the_editor_gets_the_line_alone_and_its_text_is_understood(
    opened: Opened, planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lent: None
) -> None:
    written = 'printf "Bob: bill 20m -- one\\ntwo\\n" > "$2"'
    script = f'cp -p "$2" {tmp_path}/seen; {written}; echo "$1" > {tmp_path}/option'
    editor(tmp_path, script, monkeypatch)
    async with opened() as session:
        await session.press("E")
        (found,) = [one for one in take(planned).items if one.id == 1]
        assert (found.title, found.minutes, found.note) == ("bill", 20, "one\ntwo")
        assert (tmp_path / "seen").read_text() == "Bob: invoice question 10m !\n"
        assert stat.S_IMODE((tmp_path / "seen").stat().st_mode) == 0o600
        assert (tmp_path / "option").read_text() == "--wait\n"
        await session.press("u")
        assert "invoice question" in session.queue()


@pytest.mark.parametrize(
    ("script", "said"),
    [('echo gone > "$2"; exit 3', "ended with status 3: nothing is changed"), ("true", "nothing changed")],
)
async def test_an_editor_that_fails_or_changes_nothing_changes_nothing(
    opened: Opened,
    planned: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lent: None,
    script: str,
    said: str,
) -> None:
    editor(tmp_path, script, monkeypatch)
    before = dump(planned.store)
    async with opened(size=(160, 24)) as session:
        await session.press("E")
        assert said in session.said
        assert dump(planned.store) == before


@pytest.mark.parametrize("name", ["/no/such/editor", "'"])
async def test_an_editor_that_is_none_is_said_in_one_line(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch, lent: None, name: str
) -> None:
    monkeypatch.setenv("VISUAL", name)
    async with opened() as session:
        await session.press("E")
        assert "✗" in session.said
        assert "EDITOR" in session.said


async def test_a_adds_a_block_in_one_line_and_shows_what_it_understood(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("1", "a")
        await session.write("15:00 30m Client call prep")
        assert "sprint Client call prep" in session.text
        assert "15:00–15:30" in session.text
        await session.press("enter")
        assert any("Client call prep" in one for one in titles(planned))


async def test_a_line_that_is_no_block_is_in_its_field_again(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("1", "a")
        await session.write("Client call prep")
        await session.press("enter")
        assert session.screen.prompt.text == "Client call prep"
        assert "no time to begin at" in session.said


async def test_sprints_change_places_and_meetings_move_by_five_minutes(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await show_block(session, "S3")
        first = block(planned, "S3").title
        await session.press("J")
        assert block(planned, "S4").title == first
        await session.press("K")
        assert block(planned, "S3").title == first
        await show_block(session, "M1")
        await session.press("J")
        assert block(planned, "M1").starts_at == at("11:05")


async def test_a_block_is_renamed_resized_and_removed(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await show_block(session, "S3")
        minutes = block(planned, "S3").minutes
        await session.press(">")
        assert block(planned, "S3").minutes == minutes + 5
        await session.press("<")
        assert block(planned, "S3").minutes == minutes
        await session.press("e")
        await session.press(*["backspace"] * len(session.screen.prompt.text))
        await session.write("Retro notes")
        await session.press("enter")
        assert block(planned, "S3").title == "Retro notes"
        await session.press("x")
        assert not any("Retro notes" in one for one in titles(planned))


async def test_each_item_says_who_moved_it_and_from_where(opened: Opened, planned: Desk) -> None:
    async with opened(size=(160, 48)) as session:
        await session.press("]")
        session.screen.queue.rows.highlight("item-1")
        await session.settle()
        assert "moved by you at 10:21 from 10:30 today" in session.text


BEGUN = "a sprint that has begun"
COMMANDS = [
    # where, keys, what is typed, what has begun before
    ("S2", ("space",), "", ""),
    ("item-1", ("space",), "where I was", BEGUN),
    ("item-1", ("f",), "", BEGUN),
    ("item-1", (">",), "", BEGUN),
    ("item-1", ("<",), "", BEGUN),
    ("item-1", ("p",), "where I was", BEGUN),
    ("item-1", ("b",), "", ""),
    ("item-1", ("b",), "where I was", BEGUN),
    ("item-1", ("d",), "", ""),
    ("item-1", ("x",), "", ""),
    ("item-1", ("]",), "", ""),
    ("item-1", ("J",), "", ""),
    ("item-2", ("K",), "", ""),
    ("item-1", ("s", "1"), "", ""),
    ("item-1", ("s", "2"), "", ""),
    ("item-1", ("s", "3"), "", ""),
    ("item-1", ("s", "4"), "fri 9:30", ""),
    ("item-3", ("!",), "", ""),
    ("item-3", ("+",), "", ""),
    ("item-3", ("-",), "", ""),
    ("item-1", ("@",), "Raj", ""),
    ("item-1", ("D",), "no time", ""),
    ("item-1", ("e",), "!", ""),
    ("item-1", ("i",), "Zoe: one more thing 3m", ""),
    ("item-1", ("i",), "Zoe: server down 3m !!", ""),
    ("S3", ("a",), "15:00 30m Client call", ""),
    ("S3", ("a",), "13:30 20m buffer", ""),
    ("S3", ("a",), "15:00 20m break Tea", ""),
    ("S3", ("a",), "15:00 20m meeting 1:1 with Lee", ""),
    ("S3", ("J",), "", ""),
    ("S4", ("K",), "", ""),
    ("M1", ("J",), "", ""),
    ("S3", (">",), "", ""),
    ("S3", ("<",), "", ""),
    ("S3", ("e",), " again", ""),
    ("S3", ("x",), "", ""),
    ("M1", ("x",), "", ""),
]


@pytest.mark.parametrize(
    ("where", "keys", "text", "before"), COMMANDS, ids=lambda value: " ".join(value) if value else "-"
)
async def test_what_a_command_does_is_taken_back_to_the_row(
    opened: Opened, planned: Desk, where: str, keys: tuple[str, ...], text: str, before: str
) -> None:
    if before:
        sprints.start(planned)
    async with opened() as session:
        if where.startswith("item"):
            await session.press("2")
            session.screen.queue.rows.highlight(where)
        else:
            await show_block(session, where)
        rows = dump(planned.store)
        await session.press(*keys)
        if text:
            await session.write(text)
            await session.press("enter")
        assert dump(planned.store) != rows
        note_is_a_step_of_its_own = text == "where I was" and keys != ("p",)
        await session.press(*["u"] * (1 + note_is_a_step_of_its_own))
        assert dump(planned.store) == rows


async def test_a_text_that_begins_with_a_key_that_asks_for_a_line_is_offered_whole(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        before = dump(planned.store)
        screen = session.screen
        for letter in "evaluate the offer":
            session.app.post_message(key_event(letter))
        await session.settle()
        await session.settle()
        assert screen.prompt.purpose.id == "capture"
        assert screen.prompt.text == "evaluate the offer"
        assert dump(planned.store) == before
        assert all(one.state is not State.DONE for one in take(planned).items)


async def test_the_header_says_in_a_glyph_and_a_word_how_the_buffer_does_and_enter_why(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("09:00")
    sprints.start(planned)
    clock.now = at("09:45")
    sprints.finish(planned)
    async with opened((130, 30)) as session:
        assert "▁ fine" in session.text.splitlines()[1]
        await session.press("1", "t", "enter")
        assert "0% of the buffer gone, 25% of the plan done" in session.said
    clock.now = at("16:05")
    async with opened((110, 30), ascii_only=True) as session:
        assert session.text.splitlines()[1].rstrip().endswith("! act")


async def test_the_rest_of_a_stopped_sprint_comes_back_when_the_line_says_so(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("p")
        assert "9m come back later today" in session.text
        await session.write("slide 4 >fri")
        assert "9m wait for the plan of Fri 27 Nov" in session.text
        await session.press("enter")
        assert take(planned).running is None
        assert "9m wait for the plan" in session.said
        ahead = take(planned, date(2026, 11, 27)).unplaced
        assert [(one.title, one.minutes) for one in ahead] == [("Draft board deck", 9)]


async def test_what_slips_is_said_before_it_slips_and_the_question_comes_once(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("13:50")
    sprints.start(planned)
    async with opened(size=(120, 30)) as session:
        for wall, said in (("14:30", ""), ("14:44", ""), ("14:47", "S4: > five more, p stop here, f done?")):
            clock.now = at(wall)
            session.engine.look()
            await session.settle()
            assert said in session.said
        session.screen.message.say("something else")
        clock.now = at("14:48")
        session.engine.look()
        await session.settle()
        assert "five more" not in session.said


async def test_what_is_over_is_logged_by_its_times_and_the_sprint_gets_them_back(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    clock.now = at("10:29")
    async with opened() as session:
        before = dump(planned.store)
        await session.press("i")
        await session.write("10:22-10:27 Zoe: printer !!")
        assert "done 10:22–10:27, logged afterwards" in session.text
        await session.press("enter")
        assert not session.screen.prompt.is_open
        assert running(planned).elapsed == 3 * 60
        assert "Zoe: printer: done 10:22–10:27, 5m" in session.said
        await session.press("u")
        assert dump(planned.store) == before


async def test_what_is_advised_names_keys_and_no_command_of_a_shell(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened(size=(160, 30)) as session:
        await session.press("f")
        assert "nothing is running: space begins S2 Draft board deck 2/2" in session.said
        await session.press("space")
        clock.now = at("10:24")
        await session.press("f")
        assert "(space begins it)" in session.said
        clock.now = at("10:30")
        await session.press("space", "i")
        await session.write("Zoe: fire 5m !!")
        await session.press("enter", "enter")
        clock.now = at("10:33")
        await session.press("f")
        assert "(space lets it go on)" in session.said
        assert "coachtui" not in session.said


async def test_without_a_plan_the_key_that_makes_one_is_named(opened: Opened, desk: Desk) -> None:
    capture(desk, "Bob: invoice 10m")
    async with opened() as session:
        await session.press("f")
        assert session.said.strip().endswith("nothing is running: P adds sprints")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("M1 Sync goes on: end it first (coachtui meeting end)", "M1 Sync goes on: end it first (3, then s)"),
        ("which one? `coachtui backlog` lists them", "which one? B lists them"),
        ("coachtui rhythm mon-fri --on makes some", "coachtui rhythm mon-fri --on makes some"),
        ("S1 Draft coachtui plan is done already", "S1 Draft coachtui plan is done already"),
    ],
)
def test_only_advice_is_said_in_keys(sentence: str, said: str) -> None:
    assert in_keys(sentence) == said


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_an_interruption_that_is_set_aside_is_not_on_any_more(
    opened: Opened, planned: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    sprints.start(planned)
    capture(planned, "Zoe: server down 10m !!")
    async with opened(size=size) as session:
        await session.press("2")
        assert "on now" in session.text
        assert "now 10m" in session.text
        clock.now = at("10:23")
        await session.press("1", "space")
        assert running(planned).kind == "sprint"
        assert "set aside: b goes on with it" in session.text
        assert "set aside 10m" in session.text
        assert "on now" not in session.text
        await session.press("2")
        (zoe,) = [one.id for one in take(planned).items if one.who == "Zoe"]
        session.screen.show_item(zoe)
        await session.settle()
        await session.press("b", "enter")
        assert (running(planned).kind, running(planned).id) == ("interruption", zoe)
        assert "on now" in session.text
