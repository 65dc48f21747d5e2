"""Every command once: its name, what it does in one line, and where the overview lists it.

A command's module is imported only when it is asked for. It has `USAGE`, `EXAMPLES`,
`add_arguments(parser)` and `run(args, context)`, which gives the exit status; its docstring is its help.
"""

from __future__ import annotations

from coachtui.domain.typed import NamedTuple

DAY, QUEUE, MEETINGS = "The day", "Interruptions", "Meetings"
BACK, FILE = "Finding and taking back", "The file"


class Command(NamedTuple):
    """One command of the command line."""

    name: str
    """One word, or two: "meeting add"."""
    help: str
    group: str
    takes_text: bool = False
    """Whether its words are one text, in which ` -- ` has a meaning of its own."""

    is_quick: bool = False
    """Whether it is run all day, and its module says with `PLAIN` how it is understood without a parser."""

    @property
    def keeps_text(self) -> bool:
        """Whether that text is to be kept, and so must not be lost when the command fails."""
        return self.takes_text and self.group in (QUEUE, MEETINGS)

    @property
    def module(self) -> str:
        """Where it is found; a trailing underscore keeps Python's keywords apart."""
        return f"coachtui.cli.commands.{self.name.replace(' ', '_')}{'_' if self.name == 'import' else ''}"


COMMANDS = (
    Command("plan", "plan the day from a text: tasks, meetings, breaks", DAY),
    Command("today", "the day: sprints, buffers, meetings", DAY),
    Command("status", "one line for tmux, a prompt or a bar", DAY, is_quick=True),
    Command("start", "begin the next sprint, or the one you name", DAY),
    Command("pause", "stop its clock, with a note where you were", DAY, takes_text=True),
    Command("resume", "let the paused sprint go on", DAY),
    Command("extend", "give the running sprint more minutes, or fewer", DAY),
    Command("park", "end it undone; the rest comes back later", DAY, takes_text=True),
    Command("finish", "what the clock runs for is done", DAY),
    Command("away", "what a stretch was in which the clock ran without you", DAY),
    Command("rhythm", "show or set the shape of each weekday", DAY),
    Command("forecast", "how much buffer the next day needs, learnt from yours", DAY),
    Command("recap", "look back at a day, a week or a month", DAY),
    Command("backlog", "what earlier days left, newest first", DAY),
    Command("backlog take", "do it today, in spare buffer, or tomorrow", DAY),
    Command("backlog done", "it is done already", DAY),
    Command("backlog give", "give it to someone", DAY),
    Command("backlog drop", "let go of it", DAY),
    Command("backlog rest", "put one to rest, or a whole stale stretch", DAY),
    Command("backlog wake", "take it out of its rest", DAY),
    Command("backlog keep", "leave it; it is not asked about again", DAY),
    Command("demo", "the dashboard on a sample day that is thrown away", DAY),
    Command("add", "take in what arrived; answers with a promise", QUEUE, takes_text=True, is_quick=True),
    Command("queue", "what waits, and in which buffer", QUEUE),
    Command("edit", "say again what it is, in one line", QUEUE, takes_text=True),
    Command("begin", "deal with it now, with a running clock", QUEUE),
    Command("done", "it is dealt with", QUEUE),
    Command("defer", "move it to a later buffer, or another day", QUEUE),
    Command("order", "up or down in the line of its buffer", QUEUE),
    Command("give", "give it to someone", QUEUE),
    Command("decline", "say no, with a sentence to send", QUEUE),
    Command("drop", "let go of it", QUEUE),
    Command("ledger", "who was told what time: kept, missed, will not hold", QUEUE),
    Command("tell", "another time is told; prints the sentence to say", QUEUE),
    Command("person", "what someone asked, promises, what is open", QUEUE),
    Command("reslot", "put right what is no longer where it can be", QUEUE),
    Command("meetings", "the meetings of the day, and reviews that wait", MEETINGS),
    Command("meeting add", "set one up, in one line or from a file", MEETINGS, takes_text=True),
    Command("meeting edit", "change its purpose, people or agenda", MEETINGS),
    Command("meeting show", "all about one", MEETINGS),
    Command("meeting ready", "what is missing before it can begin", MEETINGS),
    Command("meeting publish", "its invitation as Markdown, .eml or .ics", MEETINGS),
    Command("meeting move", "another day or time", MEETINGS),
    Command("meeting cancel", "its time becomes buffer", MEETINGS),
    Command("meeting start", "it begins", MEETINGS),
    Command("meeting there", "who is there, and who is not", MEETINGS),
    Command("meeting note", "one line: = decision, ! action, ? open item", MEETINGS, takes_text=True),
    Command("meeting end", "it ends", MEETINGS),
    Command("meeting review", "the end-game review: who does what until when", MEETINGS),
    Command("meeting minutes", "its minutes as Markdown or .eml", MEETINGS),
    Command("actions", "open actions of all meetings", MEETINGS),
    Command("actions done", "they are done", MEETINGS),
    Command("actions renegotiate", "another deadline; the old one is kept", MEETINGS),
    Command("actions drop", "they are no longer to be done", MEETINGS),
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
