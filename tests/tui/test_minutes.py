"""Minutes on the screen: read, copied, written to a file, sent to everyone with an address."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.review import Step
from coachtui.services import meetings, reviews
from coachtui.tui.screens.dashboard import Dashboard
from coachtui.tui.screens.minutes import MinutesScreen
from coachtui.tui.screens.review import ReviewScreen
from tests.tui.conftest import at

if TYPE_CHECKING:
    from pathlib import Path

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened

MEETING = """\
title: Budget sync
when: 11:00-11:30
purpose: agree Q4 budget
attendees: Ana <ana@example.org>, Raj <raj@example.org>, Kim
"""

REVIEW = """\
Q3 closed 2% under plan
- - a list in a list

partly: numbers were missing

Raj: headcount table by fri => linked in wiki

Raj: travel policy

same
"""


@pytest.fixture
def reviewed(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """A meeting whose review is closed."""
    monkeypatch.setenv("COACHTUI_NAME", "Sam Doe")
    monkeypatch.setenv("HOME", str(tmp_path))
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:32")
    reviews.read(desk, 1, REVIEW)
    reviews.close(desk, 1)
    return desk


async def test_the_last_minutes_are_read_to_their_end(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("M")
        assert "Purpose accomplished: partly: numbers were missing" in session.text
        assert "- - a list in a list" in session.text
        assert "more ↓" in session.text
        await session.press("space", "space", "space")
        assert "facilitator Sam Doe, with Ana, Raj, Kim, Sam Doe" in " ".join(
            session.text.replace("┃", "").split()
        )
        await session.press("k", "k", "k", "k")
        assert "Present: Ana, Raj, Kim, Sam Doe" in session.text
        await session.press("escape")
        assert isinstance(session.app.screen, Dashboard)


async def test_one_key_copies_them_as_markdown(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("M", "y")
        assert session.app.clipboard.startswith("# Budget sync\n\nTue 24 Nov 2026")
        assert "copied as Markdown" in session.text


async def test_they_are_written_to_a_new_file(opened: Opened, reviewed: Desk, tmp_path: Path) -> None:
    async with opened() as session:
        await session.press("M", "w", "enter")
        path = tmp_path / "budget-sync-2026-11-24.md"
        assert path.read_text("utf-8").startswith("# Budget sync\n")
        assert path.stat().st_mode & 0o077 == 0
        await session.press("w", "enter")
        shown = session.app.screen
        assert isinstance(shown, MinutesScreen)
        assert "exists already" in session.text
        assert shown.prompt.text == "~/budget-sync-2026-11-24.md"
        await session.press("escape", "y")
        assert "copied" in session.text


async def test_a_mail_goes_to_everyone_with_an_address(
    opened: Opened, reviewed: Desk, tmp_path: Path
) -> None:
    async with opened() as session:
        await session.press("M", "w", "backspace", "backspace", *"eml", "enter")
        message = email.message_from_bytes(
            (tmp_path / "budget-sync-2026-11-24.eml").read_bytes(), policy=email.policy.default
        )
        assert [one.addr_spec for one in message["To"].addresses] == ["ana@example.org", "raj@example.org"]
        assert message["Subject"] == "Minutes: Budget sync, Tue 24 Nov 2026"
        assert "- \\- a list in a list" in message.get_content()


async def test_a_name_that_says_no_format_or_no_known_folder_is_refused(
    opened: Opened, reviewed: Desk
) -> None:
    async with opened() as session:
        await session.press("M", "w")
        for name, why in (
            ("sync.ics", "end in .md or .eml"),
            ("~nosuchuser/x.md", "no folder that is known"),
        ):
            session.app.screen.prompt._input.value = name  # type: ignore[attr-defined]
            await session.press("enter")
            assert why in session.text


async def test_a_correction_begins_on_the_minutes(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("M", "R")
        assert isinstance(session.app.screen, ReviewScreen)
        assert session.app.screen.step is Step.HIGHLIGHTS
        await session.press("ctrl+s")
        assert "Corrected Tue 24 Nov 2026 11:32." in session.text


async def test_the_minutes_of_the_highlighted_meeting_come_before_the_last(
    opened: Opened, reviewed: Desk, clock: Clock
) -> None:
    number = meetings.add(reviewed, "13:00-13:30 Retro @Kim").meeting.id
    clock.now = at("13:30")
    reviews.read(reviewed, number, "\nyes\n")
    reviews.close(reviewed, number)
    async with opened() as session:
        await session.press("2", "M")
        assert "Retro" in session.text.splitlines()[0]
        await session.press("escape", "3")
        session.screen.meetings.rows.highlight("meeting-1")
        await session.press("M")
        assert "Budget sync" in session.text.splitlines()[0]


async def test_a_paste_on_minutes_is_offered_as_an_interruption(opened: Opened, reviewed: Desk) -> None:
    async with opened() as session:
        await session.press("M")
        await session.write("yes w please")
        assert isinstance(session.app.screen, Dashboard)
        assert session.screen.prompt.text == "yes w please"


@pytest.mark.parametrize("key", ["M", "R"])
async def test_a_meeting_that_goes_while_help_is_read_takes_its_screen_along_when_help_closes(
    opened: Opened, reviewed: Desk, key: str
) -> None:
    if key == "R":
        reviews.reopen(reviewed, 1)
    async with opened() as session:
        await session.press(key, "f1" if key == "R" else "?")
        assert "type to find a key" in session.text
        reviewed.store._connection.execute("delete from meeting")
        reviewed.store._connection.commit()
        session.engine.look()
        await session.settle()
        assert "type to find a key" in session.text
        await session.press("escape")
        assert isinstance(session.app.screen, Dashboard)
        assert "there is no meeting 1" in session.said
