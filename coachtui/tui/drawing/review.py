"""The end-game review on the screen: its steps, the rows of the step that is on, and the others in short.

The sheet is everything around the line that is typed: what stands above it and what stands below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import read_action, read_open_item
from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.meeting import YOU
from coachtui.domain.note import NoteKind, signed
from coachtui.domain.review import STEP_NAMES, Accomplished, Ruling, Step
from coachtui.tui.drawing.minutes import unescaped
from coachtui.tui.drawing.parts import hour, line, rule
from coachtui.tui.drawing.review_words import GRAMMAR
from coachtui.tui.review_state import ANSWER, NEW, At, Stop, entries, stops
from coachtui.tui.text import clean, fit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from coachtui.domain.conclusion import Problem
    from coachtui.domain.review import Entry, Unfinished
    from coachtui.domain.wall import Wall
    from coachtui.services.meeting_views import MeetingView, ReviewView
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.glyphs import Glyphs

SHORT = {
    Step.HIGHLIGHTS: "Highlights",
    Step.PURPOSE: "Purpose",
    Step.ACTIONS: "Actions",
    Step.OPEN_ITEMS: "Open",
    Step.NEXT: "Next",
}
"""What the steps are called in one word."""

KEYS = {Accomplished.YES: "y", Accomplished.PARTLY: "p", Accomplished.NO: "n"}
"""The keys of the answers."""

RULED = {Ruling.DONE: "done", Ruling.KEEP: "kept", Ruling.DROP: "dropped"}
"""What a verdict is called."""

ROOMY = (88, 30)
"""Cells and rows from which all steps are shown at once."""

LINE = 2
"""Rows of the line that is typed, with its meaning."""


class Scene(NamedTuple):
    """What is on the screen of a review."""

    view: MeetingView
    """With its review."""
    step: Step
    stop: Stop
    others: Mapping[Step, str]
    """What was typed as new lines of other places, and not entered."""
    refused: tuple[tuple[Step, str], ...]
    """Lines that could not be saved."""
    asked: tuple[Problem, ...]
    """What is missing, once it was asked for."""
    minutes: str
    """The minutes as they would be."""
    now: datetime
    wall: Wall

    @property
    def review(self) -> ReviewView:
        """The review."""
        assert self.view.review is not None, "the scene of a review has one"
        return self.view.review

    @property
    def on(self) -> date:
        """The day of the meeting, from which deadlines are named."""
        return self.review.review.held.on


class Sheet(NamedTuple):
    """What stands around the line."""

    above: tuple[Parts, ...]
    below: tuple[Parts, ...]


def head(scene: Scene, cells: int, glyphs: Glyphs) -> Parts:
    """Which meeting, with whom, and until when it took."""
    meeting = scene.view.meeting
    label = f"{glyphs.kind(BlockKind.MEETING)}{scene.view.label}"
    times = "".join((hour(meeting.span.start, scene.wall), glyphs.dash, hour(meeting.span.end, scene.wall)))
    names = ", ".join((*meeting.others, YOU))
    left = f"{scene.view.left}m left " if scene.view.ended_at is None and scene.view.left > 0 else ""
    return line(
        ((" REVIEW  ", "dim"), (label, "meeting"), (" ", "")),
        (f"{meeting.title}  {times}  {names}", "strong"),
        ((left, "chip" if left else ""),) if left else (),
        cells,
        glyphs,
    )


def steps(scene: Scene, saved: str, cells: int, glyphs: Glyphs) -> Parts:
    """The five steps: which are over, which is on, and what each has."""
    parts: list[tuple[str, str]] = []
    for step in Step:
        said = _number(scene, step)
        is_on = step is scene.step
        sign = glyphs.on if is_on else glyphs.over if said or step < scene.step else glyphs.ahead
        text = f"{sign}{step.value} {SHORT[step]}{f' {said}' if said else ''}"
        parts += [("  " if parts else " ", ""), (text, "strong" if is_on else "" if said else "dim")]
    return line(tuple(parts), ("", ""), ((f" {saved} ", "dim"),) if saved else (), cells, glyphs)


def sheet(scene: Scene, cells: int, rows: int, glyphs: Glyphs) -> Sheet:
    """All rows around the line, never more than there are."""
    roomy = cells >= ROOMY[0] and rows >= ROOMY[1]
    drawn = _step_rows(scene, scene.step, cells, glyphs)
    at = next((index for index, (stop, _) in enumerate(drawn) if stop == scene.stop), len(drawn))
    typed = scene.stop.is_typed
    above = [parts for _, parts in drawn[: at + (not typed)]]
    below = [parts for _, parts in drawn[at + 1 :]]
    if roomy:
        blank = _text("", "", cells, glyphs)
        before = [row for step in Step if step < scene.step for row in _brief(scene, step, cells, glyphs)]
        title = _title(scene, scene.step, cells, glyphs)
        above = [blank, *before, title, *above]
        after = [row for step in Step if step > scene.step for row in _brief(scene, step, cells, glyphs)]
        below = [*below, blank, *after, rule(cells, glyphs), *_preview(scene, cells, glyphs)]
    else:
        below = [*below, _text("", "", cells, glyphs), rule(cells, glyphs), *_summary(scene, cells, glyphs)]
    return _fitted(above, below, rows - LINE * typed, cells, glyphs)


def _fitted(above: list[Parts], below: list[Parts], rows: int, cells: int, glyphs: Glyphs) -> Sheet:
    """As much as there is room for: the nearest rows above, the first ones below."""
    room = max(rows - min(len(below), max(rows // 3, 1)), 1)
    if len(above) > room:
        hidden = len(above) - room + 1
        above = [_text(f"{hidden} more above", "dim", cells, glyphs), *above[hidden:]]
    return Sheet(tuple(above[:rows]), tuple(below[: max(rows - len(above), 0)]))


def _step_rows(scene: Scene, step: Step, cells: int, glyphs: Glyphs) -> list[tuple[Stop | None, Parts]]:
    """The rows of a step, each with the stop that it stands for."""
    review, today = scene.review, scene.on
    refused = [number for number, (where, _) in enumerate(scene.refused) if where is step]
    rows: list[tuple[Stop | None, Parts]] = []
    if step is Step.ACTIONS and entries(review, step):
        rows.append((None, _columns(("", "owner", "task", "by", "done when"), ("dim",) * 5, cells, glyphs)))
    known = {one.id: one for one in review.review.entries}
    unfinished = {one.id: one for one in review.review.held.unfinished}
    for stop in stops(review, step, refused):
        is_on = stop == scene.stop
        if stop.at is At.ENTRY:
            rows.append((stop, _entry(known[stop.id], scene, cells, glyphs)))
        elif stop.at is At.REFUSED:
            text = scene.refused[stop.id][1]
            rows.append(
                (stop, line(((f" {glyphs.wrong} ", "wrong"),), (f"not saved: {text}", ""), (), cells, glyphs))
            )
        elif stop == ANSWER:
            rows += [
                (None if not is_last else stop, parts)
                for parts, is_last in _answers(scene, is_on, cells, glyphs)
            ]
        elif stop == NEW:
            text = scene.others.get(step, "")
            sign = glyphs.prompt if text else " "
            rows.append(
                (
                    stop,
                    line(
                        ((f" {sign} ", "key"),),
                        (text or "a new line", "" if text else "dim"),
                        (),
                        cells,
                        glyphs,
                    ),
                )
            )
        else:
            if unfinished[stop.id] is review.review.held.unfinished[0]:
                rows += [(None, _text("", "", cells, glyphs)), (None, _earlier(scene, cells, glyphs))]
            rows.append((stop, _unfinished(unfinished[stop.id], scene, is_on, today, cells, glyphs)))
    return rows


def _entry(entry: Entry, scene: Scene, cells: int, glyphs: Glyphs) -> Parts:
    """One written line, as what it says."""
    lacks = any(one.entry == entry.id for one in scene.asked)
    if entry.kind is NoteKind.ACTION:
        read = read_action(entry.text, scene.on)
        due = describe_day(read.due, scene.on) if read.due else "?"
        sign = glyphs.wrong if lacks else glyphs.dot if read.missing else glyphs.done
        looks = ("wrong" if lacks else "ok" if not read.missing else "dim", "strong", "", "", "")
        cols = (sign, read.owner or "?", read.task or "?", due, read.done_when or "?")
        return _columns(cols, looks, cells, glyphs)
    if entry.kind is NoteKind.OPEN_ITEM:
        item = read_open_item(entry.text)
        sign = glyphs.wrong if lacks else glyphs.dot if item.missing else glyphs.done
        look = "wrong" if lacks else "ok" if not item.missing else "dim"
        owner = fit(item.owner or "?", 10, glyphs.ellipsis)
        return line(((f" {sign} ", look), (f"{owner} ", "strong")), (item.text or "?", ""), (), cells, glyphs)
    sign, text = signed(entry.kind, entry.text)[0], entry.text
    return line(((f" {sign} ", "key"),), (text, "strong" if sign == "=" else ""), (), cells, glyphs)


def _columns(cols: tuple[str, ...], looks: tuple[str, ...], cells: int, glyphs: Glyphs) -> Parts:
    """A row of the table of actions: sign, owner, task, deadline, done-when."""
    owner, by = (8, 11) if cells < 90 else (12, 12)
    rest = cells - 3 - owner - by - 4
    done = rest * 2 // 5
    widths = (1, owner, rest - done, by, done)
    texts = [
        fit(clean(text), max(width, 1), glyphs.ellipsis) for text, width in zip(cols, widths, strict=True)
    ]
    parts: list[tuple[str, str]] = [(" ", "")]
    for text, look in zip(texts, looks, strict=True):
        parts += [(text, look), (" ", "")]
    return tuple(parts)


def _answers(scene: Scene, is_on: bool, cells: int, glyphs: Glyphs) -> list[tuple[Parts, bool]]:
    """The purpose, and the three answers; whether each row is the last."""
    purpose = scene.review.review.held.purpose or "it had none"
    answer = scene.review.accomplished
    parts: list[tuple[str, str]] = [(f" {glyphs.cursor if is_on else ' '} ", "key")]
    for one in Accomplished:
        chosen = one is answer
        sign = glyphs.over if chosen else glyphs.ahead
        parts += [(f"{KEYS[one]} ", "key"), (f"{sign} {one.value}   ", "strong" if chosen else "")]
    return [
        (_text(f"purpose: {purpose}", "", cells, glyphs), False),
        (_text("", "", cells, glyphs), False),
        (line(tuple(parts), ("", ""), (), cells, glyphs), True),
    ]


def _earlier(scene: Scene, cells: int, glyphs: Glyphs) -> Parts:
    """The heading of what earlier meetings left unfinished."""
    keys = "d done  k keep  x drop" if scene.stop.at is At.UNFINISHED else glyphs.say("↓ to decide")
    return line(((" ", ""),), ("Still open from before", "strong"), ((f" {keys} ", "dim"),), cells, glyphs)


def _unfinished(one: Unfinished, scene: Scene, is_on: bool, today: date, cells: int, glyphs: Glyphs) -> Parts:
    """An action of an earlier meeting, with what is decided about it."""
    verdict = next((each for each in scene.review.review.verdicts if each.action == one.id), None)
    due = verdict.due if verdict and verdict.due else one.due
    late = due < today and not (verdict and verdict.ruling is not Ruling.KEEP)
    said = f"due {describe_day(due, today)}"
    word = RULED[verdict.ruling] if verdict else "?"
    sign = glyphs.cursor if is_on else "!" if late else glyphs.dot
    return line(
        (
            (f" {sign} ", "key" if is_on else "urgent" if late else "dim"),
            (f"{fit(one.owner, 8, glyphs.ellipsis)} ", "strong"),
        ),
        (one.task, ""),
        ((f" {said} ", "wrong" if late else "dim"), (f" {word:<7} ", "ok" if verdict else "dim")),
        cells,
        glyphs,
    )


def _title(scene: Scene, step: Step, cells: int, glyphs: Glyphs) -> Parts:
    """The heading of the step that is on."""
    before = ((f"  {glyphs.on} ", "key"), (f"{step.value} {STEP_NAMES[step]}   ", "strong"))
    return line(before, (GRAMMAR[step] if scene.stop.is_typed else "", "dim"), (), cells, glyphs)


def _brief(scene: Scene, step: Step, cells: int, glyphs: Glyphs) -> list[Parts]:
    """A step that is not on: its title and what it has."""
    review = scene.review
    said = _number(scene, step)
    sign = glyphs.over if said or step < scene.step else glyphs.ahead
    answer = f"   {review.accomplished.value}" if step is Step.PURPOSE and review.accomplished else ""
    out = [
        line(
            ((f"  {sign} ", "dim"),),
            (f"{step.value} {STEP_NAMES[step]}{answer}", "strong" if said else "dim"),
            (),
            cells,
            glyphs,
        )
    ]
    inside = [_entry(one, scene, cells - 3, glyphs) for one in entries(review, step)]
    if step is Step.PURPOSE and review.reason:
        inside.append(_text(review.reason, "", cells - 3, glyphs))
    if step is Step.NEXT and (text := review.review.next_line or review.suggestion):
        inside.append(_text(text, "" if review.review.next_line else "dim", cells - 3, glyphs))
    if text := scene.others.get(step, ""):
        inside.append(line(((f" {glyphs.prompt} ", "key"),), (text, ""), (), cells - 3, glyphs))
    return [*out, *((("   ", ""), *parts) for parts in inside)]


def _summary(scene: Scene, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The other steps in a few lines, for small windows."""
    review, held = scene.review, scene.review.review.held
    out = [_text("Missing something? Leave it out: it is asked for once, at the end.", "dim", cells, glyphs)]
    if scene.step is not Step.PURPOSE:
        purpose = f"Purpose: {held.purpose or 'none'}"
        if review.accomplished:
            reason = f": {review.reason}" if review.reason else ""
            purpose += f" {glyphs.dot} {review.accomplished.value}{reason}"
        out.append(_text(purpose, "", cells, glyphs))
    numbers = (
        f"Highlights {len(review.highlights)}",
        f"Decisions {len(review.decisions)}",
        f"Actions {len(review.actions)}",
        f"Open items {len(review.open_items)}",
    )
    out.append(_text(f" {glyphs.dot} ".join(numbers), "", cells, glyphs))
    if line_ := review.review.next_line:
        out.append(_text(f"Next: {line_}", "", cells, glyphs))
    return out


def _preview(scene: Scene, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The minutes as they would be."""
    out = [_text("The minutes so far", "dim", cells, glyphs)]
    return out + [_text(unescaped(text), "", cells, glyphs) for text in scene.minutes.splitlines() if text]


def _number(scene: Scene, step: Step) -> str:
    """What a step has, in a word."""
    review = scene.review
    if step is Step.PURPOSE:
        return review.accomplished.value if review.accomplished else ""
    if step is Step.NEXT:
        return (
            describe_day(review.following.starts_at.astimezone(scene.wall.zone).date(), scene.on)
            if review.following
            else ""
        )
    return str(len(entries(review, step)) or "")


def _text(text: str, look: str, cells: int, glyphs: Glyphs) -> Parts:
    return line(((" ", ""),), (glyphs.say(text), look), (), cells, glyphs)
