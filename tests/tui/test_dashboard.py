"""Keys on a real file: what each does to the day, the queue and the screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.events import Paste
from textual.widgets import Input

from coachtui.domain.interruption import State, Urgency
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.services.item_views import Outcome
from coachtui.services.queue import drop
from coachtui.services.snapshot import take
from coachtui.store import interruptions
from coachtui.tui.screens.dashboard import Dashboard
from coachtui.tui.screens.help import HelpScreen
from coachtui.tui.widgets.footer import Footer
from tests.tui.conftest import key_event, type_fast

if TYPE_CHECKING:
    from tests.tui.conftest import Clock, Opened

pytestmark = pytest.mark.asyncio


def states(desk: Desk) -> dict[str, State]:
    with desk.store.read() as db:
        found = interruptions.by_ids(db, range(1, 20))
    return {one.title: one.state for one in found.values()}


async def test_the_dashboard_opens_on_an_empty_file_and_says_what_to_press(opened: Opened) -> None:
    async with opened() as session:
        assert "Your day, in three kinds of blocks" in session.text
        assert "press i and type one line" in session.text
        assert not isinstance(session.app.focused, Input)


async def test_the_day_is_there_at_the_first_paint(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        assert "NOW  █S2 Draft board deck 2/2" in session.text
        assert "10:21▶" in session.text
        assert "M1 Budget sync" in session.text
        assert "! Bob: invoice question" in session.text


async def test_i_captures_and_the_place_is_shown_before_enter(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo file 3m")
        assert "who Sam" in session.text
        assert "→ B1 10:" in session.text
        assert "logo file" not in session.queue()
        await session.press("enter")
        assert "logo file" in session.queue()
        assert "Sam: logo file" in session.said
        assert "u undo" in session.said
        assert not session.screen.prompt.is_open
        assert session.app.focused is session.screen.queue.rows


async def test_a_draft_survives_escape(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo")
        await session.press("escape")
        assert not session.screen.prompt.is_open
        await session.press("j", "i")
        assert session.screen.prompt.text == "Sam: logo"
        assert len(session.queue()) == 4


async def test_a_refused_line_is_in_its_field_again(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        Path(planned.store.path).rename(f"{planned.store.path}.away")
        await session.press("i")
        await session.write("Sam: logo 10m")
        await session.press("enter")
        assert session.screen.prompt.is_open
        assert session.screen.prompt.text == "Sam: logo 10m"
        assert "✗" in session.said


async def test_undo_takes_a_capture_back_and_redo_brings_it(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo")
        await session.press("enter", "u")
        assert "logo" not in session.queue()
        await session.press("U")
        assert "logo" in session.queue()


@pytest.mark.parametrize(
    ("keys", "state"), [(("d",), State.DONE), (("x",), State.DROPPED), (("s", "2"), State.SLOTTED)]
)
async def test_one_key_decides_about_the_highlighted_row(
    opened: Opened, planned: Desk, keys: tuple[str, ...], state: State
) -> None:
    async with opened() as session:
        assert session.screen.queue.item is not None
        title = session.screen.queue.item.title
        await session.press(*keys)
        assert states(planned)[title] is state
        await session.press("u")
        assert states(planned)[title] is State.SLOTTED


async def test_snooze_moves_to_tomorrow(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("s", "2")
        first = next(item for item in take(planned).items if item.title == "invoice question")
        assert first.pieces[0].starts_at.date() > take(planned).date


async def test_a_key_that_does_not_follow_a_prefix_does_nothing(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = take(planned)
        await session.press("s", "d")
        assert take(planned) == before
        await session.press("s", "escape", "j")
        assert take(planned) == before


async def test_another_buffer_is_chosen_before_enter(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        assert "ctrl+t other buffer" in session.screen.footer.text
        await session.write("Zoe: one more thing 5m")
        first = session.text
        await session.press("ctrl+t")
        assert "spare, you chose it" in session.text
        await session.press("!")
        assert session.screen.prompt.text.endswith("5m!")
        await session.press("backspace")
        assert "spare, you chose it" in session.text
        label = next(line for line in session.text.splitlines() if "you chose it" in line)
        await session.press("enter")
        (item,) = (one for one in take(planned).items if one.title == "one more thing")
        assert item.why == "you chose it"
        assert f"{item.pieces[0].label} {item.promise}".rpartition(", ")[0] in label
        assert f"{item.pieces[0].label} {item.promise}".rpartition(", ")[0] not in first
        assert "you chose it" in session.said
        await session.press("u")
        assert "one more thing" not in session.queue()


async def test_keys_that_come_before_the_answer_choose_the_same_buffer(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Zoe: one more thing 5m")
        await session.press("ctrl+t", "ctrl+t")
        label = next(line for line in session.text.splitlines() if "you chose it" in line)
        await session.press("escape", "i")
        for key in ("ctrl+t", "ctrl+t", "enter"):
            session.app.post_message(key_event(key))
        await session.settle()
        await session.settle()
        (item,) = (one for one in take(planned).items if one.title == "one more thing")
        assert f"{item.pieces[0].label} {item.promise}".rpartition(", ")[0] in label


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("now 5m !!", "!! begins at once and needs no buffer"),
        ("for Raj 5m @Raj", "what is given away needs no buffer of yours"),
        ("", "type what it is first"),
    ],
)
async def test_what_has_no_buffer_to_choose_says_why(
    opened: Opened, planned: Desk, text: str, why: str
) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write(text)
        await session.press("ctrl+t")
        assert why in session.text
        await session.press("escape", "e", "ctrl+t")
        assert "only a captured interruption has a buffer to choose" in session.text
        assert "other buffer" not in session.screen.footer.text


async def test_a_buffer_is_chosen_above_another_screen_too(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("?", "f2")
        await session.write("Zoe: one more thing 5m")
        await session.press("ctrl+t")
        assert "spare, you chose it" in session.text
        await session.press("enter")
        (item,) = (one for one in take(planned).items if one.title == "one more thing")
        assert item.why == "you chose it"


async def test_a_prefix_says_what_can_follow(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = session.text
        await session.press("s")
        assert session.text == before
        await session.pilot.pause(0.35)
        box = session.screen.choices
        assert box.display
        assert "2    tomorrow" in box.text
        assert box.region.bottom == session.screen.message.region.y
        assert box.region.right == 80
        assert "2 tomorrow" in session.screen.footer.text
        assert "? all keys" in session.screen.footer.text


async def test_the_box_of_a_prefix_is_gone_with_the_next_key_or_paste(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("s")
        await session.pilot.pause(0.35)
        await session.press("escape")
        assert not session.screen.choices.display
        await session.press("s", "escape")
        await session.pilot.pause(0.35)
        assert not session.screen.choices.display
        await session.press("s")
        await session.pilot.pause(0.35)
        await session.write("pasted text")
        assert not session.screen.choices.display
        assert not session.screen.prefix


async def test_the_box_of_a_prefix_fits_a_small_screen_or_is_a_line(opened: Opened, planned: Desk) -> None:
    async with opened(size=(60, 15)) as session:
        await session.press("2", "s")
        await session.pilot.pause(0.35)
        assert session.screen.region.contains_region(session.screen.choices.region)
        assert session.screen.choices.size.height == 5
    async with opened(size=(60, 10)) as session:
        await session.press("2", "s")
        await session.pilot.pause(0.35)
        assert not session.screen.choices.display
        assert "2 tomorrow" in session.said


async def test_a_card_shows_the_box_too(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("T", "s")
        await session.pilot.pause(0.35)
        assert "2    tomorrow" in session.text
        await session.press("escape")
        assert "2    tomorrow" not in session.text


async def test_brackets_move_between_buffers(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = take(planned).items[0].pieces[0].starts_at
        await session.press("]")
        moved = next(item for item in take(planned).items if item.id == 1)
        assert moved.pieces[0].starts_at > before
        session.screen.queue.rows.highlight("item-1")
        await session.press("[")
        back = next(item for item in take(planned).items if item.id == 1)
        assert back.pieces[0].starts_at == before


async def test_big_j_and_k_change_the_order_in_a_buffer_and_show_who_is_told_anew(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("J")
        assert [one.id for one in take(planned).items][:2] == [2, 1]
        assert session.screen.queue.item is not None
        assert session.screen.queue.item.id == 1
        assert "Bob: invoice question 10m → B1 10:32 today, 2nd in line" in session.said
        assert "Ana: sign NDA: 10:40 today → 10:30 today (you changed the order)" in session.said
        await session.press("K")
        assert [one.id for one in take(planned).items][:2] == [1, 2]
        await session.press("K")
        assert "is first in its buffer already" in session.said


async def test_an_order_of_marked_rows_is_refused_in_one_line(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = take(planned)
        await session.press("v", "v", "J")
        assert "one at a time: these are 2" in session.said
        assert take(planned) == before


async def test_plus_and_minus_climb_the_urgencies(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        session.screen.queue.rows.highlight("item-3")
        await session.press("+")
        assert next(one for one in take(planned).items if one.id == 3).urgency is Urgency.URGENT
        await session.press("+")
        assert "as urgent as can be" in session.said
        await session.press("-", "-")
        assert next(one for one in take(planned).items if one.id == 3).urgency is Urgency.LATER


async def test_giving_asks_for_a_name_and_completes_it(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("@")
        await session.write("Ra")
        await session.press("tab")
        assert session.screen.prompt.text == "Raj"
        await session.press("enter")
        assert states(planned)["invoice question"] is State.GIVEN


async def test_marks_collect_rows_for_one_command(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("v", "v", "d")
        closed = [title for title, state in states(planned).items() if state is State.DONE]
        assert len(closed) == 2
        await session.press("u")
        assert len(session.queue()) == 4


async def test_the_highlight_stays_on_its_item_when_others_come_and_go(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        session.screen.queue.rows.highlight("item-3")
        drop(planned, [1])
        capture(planned, "Zoe: first things 1m !")
        session.engine.look()
        await session.settle()
        assert session.screen.queue.rows.key == "item-3"


async def test_another_terminal_is_noticed_within_a_second(opened: Opened, planned: Desk) -> None:
    async with opened(period=0.01) as session:
        capture(planned, "Zoe: from the other terminal 1m")
        for _ in range(100):
            await session.pilot.pause(0.02)
            if "from the other terminal" in session.text:
                break
        assert "from another terminal: Zoe" in session.said
        assert "Zoe: from the other" in session.text


async def test_a_new_minute_is_shown(opened: Opened, planned: Desk, clock: Clock) -> None:
    async with opened() as session:
        clock.now += timedelta(minutes=3)
        session.engine.look()
        await session.settle()
        assert "10:24▶" in session.text
        assert "Tue 10:24" in session.text


async def test_an_idle_second_says_nothing(opened: Opened, planned: Desk, clock: Clock) -> None:
    async with opened() as session:
        heard: list[object] = []
        session.engine.listen(heard.append)
        clock.now += timedelta(seconds=1)
        session.engine.look()
        await session.settle()
        assert heard == []


async def test_panes_are_reached_by_number_tab_and_letter(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        screen = session.screen
        for key, pane in (
            ("1", screen.today),
            ("l", screen.queue),
            ("tab", screen.meetings),
            ("tab", screen.today),
            ("shift+tab", screen.meetings),
            ("h", screen.queue),
            ("3", screen.meetings),
            ("right", screen.today),
        ):
            await session.press(key)
            assert session.app.focused is pane.rows, key


async def test_keys_for_panes_that_come_at_once_end_in_the_last_one(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        for key in ("1", "2", "3", "1", "2"):
            session.screen.guard.reset()
            session.app.post_message(key_event(key))
        await session.settle()
        assert session.app.focused is session.screen.active.rows is session.screen.queue.rows


async def test_rows_are_reached_by_letters_arrows_and_pages(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        rows = session.screen.queue.rows
        keys = rows.keys
        for key, place in (
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("G", -1),
            ("g", 0),
            ("ctrl+d", -1),
            ("ctrl+u", 0),
        ):
            await session.press(key)
            assert rows.key == keys[place], key


async def test_now_is_one_key_away(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("1", "G", "2", "t")
        assert session.app.focused is session.screen.today.rows
        assert session.screen.today.rows.key == "block-2"


async def test_zoom_gives_the_pane_the_screen_and_takes_it_back(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("z")
        assert session.screen.queue.size.width == 78
        assert not session.screen.today.display
        await session.press("z")
        assert session.screen.today.display


async def test_a_filter_narrows_the_queue_and_n_goes_round(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("/")
        await session.write("qu")
        await session.press("enter")
        rows = session.screen.queue.rows
        assert rows.keys == ("item-1", "item-4")
        await session.press("n")
        assert rows.key == "item-4"
        await session.press("n")
        assert rows.key == "item-1"
        await session.press("N")
        assert rows.key == "item-4"
        await session.press("/")
        await session.press("ctrl+u", "enter")
        assert len(rows.keys) == 4


async def test_copy_puts_the_item_on_the_clipboard(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("y")
        assert session.app.clipboard == "- [ ] Bob: invoice question (10m), 10:30 today, 1st in line"
        await session.press("1", "y")
        assert "- 11:00–11:30 **M1** Budget sync (30m): agree Q4 budget" in session.app.clipboard


async def test_enter_says_why_an_item_is_where_it_is(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("enter")
        assert "captured 10:21 during" in session.said


async def test_a_command_without_a_row_says_so(opened: Opened) -> None:
    async with opened() as session:
        await session.press("2", "d")
        assert "nothing is highlighted" in session.said


async def test_history_brings_earlier_lines_back(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo 3m")
        await session.press("enter", "i")
        await session.write("half")
        await session.press("up")
        assert session.screen.prompt.text == "Sam: logo 3m"
        await session.press("down")
        assert session.screen.prompt.text == "half"


async def test_tab_completes_people_one_after_the_other(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i", "tab")
        first = session.screen.prompt.text
        await session.press("tab")
        assert first.endswith(": ")
        assert session.screen.prompt.text != first


async def test_a_paste_is_never_a_command(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = take(planned)
        session.app.post_message(Paste("dxxq [/b]\x1b[31m\nsecond line " * 8))
        await session.settle()
        assert take(planned) == before
        assert session.screen.prompt.is_open
        assert session.screen.prompt.text.startswith("dxxq [/b]")
        assert "\x1b" not in session.screen.prompt.text


async def test_a_burst_of_letters_is_text_and_what_it_did_is_undone(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = take(planned)
        type_fast(session.app, "xdjklow or⏎ld")
        await session.settle()
        await session.settle()
        assert session.screen.prompt.is_open
        assert session.screen.prompt.text == "xdjklow or ld"
        after = take(planned)
        assert after.queue == before.queue
        assert after.done == before.done


@pytest.mark.parametrize("text", ["done", "q3 numbers", "Bob⏎Ana: invoice", "ddx1 [/b]"])
async def test_what_comes_all_at_once_runs_no_command_at_all(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    async with opened() as session:
        await session.press("2")
        given: list[str] = []
        monkeypatch.setattr(Dashboard, "action_command", lambda _, name: given.append(name))
        type_fast(session.app, text)
        await session.settle()
        assert given == []
        assert session.screen.prompt.text == text.replace("⏎", " ")
        assert "typed into coachtui: enter takes it, esc keeps it as a draft" in session.text


async def test_a_text_that_comes_at_once_takes_back_nothing_that_was_done_before(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("2", "d")
        waiting = session.queue()
        type_fast(session.app, "done with it")
        await session.settle()
        assert session.queue() == waiting


async def test_a_held_key_is_no_burst(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        type_fast(session.app, "jjjjjjjjjjkkkkkkkkk")
        await session.settle()
        assert not session.screen.prompt.is_open


async def test_whoever_types_at_once_after_i_loses_no_letter(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        type_fast(session.app, "iuxq: undo dinner⏎")
        await session.settle()
        await session.settle()
        assert "undo dinner" in session.queue()
        assert len(session.queue()) == 5


async def test_f2_captures_above_a_dialog_and_returns_to_it(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("?")
        dialog = session.app.screen
        await session.press("f2")
        await session.write("Sam: logo 3m")
        assert "who Sam" in session.text
        await session.press("enter")
        assert session.app.screen is dialog
        assert "logo" in session.queue()


async def test_help_lists_this_pane_first_and_narrows(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("?")
        assert session.text.index("2 Queue") < session.text.index("Finished.")
        await session.write("undo")
        await session.press("escape")
        assert session.app.screen is session.screen
        await session.press("f1", "q")
        assert session.app.screen is session.screen


async def test_the_palette_carries_out_a_command(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("ctrl+p")
        await session.pilot.press(*"zoom", "enter")
        await session.settle()
        assert session.screen.has_class("-zoom")


async def test_a_click_highlights_a_row_and_its_pane(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.pilot.click(session.screen.today.rows, offset=(5, 3))
        await session.settle()
        assert session.app.focused is session.screen.today.rows
        assert session.screen.active is session.screen.today


async def test_a_click_on_a_key_of_the_footer_presses_it(opened: Opened, planned: Desk) -> None:
    async def click(words: str, offset: int = 0) -> None:
        footer = next(one for one in session.app.screen.query("#footer") if isinstance(one, Footer))
        await session.pilot.click(footer, offset=(footer.text.index(words) + offset, 0))
        await session.settle()

    async with opened(size=(160, 48)) as session:
        await click("i interrupt")
        assert "who: what" in session.text
        await click("esc keep")
        assert "who: what" not in session.text
        await click("1 2 3 pane", 4)
        assert session.screen.active.NAME == "Meetings"
        await click("1 2 3 pane", 2)
        assert session.screen.active.NAME == "Queue"
        await click("d done")
        assert "Bob: invoice question: done" in session.said
        await click("u undo", 3)
        assert len(session.queue()) == 4
        await click("? all keys")
        assert isinstance(session.app.screen, HelpScreen)


async def test_q_leaves_with_success(opened: Opened) -> None:
    async with opened() as session:
        await session.press("q")
        await session.pilot.pause(0.2)
        assert session.app.return_code == 0


async def test_a_text_that_begins_with_q_does_not_leave(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        type_fast(session.app, "quick question")
        await session.settle()
        await session.pilot.pause(0.2)
        assert session.app.return_code is None
        assert session.screen.prompt.text == "quick question"


async def test_a_file_in_use_does_not_stop_the_screen(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        with planned.store.change():
            await session.pilot.press("d", "j")
            await session.pilot.pause(0.35)
            assert "another program is writing" in session.said
            assert session.screen.queue.rows.key != "item-1"
        await session.settle()
        assert states(planned)["invoice question"] is State.DONE


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (220, 60), (60, 15), (40, 10)])
async def test_the_screen_follows_its_size(opened: Opened, planned: Desk, size: tuple[int, int]) -> None:
    async with opened(size=(80, 24)) as session:
        await session.pilot.resize_terminal(*size)
        await session.settle()
        assert "NOW" in session.text
        await session.press("i")
        await session.write("Sam: logo 3m")
        await session.press("enter")
        assert "logo" in session.queue()
        app: App[int] = session.app
        assert all(len(line) <= size[0] for line in session.text.splitlines()), app.size


def refusing(desk: Desk) -> Outcome:
    """From now on the dashboard's file takes no change, as on a full disk."""
    desk.store.query("pragma query_only = on")
    return Outcome("held")


async def test_why_a_capture_was_refused_stands_above_what_its_line_means(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Zed: on a full disk 5m")
        session.engine.submit(refusing)
        await session.press("enter")
        panel = session.text.partition(" Interruption ")[2]
        assert "\N{BALLOT X}" in panel
        assert "takes 5m" in panel
        assert len(take(planned).items) == 4


async def test_undo_is_offered_only_for_what_it_takes_back(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("2", "d")
        assert "u undo" in session.said
        await session.press("r")
        assert "u undo" not in session.said  # nothing had to move
        await session.press("u")
        assert "undone: " in session.said
        assert "u undo" not in session.said
        await session.press("U")
        assert "redone: " in session.said
        assert "u undo" in session.said


async def test_a_draft_is_called_one_and_the_note_of_its_line_is_back_when_it_is_cleared(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("i")
        assert "ctrl+u clears it" not in session.text
        await session.press(*"Bob", "escape", "i")
        assert "not entered last time: ctrl+u clears it" in session.text
        await session.press("ctrl+u")
        assert session.screen.prompt.text == ""
        assert "ctrl+u clears it" not in session.text
        assert "in one Enter" in session.text


async def test_a_review_is_offered_once_there_is_a_meeting(opened: Opened, desk: Desk) -> None:
    async with opened(size=(220, 60)) as session:
        assert "R review" not in session.text.splitlines()[-1]
        await session.press("3", "a")
        await session.write("11:00-11:30 Budget sync: agree Q4 budget @Ana")
        await session.press("enter")
        assert "R review" in session.text.splitlines()[-1]
