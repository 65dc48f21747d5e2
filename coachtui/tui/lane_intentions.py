"""What commands about the backlog and the forecast ask of the services: one call each.

As in `intentions`, a service is imported when it is first asked, on the engine's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coachtui.domain.forecast import Score
    from coachtui.services.desk import Desk
    from coachtui.services.forecast import ForecastView
    from coachtui.services.item_views import Outcome
    from coachtui.services.lane import LaneView
    from coachtui.tui.engine import Work


def waiting(desk: Desk, _: str) -> LaneView:
    """The backlog lane."""
    from coachtui.services import lane

    return lane.look(desk)


def decided(name: str, ids: Sequence[int]) -> Work:
    """Take in, put off, finish, drop, keep, rest or wake tasks."""

    def work(desk: Desk) -> Outcome:
        """One call of the lane."""
        from coachtui.services import lane

        ways = {
            "take": lane.take,
            "put_off": lane.put_off,
            "finish": lane.finish,
            "drop": lane.drop,
            "keep": lane.keep,
            "rest": lane.rest,
            "wake": lane.wake,
        }
        return ways[name](desk, ids)

    return work


def rested_from(on: date) -> Work:
    """Put a whole stale stretch to rest."""

    def work(desk: Desk) -> Outcome:
        """One call of the lane."""
        from coachtui.services import lane

        return lane.rest_from(desk, on)

    return work


def given(ids: Sequence[int], name: str) -> Work:
    """Give tasks to someone."""

    def work(desk: Desk) -> Outcome:
        """One call of the lane."""
        from coachtui.services import lane

        return lane.give(desk, ids, name)

    return work


def foreseen(desk: Desk, _: str) -> tuple[ForecastView, tuple[Score, ...]] | str:
    """The forecast and its back-test, which is empty while too few days are logged; or why there is none."""
    from coachtui.services import forecast

    try:
        view = forecast.forecast(desk)
    except CoachError as error:
        return str(error)
    try:
        return view, forecast.backtest(desk)
    except CoachError:
        return view, ()


def applied(name: str) -> Work:
    """Give the rhythm the buffers, or the standing buffer, that are proposed."""

    def work(desk: Desk) -> Outcome:
        """One call of the forecast."""
        from coachtui.services import forecast

        return forecast.apply(desk) if name == "buffers" else forecast.apply_standing(desk)

    return work


def applied_to(weekday: int) -> Work:
    """Give one weekday the buffers that are proposed."""

    def work(desk: Desk) -> Outcome:
        """One call of the forecast."""
        from coachtui.services import forecast

        return forecast.apply(desk, [weekday])

    return work
