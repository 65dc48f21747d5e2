"""Names as people write them: one owner before a colon, several with commas, one after an `@`.

"me", "I" and "you" are you. Whoever is known by a first name gets the full one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.meeting import YOU
from coachtui.domain.text import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORDS = 3
"""Words that a name before a colon may have."""

_ME = frozenset({"me", "i", "you", "myself"})
_NOBODY = frozenset(
    {
        "all", "anybody", "anyone", "both", "each", "everybody", "everyone", "group", "nobody", "somebody",
        "someone", "tbd", "team", "they", "us", "we",
    }
)  # fmt: skip
_HEAD = re.compile(r"([^:]{1,120}?) ?:(?: |$)")
_AT = re.compile(r"@[^\W_][^\s@=<>(),;:]{0,79}")
_SEVERAL = re.compile(r" *[,;&+/] *| +(?:and|or|und|oder|et|y) +", re.IGNORECASE)


class Owner(NamedTuple):
    """Who a line belongs to."""

    name: str
    """Empty when there is not exactly one."""
    problem: str
    """One sentence on why there is none; empty when there is."""
    head: str
    """What stands before the colon, as it was written; empty when nothing does."""
    rest: str
    """The line without it."""


def full_name(name: str, known: Callable[[str], str | None]) -> str:
    """The name by which someone is known."""
    return YOU if name.casefold() in _ME else known(name) or name


def read_owner(line: str, known: Callable[[str], str | None]) -> Owner:
    """The one owner at the start of a clean line: `Raj: headcount table`."""
    found = _HEAD.match(line)
    names = [part for part in _SEVERAL.split(found[1]) if part] if found else []
    if not found or not names or any(len(name.split()) > MOST_WORDS for name in names):
        return Owner("", "no owner: begin with one name, for example Raj:", "", line)
    head, rest = found[1], line[found.end() :]
    if len(names) > 1:
        return Owner("", f"{quoted(head)} are several: an owner is one person", head, rest)
    (name,) = names
    if name.casefold() in _NOBODY:
        return Owner("", f"{quoted(name)} is no one in particular: an owner is one person", head, rest)
    return Owner(full_name(name, known), "", head, rest)


def read_names(text: str, known: Callable[[str], str | None]) -> tuple[str, ...]:
    """The names of a list, `Ana, Raj and Kim`, each once."""
    names = (full_name(part, known) for part in _SEVERAL.split(text.strip(" ,;")) if part)
    return tuple({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def at_name(name: str) -> str:
    """The name behind an `@`, where spaces are underscores: "@Ana_Maria"."""
    return "@" + name.replace(" ", "_")


def read_at_name(word: str, known: Callable[[str], str | None]) -> str:
    """The name that a word with an `@` says; empty when it is no such word."""
    return full_name(word[1:].replace("_", " "), known) if _AT.fullmatch(word) else ""
