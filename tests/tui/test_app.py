"""The program around the screen: colours, faults, the engine's answers, how it is left."""

from __future__ import annotations

import gc
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste, Resize
from textual.geometry import Size
from textual.theme import Theme
from textual.widgets import OptionList

from coachtui.domain.errors import CoachError
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.tui import crash, themes
from coachtui.tui.engine import Engine
from coachtui.tui.guard import Guard
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from coachtui.services.item_views import Outcome
    from tests.tui.conftest import Opened


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


async def test_garbage_is_looked_for_from_the_first_paint_on(opened: Opened) -> None:
    gc.disable()
    try:
        async with opened() as session:
            assert gc.isenabled()
            assert "all keys" in session.text
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    ground = str(theme.background)
    letters = [theme.variables[name] for name in ("sprint", "buffer", "meeting", "now", "dim")]
    letters += [str(theme.foreground), str(theme.error), str(theme.success)]
    assert all(contrast(colour, ground) >= 4.5 for colour in letters)
    assert contrast(str(theme.foreground), theme.variables["cursor"]) >= 4.5
    assert contrast(theme.variables["on-now"], theme.variables["now"]) >= 4.5


@pytest.mark.parametrize(
    ("value", "theme"), [("1", "ansi-dark"), ("", "coachtui-dark"), (None, "coachtui-dark")]
)
async def test_no_color_follows_the_terminal_and_empty_means_unset(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch, value: str | None, theme: str
) -> None:
    if value is None:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", value)
    async with opened() as session:
        assert session.app.theme == theme
        colours = {
            segment.style.color.name
            for strip in session.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color
        }
        assert (colours <= {"default"}) == (value == "1")


async def test_other_themes_draw_every_role(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        for theme in ("coachtui-light", "nord", "ansi-light", "coachtui-dark"):
            session.app.theme = theme
            await session.settle()
            assert "Draft board deck" in session.text


async def test_hostile_titles_are_shown_and_harm_nothing(opened: Opened, desk: Desk) -> None:
    for title in (
        "[/b] [@click=app.quit]x",
        "\x1b]52;c;aGk=\x07clip",
        "👨\u200d👩 日本語 \u202eabc",
        "x" * 100_000,
    ):
        capture(desk, title)
    async with opened(size=(160, 48)) as session:
        assert "[@click=app.quit]x" in session.text
        for _ in range(4):
            await session.press("j", "enter")
        assert all(letter.isprintable() or letter == "\n" for letter in session.text)


async def test_ctrl_c_says_how_to_leave_and_then_leaves(opened: Opened) -> None:
    async with opened() as session:
        await session.press("ctrl+c")
        assert "q leaves" in session.said
        await session.press("j", "ctrl+c")
        assert session.app.return_code is None
        await session.press("ctrl+c")
        assert session.app.return_code == 0


async def test_a_fault_is_written_down_without_what_the_user_typed(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")

    def fail(self: object) -> None:
        salary = "SALARY 100k"
        raise ValueError(salary)

    monkeypatch.setattr("coachtui.tui.screens.dashboard.Dashboard.do_zoom", fail)
    with pytest.raises(ValueError, match="SALARY"):
        async with opened() as session:
            await session.press("z")
    (written,) = (tmp_path / "state").iterdir()
    text = written.read_text()
    assert "ValueError" in text
    assert "do_zoom" in text or "in fail" in text
    assert "SALARY" not in text
    assert written.stat().st_mode & 0o777 == 0o600


async def test_a_fault_of_a_service_costs_neither_the_screen_nor_the_text(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")
    monkeypatch.delattr("coachtui.services.capture.capture")
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo")
        await session.press("enter")
        assert "is not saved (ImportError)" in session.said
        assert session.screen.prompt.text == "Sam: logo"


def test_a_fault_tells_its_cause() -> None:
    try:
        try:
            raise KeyError("secret")
        except KeyError as error:
            raise ValueError("secret too") from error
    except ValueError as error:
        told = "\n".join(crash.told(error))
    assert "ValueError" in told
    assert "KeyError" in told
    assert "secret" not in told


def test_a_file_that_cannot_be_used_is_refused_before_the_first_paint(tmp_path: Path) -> None:
    def open_desk() -> Desk:
        raise CoachError("this is another program's file")

    with pytest.raises(CoachError, match="another program"):
        Engine(open_desk).start()


def test_nothing_heavy_is_loaded_before_the_first_paint(desk: Desk) -> None:
    import subprocess

    code = (
        "import sys; from datetime import UTC, datetime; from zoneinfo import ZoneInfo\n"
        "from coachtui.services.desk import Desk; from coachtui.store.file import Store\n"
        "from coachtui.tui.app import CoachApp, Engine\n"
        "clock = lambda: datetime(2026, 11, 24, 9, 21, tzinfo=UTC)\n"
        "zone = ZoneInfo('Europe/Paris')\n"
        "engine = Engine(lambda: Desk(Store.open(sys.argv[1], now=clock()), clock, zone))\n"
        "CoachApp(engine, engine.start()); engine.close()\n"
        "late = {'coachtui.services.meeting_overview', 'coachtui.tui.drawing.meeting_rows'}\n"
        "print(*({'sqlite_utils', 'pendulum'} | late) & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, desk.store.path], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("keys", "seconds", "text"),
    [
        ("invoice", 0.05, "invoic"),
        ("invoice", 0.09, ""),
        ("jjjjjjjjjj", 0.03, ""),
        ("jkjkjkjkjk", 0.03, ""),
        ("hello w", 0.01, "hello "),
    ],
)
def test_fast_different_keys_are_text(keys: str, seconds: float, text: str) -> None:
    guard = Guard()
    answers = [guard.feed(key, number * seconds) for number, key in enumerate(keys)]
    assert next(filter(None, answers), "") == text


async def test_what_lies_below_another_closes_when_it_is_on_top_again_and_only_itself(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("?")
        below = session.app.screen
        await session.press("f2")
        above = session.app.screen
        below.dismiss(None)
        below.dismiss(None)
        await session.settle()
        assert session.app.screen is above
        above.dismiss(None)
        above.dismiss(None)
        await session.settle()
        assert session.app.screen is session.screen


async def test_esc_that_comes_twice_leaves_the_palette_and_nothing_else(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("?", "ctrl+p")
        palette = session.app.screen
        await session.press("f2")
        await palette.run_action("escape")
        await palette.run_action("escape")
        await session.settle()
        assert session.app.screen is not palette
        assert session.app.screen_stack[2] is palette
        await session.press("escape", "escape", "escape", "escape")
        assert session.app.screen is session.screen


async def test_the_list_of_themes_stands_a_window_without_room_for_it(opened: Opened) -> None:
    async with opened() as session:
        session.app.search_themes()
        await session.settle()
        for key in ("pagedown", "up", "end", "pageup", "down"):
            session.app.post_message(Resize(Size(1, 1), Size(1, 1)))
            await session.press(key)
        await session.press("escape")
        assert session.app.screen is session.screen


async def test_what_is_saved_is_answered_also_where_the_file_cannot_be_read_then(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        engine = session.engine

        def hold(desk: Desk) -> Outcome:
            """Another program takes the file right after the line was kept."""
            outcome = capture(desk, "Zoe: held 5m")
            desk.store.query("pragma busy_timeout = 0")
            other = sqlite3.connect(planned.store.path, isolation_level=None, check_same_thread=False)
            other.execute("begin exclusive")
            held.append(other)
            return outcome

        held: list[sqlite3.Connection] = []
        engine.submit(hold, "Zoe: held 5m")
        await session.settle()
        assert "Zoe: held" in session.said
        assert not session.screen.prompt.is_open, "it is kept, and not to be entered again"
        assert "Zoe" not in "".join(session.text.splitlines()[:-2]), "the panes show it when they can"
        held[0].close()
        engine.look()
        await session.settle()
        assert "held" in session.text
        assert "from another terminal" not in session.said


async def test_a_fault_in_the_engine_is_said_once_and_the_file_can_be_opened_again(
    opened: Opened, planned: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    async with opened() as session:

        def fails(_: Desk) -> None:
            raise ZeroDivisionError

        session.engine._inbox.put(fails)
        session.engine._inbox.put(fails)
        await session.settle()
        assert "this failed (ZeroDivisionError)" in session.said
        await session.press("ctrl+l")
        await session.press("i")
        await session.write("Zoe: goes on 5m")
        await session.press("enter")
        assert "Zoe: goes on" in session.said


async def test_a_second_enter_in_the_palette_chooses_nothing_again(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("ctrl+p")
        await session.pilot.press(*"zoom")
        palette = session.app.screen
        found = palette.query_one(OptionList)
        for _ in range(2):
            palette.post_message(OptionList.OptionSelected(found, found.get_option_at_index(0), 0))
        await session.settle()
        assert session.app.screen is session.screen
        assert session.screen.has_class("-zoom"), "once, not there and back"


async def test_what_is_asked_while_another_program_holds_the_file_is_answered_when_it_lets_go(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        planned.store.query("begin exclusive")
        await session.press("i")
        session.app.post_message(Paste("Zoe: patience 5m"))
        for _ in range(30):
            await session.pilot.pause(0.01)
        assert "10:5" not in session.screen.prompt.query_one("#understood", Lines).text
        planned.store.query("rollback")
        await session.settle()
        await session.settle()
        assert "→" in session.screen.prompt.query_one("#understood", Lines).text
