"""The rows of one step of a review: its lines as what they say, its answers, what waits for a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import read_action, read_open_item
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.note import NoteKind, signed
from coachtui.domain.review import Accomplished, Ruling, Step
from coachtui.tui.drawing.parts import line
from coachtui.tui.review_state import ANSWER, NEW, At, Stop, stops
from coachtui.tui.text import clean, fit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from coachtui.domain.conclusion import Problem
    from coachtui.domain.review import Entry, Unfinished
    from coachtui.domain.wall import Wall
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import MeetingView, ReviewView
    from coachtui.tui.drawing.parts import Parts

KEYS = {Accomplished.YES: "y", Accomplished.PARTLY: "p", Accomplished.NO: "n"}
"""The keys of the answers."""

RULED = {Ruling.DONE: "done", Ruling.KEEP: "kept", Ruling.DROP: "dropped"}
"""What a verdict is called."""


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


def step_rows(scene: Scene, step: Step, cells: int, glyphs: Glyphs) -> list[tuple[Stop | None, Parts]]:
    """The rows of a step, each with the stop that it stands for."""
    review, today = scene.review, scene.on
    refused = [number for number, (where, _) in enumerate(scene.refused) if where is step]
    rows: list[tuple[Stop | None, Parts]] = []
    if step is Step.ACTIONS and review.review.at(step):
        rows.append((None, _columns(("", "owner", "task", "by", "done when"), ("dim",) * 5, cells, glyphs)))
    known = {one.id: one for one in review.review.entries}
    unfinished = {one.id: one for one in review.review.held.unfinished}
    for stop in stops(review, step, refused):
        is_on = stop == scene.stop
        if stop.at is At.ENTRY:
            rows.append((stop, entry_row(known[stop.id], scene, cells, glyphs)))
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
                rows += [(None, text_row("", "", cells, glyphs)), (None, _earlier(scene, cells, glyphs))]
            rows.append((stop, _unfinished(unfinished[stop.id], scene, is_on, today, cells, glyphs)))
    return rows


def entry_row(entry: Entry, scene: Scene, cells: int, glyphs: Glyphs) -> Parts:
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
        (text_row(f"purpose: {purpose}", "", cells, glyphs), False),
        (text_row("", "", cells, glyphs), False),
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


def text_row(text: str, look: str, cells: int, glyphs: Glyphs) -> Parts:
    """A row of plain words of ours."""
    return line(((" ", ""),), (glyphs.say(text), look), (), cells, glyphs)
