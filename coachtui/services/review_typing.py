"""A review while it is typed: lines entered at once, and what is typed and not entered yet.

What is not entered is no part of the review and no step of undo; it is kept so that neither a crash nor
Esc costs a word.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import UsageError
from coachtui.domain.review import Step
from coachtui.domain.review_text import MOST_LINES
from coachtui.domain.text import clean_line
from coachtui.services import meeting_reading as reading
from coachtui.services import reviews
from coachtui.store import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coachtui.domain.review import Accomplished
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_answers import MeetingAnswer
    from coachtui.services.meeting_views import ReviewView

LABEL_LIMIT = 60
"""Characters of a line in the name of its undo step."""


class Place(NamedTuple):
    """Where somebody is in a review."""

    step: Step
    entry: int = 0
    """The line that is written anew; 0 for a new one."""
    text: str = ""
    """What is typed there."""
    others: Mapping[Step, str] = MappingProxyType({})
    """What was typed as a new line of other steps, and not entered."""


def place(desk: Desk, meeting: int) -> Place | None:
    """Where somebody was when they left; None where nothing is kept."""
    text = settings.all_of(desk.store).get(_key(meeting))
    try:
        said = json.loads(text or "null")
        if said is None:
            return None
        others = {Step(step): str(line) for step, line in said["others"]}
        return Place(Step(said["step"]), int(said["entry"]), str(said["text"]), others)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # what another program wrote there is no place of ours


def keep_place(desk: Desk, meeting: int, where: Place) -> None:
    """Keep where somebody is.

    Raises:
        StoreError: it cannot be saved.
    """
    settings.keep(desk.store, *written(meeting, where))


def written(meeting: int, where: Place) -> tuple[str, str]:
    """A place as a setting: its name and its value."""
    others = [(int(step), line) for step, line in where.others.items() if line]
    said = {"step": int(where.step), "entry": where.entry, "text": where.text, "others": others}
    return _key(meeting), json.dumps(said, ensure_ascii=False)


def enter(desk: Desk, meeting: int, step: Step, lines: Sequence[str], where: Place) -> ReviewView:
    """Write one line, or those of a paste, as one step of undo; what is typed besides is `where`.

    Raises:
        CoachError: there is no line, there are too many, a line is empty, or the review is closed.
    """
    if not lines:
        raise UsageError("nothing is written: type a line first")
    if len(lines) > MOST_LINES:
        raise UsageError(f"a review has at most {MOST_LINES} lines: {len(lines)} at once are too many")
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    with _entering(desk, meeting, f"{clean_line(lines[0], LABEL_LIMIT)}{more}", where):
        views = [reviews.say(desk, meeting, step, line) for line in lines]
    return views[-1]


def rewrite(desk: Desk, meeting: int, entry: int, line: str, where: Place) -> ReviewView:
    """Write a line anew.

    Raises:
        CoachError: there is no such line, the new one is empty, or the review is closed.
    """
    with _entering(desk, meeting, clean_line(line, LABEL_LIMIT), where):
        return reviews.rewrite(desk, meeting, entry, line)


def answer(desk: Desk, meeting: int, accomplished: Accomplished, reason: str, where: Place) -> ReviewView:
    """Say whether the purpose was accomplished, and why.

    Raises:
        CoachError: the review is closed.
    """
    said = f"{accomplished.value}: {clean_line(reason, LABEL_LIMIT)}".removesuffix(": ")
    with _entering(desk, meeting, said, where):
        return reviews.answer(desk, meeting, accomplished, reason)


def close(desk: Desk, meeting: int) -> MeetingAnswer:
    """Close the review; what was typed besides is forgotten with it.

    Raises:
        CoachError: something is missing, in one sentence, or the next meeting has no place.
    """
    with _entering(desk, meeting, "close", Place(Step.HIGHLIGHTS)):
        return reviews.close(desk, meeting)


@contextmanager
def _entering(desk: Desk, meeting: int, label: str, where: Place) -> Iterator[None]:
    """One transaction in which a line leaves what is typed and becomes a part of the review."""
    with desk.store.read() as db:
        title = reading.record(db, meeting).meeting.title
    with desk.store.together(f"{label}, review of {title}", desk.now()) as db:
        yield
        if where.text or any(where.others.values()):
            settings.put(db, *written(meeting, where))
        else:
            settings.drop(db, _key(meeting))


def _key(meeting: int) -> str:
    return f"review {meeting}"
