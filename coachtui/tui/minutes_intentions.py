"""What the screen of minutes asks of the services, on the engine's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError
from coachtui.services.item_views import Outcome

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
    """Write the minutes to a new file: Markdown or a mail, by its name's ending."""

    def work(desk: Desk) -> Outcome:
        """Nothing is changed in our own file."""
        from coachtui.exchange.publishing import write_minutes
        from coachtui.services.review_looking import with_minutes

        path = write_minutes(with_minutes(desk, meeting), name, desk.zone, desk.now())
        is_mail = path.lower().endswith(".eml")
        return Outcome(
            f"the minutes are in {path}: {'your mail program sends it' if is_mail else 'Markdown'}"
        )

    return work
