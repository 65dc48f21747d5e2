"""The name under which others know you, and the mail address where it is known."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from typing import NamedTuple

from coachtui.domain.attendee_text import is_address
from coachtui.domain.text import clean_line
from coachtui.services.habits import NAME_LIMIT, address_said, name_said


class Sender(NamedTuple):
    """Who publishes."""

    name: str
    address: str = ""
    """Empty where it is not known: then nobody can answer an invitation."""


def own_self(said: str = "") -> Sender:
    """You, as `Sam Doe <sam@example.org>` says it; else as the settings or the system know you."""
    name, _, rest = clean_line(said).partition("<")
    address = rest.partition(">")[0].strip() if said else address_said()
    return Sender(clean_line(name, NAME_LIMIT) or own_name(), address if is_address(address) else "")


def own_name() -> str:
    """COACHTUI_NAME, else the setting `name`, else the full name in the system, else the login name."""
    if said := name_said():
        return said
    with suppress(ImportError, KeyError):
        import pwd

        if full := clean_line(pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0], NAME_LIMIT):
            return full
    with suppress(OSError, KeyError, ImportError):
        return clean_line(getpass.getuser(), NAME_LIMIT)
    return "me"
