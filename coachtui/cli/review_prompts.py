"""The review as plain prompts, for people who use no dashboard and for screen readers.

Every line is kept before the next is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.cli.output import look, say_lines
from coachtui.cli.prompting import ask
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.note import NoteKind
from coachtui.domain.review import STEP_NAMES, Accomplished, Step
from coachtui.exchange import meeting_lines
from coachtui.services import reviews

if TYPE_CHECKING:
    from collections.abc import Container

    from coachtui.domain.review import Entry
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import ReviewView

HINTS = {
    Step.HIGHLIGHTS: "what mattered; = before a decision",
    Step.PURPOSE: "yes, partly or no, and why",
    Step.ACTIONS: "who: task by day => what DONE means",
    Step.OPEN_ITEMS: "who: what is open",
    Step.NEXT: "day, time, facilitator NAME with NAMES; or none",
}
"""What each step asks for."""

KEYS = (
    "an empty line: next step   -2: take line 2 out   2: text: write it anew   <: step back   Ctrl+D: later"
)
"""What can be typed besides a line."""

_OUT = re.compile(r"-(\d{1,6})", re.ASCII)
_ANEW = re.compile(r"(\d{1,6}): ?(.*)", re.ASCII)


def ask_review(desk: Desk, meeting: int, draft: ReviewView) -> bool:
    """Ask for the review step by step until nothing is missing; False when it is left for later."""
    say_lines([f"Review of {draft.review.held.title}. Purpose: {draft.review.held.purpose or 'none'}", KEYS])
    step = draft.review.step
    while True:
        answered = _ask_step(desk, meeting, step)
        if answered is None:
            return False
        draft, go_back = answered
        if go_back:
            step = Step(max(step - 1, Step.HIGHLIGHTS))
        elif step < Step.NEXT:
            step = Step(step + 1)
        elif draft.problems:
            say_lines(meeting_lines.problems(draft, look()))
            step = draft.problems[0].step
        else:
            return True


def _ask_step(desk: Desk, meeting: int, step: Step) -> tuple[ReviewView, bool] | None:
    """One step: the draft after it, and whether to step back; None to leave."""
    draft = reviews.begin(desk, meeting)
    say_lines([f"{step.value} of 5: {STEP_NAMES[step]}: {HINTS[step]}", *_so_far(draft, step)])
    while True:
        line = ask(f"{step.value}> ")
        if line is None:
            reviews.leave(desk, meeting, step)
            return None
        line = line.strip()
        if line == "<":
            return draft, True
        try:
            if line:
                draft = _written(desk, meeting, draft, step, line)
            elif step is Step.NEXT and _wants_next(draft):
                draft = reviews.say(desk, meeting, step, "same")
        except CoachError as problem:
            say_lines([str(problem)])
            continue
        if not line or step in (Step.PURPOSE, Step.NEXT):
            return draft, False


def _so_far(draft: ReviewView, step: Step) -> list[str]:
    """What the step has already."""
    review, today = draft.review, draft.review.held.on
    if step is Step.PURPOSE:
        said = f"{review.accomplished.value} {review.reason}".strip() if review.accomplished else ""
        return [f"  so far: {said}"] if said else []
    if step is Step.NEXT:
        if review.next_line:
            return [f"  so far: {review.next_line}"]
        return [f"  an empty line takes: {draft.suggestion}"] if _wants_next(draft) else []
    out = meeting_lines.entries(draft, step, look())
    if step is Step.ACTIONS:
        ruled = {one.action: one.ruling.value for one in review.verdicts}
        out += [
            f"  #{one.id} still open: {one.owner}: {one.task}, due {describe_day(one.due, today)}"
            f" ({ruled.get(one.id) or f'#{one.id} done, #{one.id} keep by DAY, #{one.id} drop'})"
            for one in review.held.unfinished
        ]
    return out


def _wants_next(draft: ReviewView) -> bool:
    """Whether an empty line accepts the suggested next meeting: what is open needs one."""
    is_short = draft.accomplished in (Accomplished.PARTLY, Accomplished.NO)
    return not draft.review.next_line and (is_short or bool(draft.open_items))


def _written(desk: Desk, meeting: int, draft: ReviewView, step: Step, line: str) -> ReviewView:
    """The draft after a line, whose understanding is echoed; a number means a line of any step."""
    numbers = {entry.id for entry in draft.review.entries}
    if found := _OUT.fullmatch(line):
        draft = reviews.take_out(desk, meeting, _known(int(found[1]), numbers))
        say_lines([f"  line {int(found[1])} is taken out"])
        return draft
    if found := _ANEW.fullmatch(line):
        number = _known(int(found[1]), numbers)
        draft = reviews.rewrite(desk, meeting, number, found[2])
        say_lines(_echo(draft, draft.review.entry(number)))
        return draft
    before = draft.review
    draft = reviews.say(desk, meeting, step, line)
    if draft.review.last != before.last:
        say_lines(_echo(draft, draft.review.entries[-1]))
    elif step is Step.ACTIONS:
        say_lines([f"  {_judged(draft)}"])
    elif step is Step.NEXT:
        lacking = [f"  {one.sentence}" for one in draft.problems if one.step is step]
        say_lines(lacking or [f"  {draft.review.next_line or 'no next meeting'}"])
    return draft


def _known(number: int, numbers: Container[int]) -> int:
    """The number of a line that is there.

    Raises:
        UsageError: none has it; then nothing is written.
    """
    if number not in numbers:
        raise UsageError(f"there is no line {number}: a text that begins so is written with + or ! before it")
    return number


def _echo(draft: ReviewView, entry: Entry) -> list[str]:
    """How a line was understood, and what it lacks."""
    if entry.kind is NoteKind.ACTION:
        return [f"  {meeting_lines.understanding(entry.text, draft.review.held.on)}"]
    lacking = [f"  {one.sentence}" for one in draft.problems if one.entry == entry.id]
    return lacking or [f"  {entry.kind.value} {entry.id}"]


def _judged(draft: ReviewView) -> str:
    """What was decided last about an earlier action."""
    verdict = draft.review.verdicts[-1]
    one = next(one for one in draft.review.held.unfinished if one.id == verdict.action)
    by = f" by {describe_day(verdict.due, draft.review.held.on)}" if verdict.due else ""
    return f"{verdict.ruling.value}{by}: {one.owner}: {one.task}; carried out when the review is closed"
