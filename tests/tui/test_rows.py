"""The list: what is looked at is drawn, and the highlight belongs to a thing, not to a place."""

from __future__ import annotations

from unittest import mock

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from coachtui.tui.drawing.parts import Page, Parts
from coachtui.tui.themes import FALLBACK
from coachtui.tui.widgets.rows import Rows


class Shelf(App[None]):
    """A list alone."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.rows = Rows()
        self._first = page

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return FALLBACK

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.show(self._first)
        self.rows.focus()


def numbered(size: int, painted: list[int] | None = None) -> Page:
    def paint(index: int) -> Parts:
        if painted is not None:
            painted.append(index)
        return ((f" row {index}", ""),)

    return Page(tuple(f"key-{index}" for index in range(size)), paint)


async def test_only_rows_on_the_screen_are_drawn() -> None:
    painted: list[int] = []
    app = Shelf(numbered(10_000, painted))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert set(painted) <= set(range(25))
        painted.clear()
        app.rows.move(1)
        await pilot.pause()
        assert painted == [], "they are drawn once"
        app.rows.move_to_edge(last=True)
        await pilot.pause()
        assert set(painted) <= set(range(9_975, 10_000))


async def test_the_last_of_many_rows_is_reached_at_once() -> None:
    app = Shelf(numbered(10_000))
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.move_to_edge(last=True)
        await pilot.pause()
        assert app.rows.key == "key-9999"
        assert app.rows.scroll_offset.y == 9_980


async def test_the_highlight_stays_on_its_key() -> None:
    app = Shelf(numbered(30))
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.highlight("key-7")
        app.rows.show(Page(("new", *(f"key-{index}" for index in range(5, 30))), lambda _: ((" x", ""),)))
        await pilot.pause()
        assert app.rows.key == "key-7"


async def test_when_its_row_is_gone_the_highlight_stays_in_its_place() -> None:
    app = Shelf(numbered(5))
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.highlight("key-4")
        app.rows.show(numbered(4))
        await pilot.pause()
        assert app.rows.key == "key-3"


async def test_rows_without_a_key_are_passed_over() -> None:
    app = Shelf(Page(("", "a", "", "", "b", ""), lambda _: ((" x", ""),)))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert app.rows.key == "a"
        app.rows.move(1)
        assert app.rows.key == "b"
        app.rows.move(1)
        assert app.rows.key == "b"


async def test_an_empty_list_has_no_highlight() -> None:
    app = Shelf(Page((), lambda _: ()))
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.move(1)
        await pilot.pause()
        assert app.rows.key == ""


async def test_an_unchanged_page_draws_nothing() -> None:
    app = Shelf(numbered(30))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        with mock.patch.object(app.rows, "render_line", wraps=app.rows.render_line) as drawn:
            app.rows.show(numbered(30))
            await pilot.pause()
        drawn.assert_not_called()


async def test_the_wheel_scrolls() -> None:
    app = Shelf(numbered(100))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        app.rows.post_message(MouseScrollDown(app.rows, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert app.rows.scroll_offset.y > 0


@pytest.mark.parametrize("at", [0, 19, 20, 50, 99])
async def test_the_highlighted_row_is_in_view(at: int) -> None:
    app = Shelf(numbered(100))
    async with app.run_test(size=(40, 20)) as pilot:
        app.rows.highlight(f"key-{at}")
        await pilot.pause()
        top = app.rows.scroll_offset.y
        assert top <= at < top + 20
