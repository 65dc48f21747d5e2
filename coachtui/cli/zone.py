"""The zone of the machine's wall clock, found without an import that a captured line would wait for."""

# pathlib would cost a captured line 6 ms
# ruff: noqa: PTH115

from __future__ import annotations

import os
from zoneinfo import ZoneInfo

LOCALTIME = "/etc/localtime"
"""A link into the zone database on Linux, macOS and the BSDs."""


def local_zone() -> ZoneInfo:
    """The zone that TZ names, else that of the system; UTC where neither can be found."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _linked()):
        if name and (zone := _zone(name.rpartition("zoneinfo/")[2])):
            return zone
    return _zone(_searched()) or ZoneInfo("UTC")


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None  # no such zone, no name for one, or a folder of zones


def _linked() -> str:
    try:
        return os.readlink(LOCALTIME)
    except OSError:
        return ""


def _searched() -> str:
    """What tzlocal finds in the files of this system, which some distributions need."""
    from warnings import catch_warnings

    from tzlocal import get_localzone_name

    try:
        with catch_warnings(action="ignore"):
            return get_localzone_name() or ""
    except LookupError:
        return ""
