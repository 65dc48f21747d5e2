"""What a service advises, said with the keys of the dashboard instead of the commands of a shell."""

from __future__ import annotations

import re

from coachtui.tui.commands.keys import key

WAYS = {
    "start": ("sprint",),
    "resume": ("sprint",),
    "finish": ("finish",),
    "plan": ("plan",),
    "today": ("today",),
    "queue": ("queue",),
    "backlog": ("backlog",),
    "recap": ("recap",),
    "actions": ("actions",),
    "meetings": ("meetings",),
    "meeting start": ("meetings", "hold"),
    "meeting end": ("meetings", "hold"),
    "meeting review": ("review",),
}
"""For a command of a shell the commands here that do the same, one after the other."""

_VERBS = "adds|begins|ends|lets|lists|makes|shows|tells"
_COMMANDS = "|".join(sorted(WAYS, key=len, reverse=True))
_ADVICE = re.compile(
    rf"`coachtui ({_COMMANDS})`"
    rf"|\bcoachtui ({_COMMANDS})(?= (?:{_VERBS})\b)"
    rf"|(?<=\()coachtui ({_COMMANDS})(?=\))"
)
"""A command as our sentences name it: in backticks, with what it does, or alone in brackets."""


def in_keys(sentence: str) -> str:
    """The sentence with the key of every command that it advises."""

    def named(found: re.Match[str]) -> str:
        return ", then ".join(key(one) for one in WAYS[found[1] or found[2] or found[3]])

    return _ADVICE.sub(named, sentence)
