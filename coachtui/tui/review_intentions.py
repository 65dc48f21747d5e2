"""What the screens of reviews and minutes ask of the services: one call each, on the engine's thread.

As in `intentions`, a service is imported when it is first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError
from coachtui.domain.text import counted
from coachtui.services.item_views import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coachtui.domain.review import Accomplished, Review, Step
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView, ReviewView
    from coachtui.services.review_looking import Chosen, Meaning
    from coachtui.services.review_typing import Place
    from coachtui.tui.engine import Job, Work


class Seen(NamedTuple):
    """A review as it is, and what the typed line means."""

    view: MeetingView
    """With its review."""
    meaning: Meaning | None
    """None where nothing is typed."""
    minutes: str
    """The minutes as they would be, as Markdown."""
    after: int = 0
    """After how many intentions of the screen it was seen."""


class Opened(NamedTuple):
    """A review that is opened."""

    chosen: Chosen
    seen: Seen | None
    """None where it is closed."""
    place: Place | None
    """Where somebody left it."""


def opened(wanted: int | None) -> Callable[[Desk, str], Opened | str]:
    """Choose a meeting and look at its review."""

    def question(desk: Desk, _: str) -> Opened | str:
        """Nothing is written."""
        from coachtui.services.review_looking import choose
        from coachtui.services.review_typing import place

        try:
            chosen = choose(desk, wanted)
            if chosen.is_closed:
                return Opened(chosen, None, None)
            return Opened(chosen, _seen(desk, chosen.meeting, None, ""), place(desk, chosen.meeting))
        except CoachError as error:
            return str(error)

    return question


def seen(meeting: int, step: Step | None, line: str, after: int) -> Callable[[Desk, str], Seen | str]:
    """Look at a review, and at a line of it, after so many intentions."""

    def question(desk: Desk, _: str) -> Seen | str:
        """Nothing is written."""
        try:
            return _seen(desk, meeting, step, line)._replace(after=after)
        except CoachError as error:
            return str(error)

    return question


def _seen(desk: Desk, meeting: int, step: Step | None, line: str) -> Seen:
    from coachtui.exchange.minutes import minutes
    from coachtui.exchange.own_name import own_name
    from coachtui.services.review_looking import look, meaning

    view = look(desk, meeting)
    means = meaning(desk, meeting, step, line) if step and line else None
    return Seen(view, means, minutes(view, desk.zone, own_name()))


def entered(
    meeting: int, step: Step, lines: Sequence[str], where: Place, shown: Review | None = None
) -> Work:
    """Write a line, or those of a paste."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.domain.text import clean_line
        from coachtui.services import review_typing

        review_typing.enter(desk, meeting, step, lines, where, shown)
        return Outcome(f"kept: {clean_line(lines[0])}" if len(lines) == 1 else f"kept: {len(lines)} lines")

    return work


def rewritten(meeting: int, entry: int, line: str, where: Place, shown: Review) -> Work:
    """Write a line anew."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.domain.text import clean_line
        from coachtui.services import review_typing

        review_typing.rewrite(desk, meeting, entry, line, where, shown)
        return Outcome(f"kept: {clean_line(line)}")

    return work


def taken_out(meeting: int, entry: int) -> Work:
    """Take a line out."""

    def work(desk: Desk) -> Outcome:
        """One call of the reviews."""
        from coachtui.services import reviews

        reviews.take_out(desk, meeting, entry)
        return Outcome("the line is taken out")

    return work


def taken_back(meeting: int, key: str) -> Work:
    """Take back the line that was written last; `key` takes back what was done before the first."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.services import history, review_typing

        if outcome := review_typing.take_back(desk, meeting):
            return outcome
        before = history.latest(desk)
        more = f"; esc, then {key} undoes: {before}" if before else ""
        raise CoachError(f"nothing of this review is left to undo{more}")

    return work


def written_again(meeting: int) -> Work:
    """Write again the line that was taken back last."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.services import review_typing

        if outcome := review_typing.write_again(desk, meeting):
            return outcome
        raise CoachError("nothing of this review is left to do again")

    return work


def answered(
    meeting: int, accomplished: Accomplished, reason: str, where: Place, shown: Review | None = None
) -> Work:
    """Say whether the purpose was accomplished."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.domain.text import clean_line
        from coachtui.services import review_typing

        review_typing.answer(desk, meeting, accomplished, reason, where, shown)
        said = f"purpose accomplished: {accomplished.value}"
        return Outcome(f"{said}: {clean_line(reason)}".removesuffix(": "))

    return work


def ruled(meeting: int, action: int, ruling: str, until: str = "") -> Work:
    """Decide about an unfinished action, in the words of a review file."""

    def work(desk: Desk) -> Outcome:
        """One call of the reviews."""
        from coachtui.domain.review import Step
        from coachtui.services import reviews

        by = f" by {until}" if until else ""
        view = reviews.say(desk, meeting, Step.ACTIONS, f"#{action} {ruling}{by}")
        task = next(one.task for one in view.review.held.unfinished if one.id == action)
        return Outcome(f"{ruling}{by}: {task}; carried out when the review is closed")

    return work


def read(meeting: int, text: str) -> Work:
    """Make the review what a text says."""

    def work(desk: Desk) -> Outcome:
        """One call of the reviews."""
        from coachtui.services import reviews

        view: ReviewView = reviews.read(desk, meeting, text)
        return Outcome(f"the review is what the text says: {counted(len(view.review.entries), 'line')}")

    return work


def closed(meeting: int, lines: Sequence[Job]) -> Work:
    """Close the review once these lines are in it."""

    def work(desk: Desk) -> Outcome:
        """One call of the typing."""
        from coachtui.services import review_typing

        if any(job.is_refused for job in lines):
            raise CoachError("a line is not saved: the review stays open")
        return review_typing.close(desk, meeting).outcome

    return work


def reopened(meeting: int) -> Work:
    """Let a closed review be corrected."""

    def work(desk: Desk) -> Outcome:
        """One call of the reviews."""
        from coachtui.services import reviews

        reviews.reopen(desk, meeting)
        return Outcome("the review is open for a correction: closing it marks the minutes as corrected")

    return work
