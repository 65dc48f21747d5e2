"""The review as pictures, at every size and in ASCII: what no assertion says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coachtui.domain.review import Accomplished, Step
from coachtui.services import holding, meetings, reviews
from coachtui.services.meeting_overview import overview
from tests.tui.conftest import TODAY, at
from tests.tui.reviewing import ACTIONS, HIGHLIGHTS, REASON, type_line
from tests.tui.test_pictures import Picture

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


@pytest.fixture
def begun(planned: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> int:
    """A review that is written as far as its actions, with one that an earlier meeting left."""
    monkeypatch.setenv("COACHTUI_NAME", "Sam Doe")
    clock.now = at("09:00", TODAY.replace(day=17))
    number = meetings.add(planned, "10:00-10:30 Budget sync: look ahead @Ana @Raj").meeting.id
    clock.now = at("10:30", TODAY.replace(day=17))
    reviews.read(planned, number, "\nyes\n\nAna: freeze spend by fri => mail sent")
    reviews.close(planned, number)
    clock.now = at("11:32")
    number = next(one.id for one in overview(planned).meetings)
    for text in HIGHLIGHTS:
        holding.note(planned, text, number)
    reviews.answer(planned, number, Accomplished.PARTLY, REASON)
    for text in ACTIONS[:2]:
        reviews.say(planned, number, Step.ACTIONS, text)
    return number


@pytest.mark.parametrize(
    ("size", "options"),
    [((80, 24), {}), ((160, 48), {}), ((220, 60), {}), ((80, 24), {"ascii_only": True}), ((60, 16), {})],
    ids=["80x24", "160x48", "220x60", "ascii", "60x16"],
)
async def test_a_review(
    opened: Opened,
    begun: int,
    picture: SnapshotAssertion,
    size: tuple[int, int],
    options: dict[str, Any],
) -> None:
    async with opened(size, **options) as session:
        await session.press("R")
        await session.write(ACTIONS[2])
        await session.settle()
        assert session.app.export_screenshot() == picture


async def test_what_is_missing_is_asked_for(opened: Opened, begun: int, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.press("R")
        await type_line(session, "Kim and Raj: tidy up")
        await session.press("ctrl+s")
        await session.settle()
        assert session.app.export_screenshot() == picture


async def test_the_verdicts(opened: Opened, begun: int, picture: SnapshotAssertion) -> None:
    async with opened() as session:
        await session.press("R", "enter")
        await session.settle()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("options", [{}, {"ascii_only": True}], ids=["80x24", "ascii"])
async def test_the_minutes(
    opened: Opened, begun: int, picture: SnapshotAssertion, options: dict[str, Any]
) -> None:
    async with opened(**options) as session:
        await session.press("M")
        await session.settle()
        assert session.app.export_screenshot() == picture
