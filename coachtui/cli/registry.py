"""Every command once: its name, what it does in one line, and where the overview lists it.

A command's module is imported only when it is asked for. It has `USAGE`, `EXAMPLES`,
`add_arguments(parser)` and `run(args, context)`, which gives the exit status; its docstring is its help.
"""

from __future__ import annotations

from typing import NamedTuple

DAY, QUEUE, BACK, FILE = "The day", "Interruptions", "Finding and taking back", "The file"


class Command(NamedTuple):
    """One command of the command line."""

    name: str
    help: str
    group: str
    takes_text: bool = False
    """Whether its words are one text, in which ` -- ` has a meaning of its own."""

    @property
    def keeps_text(self) -> bool:
        """Whether that text is to be kept, and so must not be lost when the command fails."""
        return self.takes_text and self.group == QUEUE

    @property
    def module(self) -> str:
        """Where it is found; a trailing underscore keeps Python's keywords apart."""
        return f"coachtui.cli.commands.{self.name}{'_' if self.name == 'import' else ''}"


COMMANDS = (
    Command("plan", "plan the day from a text: tasks, meetings, breaks", DAY),
    Command("today", "the day: sprints, buffers, meetings", DAY),
    Command("meetings", "the meetings of the day", DAY),
    Command("status", "one line for tmux, a prompt or a bar", DAY),
    Command("rhythm", "show or set the shape of each weekday", DAY),
    Command("add", "take in what arrived; answers with a promise", QUEUE, takes_text=True),
    Command("queue", "what waits, and in which buffer", QUEUE),
    Command("edit", "say again what it is, in one line", QUEUE, takes_text=True),
    Command("done", "it is dealt with", QUEUE),
    Command("defer", "move it to a later buffer, or another day", QUEUE),
    Command("give", "give it to someone", QUEUE),
    Command("decline", "say no, with a sentence to send", QUEUE),
    Command("drop", "let go of it", QUEUE),
    Command("reslot", "put right what is no longer where it can be", QUEUE),
    Command("undo", "take the last thing back", BACK),
    Command("redo", "do again what was taken back", BACK),
    Command("search", "find everything ever captured", BACK, takes_text=True),
    Command("backup", "copy the file, checked and complete", FILE),
    Command("doctor", "check the file, and mend what is safe to mend", FILE),
    Command("export", "everything in the file as one JSON document", FILE),
    Command("import", "fill a file with an exported document", FILE),
    Command("completion", "the script that completes commands in your shell", FILE),
)
"""All commands, in the order of the overview."""

BY_NAME = {command.name: command for command in COMMANDS}
"""Each command by its name."""
