"""What was decided on the screens that plan and close a day and is not saved, as JSON keeps it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from coachtui.domain.draft import Draft
from coachtui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coachtui.services.wrapup import Decision, Key


def plans_of(held: object) -> dict[date, Draft]:
    """The plans that an earlier dashboard left unsaved; what is none is left out."""
    plans = {}
    if isinstance(held, list):  # as they were kept before each had its name
        held = {one["on"]: one for one in held if isinstance(one, dict) and isinstance(one.get("on"), str)}
    for name, one in held.items() if isinstance(held, dict) else ():
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            lines = tuple(clean_line(line) for line in one["lines"])
            taken = {int(number): clean_line(line) for number, line in one["taken"].items()}
            on = date.fromisoformat(name)
            plans[on] = Draft(on, lines, taken)
    return plans


def written_plans(plans: Mapping[date, Draft]) -> object:
    """Unsaved plans as JSON takes them, by their day."""
    return {
        str(one.on): {
            "lines": list(one.lines),
            "taken": {str(key): line for key, line in one.taken.items()},
        }
        for one in list(plans.values())
    }


class Decided:
    """What was decided so far about the end of a day."""

    def __init__(self) -> None:
        self.on: date | None = None
        """The day that it is about; None while nothing was decided."""
        self.things: dict[Key, Decision] = {}
        self.note: str | None = None
        """The line about the day; None while none was typed."""
        self.first: str | None = None
        """The first sprint of the next day; None while none was typed."""

    def begin(self, on: date) -> None:
        """Go on about a day; what was decided about another one is over."""
        if self.on != on:
            self.forget()
            self.on = on

    def forget(self) -> None:
        """Nothing is decided."""
        self.on, self.things, self.note, self.first = None, {}, None, None

    def written(self) -> object:
        """As JSON takes it; empty when nothing is decided."""
        if not (self.things or self.note or self.first):
            return {}
        things = [[key.kind.value, key.id, one.verdict.value, one.to] for key, one in self.things.items()]
        return {"on": str(self.on), "things": things, "note": self.note, "first": self.first}

    @classmethod
    def read(cls, held: object) -> Decided:
        """What an earlier dashboard left unsaved; nothing where it cannot be read."""
        from coachtui.services.wrapup import Decision, Key, Kind, Verdict

        decided = cls()
        with suppress(ValueError, TypeError, KeyError):
            if isinstance(held, dict) and held:
                on = date.fromisoformat(held["on"])
                things = {
                    Key(Kind(kind), int(number)): Decision(Verdict(verdict), clean_line(to, 80))
                    for kind, number, verdict, to in held["things"]
                }
                note, first = (
                    None if held[one] is None else clean_line(held[one]) for one in ("note", "first")
                )
                decided.on, decided.things, decided.note, decided.first = on, things, note, first
        return decided
