"""What a command works with: its file, its clock and its zone, each found when it is asked for.

The file is `--db`, else COACHTUI_DB, else `coach.db` in the platform's folder for a user's data, which
is the only folder that is ever made. COACHTUI_NOW stops the clock.
"""

# pathlib would cost a captured line 6 ms
# ruff: noqa: PTH100, PTH111, PTH112, PTH117, PTH118, PTH120

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property

from coachtui.cli.zone import local_zone
from coachtui.domain.day import resolve, working_date
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from coachtui.services.desk import Desk
    from coachtui.services.habits import Habits

NAME = "coach.db"
"""The file in the default folder."""

YEARS = range(1970, 2200)
"""Years that the clock may be set to."""

LOOK_FOR = 1.0
"""Seconds that looking waits for another program: a status bar must not hang."""

WAIT_FOR = 10.0
"""Seconds that a change waits for another program."""


class Context:
    """Where one command finds what it works with."""

    db: str = ""
    """The path that `--db` gave; empty when it was not given."""
    json: bool = False
    """Whether programs read the answer: times are then as on a clock of 24 hours."""
    unkept: str = ""
    """What the user wants to have kept and is not yet: echoed when the command fails."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which wall-clock times are meant and shown."""
        return local_zone()

    @cached_property
    def path(self) -> str:
        """The file."""
        if self.names_file:
            return os.path.expanduser(self.db or os.environ["COACHTUI_DB"])
        return os.path.join(data_folder(), NAME)

    @property
    def habits(self) -> Habits:
        """How whoever reads the answer reads times and weeks."""
        from coachtui.services.habits import Habits, habits

        return Habits() if self.json else habits()

    @property
    def names_file(self) -> bool:
        """Whether the user said which file."""
        return bool(self.db or os.environ.get("COACHTUI_DB"))

    @property
    def is_unused(self) -> bool:
        """Whether there is no file yet and it can be made: its folder is there, or is made with it."""
        folder = os.path.dirname(os.path.abspath(self.path))
        return not os.path.lexists(self.path) and (not self.names_file or os.path.isdir(folder))

    @cached_property
    def now(self) -> datetime:
        """The instant at which the command happens.

        Raises:
            UsageError: COACHTUI_NOW is set to something that is no time.
        """
        said = os.environ.get("COACHTUI_NOW")
        return read_clock(said, self.zone) if said else datetime.now(UTC)

    def past_date(self, text: str) -> date:
        """The day that a text names to one who looks back: "mon" is the last Monday, "30 nov" the last one.

        Raises:
            UnclearError: it is no day.
        """
        from coachtui.domain.calendar_words import parse_past_day

        today = self.date("")
        return parse_past_day(text, today) if text else today

    def date(self, text: str) -> date:
        """The day that a text names: "fri", "2026-11-25"; the present working day when it is empty.

        Raises:
            UnclearError: it is no day.
        """
        today = working_date(self.now, self.zone)
        if not text:
            return today
        from coachtui.domain.calendar_words import parse_day

        return parse_day(text, today)

    @contextmanager
    def desk(self, *, readonly: bool = False, create: bool = True) -> Iterator[Desk]:
        """The file, opened for this command at its instant.

        Raises:
            StoreError: the file cannot be used, or is missing and not to be created.
        """
        desk = self._opened(lambda: self.now, readonly=readonly, create=create)
        try:
            yield desk
        finally:
            desk.store.close()

    def dashboard_desk(self) -> Desk:
        """The file, opened for the dashboard, whose clock runs on from the instant it began."""
        ahead = self.now - datetime.now(UTC) if os.environ.get("COACHTUI_NOW") else timedelta()
        return self._opened(lambda: datetime.now(UTC) + ahead)

    def _opened(self, clock: Callable[[], datetime], *, readonly: bool = False, create: bool = True) -> Desk:
        from coachtui.services.desk import Desk
        from coachtui.store.file import Store

        own_folder = not self.names_file
        store = Store.open(
            self.path,
            now=clock(),
            readonly=readonly,
            create=create,
            make_folder=own_folder and create,
            timeout=LOOK_FOR if readonly else WAIT_FOR,
        )
        return Desk(store, clock, self.zone, self.habits)


def read_clock(text: str, zone: ZoneInfo) -> datetime:
    """The instant of an ISO 8601 time; local time, and the earlier of two, when it has no offset.

    Raises:
        UsageError: it is no such time.
    """
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        said = None
    if said is None or said.year not in YEARS:
        raise UsageError(f"COACHTUI_NOW is {quoted(text)}: write a time such as 2026-11-24T08:30")
    return said.astimezone(UTC) if said.tzinfo else resolve(said.date(), said.time(), zone)


def data_folder() -> str:
    """The folder that platformdirs gives for the user's data.

    Raises:
        CoachError: the user has no home folder.
    """
    if sys.platform == "linux":
        for base, rest in (("XDG_DATA_HOME", "coachtui"), ("HOME", ".local/share/coachtui")):
            if os.path.isabs(folder := os.environ.get(base, "")):
                return os.path.join(folder, rest)
    import platformdirs

    try:
        return platformdirs.user_data_dir("coachtui", appauthor=False)
    except RuntimeError:
        raise CoachError("you have no home folder: name a file with --db") from None
