"""The tour of the demo day: seven steps, each asks for a key that does the real thing."""

from __future__ import annotations

from typing import NamedTuple

from coachtui.tui import commands


class Step(NamedTuple):
    """One step."""

    commands: tuple[str, ...]
    """The commands of which one leads to the next step."""
    text: str
    """What to press, and why; the id of a command in braces stands for its key."""


STEPS = (
    Step(("capture",), "Bob has a minute? Press {capture}, type `Bob: a question 5m` and Enter."),
    Step(("done",), "Press {queue} for the queue, then {done}: the highlighted one is dealt with."),
    Step(("later",), "The next one can wait: {later} moves it to the next buffer with room."),
    Step(("undo",), "Not that one? {undo} takes back the last thing, whatever it was."),
    Step(("sprint",), "{sprint} pauses your sprint (Enter skips the note), {sprint} resumes it."),
    Step(("help", "review"), "{help} shows every key, this pane's first; {close-list} closes it again."),
    Step(("quit",), "That is all. {quit} leaves: this day is thrown away, yours begins with {plan}."),
)
"""All steps, in order."""


class Tour:
    """Where somebody is on the tour."""

    def __init__(self) -> None:
        self._at: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether it has begun."""
        return self._at is not None

    @property
    def text(self) -> str:
        """What to say now."""
        if self._at is None:
            begin, leave = commands.key("now"), commands.key("quit")
            return f"DEMO  nothing here is kept   {begin} a tour in seven keys   {leave} leaves"
        return f"DEMO {self._at + 1}/{len(STEPS)}  {STEPS[self._at].text.format_map(_Keys())}"

    def begin(self) -> None:
        """Start with the first step."""
        self._at = 0

    def take(self, command: str) -> bool:
        """A command was given; whether it led to the next step."""
        if self._at is None or command not in STEPS[self._at].commands or self._at == len(STEPS) - 1:
            return False
        self._at += 1
        return True


class _Keys(dict[str, str]):
    """The key of each command by its id."""

    def __missing__(self, name: str) -> str:
        return commands.key(name)
