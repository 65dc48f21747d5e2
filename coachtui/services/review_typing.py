"""A review while it is typed: lines entered at once, and what is typed and not entered yet.

What is not entered is no part of the review and no step of undo; it is kept so that neither a crash nor
Esc costs a word.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.review import Step
from coachtui.domain.review_text import MOST_LINES
from coachtui.domain.text import clean_line
from coachtui.services import meeting_reading as reading
from coachtui.services import reviews
from coachtui.services.item_views import Outcome
from coachtui.services.review_looking import look
from coachtui.store import reviews as rows
from coachtui.store import settings
from coachtui.store import undo as journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coachtui.domain.review import Accomplished, Review
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


def written(meeting: int, where: Place) -> tuple[str, str]:
    """A place as a setting: its name and its value."""
    others = [(int(step), line) for step, line in where.others.items() if line]
    said = {"step": int(where.step), "entry": where.entry, "text": where.text, "others": others}
    return _key(meeting), json.dumps(said, ensure_ascii=False)


def enter(
    desk: Desk, meeting: int, step: Step, lines: Sequence[str], where: Place, shown: Review | None = None
) -> ReviewView:
    """Write one line, or those of a paste, as one step of undo; what is typed besides is `where`.

    Args:
        desk: an open file.
        meeting: whose review it is.
        step: where the lines are written.
        lines: what is written.
        where: what stays typed.
        shown: the review that the lines were typed over; None where they take the place of nothing.

    Raises:
        CoachError: there is no line, there are too many, a line is empty, the review is closed, or the line
            of the next meeting is another by now than it was when this one was typed over it.
    """
    if not lines:
        raise UsageError("nothing is written: type a line first")
    if len(lines) > MOST_LINES:
        raise UsageError(f"a review has at most {MOST_LINES} lines: {len(lines)} at once are too many")
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    with _entering(desk, meeting, f"{clean_line(lines[0], LABEL_LIMIT)}{more}", where):
        if shown is not None and step is Step.NEXT:
            _same(desk, meeting, shown, lambda review: review.next_line)
        views = [reviews.say(desk, meeting, step, line) for line in lines]
    return views[-1]


def rewrite(
    desk: Desk, meeting: int, entry: int, line: str, where: Place, shown: Review | None = None
) -> ReviewView:
    """Write a line anew, unless it is another by now than in the review that was `shown`.

    Raises:
        CoachError: there is no such line, it is another by now, the new one is empty, or all is closed.
    """
    with _entering(desk, meeting, clean_line(line, LABEL_LIMIT), where):
        if shown is not None:
            _same(desk, meeting, shown, lambda review: [one for one in review.entries if one.id == entry])
        return reviews.rewrite(desk, meeting, entry, line)


def answer(
    desk: Desk,
    meeting: int,
    accomplished: Accomplished,
    reason: str,
    where: Place,
    shown: Review | None = None,
) -> ReviewView:
    """Say whether the purpose was accomplished, and why.

    Raises:
        CoachError: the reason is another by now than in the review that was `shown`, or it is closed.
    """
    said = f"{accomplished.value}: {clean_line(reason, LABEL_LIMIT)}".removesuffix(": ")
    with _entering(desk, meeting, said, where, Step.PURPOSE):
        if shown is not None:
            _same(desk, meeting, shown, lambda review: review.reason)
        return reviews.answer(desk, meeting, accomplished, reason)


def close(desk: Desk, meeting: int) -> MeetingAnswer:
    """Close the review; what was typed besides is forgotten with it.

    Raises:
        CoachError: something is missing, in one sentence, or the next meeting has no place.
    """
    with _entering(desk, meeting, "close", Place(Step.HIGHLIGHTS)):
        return reviews.close(desk, meeting)


def take_back(desk: Desk, meeting: int) -> Outcome | None:
    """Take back what was written last, if it was written into this review; None where it was not.

    Raises:
        StoreError: something has changed the same rows since.
    """
    label = journal.undo(desk.store, desk.now(), lambda db, changes: rows.is_written_by(db, meeting, changes))
    return None if label is None else Outcome(f"undone: {label}")


def write_again(desk: Desk, meeting: int) -> Outcome | None:
    """Write again what was taken back last, if it was of this review; None where it was not.

    Raises:
        StoreError: something has changed the same rows since.
    """
    label = journal.redo(desk.store, desk.now(), lambda db, changes: rows.is_written_by(db, meeting, changes))
    return None if label is None else Outcome(f"redone: {label}")


def _same(desk: Desk, meeting: int, shown: Review, part: Callable[[Review], object]) -> None:
    """Refuse to write over what somebody else has written meanwhile."""
    view = look(desk, meeting).review
    assert view is not None, "a look at a review brings one"
    if part(view.review) != part(shown):
        raise CoachError("this line has changed meanwhile: yours is kept beside it, enter there takes it")


@contextmanager
def _entering(desk: Desk, meeting: int, label: str, where: Place, at: Step | None = None) -> Iterator[None]:
    """One transaction in which a line leaves what is typed and becomes a part of the review.

    The review knows the step `at` which it was written last; another one to go on at is kept beside it.
    """
    with desk.store.read() as db:
        title = reading.record(db, meeting).meeting.title
    with desk.store.together(f"{label}, review of {title}", desk.now()) as db:
        yield
        if where.text or any(where.others.values()) or at not in (None, where.step):
            settings.put(db, *written(meeting, where))
        else:
            settings.drop(db, _key(meeting))


def _key(meeting: int) -> str:
    return f"review {meeting}"
