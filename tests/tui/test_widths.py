"""No text leaves its cell and no footer is cut, at any width from 60 to 220."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from coachtui.exchange.glyphs import ASCII, UNICODE, Glyphs
from coachtui.tui import commands
from coachtui.tui.drawing import card, details, header, queue, timeline, understanding
from coachtui.tui.drawing.parts import width
from coachtui.tui.widgets.footer import hints
from tests.tui.conftest import on_screen
from tests.tui.test_drawing import hostile, preview, rows
from tests.tui.test_text import HOSTILE

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.views import Snapshot
    from tests.tui.conftest import Opened

ALL = range(60, 221)
"""Every width of a terminal from 60 cells to 220."""

PANES = range(20, 221)
"""Every width of a pane in such terminals."""

FOOTERS = [
    *(tuple(sorted(contexts, key=list(commands.CONTEXTS).index)) for contexts in commands.TOGETHER),
    *((context,) for context in commands.CONTEXTS if not any(context in one for one in commands.TOGETHER)),
]
"""The contexts whose entries one footer offers together."""


@pytest.mark.parametrize("contexts", FOOTERS, ids="+".join)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_a_footer_has_only_whole_words_and_the_way_to_all_keys(
    contexts: tuple[str, ...], glyphs: Glyphs
) -> None:
    helping = commands.Entry("?", "all keys", commands.HELP)
    offered = [one._replace(keys=glyphs.say(one.keys)) for one in commands.entries("footer", *contexts)]
    if not any(one.priority == commands.HELP for one in offered):
        offered.append(helping)
    for cells in ALL:
        said = "".join(text for text, _ in hints(commands.budgeted(offered, cells - 2)))
        assert cell_len(said) <= cells
        assert "all keys" in said


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("is_twelve", [False, True], ids=["24 h", "12 h"])
def test_no_row_of_a_pane_is_wider_than_the_pane(demo: Snapshot, glyphs: Glyphs, is_twelve: bool) -> None:
    for snapshot in (demo, hostile(demo, HOSTILE[6])):
        shown = snapshot._replace(clock24=not is_twelve)
        item = shown.items[0]
        for cells in PANES:
            drawn = chain(
                rows(timeline.draw(shown, cells, 17, glyphs)),
                rows(timeline.draw(shown, cells, 60, glyphs)),
                rows(queue.draw(shown, cells, glyphs)),
                details.draw(shown, item, cells, glyphs) if cells > 40 else (),
                card.draw(card.Deck(item, item, ()), shown, cells, 18, glyphs) if cells > 40 else (),
                [understanding.draw(preview(), cells, glyphs)] if cells > 50 else (),
            )
            assert all(width(parts) <= cells for parts in drawn), cells


@pytest.mark.parametrize("is_twelve", [False, True], ids=["24 h", "12 h"])
def test_the_top_lines_are_as_wide_as_the_screen(demo: Snapshot, is_twelve: bool) -> None:
    shown = demo._replace(clock24=not is_twelve)
    for cells in ALL:
        for lines in (1, 2, 3):
            drawn = header.draw(shown, cells, lines, UNICODE)
            assert [width(parts) for parts in drawn if parts] == [cells] * lines


async def test_the_running_screen_fits_every_kind_of_width(opened: Opened, planned: Desk) -> None:
    async with opened(size=(220, 60)) as session:
        for cells in (*range(60, 221, 16), 79, 80, 81, 149, 150, 209, 210):
            height = 24 if cells < 100 else 48
            await session.pilot.resize_terminal(cells, height)
            await session.settle()
            lines = on_screen(session.app).split("\n")
            assert {cell_len(line) for line in lines} == {cells}
            assert lines[-1].rstrip().endswith("? all keys")
