"""Hostile words in every field of a review are only words: on the screen, in minutes, mails and calendars."""

from __future__ import annotations

import email
import email.policy
import random
from contextlib import suppress
from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from icalendar import Calendar

from coachtui.domain.errors import CoachError
from coachtui.domain.text import one_line
from coachtui.exchange.calendar_file import calendar_file, description
from coachtui.exchange.mail import minutes_mail
from coachtui.exchange.minutes import minutes
from coachtui.exchange.own_name import Sender
from coachtui.services import meetings, reviews
from coachtui.tui.screens.minutes import MinutesScreen
from coachtui.tui.screens.review import ReviewScreen
from tests.exchange.meeting_views import HOSTILE
from tests.services.review_rules import COMPLETE, NEXT, WORDS, assert_committing
from tests.tui.conftest import PARIS, at
from tests.tui.reviewing import MEETING
from tests.tui.test_random_walk import assert_whole

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

TEXTS = [text for text in HOSTILE if text]


@pytest.fixture
def over(desk: Desk, clock: Clock) -> Desk:
    """A meeting that is over."""
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:32")
    return desk


def assert_harmless(session: Session) -> None:
    """Nothing that a terminal would obey is on the screen."""
    assert {letter for letter in session.text if category(letter) in ("Cc", "Cf", "Cs")} <= {"\n"}


@pytest.mark.parametrize("hostile", TEXTS, ids=range(len(TEXTS)))
async def test_hostile_words_stay_words(opened: Opened, over: Desk, clock: Clock, hostile: str) -> None:
    text = " ".join(hostile.replace("\u200d", "").split())[:90_000]  # a field shows and keeps no joiner
    part = text[:40_000]  # a line of a review has room for 100,000 letters
    async with opened((160, 48)) as session:
        await session.press("R")
        for line in (f"+ {text}", f"= {text}"):
            await session.write(line)
            assert_harmless(session)
            await session.press("enter")
        await session.press("enter", "p")
        await session.write(text)
        await session.press("enter")
        await session.write(f"Raj[b]: {part} by fri => {part}")
        assert_harmless(session)
        await session.press("enter", "enter")
        await session.write(f"Raj[b]: {text}")
        await session.press("enter", "enter", "enter", "ctrl+s")
        await session.settle()
        assert isinstance(session.app.screen, MinutesScreen)
        assert_harmless(session)
        for _ in range(4):
            await session.press("space")
            assert_harmless(session)
    view = meetings.show(over, 1)
    assert view.review is not None
    assert view.review.decisions == (one_line(text),)
    assert [one.owner for one in view.review.actions] == ["Raj[b]"]
    written = minutes(view, PARIS, "Sam")
    mail = email.message_from_bytes(
        minutes_mail(view, PARIS, Sender("Sam"), clock.now), policy=email.policy.default
    )
    assert mail.get_content().replace("\r\n", "\n") == f"{written}\n"
    assert "bcc" not in {name.lower() for name in mail}
    assert view.review.following is not None
    again = meetings.show(over, view.review.following.meeting or 0)
    calendar = Calendar.from_ical(calendar_file(again, PARIS, Sender("Sam"), clock.now).decode())
    (event,) = calendar.walk("VEVENT")
    assert str(event["description"]) == description(again, "Sam")


TOKENS = (
    *(COMPLETE, "Raj: parked", "y", "p", "n", "same") * 4, *WORDS[::2], *NEXT[::3], "d", "k", "x", HOSTILE[2],
    *("enter",) * 24, *("ctrl+s",) * 8, "tab", "tab", "shift+tab", *("up", "ctrl+t") * 5, "down", "ctrl+z",
    "ctrl+y", "ctrl+u", "escape", "f2",
)  # fmt: skip
"""What is typed or pressed in a walk through the review."""


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_keys_close_a_review_that_commits_nobody(opened: Opened, over: Desk, seed: int) -> None:
    dice = random.Random(seed)
    closed = 0
    async with opened() as session:
        for place in range(100):
            if place % 8 == 0:
                with suppress(CoachError):  # closed it is not written into
                    reviews.read(over, 1, f"\nyes\n\n{COMPLETE}")
            if session.app.screen is session.screen:
                await session.press("escape", "R")
                if session.app.screen is session.screen:
                    await session.press("R")
            elif isinstance(session.app.screen, MinutesScreen):
                closed += assert_committing(over.store)
                await session.press("R")
            token = dice.choice(TOKENS)
            is_typed = isinstance(session.app.screen, ReviewScreen) and session.app.screen.stop.is_typed
            if len(token) > 1 and token in KEYS:
                await session.press(token)
            elif is_typed or len(token) > 1:
                await session.write(token)
            else:
                await session.press(token)
            assert_committing(over.store)
        assert_whole(session)
    assert closed > 0, "a walk that closes nothing shows nothing"


KEYS = frozenset(
    {
        "enter",
        "ctrl+s",
        "tab",
        "shift+tab",
        "up",
        "down",
        "ctrl+t",
        "ctrl+z",
        "ctrl+y",
        "ctrl+u",
        "escape",
        "f2",
    }
)
