"""What a typed line of a review means, in one line below it; and what a line could be, while it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.human import format_clock
from coachtui.domain.note import NoteKind
from coachtui.domain.review import STEP_OF, Step
from coachtui.tui.drawing.parts import line
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.action import Missing
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import ReviewView
    from coachtui.services.review_looking import Meaning
    from coachtui.tui.drawing.parts import Part, Parts

GRAMMAR = {
    Step.HIGHLIGHTS: "what mattered   = decision   ! action   ? open item",
    Step.PURPOSE: "why, in a line",
    Step.ACTIONS: "who: task by day => what DONE means",
    Step.OPEN_ITEMS: "who: what is open",
    Step.NEXT: "tue 11:00 facilitator Ana with Raj, Kim   or   none",
}
"""What a line of each step looks like."""

PASSES_ON = {
    NoteKind.HIGHLIGHT: "a highlight",
    NoteKind.DECISION: "a decision",
    NoteKind.ACTION: "an action",
    NoteKind.OPEN_ITEM: "an open item",
}
"""What each kind of entry is called."""


def empty(review: ReviewView, step: Step) -> str:
    """What an empty line stands for."""
    if step is Step.PURPOSE:
        return "enter alone: no reason"
    if step is Step.NEXT:
        return f"enter alone: none    same: {review.suggestion}"
    return "enter alone: next step"


def draw(meaning: Meaning | None, step: Step, today: date, cells: int, glyphs: Glyphs) -> Parts:
    """What was understood; parts that are missing are said in plain words, and not held against anyone."""
    parts: list[Part] = []
    if meaning is None or (meaning.kind is None and meaning.following is None):
        return _row((("", ""),), cells, glyphs)
    if meaning.kind and STEP_OF[meaning.kind] is not step:
        parts.append((f"{PASSES_ON[meaning.kind]}, goes to step {STEP_OF[meaning.kind].value}   ", "key"))
    elif meaning.kind in (NoteKind.HIGHLIGHT, NoteKind.DECISION):
        parts.append((PASSES_ON[meaning.kind], ""))
    if action := meaning.action:
        parts += _said("owner", action.owner)
        parts += _said("by", describe_day(action.due, today) if action.due else "")
        parts += _said("done when", action.done_when)
        parts += _lacking(action.missing, glyphs)
    elif item := meaning.item:
        parts += [*_said("owner", item.owner), *_said("open", item.text)]
        parts += _lacking(item.missing, glyphs)
    elif following := meaning.following:
        if following.on and following.at is not None:
            when = f"{describe_day(following.on, today)} {format_clock(following.at)}"
            parts += [*_said("", when), (f"{following.minutes}m  ", "dim")]
        parts += _said("facilitator", following.facilitator)
        parts += _said("with", ", ".join((*following.others, "you")) if following.others else "")
        parts += _lacking(following.missing, glyphs)
    return _row(tuple(parts), cells, glyphs)


def _said(word: str, text: str) -> tuple[Part, ...]:
    """A part that was understood, with what it is called."""
    if not text:
        return ()
    head = ((f"{word} ", "dim"),) if word else ()
    return (*head, (f"{text}  ", "strong"))


def _lacking(missing: tuple[Missing, ...], glyphs: Glyphs) -> list[Part]:
    """What is missing: in full where it is one thing, else each in short."""
    said = [one.sentence if len(missing) == 1 else one.sentence.partition(": ")[0] for one in missing]
    return [(f"{glyphs.dot} {glyphs.say(one)}  ", "dim") for one in said]


def _row(parts: Parts, cells: int, glyphs: Glyphs) -> Parts:
    """The parts in one row, cut in the last part that fits."""
    row: list[Part] = [("  ", "")]
    for place, (text, role) in enumerate(parts, 1):
        text = clean(text)
        before = tuple(row)
        if place == len(parts) or sum(len(one) for one, _ in (*row, (text, ""))) > cells:
            return line(before, (text, role), (), cells, glyphs)
        row.append((text, role))
    return tuple(row)
