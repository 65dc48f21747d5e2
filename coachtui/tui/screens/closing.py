"""Commands about the end of a meeting: its review, its minutes, and the offer to begin the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui import commands
from coachtui.tui.screens.convening import Convening

if TYPE_CHECKING:
    from coachtui.domain.review import Step
    from coachtui.services.meeting_views import MeetingView
    from coachtui.services.review_looking import Chosen
    from coachtui.services.views import Snapshot
    from coachtui.tui.review_offer import Moment


class Closing(Convening):
    """The part of the dashboard that ends meetings."""

    unsaved: dict[int, list[tuple[Step, str]]]
    """Lines of reviews that could not be saved, by meeting."""
    offered_reviews: set[Moment]
    """What was said already about meetings that end."""
    _correcting: int | None = None
    """The meeting whose closed review the next R opens again."""

    def notice(self, command: str) -> None:
        """A command was given: any other one is no wish to correct."""
        super().notice(command)
        if command != "review":
            self._correcting = None

    @property
    def highlighted(self) -> int | None:
        """The meeting that is highlighted in Today or Meetings."""
        if self.active is self.meetings:
            return self.meetings.meeting.id if self.meetings.meeting else None
        return self.block.meeting_id if self.block else None

    def offer_review(self, before: Snapshot | None) -> None:
        """Say once that a meeting ends, and once that it is over; never while something is typed."""
        if self.snapshot is None or self.snapshot.meetings is None:
            return
        from coachtui.tui.review_offer import due, moment, words

        one = due(self.snapshot.meetings)
        if one is None or moment(one) in self.offered_reviews:
            return
        is_known_first = before is None or before.meetings is None
        if not is_known_first and (self.prompt.is_open or not self.is_current):
            return
        self.offered_reviews.add(moment(one))
        if not is_known_first:
            self.message.say(words(one, commands.key("review")))

    def do_review(self) -> None:
        """The review of the meeting that is highlighted, that runs, or that ended last."""
        if self._correcting is not None:
            self.correct(self._correcting)
        else:
            self.open_review(self.highlighted)

    def review(self, one: MeetingView) -> None:
        """The same, by Enter on its row."""
        self.open_review(one.id)

    def open_review(self, wanted: int | None) -> None:
        """The review of a meeting, or of the nearest one that waits."""
        raise NotImplementedError

    def offer_correction(self, chosen: Chosen) -> None:
        """A closed review is opened again only when that is said twice."""
        self._correcting = chosen.meeting
        key = commands.key("review")
        self.message.say(f"{key} again corrects {chosen.title}, which is closed; its minutes will say so")

    def correct(self, number: int) -> None:
        """Open a closed review again."""
        from coachtui.tui.review_intentions import reopened

        self._correcting = None
        self.intend("correct", reopened(number))
        self.open_review(number)

    def do_minutes(self) -> None:
        """The minutes of the meeting that is highlighted, or of the last one."""
        self.show_minutes(self.highlighted)

    def show_minutes(self, wanted: int | None) -> None:
        """The minutes of a meeting, or of the last one."""
        raise NotImplementedError
