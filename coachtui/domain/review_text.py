"""A review as a text: the lines of the wizard, step by step, in the order in which it asks for them.

    Q3 closed 2% under plan
    = freeze contractor spend until January

    partly: headcount numbers were missing

    Raj: headcount table by fri => linked in wiki
    #12 keep by 4 dec

    Raj: travel policy

    tue 1 dec 11:00 facilitator Ana with Raj

An empty line leads to the next step, as Enter on an empty line does in the wizard. A heading such as
`Actions:` leads to that step; in a text that has one, empty lines mean nothing. `#12 done`, `#12 keep by
4 dec` and `#12 drop` decide about unfinished actions; `same` accepts the next meeting as it is suggested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import exact_day, parse_day
from coachtui.domain.capture import nobody
from coachtui.domain.errors import UsageError
from coachtui.domain.note import signed
from coachtui.domain.review import (
    STEP_OF,
    Accomplished,
    Ruling,
    Step,
    add,
    go,
    judge,
    rule,
    set_next,
    suggested_next,
)
from coachtui.domain.text import one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from coachtui.domain.review import Review

MOST_LINES = 500
"""Lines of a review; more are no review of a meeting."""

_HEADINGS = {
    "highlights": Step.HIGHLIGHTS,
    "highlights and decisions": Step.HIGHLIGHTS,
    "purpose": Step.PURPOSE,
    "purpose accomplished?": Step.PURPOSE,
    "actions": Step.ACTIONS,
    "open": Step.OPEN_ITEMS,
    "open items": Step.OPEN_ITEMS,
    "next": Step.NEXT,
    "next meeting": Step.NEXT,
}
_FORMATTED = {
    Step.HIGHLIGHTS: "Highlights and decisions",
    Step.PURPOSE: "Purpose",
    Step.ACTIONS: "Actions",
    Step.OPEN_ITEMS: "Open items",
    Step.NEXT: "Next meeting",
}
_HEADING = re.compile(r"(?:#+ (?P<marked>.+?)|(?P<plain>[^:]+)):?", re.ASCII)
_JUDGED = re.compile(r"(y|yes|p|partly|n|no)(?:(?:[:,.;]| -+|$) *(.*))?", re.IGNORECASE)
_RULED = re.compile(r"#(\d{1,18}) (done|d|keep|k|drop|x)(?:(?: by)? (.+))?", re.IGNORECASE | re.ASCII)
_BULLET = re.compile(r"^[-*] ")
_RULINGS = {"d": Ruling.DONE, "k": Ruling.KEEP, "x": Ruling.DROP}
_ANSWERS = {"y": Accomplished.YES, "p": Accomplished.PARTLY, "n": Accomplished.NO}


def read_review(
    review: Review, text: str, today: date, known: Callable[[str], str | None] = nobody
) -> Review:
    """The review with all lines of a text written into it.

    Raises:
        UsageError: a line is not clear; it is named by its number.
    """
    lines = [one_line(line) for line in text.rstrip().splitlines()]
    if len(lines) > MOST_LINES:
        raise UsageError(
            f"a review has at most {MOST_LINES} lines, this one has {len(lines)}: leave some out"
        )
    has_headings = any(_heading(line) for line in lines)
    review = go(review, Step.HIGHLIGHTS)
    for number, line in enumerate(lines, 1):
        if step := _heading(line):
            review = go(review, step)
        elif line:
            try:
                review = write(review, line, today, known)._replace(step=review.step)
            except UsageError as problem:
                raise UsageError(f"line {number}: {quoted(line)}: {problem}") from None
        elif not has_headings:
            review = go(review, Step(min(review.step + 1, Step.NEXT)))
    return review


def format_review(review: Review) -> str:
    """The text of a review, as `read_review` reads it."""
    return "\n\n".join(
        "\n".join([f"{heading}:", *_lines(review, step)]) for step, heading in _FORMATTED.items()
    )


def write(review: Review, line: str, today: date, known: Callable[[str], str | None] = nobody) -> Review:
    """The review with a line as its present step takes it.

    Raises:
        UsageError: the step does not understand it.
    """
    if review.step is Step.PURPOSE:
        return judge(review, *read_judgement(line))
    if review.step is Step.NEXT:
        same = line.lower().rstrip(".") in ("same", "accept")
        return set_next(review, suggested_next(review.held) if same else line, today, known)
    if review.step is Step.ACTIONS and (found := _RULED.fullmatch(line)):
        due = parse_day(found[3], today) if found[3] else None
        return rule(review, int(found[1]), _ruling(found[2]), due)
    return add(review, review.step, _BULLET.sub("", line, count=1), today, known)


def read_judgement(line: str) -> tuple[Accomplished, str]:
    """The answer to whether the purpose was accomplished, and its reason: `partly: numbers were missing`.

    Raises:
        UsageError: it is neither yes, partly nor no.
    """
    found = _JUDGED.fullmatch(line.strip())
    if not found:
        raise UsageError("answer yes, partly or no, and why: partly: the numbers were missing")
    return _ANSWERS[found[1][0].lower()], found[2] or ""


def _lines(review: Review, step: Step) -> Iterator[str]:
    """What a review has in one step."""
    if step is Step.PURPOSE and review.accomplished:
        yield f"{review.accomplished.value}: {review.reason}".removesuffix(": ")
    elif step is Step.NEXT and review.next_line:
        yield review.next_line
    for entry in review.entries:
        if STEP_OF[entry.kind] is step:
            yield signed(entry.kind, entry.text)
    if step is Step.ACTIONS:
        for one in review.verdicts:
            yield f"#{one.action} {one.ruling.value}" + (f" by {exact_day(one.due)}" if one.due else "")


def _ruling(word: str) -> Ruling:
    return _RULINGS.get(word.lower()) or Ruling(word.lower())


def _heading(line: str) -> Step | None:
    found = _HEADING.fullmatch(line)
    if not found or (found["plain"] and not line.endswith((":", "?"))):
        return None
    return _HEADINGS.get((found["marked"] or found["plain"]).lower().rstrip(":"))
