"""The name under which others know you."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress

from coachtui.domain.text import clean_line


def own_name() -> str:
    """COACHTUI_NAME, else the full name that the system has, else the login name."""
    if said := clean_line(os.environ.get("COACHTUI_NAME", ""), 80):
        return said
    with suppress(ImportError, KeyError):
        import pwd

        if full := clean_line(pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0], 80):
            return full
    with suppress(OSError, KeyError, ImportError):
        return clean_line(getpass.getuser(), 80)
    return "me"
