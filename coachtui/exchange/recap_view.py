"""A recap as JSON, and as Markdown: the log of a day, the page of a week or a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import WEEKDAYS
from coachtui.domain.human import format_minutes
from coachtui.domain.recap import Scale
from coachtui.domain.resumption import lag_words
from coachtui.domain.text import one_line
from coachtui.exchange.markdown import escaped
from coachtui.exchange.recap_lines import heading

if TYPE_CHECKING:
    from coachtui.domain.recap import Numbers, Recap


def document(recap: Recap) -> dict[str, object]:
    """All that a recap holds; lengths in minutes, the lag in seconds."""
    return {
        "scale": recap.scale.value,
        "first": recap.first.isoformat(),
        "last": recap.last.isoformat(),
        "total": recap.total._asdict(),
        "note": one_line(recap.note),
        "days": [
            {"date": one.on.isoformat(), **one.numbers._asdict(), "note": one_line(one.note)}
            for one in recap.days
        ],
        "by_hour": {f"{at:02}": count for at, count in enumerate(recap.by_hour) if count},
        "by_weekday": dict(zip(WEEKDAYS, recap.by_weekday, strict=True)),
        "people": [
            {"who": one_line(one.who), "arrived": one.arrived, "spent": one.spent} for one in recap.people
        ],
        "sprints": [{**one._asdict(), "title": one_line(one.title)} for one in recap.sprints],
        "handled": [
            {**one._asdict(), "title": one_line(one.title), "who": one_line(one.who)} for one in recap.handled
        ],
        "meetings": [{**one._asdict(), "title": one_line(one.title)} for one in recap.meetings],
        "resumption_lag_seconds": recap.lag,
    }


def markdown(recap: Recap) -> str:
    """The recap as a page; the user's words are never markup."""
    out = [f"# {heading(recap)}", ""]
    if recap.note:
        out += [escaped(recap.note), ""]
    out += _sums(recap.total)
    if recap.lag is not None:
        out.append(f"- Back at work after an interruption: {lag_words(recap.lag)}, as a rule")
    if recap.scale is Scale.DAY:
        out += _day(recap)
    elif recap.days:
        out += [
            "",
            "| day | sprints | focus | buffer used | interruptions | |",
            "|---|---|---|---|---|---|",
        ]
        for day in recap.days:
            one = day.numbers
            out.append(
                f"| {WEEKDAYS[day.on.weekday()]} {day.on} | {one.sprints_done}/{one.sprints} "
                f"| {_of(one.focus, one.planned)} | {_of(one.used, one.buffer)} "
                f"| {one.arrived} | {escaped(day.note)} |"
            )
    if recap.people:
        out += ["", "## Who asked", ""]
        out += [
            f"- {escaped(one.who)}: {one.arrived}, {format_minutes(one.spent)}" for one in recap.people[:10]
        ]
    return "\n".join(out)


def _sums(one: Numbers) -> list[str]:
    return [
        f"- Sprints: {one.sprints_done} of {one.sprints} done, musts {one.musts_done} of {one.musts}",
        f"- Focus: {_of(one.focus, one.planned)}; "
        f"{format_minutes(one.estimated)} planned took {format_minutes(one.actual)}",
        f"- Interruptions: {one.arrived} in, {one.handled} handled, {one.let_go} let go, "
        f"{format_minutes(one.spent)}",
        f"- Buffer used: {_of(one.used, one.buffer)}",
        f"- Promises: {one.kept} kept, {one.missed} missed, {one.renegotiated} told anew in time",
        f"- Meetings: {one.meetings}, {one.reviewed} reviewed; purpose met {one.met}, partly {one.partly}, "
        f"not {one.unmet}",
    ]


def _day(recap: Recap) -> list[str]:
    out: list[str] = []
    if recap.sprints:
        out += ["", "## Sprints", ""]
    for sprint in recap.sprints:
        took = "not measured" if sprint.worked is None else f"took {format_minutes(sprint.worked)}"
        took += ", parked" * sprint.is_parked
        must = " **must**" if sprint.must else ""
        box = "x" if sprint.is_done else " "
        out.append(f"- [{box}] {escaped(sprint.title)}{must} ({format_minutes(sprint.planned)}, {took})")
    if recap.handled:
        out += ["", "## Interruptions", ""]
    for one in recap.handled:
        who = f"{one.who}: " if one.who else ""
        state = format_minutes(one.spent) if one.state == "done" else one.state
        out.append(f"- {escaped(f'{who}{one.title}')} ({state})")
    if recap.meetings:
        out += ["", "## Meetings", ""]
    for meeting in recap.meetings:
        said = {"yes": "purpose met", "partly": "purpose partly met", "no": "purpose not met"}
        word = said.get(meeting.accomplished, "") if meeting.is_reviewed else "not reviewed"
        out.append(f"- {escaped(meeting.title)}{f' ({word})' if word else ''}")
    return out


def _of(part: int, whole: int) -> str:
    return f"{format_minutes(part)} of {format_minutes(whole)}"
