"""The end-game review on the screen: its steps, the rows of the step that is on, and the others in short.

The sheet is everything around the line that is typed: what stands above it and what stands below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.meeting import YOU
from coachtui.domain.review import STEP_NAMES, Step
from coachtui.tui.drawing.minutes import unescaped
from coachtui.tui.drawing.parts import hour, line, rule
from coachtui.tui.drawing.review_rows import entry_row, step_rows, text_row
from coachtui.tui.drawing.review_words import GRAMMAR
from coachtui.tui.review_state import Stop

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.drawing.review_rows import Scene

SHORT = {
    Step.HIGHLIGHTS: "Highlights",
    Step.PURPOSE: "Purpose",
    Step.ACTIONS: "Actions",
    Step.OPEN_ITEMS: "Open",
    Step.NEXT: "Next",
}
"""What the steps are called in one word."""

ROOMY = (88, 30)
"""Cells and rows from which all steps are shown at once."""

Row = tuple["Target | None", "Parts"]
"""Where a row leads, and how it is drawn."""

LINE = 2
"""Rows of the line that is typed, with its meaning."""


Target = tuple[Step, Stop | None]
"""Where a click on a row leads: to a stop of the step that is on, or to another step."""


class Sheet(NamedTuple):
    """What stands around the line, and where each row leads."""

    above: tuple[Parts, ...]
    below: tuple[Parts, ...]
    above_leads: tuple[Target | None, ...] = ()
    below_leads: tuple[Target | None, ...] = ()


def head(scene: Scene, cells: int, glyphs: Glyphs) -> Parts:
    """Which meeting, with whom, and until when it took."""
    meeting, (start, end) = scene.view.meeting, scene.view.held
    label = f"{glyphs.kind(BlockKind.MEETING)}{scene.view.label}"
    times = "".join((hour(start, scene.wall), glyphs.dash, hour(end, scene.wall)))
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
        look = "strong" if step is scene.step else "" if _number(scene, step) else "dim"
        parts += [("  " if parts else " ", ""), (_step(scene, step, glyphs), look)]
    return line(tuple(parts), ("", ""), ((f" {saved} ", "dim"),) if saved else (), cells, glyphs)


def _step(scene: Scene, step: Step, glyphs: Glyphs) -> str:
    """A step with what it has: "●3 Actions 2"."""
    said = _number(scene, step)
    is_on = step is scene.step
    sign = glyphs.on if is_on else glyphs.over if said or step < scene.step else glyphs.ahead
    return f"{sign}{step.value} {SHORT[step]}{f' {said}' if said else ''}"


def step_at(scene: Scene, cell: int, glyphs: Glyphs) -> Step | None:
    """The step that stands at a cell of the line of steps."""
    begins = 1
    for step in Step:
        ends = begins + cell_len(_step(scene, step, glyphs))
        if begins <= cell < ends:
            return step
        begins = ends + 2
    return None


def sheet(scene: Scene, cells: int, rows: int, glyphs: Glyphs) -> Sheet:
    """All rows around the line, never more than there are."""
    roomy = cells >= ROOMY[0] and rows >= ROOMY[1]
    drawn = step_rows(scene, scene.step, cells, glyphs)
    at = next((index for index, (stop, _) in enumerate(drawn) if stop == scene.stop), len(drawn))
    typed = scene.stop.is_typed
    own: list[Row] = [((scene.step, stop) if stop else None, parts) for stop, parts in drawn]
    above, below = own[: at + (not typed)], own[at + 1 :]
    blank: Row = (None, text_row("", "", cells, glyphs))
    if roomy:
        others: dict[Step, list[Row]] = {
            step: [((step, None), row) for row in _brief(scene, step, cells, glyphs)]
            for step in Step
            if step is not scene.step
        }
        before = [row for step, rows_ in others.items() if step < scene.step for row in rows_]
        after = [row for step, rows_ in others.items() if step > scene.step for row in rows_]
        above = [blank, *before, (None, _title(scene, scene.step, cells, glyphs)), *above]
        rest = [rule(cells, glyphs), *_preview(scene, cells, glyphs)]
        below = [*below, blank, *after, *((None, row) for row in rest)]
    else:
        rest = [rule(cells, glyphs), *_summary(scene, cells, glyphs)]
        below = [*below, blank, *((None, row) for row in rest)]
    return _fitted(above, below, rows - LINE * typed, cells, glyphs)


def _fitted(above: list[Row], below: list[Row], rows: int, cells: int, glyphs: Glyphs) -> Sheet:
    """As much as there is room for: the nearest rows above, the first ones below."""
    room = max(rows - min(len(below), max(rows // 3, 1)), 1)
    if len(above) > room:
        hidden = len(above) - room + 1
        above = [(None, text_row(f"{hidden} more above", "dim", cells, glyphs)), *above[hidden:]]
    above, below = above[:rows], below[: max(rows - len(above), 0)]
    return Sheet(
        tuple(parts for _, parts in above),
        tuple(parts for _, parts in below),
        tuple(lead for lead, _ in above),
        tuple(lead for lead, _ in below),
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
    inside = [entry_row(one, scene, cells - 3, glyphs) for one in review.review.at(step)]
    if step is Step.PURPOSE and review.reason:
        inside.append(text_row(review.reason, "", cells - 3, glyphs))
    if step is Step.NEXT and (text := review.review.next_line or review.suggestion):
        inside.append(text_row(text, "" if review.review.next_line else "dim", cells - 3, glyphs))
    if text := scene.others.get(step, ""):
        inside.append(line(((f" {glyphs.prompt} ", "key"),), (text, ""), (), cells - 3, glyphs))
    return [*out, *((("   ", ""), *parts) for parts in inside)]


def _summary(scene: Scene, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The other steps in a few lines, for small windows."""
    review, held = scene.review, scene.review.review.held
    out = [
        text_row("Missing something? Leave it out: it is asked for once, at the end.", "dim", cells, glyphs)
    ]
    if scene.step is not Step.PURPOSE:
        purpose = f"Purpose: {held.purpose or 'none'}"
        if review.accomplished:
            reason = f": {review.reason}" if review.reason else ""
            purpose += f" {glyphs.dot} {review.accomplished.value}{reason}"
        out.append(text_row(purpose, "", cells, glyphs))
    numbers = (
        f"Highlights {len(review.highlights)}",
        f"Decisions {len(review.decisions)}",
        f"Actions {len(review.actions)}",
        f"Open items {len(review.open_items)}",
    )
    out.append(text_row(f" {glyphs.dot} ".join(numbers), "", cells, glyphs))
    if line_ := review.review.next_line:
        out.append(text_row(f"Next: {line_}", "", cells, glyphs))
    return out


def _preview(scene: Scene, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The minutes as they would be."""
    out = [text_row("The minutes so far", "dim", cells, glyphs)]
    return out + [text_row(unescaped(text), "", cells, glyphs) for text in scene.minutes.splitlines() if text]


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
    return str(len(review.review.at(step)) or "")
