"""What deserves attention outside the screen: the terminal's title, one bell, one notice; all as text.

Decided from two snapshots, so that a boundary is told once and never again, and one that was slept
through is not told at all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.span import minutes_until
from coachtui.domain.sprint import left_short
from coachtui.domain.text import clean_line, counted, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.views import Snapshot

LEVELS = ("all", "screen", "off")
"""How far signals go: title, bell and desktop; only the title; nowhere."""

AHEAD = timedelta(minutes=5)
"""How long before a meeting it is announced, and how old a boundary may be to be told."""

AWAY = 60.0
"""Seconds without a key after which a notice goes to the desktop."""

LONGEST = 60
"""Letters of a title; the minutes come first, because bars show only the beginning."""

SAVE_TITLE = "\x1b[22;2t"
"""Puts the terminal's title on its stack."""

RESTORE_TITLE = "\x1b[23;2t"
"""Takes it back from there."""


class Boundary(NamedTuple):
    """A moment that is told once."""

    at: datetime
    text: str


def title(snapshot: Snapshot) -> str:
    """The terminal's title: minutes first, as in "24m S2 Draft board deck", "+3m S2 …", "M1 in 5m …"."""
    if (meeting := _coming_meeting(snapshot)) is not None:
        return f"{meeting.label} in {minutes_until(meeting.starts_at, snapshot.now)}m {meeting.title}"
    current = snapshot.meetings.current if snapshot.meetings else None
    if current is not None and current.is_running:
        return f"{left_short(current.left * 60)} {current.label} {current.meeting.title}"
    if (running := snapshot.running) is not None:
        if running.is_paused:
            return f"paused {_named(running)}"
        return f"{left_short(running.remaining)} {_named(running)}"
    block = snapshot.current
    if block is None or not snapshot.is_planned:
        return "coachtui"
    if block.kind is BlockKind.BUFFER and block.slots:
        what = counted(len(block.slots), "item")
    else:
        what = block.title or block.kind.value
    label = "" if block.kind is BlockKind.BREAK else f"{block.label} "
    return f"{left_short(snapshot.remaining(block))} {label}{what}"


def crossed(before: Snapshot, after: Snapshot) -> str:
    """The boundary that lies between two snapshots, in words; empty when there is none to tell."""
    for boundary in _boundaries(before, after):
        if before.now < boundary.at <= after.now < boundary.at + AHEAD:
            return boundary.text
    return ""


def title_sequence(text: str) -> str:
    """What sets the terminal's title."""
    return f"\x1b]2;{clean_line(text, LONGEST)}\x07"


def notice_sequence(text: str, environment: Mapping[str, str]) -> str:
    """What makes this terminal show a notice on the desktop; empty where it is not known to.

    tmux hands it on where it is allowed to, wrapped.
    """
    text = one_line(text)
    if "KITTY_WINDOW_ID" in environment:
        sequence = f"\x1b]99;;{text}\x1b\\"
    elif _is_one_of(environment, "iTerm", "WezTerm", "ghostty"):
        sequence = f"\x1b]9;{text}\x07"
    elif "VTE_VERSION" in environment or environment.get("TERM", "").startswith(("foot", "rxvt")):
        sequence = f"\x1b]777;notify;coachtui;{text.replace(';', ',')}\x07"
    else:
        return ""
    if "TMUX" in environment:
        escaped = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{escaped}\x1b\\"
    return sequence


def notice_command(text: str, environment: Mapping[str, str], program: str | None) -> tuple[str, ...]:
    """The words that make the desktop itself show a notice; none without a desktop or its program.

    The text is the summary, which no desktop reads as markup.
    """
    if program is None or not {"DISPLAY", "WAYLAND_DISPLAY"} & set(environment):
        return ()
    return (program, "--app-name=coachtui", "--", one_line(text))


def _is_one_of(environment: Mapping[str, str], *names: str) -> bool:
    said = " ".join(environment.get(one, "") for one in ("TERM_PROGRAM", "LC_TERMINAL", "TERM"))
    inherited = {"WezTerm": "WEZTERM_PANE", "ghostty": "GHOSTTY_RESOURCES_DIR", "iTerm": "ITERM_SESSION_ID"}
    return any(name in said or inherited[name] in environment for name in names)


def _boundaries(before: Snapshot, after: Snapshot) -> list[Boundary]:
    """The ends of sprints and the announcements of meetings."""
    found = []
    was, now_runs = before.running, after.running
    if was is not None and now_runs is not None and was.id == now_runs.id and now_runs.kind == "sprint":
        if not now_runs.is_paused and now_runs.remaining <= 0 < was.remaining:
            at = after.now + timedelta(seconds=now_runs.remaining)
            found.append(Boundary(at, f"{now_runs.label} is over: {now_runs.title}"))
    elif now_runs is None and after.is_planned:
        found += [
            Boundary(block.ends_at, f"{block.label} is over: {block.title}")
            for block in after.blocks
            if block.kind is BlockKind.SPRINT and block.state is not BlockState.DONE
        ]
    return found + [
        Boundary(block.starts_at - AHEAD, f"{block.label} in 5m: {block.title}")
        for block in after.blocks
        if block.kind is BlockKind.MEETING and block.state is not BlockState.DONE
    ]


def _coming_meeting(snapshot: Snapshot) -> BlockView | None:
    """The meeting that begins within five minutes."""
    return next(
        (
            block
            for block in snapshot.blocks
            if block.kind is BlockKind.MEETING and timedelta() < block.starts_at - snapshot.now <= AHEAD
        ),
        None,
    )


def _named(running: RunningView) -> str:
    return f"{running.label} {running.title}".strip()
