"""The forecast of the next day's buffer and its back-test, as lines of text and as JSON."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.forecast import LEAST_DAYS, WINDOW
from coachtui.domain.human import format_clock, format_minutes
from coachtui.domain.text import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coachtui.domain.fitting import Shape
    from coachtui.domain.forecast import Score
    from coachtui.domain.rhythm import Rhythm
    from coachtui.exchange.look import Look
    from coachtui.services.forecast import ForecastView


DEFAULT_WORDS = "25–30 %"
"""The stated default, of which the upper end is taken."""

LEARNING = f"From {LEAST_DAYS + 1} logged days on, every rule is judged on them here."
"""What stands in the place of the back-test before it can be made."""


def sentences(view: ForecastView, today: date) -> list[str]:
    """What the forecast says, one sentence a line; the last ones are what can be done about it."""
    learnt, planned = view.learnt, format_minutes(view.planned) if view.planned else "0m"
    day = describe_day(view.on, today)
    what = "planned work" if view.is_planned else "work that the rhythm has room for"
    out = [f"{day}: {_length(view.needed)} of buffer, {learnt.share:.0%} of {planned} {what}"]
    if view.proposed and not view.is_planned:  # the day that is proposed has less work, and needs less for it
        proposed = f"{_length(view.proposed.buffer)} of buffer for {_length(view.proposed.work)} of work"
        out = [f"{day}: {proposed}, {learnt.share:.0%} of it at least"]
    if learnt.is_default:
        out.append(
            f"the default of {DEFAULT_WORDS} of planned work, taken at {learnt.share:.0%}, "
            f"until ten days are logged ({learnt.days} so far); then your own days decide"
        )
    else:
        out.append("meant to hold on 8 days of 10; learnt from your last " + _days(learnt.days))
    if view.judged:
        out.append(
            f"this would have held on {view.held} of your last {_days(view.judged)}; "
            f"the {_length(view.buffer)} that {day} has, on {view.held_now}"
        )
    if view.parts:
        halves = (
            f"{one.name}s: interruptions {_length(one.interrupted)}, overrun {_length(one.overrun)}"
            for one in view.parts
        )
        out.append(f"on average {' · '.join(halves)}")
    return out


def proposals(view: ForecastView) -> list[str]:
    """What the forecast proposes, one line each: the rhythm's buffers, and a standing buffer."""
    out = []
    if view.proposal and view.proposed:
        out.append(
            f"{view.on:%A}s now: {_buffers(view.rhythm, view.shape)}. "
            f"Proposed: {_buffers(view.proposal, view.proposed)}"
        )
    elif view.rhythm.working:
        out.append(f"{view.on:%A}s have that: {_buffers(view.rhythm, view.shape)}")
    if standing := view.standing:
        habit = standing.habit
        out.append(
            f"{one_line(habit.who)} came on {habit.days} days of the last week around "
            f"{_clock(habit.minute, view)}: a standing buffer {_span(view)}"
        )
    return out


def lines(view: ForecastView, today: date, look: Look) -> list[str]:
    """The forecast with what can be done about it."""
    head, *rest = sentences(view, today)
    out = [look.line(head, "bold"), *(look.line(f"  {one}") for one in rest)]
    out += [look.line(f"  {one}", "yellow") for one in proposals(view)]
    if view.proposal:
        out.append(look.line("`coachtui forecast --apply` changes the rhythm of all working days"))
    if view.standing:
        out.append(look.line("`coachtui forecast --apply-standing` puts it into every working day"))
    return out


def document(view: ForecastView) -> dict[str, object]:
    """The forecast as JSON: lengths in minutes, shares of the planned work."""
    standing = view.standing
    return {
        "date": view.on.isoformat(),
        "planned": view.is_planned,
        "planned_minutes": view.planned,
        "buffer_minutes": view.buffer,
        "needed_minutes": view.needed,
        "share": round(view.learnt.share, 4),
        "default": view.learnt.is_default,
        "days": view.learnt.days,
        "held": view.held,
        "held_now": view.held_now,
        "of": view.judged,
        "parts": [one._asdict() for one in view.parts],
        "rhythm": _rhythm(view.rhythm, view.shape),
        "proposal": _rhythm(view.proposal, view.proposed) if view.proposal and view.proposed else None,
        "standing": {
            "who": one_line(standing.habit.who),
            "days": standing.habit.days,
            "start": format_clock(standing.start),
            "end": format_clock(standing.end),
        }
        if standing
        else None,
    }


def table(scores: Sequence[Score], look: Look) -> list[str]:
    """How each rule would have done."""
    judged = scores[0].judged if scores else 0
    out = [
        look.line(f"{_days(judged)}, each judged only by the {WINDOW} before it", "bold"),
        look.line("rule               buffer of work   held on"),
    ]
    for one in scores:
        style = "yellow" if one.rule.fixed is None else ""
        out.append(
            look.line(
                f"{one.rule.name:<18} {one.share:>14.0%}   {one.held:>4} days, {one.coverage:>4.0%}", style
            )
        )
    return out


def table_document(scores: Sequence[Score]) -> dict[str, object]:
    """The same as JSON."""
    return {
        "judged": scores[0].judged if scores else 0,
        "rules": [
            {
                "rule": one.rule.name,
                "share": round(one.share, 4),
                "held": one.held,
                "coverage": round(one.coverage, 4),
            }
            for one in scores
        ],
    }


def _rhythm(rhythm: Rhythm, shape: Shape) -> dict[str, object]:
    return {
        "sprint": rhythm.sprint,
        "buffer": rhythm.buffer,
        "every": rhythm.every,
        "end_buffer": rhythm.end_buffer,
        "reserve": rhythm.reserve,
        "work_minutes": shape.work,
        "buffer_minutes": shape.buffer,
    }


def _buffers(rhythm: Rhythm, shape: Shape) -> str:
    count = f"every {rhythm.every} sprints" if rhythm.every > 1 else "every sprint"
    return (
        f"{rhythm.buffer}m after {count} and {rhythm.end_buffer}m at the end, "
        f"{_length(shape.buffer)} for {_length(shape.work)} of work"
    )


def _span(view: ForecastView) -> str:
    assert view.standing is not None
    return "-".join(format_clock(one, view.clock24) for one in (view.standing.start, view.standing.end))


def _clock(minute: int, view: ForecastView) -> str:
    return format_clock(time(*divmod(minute, 60)), view.clock24)


def _days(count: int) -> str:
    return counted(count, "working day")


def _length(minutes: int) -> str:
    if not minutes:
        return "0m"
    return format_minutes(minutes) if minutes > 0 else f"-{format_minutes(-minutes)}"
