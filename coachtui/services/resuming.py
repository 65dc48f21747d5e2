"""One's own resumption lag: from the end of an interruption to the restart of the sprint that it broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.services.running import lags

if TYPE_CHECKING:
    from coachtui.domain.resumption import Lags
    from coachtui.services.desk import Desk


def resumption_lag(desk: Desk) -> Lags:
    """The last measured lags, latest first, and their median."""
    with desk.store.read() as db:
        return lags(db)
