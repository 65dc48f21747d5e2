"""The dashboard as pictures: what no assertion says. `pytest --snapshot-update` makes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from coachtui.services import sprints
from tests.tui.conftest import at

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened


class Picture(SingleFileSnapshotExtension):
    """One SVG file per picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (100, 30), (160, 48), (220, 60)], ids=lambda s: f"{s[0]}x{s[1]}"
)
async def test_the_day(
    opened: Opened, planned: Desk, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with opened(size=size) as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize(
    "options",
    [{"theme": "coachtui-light"}, {"theme": "ansi-dark"}],
    ids=["light", "terminal colours"],
)
async def test_the_looks(
    opened: Opened, planned: Desk, picture: SnapshotAssertion, options: dict[str, Any]
) -> None:
    async with opened(**options) as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("ascii_only", [False, True], ids=["signs", "ascii"])
async def test_the_box_of_a_prefix(
    opened: Opened, planned: Desk, picture: SnapshotAssertion, ascii_only: bool
) -> None:
    async with opened(ascii_only=ascii_only) as session:
        await session.press("2", "s")
        await session.pilot.pause(0.35)
        assert session.app.export_screenshot() == picture


SIZES = [(80, 24), (100, 30), (160, 48), (220, 60)]
"""One of each size class."""

STATES: dict[str, tuple[str, ...]] = {
    "capture": ("i", "text:Bob: contract 10m !"),
    "triage": ("2", "T"),
    "planning": ("P", "a", "text:Read the tax letter 30m", "enter", "enter"),
    "ascii": (),
}
"""What is pressed or written before the picture."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_state(
    opened: Opened, planned: Desk, picture: SnapshotAssertion, size: tuple[int, int], state: str
) -> None:
    async with opened(size=size, ascii_only=state == "ascii") as session:
        for step in STATES[state]:
            if step.startswith("text:"):
                await session.write(step.removeprefix("text:"))
            else:
                await session.press(step)
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_empty_file(opened: Opened, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_all_keys(opened: Opened, planned: Desk, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.press("?")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_card_of_the_buffer_that_is_on(
    opened: Opened, planned: Desk, clock: Clock, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    clock.now = at("10:31")
    async with opened(size=size) as session:
        await session.press("enter")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_a_sprint_that_goes_on_shows_where_it_was_left(
    opened: Opened, planned: Desk, picture: SnapshotAssertion
) -> None:
    sprints.start(planned)
    sprints.pause(planned, "slide 4: the numbers of Q3 are in the shared folder, next the summary")
    async with opened() as session:
        await session.press("space")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_a_sprint_that_is_over(
    opened: Opened, planned: Desk, clock: Clock, picture: SnapshotAssertion
) -> None:
    sprints.start(planned)
    clock.now = at("10:45")
    async with opened() as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture
