"""The rows of the third pane: the meeting that runs or comes next, what waits, and who promised what.

Rows that can be highlighted are meetings and actions. Where there are many rows, meetings that run or
are highlighted say all about themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.span import minutes_until
from coachtui.domain.text import counted
from coachtui.services.meeting_views import MeetingState
from coachtui.tui import commands
from coachtui.tui.drawing import meeting_details as details
from coachtui.tui.drawing.meeting_keys import action_key, key
from coachtui.tui.drawing.parts import hour, length, line, line_of_two, page, rule, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import ActionView, MeetingsView, MeetingView
    from coachtui.tui.drawing.parts import Page, Part, Parts

STRIP = 7
"""Rows from which meetings say more than one line about themselves."""

ROOMY = 70
"""Cells from which an action says on its line when it is done."""

Row = tuple[str, "Parts"]


def draw(view: MeetingsView, cells: int, rows: int, glyphs: Glyphs, chosen: str = "") -> Page:
    """The page of the pane; `chosen` is the key of the row that is highlighted."""
    if not (view.shown or view.actions):
        return page([("", text) for text in _nothing(rows, cells, glyphs)])
    strip = rows < STRIP
    drawn = _meetings(in_order(view), view, cells, glyphs, strip=strip, chosen=chosen)
    later = _meetings(view.coming, view, cells, glyphs, strip=strip, chosen=chosen)
    if strip:
        actions = [_action_row(one, view, cells, glyphs) for one in view.actions]
        return page([*drawn, *actions, *later])
    if not drawn:
        said = "No meeting today: a adds one."
        drawn.append(("", line(((" ", ""),), (said, "dim"), (), cells, glyphs)))
    counted = details.numbers(view, cells, glyphs)
    others = len(drawn) + len(later) + 2 * bool(later) + len(counted) + 4
    if view.actions:
        drawn += [("", rule(cells, glyphs)), ("", _count(view, cells, glyphs))]
        is_long = cells < ROOMY and others + 2 * len(view.actions) <= rows
        for action in view.actions:
            drawn.append(_action_row(action, view, cells, glyphs))
            if is_long:
                drawn.append(("", _when_done(action, cells, glyphs)))
    if later:
        title = line(((" ", ""),), ("Coming", "strong"), (), cells, glyphs)
        drawn += [("", rule(cells, glyphs)), ("", title), *later]
    if view.numbers and len(drawn) + 1 + len(counted) <= rows:
        drawn += [("", rule(cells, glyphs)), *(("", text) for text in counted)]
    return page(drawn)


def _meetings(
    those: Sequence[MeetingView],
    view: MeetingsView,
    cells: int,
    glyphs: Glyphs,
    *,
    strip: bool,
    chosen: str,
) -> list[Row]:
    """The rows of meetings; one that runs or is highlighted says all about itself where there is room."""
    drawn: list[Row] = []
    for one in those:
        drawn.append((key(one.id), _meeting(one, view, cells, glyphs, strip=strip)))
        if not strip and (one.state is MeetingState.RUNNING or chosen == key(one.id)):
            drawn += [("", text) for text in details.about(one, view, cells, glyphs)]
    return drawn


def numbers(view: MeetingsView, room: int, glyphs: Glyphs) -> str:
    """What the frame says of it: what waits, what is promised, and which meeting is next."""
    words = []
    review = commands.key("review")
    late = sum(one.is_late for one in view.actions)
    if (one := view.current) is not None:
        at = one.left_words
        is_on = one.state is MeetingState.RUNNING or one.wants_review
        ends = f": {review} review" if one.wants_review else ""
        words.append(f"{one.label} {at}{ends}" if is_on else f"{one.label} at {_clock(one, view)}")
    if view.waiting:
        count = len(view.waiting)
        words.append(f"1 review waits: {review}" if count == 1 else f"{count} reviews wait: {review}")
    if view.actions:
        count = len(view.actions)
        words.append(counted(count, "open action") + (f", {late} late" if late else ""))
    text = f" {glyphs.dot} ".join(words)
    while len(text) > room - 14 and len(words) > 1:
        words.pop(0)
        text = f" {glyphs.dot} ".join(words)
    return text


def in_order(view: MeetingsView) -> tuple[MeetingView, ...]:
    """Up to today: the one that runs, those that wait for their review, those to come, those settled."""
    order = (MeetingState.RUNNING, MeetingState.OVER, MeetingState.PLANNED, MeetingState.REVIEWED)
    those = [one for one in view.shown if one.on <= view.today]
    return tuple(sorted(those, key=lambda one: (order.index(one.state), one.meeting.span.start)))


def _meeting(one: MeetingView, view: MeetingsView, cells: int, glyphs: Glyphs, *, strip: bool) -> Parts:
    """A meeting's row: label, title, what there is to know, its span, and how it stands."""
    settled = one.state is MeetingState.REVIEWED
    word, role = _standing(one, view)
    when = glyphs.dash.join(hour(at, view.wall) for at in one.held)
    if one.on != view.today:
        when = view.wall.moment(one.meeting.span.start, view.now)
        word = "" if one.on > view.today else word
    about = details.in_short(one, glyphs) if strip else ""
    sign: Part = (f"{glyphs.kind(BlockKind.MEETING)}{one.label}", "dim" if settled else "meeting")
    return line_of_two(
        ((" ", ""), sign, (" ", "")),
        ((one.meeting.title, "dim" if settled else "strong"), (about, "")),
        ((f" {when} ", "dim"), (f"{word} " if word else "", role)),
        cells,
        glyphs,
    )


def _standing(one: MeetingView, view: MeetingsView) -> Part:
    """How a meeting stands, in a word or two."""
    if one.state is MeetingState.RUNNING:
        return one.left_words, "strong" if one.left >= 0 else "wrong"
    if one.state is MeetingState.OVER:
        return ("not ended", "wrong") if one.is_unended else ("review waits", "strong")
    if one.state is MeetingState.REVIEWED:
        return ("reviewed", "dim")
    if one.meeting.span.start <= view.now:
        return ("now", "strong")
    return (f"in {length(minutes_until(one.meeting.span.start, view.now))}", "dim")


def _action_row(one: ActionView, view: MeetingsView, cells: int, glyphs: Glyphs) -> Row:
    """An action's row: late or not, owner and task, done-when where there is room, and its deadline."""
    due = describe_day(one.due, view.today) if one.due else ""
    sign: Part = ("!", "wrong") if one.is_late else (glyphs.dot, "dim")
    done = f"done when {one.done_when}" if cells >= ROOMY else ""
    parts = line_of_two(
        ((" ", ""), sign, (" ", "")),
        ((f"{one.owner}: {one.task}", ""), (done, "dim")),
        ((f" {'late, ' * one.is_late}{due} ", "wrong" if one.is_late else "dim"),),
        cells,
        glyphs,
    )
    return action_key(one.id), parts


def _when_done(one: ActionView, cells: int, glyphs: Glyphs) -> Parts:
    return line((("   ", ""),), (f"done when {one.done_when}", "dim"), (), cells, glyphs)


def _count(view: MeetingsView, cells: int, glyphs: Glyphs) -> Parts:
    late = sum(one.is_late for one in view.actions)
    said = f" {len(view.actions)}" + (f", {late} late" if late else "")
    return line(((" ", ""),), ("Open actions", "strong"), ((f"{said}  A all ", "dim"),), cells, glyphs)


def _clock(one: MeetingView, view: MeetingsView) -> str:
    return hour(one.meeting.span.start, view.wall)


def _nothing(rows: int, cells: int, glyphs: Glyphs) -> list[Parts]:
    """What to press where there is nothing yet."""
    if rows < STRIP:
        said = [("No meetings today. 3, then a: 11:00-11:30 Sync: agree the budget @Ana", "dim")]
    else:
        said = [
            ("No meetings today.", ""),
            ("", ""),
            ("A meeting has a purpose, an agenda, people who can decide, and an end with a review.", "dim"),
            ("", ""),
            ("Press 3, then a, and type one line:", ""),
            ("11:00-11:30 Sync: agree Q4 budget @Ana", "strong"),
            ("", ""),
            ("c then says what it lacks before it can begin.", "dim"),
        ]
    return [
        line(((" ", ""),), (part, look), (), cells, glyphs)
        for text, look in said
        for part in wrapped(text, cells - 2, 3)
    ]
