"""What the user is used to: a clock of 24 hours or of 12, the day on which a week begins, the own name.

The settings file says it (`clock`, `week_start`, `name`), else the territory of the locale (LC_ALL,
LC_TIME or LANG) by the Unicode CLDR. It is read without anything that a captured line would wait for.
"""

from __future__ import annotations

import os
import sys

from coachtui.domain.text import clean_line
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "config.toml"
"""The settings file in its folder."""

SELF_LIMIT = 400
"""Characters of your name with a mail address."""

NAME_LIMIT = 80
"""Letters that a name may have."""

WEEK_STARTS = {"monday": 0, "sunday": 6, "saturday": 5}
"""The weekdays on which a week may begin, Monday is 0."""

TWELVE = frozenset((
    "AE", "AU", "BD", "BH", "CA", "CO", "DO", "EG", "HK", "IN", "IQ", "JO", "KR", "KW", "LB", "LY",
    "MY", "NZ", "OM", "PH", "PK", "PR", "QA", "SA", "SD", "SG", "SY", "TW", "US", "VE", "YE",
))  # fmt: skip
"""Territories whose clocks count to twelve; in French they count to 24 everywhere."""

SUNDAY = frozenset((
    "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "DM", "DO", "ET", "GT", "GU", "HK",
    "HN", "ID", "IL", "IN", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM", "MO", "MT", "MX", "MZ",
    "NI", "NP", "PA", "PE", "PH", "PK", "PR", "PY", "SA", "SG", "SV", "TH", "TT", "TW", "UM", "US",
    "VE", "VI", "WS", "YE", "ZA", "ZW",
))  # fmt: skip
"""Territories whose weeks begin on Sunday."""

SATURDAY = frozenset((
    "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY",
))  # fmt: skip
"""Territories whose weeks begin on Saturday."""


class Habits(NamedTuple):
    """How the user reads times and weeks."""

    clock24: bool = True
    week_start: int = 0
    """The first day of a week, Monday is 0."""

    @property
    def week(self) -> tuple[int, ...]:
        """The weekdays in the user's order."""
        return tuple((self.week_start + at) % 7 for at in range(7))


def habits() -> Habits:
    """What this user is used to; a file that cannot be read, or says something else, says nothing."""
    said = _said("clock", "week_start")
    usual = of_locale(os.environ)
    clock, start = said.get("clock"), said.get("week_start")
    return Habits(
        clock == "24" if clock in ("24", "12") else usual.clock24,
        WEEK_STARTS[start] if isinstance(start, str) and start in WEEK_STARTS else usual.week_start,
    )


def of_locale(environment: Mapping[str, str]) -> Habits:
    """What people of the locale's territory are used to; 24 hours and Monday where it names none."""
    name = next((environment[key] for key in ("LC_ALL", "LC_TIME", "LANG") if environment.get(key)), "")
    language, _, rest = name.partition("_")
    territory = rest.partition(".")[0].partition("@")[0].upper()
    start = "sunday" if territory in SUNDAY else "saturday" if territory in SATURDAY else "monday"
    return Habits(territory not in TWELVE or language == "fr", WEEK_STARTS[start])


def place() -> str:
    """Where the settings file is, or would be: COACHTUI_CONFIG, else the platform's folder for it."""
    if named := os.environ.get("COACHTUI_CONFIG"):
        return os.path.expanduser(named)  # noqa: PTH111 - pathlib would cost a captured line 6 ms
    if sys.platform == "linux" and (home := os.environ.get("HOME")):
        folder = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
        return f"{folder}/coachtui/{FILE}"
    from platformdirs import user_config_path

    return str(user_config_path("coachtui", appauthor=False) / FILE)


def name_said() -> str:
    """The name by which the user is known: COACHTUI_NAME, else the setting; empty where neither says."""
    return clean_line(_self_said().partition("<")[0], NAME_LIMIT)


def address_said() -> str:
    """The mail address behind that name, as in `Sam Doe <sam@example.org>`; empty where there is none."""
    return _self_said().partition("<")[2].partition(">")[0].strip()


def _self_said() -> str:
    """The name with what stands behind it."""
    said = os.environ.get("COACHTUI_NAME") or _said("name").get("name")
    return clean_line(said, SELF_LIMIT) if isinstance(said, str) else ""


def _said(*keys: str) -> Mapping[str, object]:
    """What the settings file says, where it says anything about these."""
    try:
        with open(place(), encoding="utf-8") as file:  # noqa: PTH123 - as above
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return {}
    if not any(key in text for key in keys):
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
