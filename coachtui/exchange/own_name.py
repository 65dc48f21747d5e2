"""The name under which others know you."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress

from coachtui.domain.text import clean_line
from coachtui.services.habits import NAME_LIMIT, name_said


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
