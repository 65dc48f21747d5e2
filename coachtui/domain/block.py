"""A block: a named span of the day, one of sprint, buffer, meeting or break."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from coachtui.domain.span import Span, later
from coachtui.domain.typed import NamedTuple


class BlockKind(StrEnum):
    """What a span of the day is for."""

    SPRINT = "sprint"
    BUFFER = "buffer"
    MEETING = "meeting"
    BREAK = "break"


class BlockState(StrEnum):
    """Where a block stands; only sprints and meetings run."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"


BEGUN = frozenset({BlockState.RUNNING, BlockState.PAUSED, BlockState.DONE})
"""States of a block that planning again may not replace."""

LETTERS = {BlockKind.SPRINT: "S", BlockKind.BUFFER: "B", BlockKind.MEETING: "M", BlockKind.BREAK: "R"}
"""The first letter of each kind's label ("R" for rest)."""


class Block(NamedTuple):
    """A span of the day with a kind and a name."""

    kind: BlockKind
    span: Span
    title: str = ""
    """What it is about; a buffer has none."""
    state: BlockState = BlockState.PLANNED
    id: int | None = None
    """Its row; None while the block is only projected from a rhythm."""
    label: str = ""
    """S1, B1, M1, R1 in order of the day; see `labelled`."""
    task_id: int | None = None
    part: int = 1
    """Which of the task's `parts` sprints this is, from 1."""
    parts: int = 1
    meeting_id: int | None = None
    reserve: int = 0
    """Minutes of a buffer that automatic slotting leaves free for overrun (rule 4)."""
    resume: str = ""
    """The resume note of a sprint: where it was left, and the next step (rule 6)."""
    box: int | None = None
    """Seconds of work that a sprint was given when it began; None before, and of one whose rest has them."""
    estimate: int | None = None
    """Minutes that were planned, whatever it takes: of a sprint or meeting once it began."""

    @property
    def name(self) -> str:
        """The title with its part, as screens show it: "Draft board deck 1/2"."""
        return f"{self.title} {self.part}/{self.parts}" if self.parts > 1 else self.title

    @property
    def heading(self) -> str:
        """The label and the name: "S2 Draft board deck 1/2"; "B1" for a buffer."""
        return f"{self.label} {self.name}".strip() or self.kind.value

    def is_skipped(self, now: datetime) -> bool:
        """Whether it is a sprint of a plan whose time is over and that was never begun."""
        is_waiting = self.kind is BlockKind.SPRINT and self.state is BlockState.PLANNED
        return is_waiting and self.id is not None and self.span.end <= now

    @property
    def is_parked(self) -> bool:
        """Whether it is a sprint that ended before it was done: its rest is a further part."""
        has_begun = self.kind is BlockKind.SPRINT and self.estimate is not None
        return has_begun and self.state is BlockState.DONE and self.box is None

    @property
    def due_end(self) -> datetime:
        """When it was to end, however long it lasts."""
        return self.span.end if self.estimate is None else later(self.span.start, self.estimate)

    @property
    def is_held(self) -> bool:
        """Whether it is a meeting that has begun and not ended."""
        return self.kind is BlockKind.MEETING and self.state is BlockState.RUNNING

    @property
    def is_fixed(self) -> bool:
        """Whether planning must go around it."""
        return self.kind in (BlockKind.MEETING, BlockKind.BREAK)


def during(block: Block | None) -> str:
    """What an interruption met: a block's label and name; nothing of a day that is only projected."""
    return block.heading if block and (block.id is not None or block.title) else ""


def labelled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in time order, labelled S1, S2, B1, M1, ... per kind."""
    counts = dict.fromkeys(BlockKind, 0)
    out = []
    for block in sorted(blocks, key=lambda one: one.span):
        counts[block.kind] += 1
        out.append(block._replace(label=f"{LETTERS[block.kind]}{counts[block.kind]}"))
    return tuple(out)
