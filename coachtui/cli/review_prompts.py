"""The review as plain prompts, for people who use no dashboard and for screen readers.

Every line is kept before the next is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.cli.output import look, say_lines
from coachtui.cli.prompting import ask
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.errors import CoachError
from coachtui.domain.note import NoteKind
from coachtui.domain.review import STEP_NAMES, STEP_OF, Accomplished, Step
from coachtui.exchange import meeting_lines
from coachtui.services import reviews

if TYPE_CHECKING:
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
    """The draft after a line, whose understanding is echoed."""
    numbers = {entry.id for entry in draft.review.entries if STEP_OF[entry.kind] is step}
    changed: Entry | None
    if (found := _OUT.fullmatch(line)) and int(found[1]) in numbers:
        return reviews.take_out(desk, meeting, int(found[1]))
    if (found := _ANEW.fullmatch(line)) and int(found[1]) in numbers:
        draft = reviews.rewrite(desk, meeting, int(found[1]), found[2])
        changed = draft.review.entry(int(found[1]))
    else:
        draft = reviews.say(desk, meeting, step, line)
        changed = draft.review.entries[-1] if draft.review.entries else None
    if changed and changed.kind is NoteKind.ACTION and not line.startswith("#"):
        say_lines([f"  {meeting_lines.understanding(changed.text, draft.review.held.on)}"])
    elif step in (Step.OPEN_ITEMS, Step.NEXT):
        mine = changed.id if changed and step is Step.OPEN_ITEMS else None
        say_lines(
            [f"  {one.sentence}" for one in draft.problems if (one.step, one.entry) == (step, mine)]
            or ["  kept"]
        )
    return draft
