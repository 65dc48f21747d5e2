"""What commands about meetings and actions ask of the services: one call each.

As in `intentions`, a service is imported when it is first asked, on the engine's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.services.meeting_previews import LinePreview, MeetingPreview
    from coachtui.services.meeting_views import MeetingView
    from coachtui.tui.engine import Work


def added(text: str) -> Work:
    """Set up a meeting."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        return meetings.add(desk, text).outcome

    return work


def changed(number: int, line: str, *, following: bool) -> Work:
    """Change a meeting by one line."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        return meetings.set_line(desk, number, line, following=following).outcome

    return work


def rewritten(number: int, text: str, *, following: bool) -> Work:
    """Make a meeting what a text says."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        return meetings.rewrite(desk, number, text, following=following).outcome

    return work


def published(number: int, name: str) -> Work:
    """Write the invitation to a new file: Markdown, a mail or a calendar file, by its name's ending."""

    def work(desk: Desk) -> Outcome:
        """Nothing is changed in our own file."""
        from coachtui.exchange.publishing import write_invitation
        from coachtui.services import meetings
        from coachtui.services.item_views import Outcome

        view = meetings.show(desk, number)
        return Outcome(f"written: {write_invitation(view, name, desk.zone, desk.now())}")

    return work


def moved(number: int, when: str, *, following: bool) -> Work:
    """Move a meeting to a time or day that was typed."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        return meetings.move(desk, number, when, following=following).outcome

    return work


def shifted(number: int, minutes: int, *, following: bool) -> Work:
    """Move a meeting by some minutes."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        return meetings.shift(desk, number, minutes, following=following).outcome

    return work


def cancelled(number: int, gone: list[MeetingView], *, following: bool) -> Work:
    """Take a meeting off its day; what is gone is put into the list."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import meetings

        answer = meetings.cancel(desk, number, following=following)
        gone.extend(answer.gone)
        return answer.outcome

    return work


def told(gone: Sequence[MeetingView], name: str) -> Work:
    """Write to a new file that meetings are cancelled: a mail or a calendar file, by its name's ending."""

    def work(desk: Desk) -> Outcome:
        """Nothing is changed in our own file."""
        from coachtui.domain.errors import CoachError
        from coachtui.exchange.publishing import write_cancellation
        from coachtui.services.item_views import Outcome

        if not gone:
            raise CoachError("it is not cancelled: there is nothing to tell")
        return Outcome(f"written: {write_cancellation(gone, name, desk.zone, desk.now())}")

    return work


def begun(number: int) -> Work:
    """A meeting begins."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import holding

        return holding.start(desk, number).outcome

    return work


def ended(number: int, at: str = "") -> Work:
    """A meeting ends, now unless told."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import holding

        return holding.end(desk, number, at).outcome

    return work


def noted(number: int, line: str) -> Work:
    """Write one line about a meeting."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import holding

        return holding.note(desk, line, number).outcome

    return work


def attended(number: int, names: str) -> Work:
    """Say who is there; all others who were asked are not."""

    def work(desk: Desk) -> Outcome:
        """One call of the meetings."""
        from coachtui.services import holding

        return holding.attended(desk, number, names).outcome

    return work


def settled(name: str, ids: Sequence[int], until: str = "") -> Work:
    """An action is done, dropped, or gets another deadline."""

    def work(desk: Desk) -> Outcome:
        """One call of the actions."""
        from coachtui.services import actions

        match name:
            case "done":
                return actions.finish(desk, ids)
            case "drop":
                return actions.drop(desk, ids)
        return actions.renegotiate(desk, ids, until)

    return work


def new_preview(desk: Desk, text: str) -> MeetingPreview:
    """The meeting that a line would set up."""
    from coachtui.services import meeting_previews

    return meeting_previews.of_new(desk, text)


def line_preview(number: int) -> Callable[[Desk, str], MeetingPreview]:
    """A meeting with what a line would change."""

    def ask(desk: Desk, line: str) -> MeetingPreview:
        """One call of the previews."""
        from coachtui.services import meeting_previews

        return meeting_previews.of_line(desk, number, line)

    return ask


def move_preview(number: int) -> Callable[[Desk, str], MeetingPreview]:
    """A meeting at another time."""

    def ask(desk: Desk, when: str) -> MeetingPreview:
        """One call of the previews."""
        from coachtui.services import meeting_previews

        return meeting_previews.of_move(desk, number, when)

    return ask


def note_preview(desk: Desk, line: str) -> LinePreview:
    """What a note is."""
    from coachtui.services import meeting_previews

    return meeting_previews.of_note(desk, line)


def deadline_preview(desk: Desk, until: str) -> LinePreview:
    """Until when an action is agreed anew."""
    from coachtui.services import meeting_previews

    return meeting_previews.of_deadline(desk, until)


def people_preview(number: int) -> Callable[[Desk, str], LinePreview]:
    """Who is there, and who is not."""

    def ask(desk: Desk, names: str) -> LinePreview:
        """One call of the previews."""
        from coachtui.services import meeting_previews

        return meeting_previews.of_people(desk, number, names)

    return ask
