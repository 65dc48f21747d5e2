"""The people of a meeting as text: `Ana <ana@example.org> (decides), Kim (optional)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.domain.capture import nobody
from coachtui.domain.errors import UsageError
from coachtui.domain.meeting import YOU, Attendee, Role
from coachtui.domain.people_text import full_name
from coachtui.domain.text import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PERSON = re.compile(r"([^,;:<>()]{1,80}?) *(?:<([^<>]*)>)? *(?:\(([^()]*)\))? *(?:[,;] *|$)")
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII
)


def parse_people(text: str, known: Callable[[str], str | None] = nobody) -> tuple[Attendee, ...]:
    """The people of a list: `Ana <ana@example.org> (decides), Kim (optional)`.

    Raises:
        UsageError: a name, an address or a remark is not clear.
    """
    return tuple(_people(text, known))


def parse_person(text: str, role: Role, known: Callable[[str], str | None]) -> Attendee:
    """The one person of a role.

    Raises:
        UsageError: there are several, or none.
    """
    people = list(_people(text, known))
    if len(people) != 1:
        raise UsageError(f"the {role.value} is one person: {quoted(text)}")
    return people[0]._replace(role=role)


def is_address(text: str) -> bool:
    """Whether a text is one mail address, and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def refuse_both(facilitator: str, note_taker: str) -> None:
    """Nobody facilitates a meeting and takes its notes.

    Raises:
        UsageError: one person is to do both.
    """
    if facilitator and facilitator.casefold() == note_taker.casefold():
        verb = "are" if facilitator == YOU else "is"
        raise UsageError(f"{facilitator} {verb} the facilitator: someone else takes the notes")


def format_person(person: Attendee) -> str:
    """Someone as `parse_people` reads them."""
    remarks = [
        word for word, is_so in (("decides", person.can_decide), ("optional", person.optional)) if is_so
    ]
    email = f" <{person.email}>" if person.email else ""
    return f"{person.name}{email}" + (f" ({', '.join(remarks)})" if remarks else "")


def _people(text: str, known: Callable[[str], str | None]) -> Iterator[Attendee]:
    at = 0
    text = text.strip(" ,;")
    while at < len(text):
        found = _PERSON.match(text, at)
        if not found or not found[1].strip():
            raise UsageError(f"{quoted(text[at:])} is nobody: write Ana <ana@example.org> (decides), Raj")
        yield _person(found, known)
        at = found.end()


def _person(found: re.Match[str], known: Callable[[str], str | None]) -> Attendee:
    email = (found[2] or "").strip()
    if email and not is_address(email):
        raise UsageError(f"{quoted(email)} is no address: write ana@example.org")
    remarks = [word.strip().lower() for word in (found[3] or "").split(",")]
    for word in remarks:
        if word not in ("decides", "optional", ""):
            raise UsageError(f"{quoted(word)} is no remark on a person: write (decides) or (optional)")
    name = full_name(found[1].strip().removeprefix("@"), known)
    return Attendee(name, can_decide="decides" in remarks, optional="optional" in remarks, email=email)
