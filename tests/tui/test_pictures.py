"""The dashboard as pictures: what no assertion says. `pytest --snapshot-update` makes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Opened


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
    [{"theme": "coachtui-light"}, {"ascii_only": True}, {"theme": "ansi-dark"}],
    ids=["light", "ascii", "terminal colours"],
)
async def test_the_looks(
    opened: Opened, planned: Desk, picture: SnapshotAssertion, options: dict[str, Any]
) -> None:
    async with opened(**options) as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_an_empty_file(opened: Opened, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_a_line_being_captured(opened: Opened, planned: Desk, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: contract 10m !")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


async def test_all_keys(opened: Opened, planned: Desk, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.press("?")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture
