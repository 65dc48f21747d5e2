"""Days that are looked for in the past."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def looked_back(on: date, today: date, said: str) -> date:
    """The day that is meant when one looks back: "mon" is the last Monday, "30 nov" that of last year."""
    if on <= today or re.search(r"\d{4}|tomorrow|[+]|in ", said):
        return on
    if said.strip().isalpha():
        return on - timedelta(days=7 if on - timedelta(days=7) < today else 14)
    return on.replace(year=on.year - 1, day=min(on.day, 28) if on.month == 2 else on.day)
