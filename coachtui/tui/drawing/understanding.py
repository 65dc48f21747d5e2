"""What a captured line means, in one line: who, what, how long, how soon, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.interruption import Urgency
from coachtui.tui.drawing.parts import line, width
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from coachtui.services.views import Preview
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.glyphs import Glyphs

WORDS = {
    Urgency.NOW: "breaks the sprint",
    Urgency.URGENT: "urgent",
    Urgency.LATER: "can wait",
    Urgency.NORMAL: "",
}
"""What is said of each urgency."""

GRAMMAR: Parts = (
    ("who: ", "dim"),
    ("what ", ""),
    ("10m", "key"),
    (" minutes  ", "dim"),
    ("!", "key"),
    (" urgent  ", "dim"),
    ("~", "key"),
    (" can wait  ", "dim"),
    (">14:00", "key"),
    (" not before  ", "dim"),
    ("--", "key"),
    (" note", "dim"),
)
"""What can be said, while nothing is."""


def draw(preview: Preview, cells: int, glyphs: Glyphs) -> Parts:
    """What was understood; what was said last, and the target, stay when the line gets short."""
    if preview.problem:
        return line(((f"{glyphs.wrong} ", "wrong"),), (glyphs.say(preview.problem), ""), (), cells, glyphs)
    where: Parts = ((f" {glyphs.arrow} ", "dim"), (clean(glyphs.say(preview.target)), "buffer"))
    takes = f"{'~' if preview.estimated else ''}{preview.minutes}m"
    said: list[tuple[str, str, str]] = [
        ("takes ", takes, ""),
        ("", WORDS[preview.urgency], "urgent"),
        ("", preview.constraint, "strong"),
        ("given to ", preview.given_to, "strong"),
        ("note ", preview.note, ""),
    ]
    after: Parts = ()
    for word, value, role in said:
        more: Parts = (("  ", ""), (word, "dim"), (clean(value), role)) if value else ()
        if width(after) + width(more) + width(where) <= cells - 24:
            after += more
    before: Parts = (("who ", "dim"), (f"{clean(preview.who)}  ", "strong")) if preview.who else ()
    room = cells - width(before) - width(after) - width(where) - 5
    what = line(
        (("what ", "dim"),),
        (preview.title, ""),
        (),
        min(room, width(((clean(preview.title), ""),))) + 5,
        glyphs,
    )
    return (*before, *what, *after, *where)
