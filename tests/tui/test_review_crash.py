"""The dashboard is killed after any line of a review: every line is there, and the one half typed."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from coachtui.services import meetings, review_typing, reviews
from coachtui.services.desk import Desk
from coachtui.services.review_looking import look
from coachtui.store.file import Store
from tests.tui.conftest import PARIS, at
from tests.tui.terminals import PATIENCE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these terminals are POSIX")

LINES = (
    ("", "Q3 closed 2% under plan", "kept: Q3 closed"),
    ("", "= freeze contractor spend", "kept: = freeze"),
    ("\rp", "numbers were missing", "partly: numbers were missing"),
    ("", "Raj: headcount table by fri => linked in wiki", "kept: Raj: headcount"),
    ("\r", "Raj: travel policy", "kept: Raj: travel policy"),
    ("\r", "", "nothing is missing"),
)
"""What is pressed first, the line, and what the screen shows once it is kept."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in which a meeting is over."""
    with Store.open(tmp_path / "coach.db", now=at("09:00")) as store:
        meetings.add(Desk(store, lambda: at("09:00"), PARIS), "11:00-11:30 Budget sync: agree @Ana @Raj")
    return tmp_path


def killed(terminal: Terminal) -> None:
    """Nothing of the program runs on, not even what it does at its end."""
    terminal.process.send_signal(signal.SIGKILL)
    assert terminal.process.wait(PATIENCE) == -signal.SIGKILL
    terminal.close()


def opened(folder: Path) -> Terminal:
    """The review on the screen of a new process."""
    terminal = Terminal(folder, now="2026-11-24T11:32")
    terminal.sees("all keys")
    terminal.rest()
    terminal.press("R")
    terminal.sees("REVIEW")
    terminal.rest()
    return terminal


def test_killed_after_any_line_every_line_is_there(folder: Path) -> None:
    kept: list[str] = []
    for before, line, shown in LINES:
        terminal = opened(folder)
        terminal.press(f"{before}{line}\r")
        terminal.sees(shown)
        killed(terminal)
        kept += [line] if line else []
        with Store.open(folder / "coach.db", now=at("11:33")) as store:
            review = look(Desk(store, lambda: at("11:33"), PARIS), 1).review
            assert review is not None
            found = [one.text for one in review.review.entries]
            said = [one.removeprefix("= ") for one in kept if one != "numbers were missing"]
            assert [one.replace("Fri 27 Nov 2026", "fri") for one in found] == said
            assert review.reason == ("numbers were missing" if len(kept) > 2 else "")
            assert bool(review.review.next_line) is (not line)
    with Store.open(folder / "coach.db", now=at("11:34")) as store:
        closed = reviews.close(Desk(store, lambda: at("11:34"), PARIS), 1)
        assert "1 action, next Tue 1 Dec 11:00" in closed.outcome.message


def test_what_is_typed_without_a_pause_is_kept_meanwhile(folder: Path) -> None:
    terminal = opened(folder)
    typed = ""
    while not typed or not typed.startswith(kept(folder) or "nothing"):
        typed += "abcdefghij"[len(typed) % 10]
        terminal.press(typed[-1])
        terminal.rest(0.1)
        assert len(typed) < 40, "it was never kept"
    killed(terminal)
    assert kept(folder)


def kept(folder: Path) -> str:
    """What another program finds of the typed line."""
    with Store.open(folder / "coach.db", now=at("11:33"), readonly=True) as store:
        place = review_typing.place(Desk(store, lambda: at("11:33"), PARIS), 1)
        return place.text if place else ""


def test_killed_while_typing_the_half_line_is_there_where_it_was(folder: Path) -> None:
    terminal = opened(folder)
    terminal.press("\t\tRaj: half a li")
    terminal.sees("no deadline")
    terminal.rest(1.0)
    killed(terminal)
    again = opened(folder)
    try:
        again.press("ne")
        again.sees("ne")
        again.press("\r")
        again.sees("kept: Raj: half a line")
    finally:
        again.close()
    with Store.open(folder / "coach.db", now=at("11:33")) as store:
        review = look(Desk(store, lambda: at("11:33"), PARIS), 1).review
        assert review is not None
        assert [one.text for one in review.review.entries] == ["Raj: half a line"]
