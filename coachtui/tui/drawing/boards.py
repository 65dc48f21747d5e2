"""The lists on the screens that plan and close a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.rhythm_text import rhythm_words
from coachtui.domain.text import counted
from coachtui.services.wrapup import Verdict
from coachtui.tui import commands
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, day, length, line, page, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.drafting import PlanView
    from coachtui.services.tasks import TaskView
    from coachtui.services.wrapup import DayEnd, Decision, Key
    from coachtui.tui.drawing.parts import Page, Parts

ROOMY = 50
"""Cells from which a row says since when, or until when."""

NUMBERED = 9
"""Offered tasks that a digit takes in; the others by moving to them."""

EXAMPLES = (
    ("", ""),
    ("Write Q3 brief 45m !", "strong"),
    ("a task; ! makes it a must", "dim"),
    ("11:00-11:30 Sync: purpose @Ana", "strong"),
    ("12:00-13:00 break Lunch", "strong"),
    ("", ""),
)
"""Lines of a plan, for one that is empty."""

WORDS = {
    Verdict.TOMORROW: ("wrap-tomorrow", "{day}"),
    Verdict.BACKLOG: ("wrap-backlog", "backlog"),
    Verdict.GIVE: ("wrap-give", "{to}"),
    Verdict.DROP: ("wrap-drop", "let go"),
    Verdict.DONE: ("wrap-done", "done"),
}
"""What a row says that was decided about: behind the key of which command, and what."""


def plan_head(view: PlanView, cells: int, glyphs: Glyphs) -> Parts:
    """The top line: which day is planned, and in which rhythm."""
    return line(
        ((" PLAN  ", "dim"), (day(view.draft.on), "strong"), ("   ", "")),
        (glyphs.say(rhythm_words(view.rhythm, in_full=cells >= 120)), "dim"),
        (("  r changes ", "dim"),),
        cells,
        glyphs,
    )


def plan_load(view: PlanView, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """The load of the day, or why it cannot be planned so."""
    if view.problem or view.planned is None:
        return (line(((f" {glyphs.wrong} ", "wrong"),), (glyphs.say(view.problem), ""), (), cells, glyphs),)
    said = view.planned.outcome
    text = said.message.removeprefix("Planned ")
    words, *more = f"{text[:1].upper()}{text[1:]}".split("; ")
    for one in more:
        words += f"\n{one}" if len(words.split("\n")[-1]) + len(one) + 4 > cells else f"; {one}"
    lines = [line(((" ", ""),), (glyphs.say(one), "strong"), (), cells, glyphs) for one in words.split("\n")]
    if view.needed:
        lines += [
            line(((" ", ""),), (one, "dim"), (), cells, glyphs)
            for one in wrapped(glyphs.say(buffer_words(view)), cells - 2, 2)
        ]
    lines += [
        line(((f"   {glyphs.arrow} ", "dim"),), (glyphs.say(one), ""), (), cells, glyphs)
        for one in said.moved[:2]
    ]
    return tuple(lines)


def buffer_words(view: PlanView) -> str:
    """What the forecast says of the day's buffer, and the key that follows it."""
    assert view.planned is not None
    buffer = view.planned.snapshot.summary.buffered
    count, of = view.held
    need = length(view.needed)
    if view.default is not None:
        share = f"{round(100 * view.default)} % by default"
        said = f"{need} of buffer: {share} until ten days are logged ({of} so far)"
    else:
        said = f"8 days of 10 need {need} of buffer for that"
        said += f"; {length(buffer)} would have held on {count} of your last {counted(of, 'day')}"
    return said if buffer >= view.needed else f"{said}; {commands.key('plan-buffers')} gives it to the rhythm"


def plan_rows(view: PlanView, cells: int, glyphs: Glyphs) -> Page:
    """The lines of the draft, what does not fit, and what could be taken in."""
    if cells < NARROWEST:
        return EMPTY
    draft = view.draft
    rows: list[tuple[str, Parts]] = []
    for at, text in enumerate(draft.lines):
        rows.append((f"line-{at}", line((("    ", ""),), (text, ""), (("  ", ""),), cells, glyphs)))
    if not draft.lines:
        rows += [("", line((("  ", ""),), said, (), cells, glyphs)) for said in _nothing()]
    for one in view.planned.snapshot.unplaced if view.planned else ():
        left = ((f" {length(one.minutes)} ", "wrong"),)
        rows.append(
            (
                "",
                line(
                    ((f"  {glyphs.wrong} ", "wrong"),),
                    (f"does not fit: {one.title}", ""),
                    left,
                    cells,
                    glyphs,
                ),
            )
        )
    group = None
    for at, task in enumerate(view.offered):
        if task.group is not group:
            group = task.group
            rows += [
                ("", ((" ", ""),)),
                ("", line(((" ", ""),), (group.value.capitalize(), "strong"), (), cells, glyphs)),
            ]
        rows.append((f"task-{task.id}", _offered(at, task, view, cells, glyphs)))
    return page(rows)._replace(marker=1)


def _offered(at: int, task: TaskView, view: PlanView, cells: int, glyphs: Glyphs) -> Parts:
    number = str(at + 1) if at < NUMBERED else " "
    is_taken = view.draft.taken.get(task.id) in view.draft.lines
    when = f"due {day(task.due)}" if task.due else day(task.since)
    late = "wrong" if task.is_past_due else "dim"
    return line(
        (
            (f"  {number} ", "key"),
            (f"{glyphs.done} " if is_taken else "  ", "ok"),
            ("! " if task.must else "", "urgent"),
        ),
        (task.title, "dim" if is_taken else ""),
        (
            (f" {length(task.minutes):>5} ", ""),
            *(((f" {when:>14} ", late),) if cells >= ROOMY else ()),
        ),
        cells,
        glyphs,
    )


def wrap_head(end: DayEnd, cells: int, glyphs: Glyphs) -> Parts:
    """The top line: which day is closed, and how much of it was done."""
    one, dot = end.numbers, f" {glyphs.dot} "
    words = [f"{end.sprints_done} of {counted(end.sprints, 'sprint')} done"] if end.sprints else []
    words += [f"{one.arrived} in, {one.handled} handled"] if one.arrived or one.handled else []
    words += [f"{one.reviewed}/{one.meetings} reviews"] if one.meetings else []
    words += [f"focus {length(one.focus)} of {length(one.planned)}"] if one.planned else []
    while len(words) > 1 and len(dot.join(words)) > cells - 26:
        words.pop()
    said = dot.join(words)
    return line(
        ((" WRAP UP  ", "dim"), (day(end.on), "strong"), ("   ", "")), (said, "dim"), (), cells, glyphs
    )


def wrap_rows(
    end: DayEnd, decisions: Mapping[Key, Decision], note: str, first: str, cells: int, glyphs: Glyphs
) -> Page:
    """Every open thing with the word about it; below them the day's line and tomorrow's first sprint."""
    if cells < NARROWEST:
        return EMPTY
    rows: list[tuple[str, Parts]] = []
    for thing in end.things:
        decision = decisions.get(thing.key)
        word = _word(decision, end.following) if decision else "?"
        said = line(((" ", ""),), (word, "ok" if decision else "dim"), (), 14, glyphs)
        after = ((f" {length(thing.minutes):>5}", ""), *said)
        where = f"{thing.where:<14.14}" if cells >= 100 else ""
        rows.append(
            (
                f"{thing.key.kind}-{thing.key.id}",
                line((("   ", ""), (where, "dim")), (thing.title, ""), after, cells, glyphs),
            )
        )
    if not rows:
        rows.append(("", line(((" ", ""),), ("Nothing is open today.", ""), (), cells, glyphs)))
    rows += [
        ("", ((" ", ""),)),
        ("", line(((" n ", "key"), ("the day in a line  ", "dim")), (note or "-", ""), (), cells, glyphs)),
        (
            "",
            line(
                ((" f ", "key"), (f"first on {end.following:%a}       ", "dim")),
                (first or "-", ""),
                (),
                cells,
                glyphs,
            ),
        ),
    ]
    return page(rows)._replace(marker=1)


def _nothing() -> tuple[tuple[str, str], ...]:
    """What an empty plan says: how lines get into it."""
    return (
        (f"Nothing yet: {commands.key('plan-write')}, then a line:", ""),
        *EXAMPLES,
        (f"{commands.key('board-save')} saves the day.", ""),
    )


def _word(decision: Decision, following: date) -> str:
    """What was decided, behind its key: "t Wed"."""
    command, words = WORDS[decision.verdict]
    return f"{commands.key(command)} {words.format(day=f'{following:%a}', to=decision.to)}"
