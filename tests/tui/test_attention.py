"""Signals to a person who looks elsewhere: the title, one bell, one notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from coachtui.domain.block import BlockState
from coachtui.services.day_views import RunningView
from coachtui.services.views import Snapshot
from coachtui.tui import attention
from coachtui.tui.signals import Signals
from tests.tui.conftest import TODAY, at, demo_snapshot


def unattended(now: str) -> Snapshot:
    """The demo day while nobody presses a key: no sprint was finished."""
    snapshot = demo_snapshot(now)
    blocks = (block._replace(state=BlockState.PLANNED) for block in snapshot.blocks)
    return snapshot._replace(blocks=tuple(blocks))


def running(now: str, remaining: int, *, is_paused: bool = False) -> Snapshot:
    """The demo day while the clock runs for its second sprint."""
    snapshot = demo_snapshot(now)
    view = RunningView(
        kind="sprint",
        id=4,
        label="S2",
        title="Draft board deck",
        date=TODAY,
        started_at=at("10:00"),
        elapsed=45 * 60 - remaining,
        remaining=remaining,
        ends_at=snapshot.now + timedelta(seconds=remaining),
        is_paused=is_paused,
        is_overrun=remaining < 0,
    )
    return snapshot._replace(running=view)


@pytest.mark.parametrize(
    ("snapshot", "title"),
    [
        (demo_snapshot("10:21"), "24m S2 Draft board deck"),
        (running("10:21", 24 * 60), "24m S2 Draft board deck"),
        (running("10:21", 23 * 60 + 1), "24m S2 Draft board deck"),
        (running("10:46", -60), "+1m S2 Draft board deck"),
        (running("10:21", 1440, is_paused=True), "paused S2 Draft board deck"),
        (demo_snapshot("10:46"), "14m B3 2 items"),
        (demo_snapshot("10:56"), "M1 in 4m Budget sync"),
        (demo_snapshot("11:10"), "20m M1 Budget sync"),
        (demo_snapshot("12:10"), "50m Lunch"),
        (demo_snapshot("18:00"), "coachtui"),
        (demo_snapshot("10:21")._replace(is_planned=False), "coachtui"),
    ],
)
def test_the_title_begins_with_the_minutes(snapshot: Snapshot, title: str) -> None:
    assert attention.title(snapshot) == title


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (unattended("10:44"), unattended("10:45"), "S2 is over: Draft board deck"),
        (unattended("10:45"), unattended("10:46"), ""),
        (unattended("10:54"), unattended("10:55"), "M1 in 5m: Budget sync"),
        (unattended("10:55"), unattended("10:56"), ""),
        (unattended("11:29"), unattended("11:31"), ""),
        (running("10:44", 60), running("10:45", 0), "S2 is over: Draft board deck"),
        (running("10:45", 0), running("10:46", -60), ""),
        (running("10:44", 400), running("10:45", 340), ""),
        (running("10:44", 60), running("14:45", -4 * 3600), ""),
        (unattended("10:21"), unattended("17:00"), "S5 is over: Code review batch"),
        (unattended("10:21"), unattended("17:06"), ""),
    ],
)
def test_a_boundary_is_told_once_and_not_after_it_was_slept_through(
    before: Snapshot, after: Snapshot, told: str
) -> None:
    assert attention.crossed(before, after) == told


def test_a_sprint_that_is_done_is_not_told() -> None:
    assert attention.crossed(demo_snapshot("10:44"), demo_snapshot("10:45")) == ""


HOSTILE = "a\x1b]52;c;aGk=\x07b\x07\x9bc;d"


@pytest.mark.parametrize(
    ("environment", "sequence"),
    [
        ({"KITTY_WINDOW_ID": "1"}, "\x1b]99;;abd\x1b\\"),
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;abd\x07"),
        ({"TERM_PROGRAM": "tmux", "WEZTERM_PANE": "0"}, "\x1b]9;abd\x07"),
        ({"TERM": "xterm-ghostty"}, "\x1b]9;abd\x07"),
        ({"TERM": "foot"}, "\x1b]777;notify;coachtui;abd\x07"),
        ({"VTE_VERSION": "7600", "TMUX": "x"}, "\x1bPtmux;\x1b\x1b]777;notify;coachtui;abd\x07\x1b\\"),
        ({"TERM": "xterm-256color"}, ""),
        ({}, ""),
    ],
)
def test_each_terminal_is_told_in_its_own_way(environment: dict[str, str], sequence: str) -> None:
    assert attention.notice_sequence("a\x1b]52;c;aGk=\x07b\x1b[1md", environment) == sequence


def test_no_text_can_end_the_sequence_that_carries_it() -> None:
    for sequence in (
        attention.title_sequence(HOSTILE),
        attention.notice_sequence(HOSTILE, {"TERM": "foot"}),
        attention.notice_sequence(HOSTILE, {"KITTY_WINDOW_ID": "1"}),
    ):
        inside = sequence[1:].removesuffix("\x07").removesuffix("\x1b\\")
        assert inside.isprintable()
    assert attention.notice_sequence("a;b", {"TERM": "foot"}).count(";") == 3


def test_a_title_of_any_length_stays_short() -> None:
    assert len(attention.title_sequence("x" * 10_000)) < 80


@pytest.mark.parametrize(
    ("environment", "program", "words"),
    [
        ({"DISPLAY": ":0"}, "/bin/notify-send", ("/bin/notify-send", "--app-name=coachtui", "--", "-x <b>")),
        ({"WAYLAND_DISPLAY": "w"}, None, ()),
        ({}, "/bin/notify-send", ()),
    ],
)
def test_the_desktop_is_asked_with_a_list_of_words(
    environment: dict[str, str], program: str | None, words: tuple[str, ...]
) -> None:
    assert attention.notice_command("-x <b>\x1b[0m", environment, program) == words


class Terminal:
    """What would have been written and run, and a clock in seconds."""

    def __init__(self, level: str = "all", **environment: str) -> None:
        self.written: list[str] = []
        self.ran: list[Sequence[str]] = []
        self.seconds = 0.0
        self.signals = Signals(
            self.written.append,
            level,
            environment=environment,
            spawn=self.ran.append,
            seconds=lambda: self.seconds,
        )
        self.signals.begin()

    def see(self, *times: str) -> list[str]:
        """What is written while the clock goes through these times."""
        del self.written[:]
        snapshots = [unattended(time) for time in times]
        for before, after in zip([None, *snapshots], snapshots, strict=False):
            self.signals.attend(before, after)
        return self.written


def test_the_terminal_is_left_alone_while_nothing_differs() -> None:
    terminal = Terminal()
    assert terminal.see("10:21", "10:21", "10:21") == ["\x1b]2;24m S2 Draft board deck\x07"]
    assert terminal.see("10:21", "10:22", "10:22") == ["\x1b]2;23m S2 Draft board deck\x07"]


def test_a_boundary_rings_once() -> None:
    assert Terminal().see("10:44", "10:45", "10:45", "10:46").count("\x07") == 1


def test_the_desktop_is_told_only_after_a_minute_without_a_key() -> None:
    terminal = Terminal(KITTY_WINDOW_ID="1")
    terminal.signals.pressed()
    terminal.seconds += 59
    assert not any(one.startswith("\x1b]99") for one in terminal.see("10:44", "10:45"))
    terminal.seconds += 1
    assert "\x1b]99;;S2 is over: Draft board deck\x1b\\" in terminal.see("10:44", "10:45")


@pytest.mark.parametrize(
    ("level", "written"),
    [("screen", ["\x1b]2;1m S2 Draft board deck\x07", "\x1b]2;15m B3 2 items\x07"]),
     ("off", ["\x1b]2;coachtui\x07"])],
)  # fmt: skip
def test_signals_can_be_kept_to_the_screen_or_turned_off(level: str, written: list[str]) -> None:
    assert Terminal(level).see("10:44", "10:45") == written


def test_the_levels_follow_one_another() -> None:
    signals = Terminal().signals
    assert [signals.turn() for _ in range(3)] == ["screen", "off", "all"]


def test_the_own_title_comes_back_once() -> None:
    terminal = Terminal()
    assert terminal.written == ["\x1b[22;2t"]
    terminal.signals.end()
    terminal.signals.end()
    assert terminal.written == ["\x1b[22;2t", "\x1b[23;2t"]
    terminal.signals.attend(None, demo_snapshot("10:21"))
    assert terminal.written == ["\x1b[22;2t", "\x1b[23;2t"]
