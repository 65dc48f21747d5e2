"""What the screen of minutes asks of the services, on the engine's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError
from coachtui.services.views import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView
    from coachtui.tui.engine import Work


class Minutes(NamedTuple):
    """A meeting, and its minutes as Markdown."""

    view: MeetingView
    text: str


def minutes_of(wanted: int | None) -> Callable[[Desk, str], Minutes | str]:
    """The minutes of a meeting, or of the last one; why there are none."""

    def question(desk: Desk, _: str) -> Minutes | str:
        """Nothing is written."""
        from coachtui.exchange.minutes import minutes
        from coachtui.exchange.own_name import own_name
        from coachtui.services.review_looking import with_minutes

        try:
            view = with_minutes(desk, wanted)
        except CoachError as error:
            return str(error)
        return Minutes(view, minutes(view, desk.zone, own_name()))

    return question


def written(meeting: int, name: str) -> Work:
    """Write the minutes to a new file: a mail where its name ends with .eml, else Markdown."""

    def work(desk: Desk) -> Outcome:
        """Nothing is changed in our own file."""
        from pathlib import Path

        from coachtui.exchange.mail import minutes_mail
        from coachtui.exchange.minutes import minutes
        from coachtui.exchange.new_file import write_new
        from coachtui.exchange.own_name import own_name
        from coachtui.services.review_looking import with_minutes

        view, me = with_minutes(desk, meeting), own_name()
        is_mail = name.lower().endswith(".eml")
        document = (
            minutes_mail(view, desk.zone, me, desk.now()) if is_mail else f"{minutes(view, desk.zone, me)}\n"
        )
        try:
            path = Path(name).expanduser()
        except RuntimeError:
            raise CoachError(f"{name} has no folder that is known: name it in full") from None
        try:
            write_new(str(path), document)
        except CoachError as problem:
            raise CoachError(str(problem).replace(str(path), name)) from problem
        return Outcome(
            f"the minutes are in {path}: {'your mail program sends it' if is_mail else 'Markdown'}"
        )

    return work
