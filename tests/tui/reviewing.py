"""What the tests of the review on the screen share: a meeting that is over, and ways to see what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.services.meeting_overview import overview
from coachtui.services.review_looking import look
from coachtui.tui.screens.review import ReviewScreen
from tests.tui.conftest import key_event

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import ReviewView
    from tests.tui.conftest import Session

MEETING = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"

HIGHLIGHTS = (
    "Q3 closed 2% under plan",
    "vendor list shrinks from 9 to 6",
    "= freeze contractor spend until January",
)
REASON = "headcount missing"
ACTIONS = (
    "Ana: send signed budget v3 by wed => PDF in shared folder",
    "me: reply to auditor by thu => mail sent, Raj in cc",
    "Raj: headcount table by fri => linked in wiki",
)
OPEN_ITEM = "Raj: travel policy"


def screen(session: Session) -> ReviewScreen:
    """The review on the screen."""
    found = session.app.screen
    assert isinstance(found, ReviewScreen)
    return found


def review_of(desk: Desk, meeting: int = 1) -> ReviewView:
    """The review as another terminal sees it."""
    found = look(desk, meeting).review
    assert found is not None
    return found


def entries_of(desk: Desk, meeting: int = 1) -> list[str]:
    """Its lines."""
    return [one.text for one in review_of(desk, meeting).review.entries]


def waiting(desk: Desk) -> list[str]:
    """The meetings that wait for a review."""
    return [one.meeting.title for one in overview(desk).waiting]


async def type_line(session: Session, text: str) -> None:
    """Type a text key by key and press Enter."""
    for letter in text:
        session.app.post_message(key_event(letter))
    await session.press("enter")
