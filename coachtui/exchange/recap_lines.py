"""A recap as lines with plots: for the command line and for the dashboard, in Unicode or ASCII."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import MONTHS, WEEKDAYS
from coachtui.domain.human import format_clock, format_minutes
from coachtui.domain.recap import Scale, weeks
from coachtui.domain.resumption import lag_words
from coachtui.domain.text import counted, one_line
from coachtui.exchange.cells import cut
from coachtui.exchange.plots import bar, beside, rows

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.recap import Numbers, Recap
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.exchange.plots import Parts

PEOPLE = 7
"""People who are shown; the others are counted."""

WIDE = 76
"""Cells from which two plots stand beside each other, and estimates beside the buffers."""

LABEL = 15
"""Cells of the names of numbers."""


def lines(recap: Recap, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The recap in lines of at most so many cells."""
    total = recap.total
    out: list[Parts] = [((heading(recap), "bold"),)]
    if note := one_line(recap.note):
        out.append(((f"  {cut(note, cells - 2, glyphs.ellipsis)}", ""),))
    if not recap.days:
        return [*out, (("  nothing was planned, captured or done", "dim"),)]
    out += [(), *_numbers(recap, total, glyphs)]
    if recap.scale is Scale.DAY:
        out += _estimates(recap, glyphs)
    else:
        out += [(), *_by_day(recap, cells, glyphs)]
    out += [*_interruptions(recap, cells, glyphs), *_handled(recap, cells, glyphs)]
    return [_said(parts, glyphs) for parts in out]


def heading(recap: Recap) -> str:
    """What it is about: "Tue 24 Nov 2026", "week of 23 Nov 2026", "Nov 2026"."""
    first = recap.first
    if recap.scale is Scale.DAY:
        return f"{_day(first)} {first.year}"
    if recap.scale is Scale.WEEK:
        return f"week of {first.day} {MONTHS[first.month - 1]} {first.year}"
    return f"{MONTHS[first.month - 1]} {first.year}"


def _said(parts: Parts, glyphs: Glyphs) -> Parts:
    return tuple((glyphs.say(text), style) for text, style in parts if text)


def _numbers(recap: Recap, one: Numbers, glyphs: Glyphs) -> list[Parts]:
    """The sums, one line each; bars where a part of a whole is meant."""
    musts = f"musts {one.musts_done}/{one.musts}" if one.musts else ""
    late = one.actual - one.estimated
    taken = f"{format_minutes(abs(late))} {'more' if late > 0 else 'less'}" if late else "just that"
    broken = f"broken {counted(one.broken, 'time')}" if one.broken else ""
    purposes = [f"{one.met} met" if one.met else "", f"{one.partly} partly" if one.partly else ""]
    purposes.append(f"{one.unmet} not" if one.unmet else "")
    promises = f"{one.kept} kept · {one.missed} missed · {one.renegotiated} told anew in time"
    out = [
        _line(
            "sprints done", one.sprints_done, one.sprints, f"{one.sprints_done}/{one.sprints}", glyphs, musts
        ),
        _line(
            "focus kept",
            one.focus,
            one.planned,
            f"{format_minutes(one.focus)} of {format_minutes(one.planned)}",
            glyphs,
            broken,
        ),
        _line(
            "buffer used",
            one.used,
            one.buffer,
            f"{format_minutes(one.used)} of {format_minutes(one.buffer)}",
            glyphs,
        ),
        _plain(
            "estimates",
            f"{format_minutes(one.estimated)} planned, {format_minutes(one.actual)} taken: {taken}",
        ),
        _plain(
            "interruptions",
            f"{one.arrived} in · {one.handled} handled · {one.let_go} let go · {format_minutes(one.spent)}",
        ),
        _plain("promises", promises),
        _plain("meetings", f"{one.meetings} · {one.reviewed} reviewed"),
    ]
    if any(purposes):
        out.append(_plain("purposes", " · ".join(word for word in purposes if word)))
    if recap.lag is not None:
        out.append(_plain("back at work", f"{lag_words(recap.lag)} after an interruption, as a rule"))
    return out


def _line(name: str, value: int, most: int, said: str, glyphs: Glyphs, more: str = "") -> Parts:
    style = "red" if value > most and name == "buffer used" else "blue"
    over = " over" if value > most and name == "buffer used" else ""
    return (
        (f"  {name:<{LABEL}}", "dim"),
        (bar(value, most, 10, glyphs), "yellow" if name == "buffer used" and not over else style),
        (f" {said}{over}", ""),
        (f"  {more}" if more else "", "dim"),
    )


def _plain(name: str, said: str) -> Parts:
    return ((f"  {name:<{LABEL}}", "dim"), (said, ""))


def _estimates(recap: Recap, glyphs: Glyphs) -> list[Parts]:
    """The sprints of a day with what was planned for them, and what they took."""
    out: list[Parts] = []
    if recap.sprints:
        out += [(), (("Estimate against actual", "bold"),)]
    most = max((max(one.planned, one.worked or 0) for one in recap.sprints), default=0)
    for one in recap.sprints:
        sign = glyphs.done if one.is_done else glyphs.dot
        took = f"{format_minutes(one.planned)} → {'?' if one.worked is None else format_minutes(one.worked)}"
        took += " parked" * one.is_parked
        over = one.worked is not None and one.worked > one.planned
        name = cut(one_line(one.title), 24, glyphs.ellipsis)
        pad = " " * (24 - len(name)) if name.isascii() else " "
        out.append(
            (
                (f"  {sign} ", "bold" if one.is_done else "dim"),
                (f"{name}{pad} ", "" if one.is_done else "dim"),
                (bar(one.worked or 0, most, 12, glyphs), "red" if over else "blue"),
                (f" {took}", "bold" if over else "dim"),
            )
        )
    return out


def _handled(recap: Recap, cells: int, glyphs: Glyphs) -> list[Parts]:
    """What was dealt with on a day, or let go."""
    out: list[Parts] = [(), (("Interruptions handled", "bold"),)] if recap.handled else []
    for handled in recap.handled:
        who = f"{one_line(handled.who)}: " if handled.who else ""
        state = format_minutes(handled.spent) if handled.state == "done" else handled.state
        name = cut(f"{who}{one_line(handled.title)}", max(cells - 16, 12), glyphs.ellipsis)
        out.append(
            (
                (f"  {glyphs.done if handled.state == 'done' else glyphs.dot} ", "dim"),
                (f"{name}  {state}", ""),
            )
        )
    return out


def _by_day(recap: Recap, cells: int, glyphs: Glyphs) -> list[Parts]:
    """A line for each day of a week, or each week of a month."""
    if recap.scale is Scale.WEEK:
        named = [(_day(day.on), day.numbers) for day in recap.days]
    else:
        named = [
            (_days(first, last), numbers) for first, last, numbers in weeks(recap.days, recap.week_start)
        ]
    head = f"{'':<13} {'sprints':<8} {'focus kept':<19} {'buffer used':<21}"
    wide = cells >= WIDE + 6
    out: list[Parts] = [((f"  {head}{' estimate → actual' if wide else ''}", "dim"),)]
    for name, one in named:
        over = one.used > one.buffer
        mark = "!" if over else ""
        after = f" {format_minutes(one.estimated)} → {format_minutes(one.actual)}" if wide else ""
        out.append(
            (
                (f"  {name:<13} {f'{one.sprints_done}/{one.sprints}':<8} ", ""),
                (bar(one.focus, one.planned, 6, glyphs), "blue"),
                (f" {f'{format_minutes(one.focus)}/{format_minutes(one.planned)}':<12} ", ""),
                (bar(one.used, one.buffer, 6, glyphs), "red" if over else "yellow"),
                (
                    f" {f'{format_minutes(one.used)}/{format_minutes(one.buffer)}{mark}':<14}",
                    "",
                ),
                (after, "bold" if one.actual > one.estimated else ""),
            )
        )
    return out


def _interruptions(recap: Recap, cells: int, glyphs: Glyphs) -> list[Parts]:
    """When and from whom they came."""
    if not any(recap.by_hour):
        return []
    hours = [at for at, count in enumerate(recap.by_hour) if count]
    wide = cells >= WIDE
    half = cells // 2 if wide else cells
    named = [
        (format_clock(time(at), recap.clock24), recap.by_hour[at], "")
        for at in range(hours[0], hours[-1] + 1)
    ]
    by_hour = rows(named, half - 1, glyphs)
    blocks = [[(("Interruptions by hour", "bold"),), *by_hour]]
    if recap.scale is not Scale.DAY:
        week = [(recap.week_start + at) % 7 for at in range(7)]
        days = [
            (WEEKDAYS[at], recap.by_weekday[at], "")
            for at in week
            if recap.by_weekday[at] or WEEKDAYS[at] not in ("Sat", "Sun")
        ]
        blocks.append([(("By weekday", "bold"),), *rows(days, half, glyphs)])
    shown = [(one_line(one.who), one.arrived, format_minutes(one.spent)) for one in recap.people[:PEOPLE]]
    if shown:
        more = len(recap.people) - len(shown)
        rest: list[Parts] = [((f"  and {more} more", "dim"),)] if more else []
        blocks.append([(("By person", "bold"),), *rows(shown, half, glyphs), *rest])
    if not wide:
        return [line for block in blocks for line in [(), *block]]
    left, *right = blocks
    stacked = [line for at, block in enumerate(right) for line in [*([()] if at else []), *block]]
    return [(), *beside(left, stacked, half)]


def _day(on: date) -> str:
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"


def _days(first: date, last: date) -> str:
    month = MONTHS[last.month - 1]
    return f"{first.day}–{last.day} {month}" if first != last else f"{first.day} {month}"
