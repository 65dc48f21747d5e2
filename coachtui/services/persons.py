"""A person's own page: what they asked for, how long it took, what they were told, what is open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN, State
from coachtui.domain.median import median
from coachtui.domain.promise import word_of
from coachtui.domain.text import clean_line, quoted
from coachtui.domain.wall import Wall
from coachtui.services import meeting_reading as reading
from coachtui.services.calendar import Calendar
from coachtui.services.items import Line
from coachtui.services.ledger import open_items, tally
from coachtui.store import actions, interruptions, people, reviews

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView
    from coachtui.services.ledger import Counts, Told
    from coachtui.services.meeting_views import ActionView
    from coachtui.store.reviews import Parked

LATELY = timedelta(days=30)
"""What "lately" means."""


class PersonView(NamedTuple):
    """All that the file knows of a person at one moment; lengths in minutes."""

    name: str
    now: datetime
    zone: ZoneInfo
    asked: int
    """How often they asked, as far back as `interruptions.OF_PERSON` goes."""
    lately: int
    """How often in the last 30 days."""
    last_at: datetime | None
    usual_asked: int | None
    """The median of what they said it takes; None where they never said."""
    usual_took: int | None
    """The median of what it really took."""
    measured: int
    """Of how many that is known."""
    counts: Counts
    """How their promises stand."""
    open: tuple[ItemView, ...]
    """What they asked for and is open, in the order in which it will be dealt with."""
    recent: tuple[ItemView, ...]
    """What they asked for last and is closed, latest first."""
    given: tuple[ItemView, ...]
    """What was given to them last, latest first."""
    parked: tuple[Parked, ...]
    """Points of reviewed meetings that were parked with them, latest first."""
    actions: tuple[ActionView, ...]
    """Their open actions from meetings, the next deadline first."""
    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.clock24)


def person(desk: Desk, name: str, *, recent: int = 10) -> PersonView:
    """The page of a person by name or first name, with so many closed things.

    Raises:
        CoachError: nobody of that name was ever met.
    """
    now = desk.now()
    with desk.store.read() as db:
        full = people.known(db, clean_line(name, 80))
        if full is None:
            raise CoachError(f"nobody called {quoted(name)} has asked yet: coachtui search finds names")
        calendar = Calendar(desk, db, now)
        everything = interruptions.open_ones(db)
        items = {one.id: one for one in open_items(calendar, everything)}
        theirs = [items.get(one.id, one) for one in interruptions.of_person(db, full)]
        line = Line(calendar, list(items.values()), desk.wall)
        closed = [one for one in theirs if one.state not in OPEN]
        views = [line.view(one) for one in theirs if one.state in OPEN]
        told: list[Told] = [(one.word, one.promised_at, None, one.id) for one in views]
        told += [(word_of(one), one.promised_at, one.closed_at, one.id) for one in closed]
        asked = [one.minutes for one in theirs if not one.estimated]
        took = [one.spent for one in theirs if one.spent is not None]
        waiting = sorted(
            views,
            key=lambda one: (not one.pieces, one.pieces[0].starts_at if one.pieces else one.arrived_at),
        )
        given = [one for one in interruptions.given_to(db, full, recent) if one.state is State.GIVEN]
        own = [one for one in actions.open_ones(db) if one.owner == full]
        return PersonView(
            name=full,
            now=now,
            zone=desk.zone,
            clock24=desk.habits.clock24,
            asked=len(theirs),
            lately=sum(now - one.arrived_at <= LATELY for one in theirs),
            last_at=max((one.arrived_at for one in theirs), default=None),
            usual_asked=median(asked[: interruptions.RECENT]),
            usual_took=median(took[: interruptions.RECENT]),
            measured=min(len(took), interruptions.RECENT),
            counts=tally(db, told),
            open=tuple(waiting),
            recent=tuple(line.view(one) for one in closed[:recent]),
            given=tuple(line.view(one) for one in given),
            parked=tuple(reviews.parked_with(db, full, recent)),
            actions=reading.actions_of(desk, own, now),
        )
