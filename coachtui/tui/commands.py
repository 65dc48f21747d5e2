"""Every command of the dashboard, once: bindings, footer, border hints, palette, help and README.

A key is written as Textual names it; `shown` says what to print for it. `footer` and `border` are
priorities (0: not there), the highest stays longest when the line gets short. The file is long because
it is one table.
"""

from __future__ import annotations

from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType

HELP = 100
"""The priority of the entry that every footer keeps."""

EVERYWHERE = "everywhere"
"""The context of keys that work in every pane."""

CONTEXTS = {
    EVERYWHERE: "Everywhere",
    "today": "1 Today",
    "queue": "2 Queue",
    "meetings": "3 Meetings",
    "snooze": "After s",
    "away": "After Z",
    "series": "After e, E, r or x on a meeting that comes again",
    "actions": "In the list of open actions",
    "meeting": "In all about one meeting",
    "line": "While typing a line",
    "list": "In a list that covers the panes",
    "promises": "In the ledger, and on a person's page",
    "cards": "On a card",
    "plan": "While planning a day",
    "wrap": "While wrapping up",
    "lane": "In the backlog",
    "forecast": "On the forecast",
    "recap": "While looking back",
    "reading": "While looking back or ahead",
    "board": "While planning or wrapping up",
    "review": "While reviewing a meeting",
    "minutes": "On minutes",
}
"""Where a command works, and the heading that says so."""

TOGETHER = (
    frozenset({"today", EVERYWHERE}),
    frozenset({"queue", EVERYWHERE}),
    frozenset({"meetings", EVERYWHERE}),
    frozenset({"meeting", "meetings"}),
    frozenset({"plan", "board"}),
    frozenset({"wrap", "board"}),
    frozenset({"lane", "reading"}),
    frozenset({"forecast", "reading"}),
    frozenset({"recap", "reading"}),
)
"""The contexts whose keys one screen waits for at the same time: there no key has two meanings."""


class Command(NamedTuple):
    """One command: what it is called, how it is reached, and where it is shown."""

    id: str
    """Rebinds it in a key map; also what the screen is asked to do."""
    keys: tuple[str, ...]
    title: str
    """One or two words, for the footer, the borders and the palette."""
    help: str
    """One sentence that says what happens."""
    where: str = EVERYWHERE
    footer: int = 0
    border: int = 0
    with_: tuple[str, ...] = ()
    """Commands that share this one's entry: "] [ slot"."""
    short: str = ""
    """What a shared entry is called."""


COMMANDS = (
    Command("capture", ("i",), "interrupt",
            "Capture an interruption; its buffer is shown as you type.", footer=95),
    Command("today", ("1",), "Today", "Go to the day.", footer=40, with_=("queue", "meetings"), short="pane"),
    Command("queue", ("2",), "Queue", "Go to the interruptions that wait."),
    Command("meetings", ("3",), "Meetings", "Go to the meetings of the day."),
    Command("next-pane", ("tab", "l", "right"), "next pane", "Go to the next pane."),
    Command("previous-pane", ("shift+tab", "h", "left"), "previous pane", "Go to the pane before."),
    Command("down", ("j", "down"), "down", "One row down.", footer=30, with_=("up",), short="move"),
    Command("up", ("k", "up"), "up", "One row up."),
    Command("top", ("g", "home"), "top", "The first row."),
    Command("bottom", ("G", "end"), "bottom", "The last row."),
    Command("half-down", ("ctrl+d", "pagedown"), "half a page down", "Half a page down."),
    Command("half-up", ("ctrl+u", "pageup"), "half a page up", "Half a page up."),
    Command("open", ("enter",), "open",
            "Say what this row is and why it is where it is; the cards, when a buffer with items is on."),
    Command("sprint", ("space",), "start, pause",
            "Start the sprint, pause it with a note, let it go on: whichever it is time for.", footer=94),
    Command("finish", ("f",), "finish", "What the clock runs for is done.", footer=92),
    Command("shorter", ("<", ","), "5 min less",
            "The highlighted block of Today that is to come, or else the sprint: five minutes less.",
            footer=18, with_=("longer",), short="5 min"),
    Command("longer", (">", "."), "5 min more",
            "The same five minutes more; a sprint gets them from now on."),
    Command("park", ("p",), "park",
            "Stop here though it is not done: with a note, its rest comes back later today, or on >fri."),
    Command("triage", ("T",), "cards",
            "One card after the other: the buffer that is on, or else the whole queue."),
    Command("away", ("Z",), "was away",
            "When the clock ran without you: what that was, then s, b or x."),
    Command("ledger", ("L",), "ledger",
            "Who was told what time: kept, missed, and what will not hold while there is time to say so.",
            footer=14),
    Command("now", ("t",), "now", "Jump to what is on now.", footer=20),
    Command("undo", ("u",), "undo", "Take back the last thing done, also from another terminal.", footer=80),
    Command("redo", ("U",), "redo", "Do again what was taken back."),
    Command("filter", ("/",), "filter",
            "Show only what holds a text in the queue; an empty text shows all.", footer=25),
    Command("note", ("m",), "meeting note",
            "One line about the meeting that runs: = decision, ! action, ? open item."),
    Command("actions", ("A",), "actions",
            "Open actions of all meetings: whose, until when, and what done means."),
    Command("zoom", ("z",), "zoom", "Give this pane the whole screen, and back.", footer=22),
    Command("copy", ("y",), "copy", "Copy the row or the marked ones, or the day, as Markdown."),
    Command("plan", ("P",), "plan the day",
            "Plan a day: leftovers by number, lines of your own, the day as it would be.", footer=28),
    Command("wrap", ("W",), "wrap up",
            "Close the day: one key for every open thing, a line about it, and tomorrow.", footer=12),
    Command("backlog", ("B",), "backlog",
            "What earlier days left, newest first: into spare buffer, tomorrow, or to rest.", footer=13),
    Command("forecast", ("F",), "forecast",
            "How much buffer the next day needs, learnt from yours; one key gives it to the rhythm."),
    Command("recap", ("w",), "look back",
            "How the day, the week, the month went, in numbers and plots.", footer=11),
    Command("review", ("R",), "review",
            "The end-game review of the meeting that runs, or ended last, or is highlighted.", footer=26),
    Command("minutes", ("M",), "minutes", "The minutes of the highlighted meeting, or of the last one."),
    Command("demo", ("o",), "demo day", "Look at a full day that is thrown away afterwards."),
    Command("palette", ("ctrl+p", ":"), "commands", "Find any command by its name.", footer=15),
    Command("help", ("?", "f1"), "all keys", "All keys: this pane's first.", footer=HELP),
    Command("capture-anywhere", ("f2", "ctrl+o"), "interrupt", "Capture, also while typing something else."),
    Command("suspend", ("ctrl+z",), "to the shell", "Put the dashboard to sleep; `fg` brings it back."),
    Command("signals", ("Q",), "signals",
            "Title, bell and desktop notices; then only the title; then none of them."),
    Command("reopen", ("ctrl+l", "f5"), "open again", "Open the file again after something replaced it."),
    Command("quit", ("q",), "quit", "Leave. Nothing is lost: everything is in the file.", footer=10),
    Command("add-block", ("a",), "add",
            "Add a block in one line: 13:00 45m Client call prep; or a buffer, break, meeting.",
            "today", border=80),
    Command("later-block", ("J",), "later",
            "A sprint after the next one; a meeting or break five minutes later.",
            "today", border=70, with_=("earlier-block",), short="move"),
    Command("earlier-block", ("K",), "earlier",
            "A sprint before the one before; a meeting or break five minutes earlier.", "today"),
    Command("rename", ("e",), "rename", "Give the block another title.", "today", border=50),
    Command("remove", ("x",), "remove",
            "Take the block off the day; its time becomes buffer.", "today", border=60),
    Command("done", ("d",), "done", "Finished.", "queue", footer=90, border=90),
    Command("capture-here", ("a",), "add", "Capture an interruption, as with i.", "queue"),
    Command("snooze", ("s",), "snooze",
            "Move it to another time: then 1, 2, 3 or 4.", "queue", footer=85, border=80),
    Command("later", ("]", "shift+right"), "next buffer",
            "Move it to the next buffer with room.", "queue", border=70, with_=("earlier",), short="slot"),
    Command("earlier", ("[", "shift+left"), "earlier buffer",
            "Move it to an earlier buffer with room.", "queue"),
    Command("line-later", ("J",), "later in line",
            "Change places with the next one in its buffer.",
            "queue", border=35, with_=("line-earlier",), short="order"),
    Command("line-earlier", ("K",), "earlier in line",
            "Change places with the one before in its buffer.", "queue"),
    Command("urgent", ("!",), "urgent",
            "Urgent: before normal items in the first buffer it fits.", "queue", border=60),
    Command("more-urgent", ("+",), "more urgent", "One step more urgent.", "queue"),
    Command("less-urgent", ("-",), "less urgent", "One step less urgent.", "queue"),
    Command("give", ("@",), "give", "Give it to someone.", "queue", border=50),
    Command("begin", ("b",), "do now", "Do it now, with a running clock.", "queue", border=65),
    Command("edit", ("e",), "edit", "Correct it as a line; Enter understands it again.", "queue", border=45),
    Command("editor", ("E",), "in $EDITOR", "The same, with its whole note, in your editor.", "queue"),
    Command("decline", ("D",), "decline",
            "Say no; the sentence to send is shown and copied to the clipboard.", "queue", border=30),
    Command("drop", ("x",), "drop", "It will not be done.", "queue", border=40),
    Command("person", ("c",), "who",
            "The page of whoever asked: what they asked, how long it takes, their promises.",
            "queue", border=35),
    Command("reslot", ("r",), "re-slot",
            "Find a place for what has none, or whose buffer has passed.", "queue", border=20),
    Command("next-match", ("n",), "next match", "The next row that holds the text of the filter.", "queue"),
    Command("previous-match", ("N",), "previous match", "The row before that holds it.", "queue"),
    Command("mark", ("v",), "mark",
            "Mark several rows; the next command takes them all.", "queue", border=10),
    Command("add-meeting", ("a",), "add",
            "Set up a meeting in one line: fri 11:00-11:30 Budget sync: agree the Q4 budget @Ana @Raj.",
            "meetings", footer=80, border=80),
    Command("hold", ("s",), "start, end", "The highlighted meeting begins; the one that runs ends.",
            "meetings", footer=90, border=90),
    Command("note-here", ("n",), "note",
            "One line about it: = decision, ! action, ? open item; again until the line is empty.",
            "meetings", footer=88, border=85),
    Command("readiness", ("c",), "check", "What it lacks before it can begin, and what to do.",
            "meetings", footer=70, border=75),
    Command("change", ("e",), "change",
            "Change it line by line; tab offers lines, such as note-taker: Lee.",
            "meetings", footer=75, border=70),
    Command("change-text", ("E",), "in $EDITOR", "The whole meeting as a text, in your editor.", "meetings"),
    Command("attend", ("v",), "who is there", "Say who is there; the check then speaks of those who are.",
            "meetings", border=55),
    Command("reschedule", ("r",), "move",
            "Another time or day: 14:00, fri, fri 10:00-10:45; of an action another deadline.",
            "meetings", border=60),
    Command("later-meeting", ("J",), "5 min later", "The meeting begins five minutes later.", "meetings",
            border=40, with_=("earlier-meeting",), short="5 min"),
    Command("earlier-meeting", ("K",), "5 min earlier",
            "The meeting begins five minutes earlier.", "meetings"),
    Command("cancel", ("x",), "cancel",
            "Take it off its day, its time becomes buffer; an action is dropped.", "meetings", border=50),
    Command("publish", ("O",), "to a file",
            "Write the invitation to a new file: .md, .eml or .ics.", "meetings", border=30),
    Command("action-here", ("d",), "done", "The highlighted action is done.", "meetings", border=20),
    Command("series-one", ("1",), "only this one", "Only this meeting of its series.", "series", footer=90),
    Command("series-following", ("2",), "this and the following",
            "This one, all later ones that are made, and those to come.", "series", footer=85),
    Command("snooze-today", ("1",), "later today", "The first room two hours from now.", "snooze", footer=90),
    Command("snooze-tomorrow", ("2",), "tomorrow", "The first room tomorrow.", "snooze", footer=85),
    Command("snooze-monday", ("3",), "Monday", "The first room on Monday.", "snooze", footer=80),
    Command("snooze-pick", ("4",), "pick",
            "Type a time: 14:00, in 2h, tomorrow, fri 9:30.", "snooze", footer=75),
    Command("away-sprint", ("s",), "work", "It was work: it counts as it was measured.", "away", footer=90),
    Command("away-break", ("b",), "a break",
            "A break of the day; the sprint gets its minutes back and goes on behind it.", "away", footer=85),
    Command("away-discard", ("x",), "nothing",
            "It does not count; what ran gets its minutes back.", "away", footer=80),
    Command("card-do", ("enter",), "do now", "Do it now, with a running clock.", "cards", footer=95),
    Command("card-done", ("d",), "done", "Done already; a running clock stops.", "cards", footer=94),
    Command("card-later", ("]", "shift+right"), "next buffer",
            "To the next buffer with room.", "cards", footer=90, with_=("card-earlier",), short="slot"),
    Command("card-earlier", ("[", "shift+left"), "earlier buffer",
            "To an earlier buffer with room.", "cards"),
    Command("card-snooze", ("s",), "snooze", "Another time: then 1, 2, 3 or 4.", "cards", footer=88),
    Command("card-urgent", ("!",), "urgent", "Urgent; the card stays.", "cards", footer=40,
            with_=("card-more-urgent", "card-less-urgent"), short="urgency"),
    Command("card-more-urgent", ("+",), "more urgent", "One step more urgent; the card stays.", "cards"),
    Command("card-less-urgent", ("-",), "less urgent", "One step less urgent; the card stays.", "cards"),
    Command("card-give", ("@",), "give", "Give it to someone.", "cards", footer=80),
    Command("card-decline", ("D",), "decline",
            "Say no; the sentence to send is shown and copied.", "cards", footer=60),
    Command("card-drop", ("x",), "drop", "It will not be done.", "cards", footer=75),
    Command("card-edit", ("e",), "edit", "Correct it as a line.", "cards", footer=30),
    Command("card-next", ("j", "down"), "next card", "Look at the next card without deciding.", "cards",
            footer=20, with_=("card-previous",), short="look"),
    Command("card-previous", ("k", "up"), "card before",
            "Look at the card before without deciding.", "cards"),
    Command("card-undo", ("u",), "undo",
            "Take the last decision back, and show its card.", "cards", footer=70),
    Command("card-capture", ("i",), "interrupt", "Capture an interruption above the cards.", "cards"),
    Command("card-help", ("?", "f1"), "all keys", "All keys: those of the cards first.", "cards"),
    Command("card-close-cards", ("escape", "q"), "back", "Back to the panes.", "cards", footer=50),
    Command("plan-write", ("a",), "add a line",
            "A task, a meeting or a break, as in `coachtui plan`; again until the line is empty.",
            "plan", footer=95),
    Command("plan-toggle", ("enter", "space"), "take in", "Take the highlighted task in, or put it back.",
            "plan", footer=70),
    Command("plan-must", ("!",), "must", "The highlighted task, or the last, is a must, or none.",
            "plan", footer=80),
    Command("plan-remove", ("x", "-"), "take out", "Take the highlighted line out, or the last one.",
            "plan", footer=75),
    Command("plan-rhythm", ("r",), "rhythm",
            "The shape of this weekday: 09:00-17:30 sprint 45 buffer 15 every 2 reserve 15.",
            "plan", footer=40),
    Command("plan-buffers", ("b",), "buffers",
            "Give this weekday the buffers that the forecast proposes.", "plan", footer=45),
    Command("plan-earlier", ("[",), "day before", "Plan the day before.", "plan"),
    Command("plan-later", ("]",), "day after", "Plan the day after.", "plan",
            footer=30, with_=("plan-earlier",), short="day"),
    Command("wrap-tomorrow", ("t",), "tomorrow",
            "An interruption gets a place on the next working day, a task its plan.", "wrap", footer=95),
    Command("wrap-backlog", ("b",), "backlog",
            "Some day; an interruption becomes a task.", "wrap", footer=94),
    Command("wrap-give", ("@",), "give", "Give it to someone.", "wrap", footer=80),
    Command("wrap-drop", ("x",), "let go", "It will not be done.", "wrap", footer=85),
    Command("wrap-done", ("d",), "done", "It is done already.", "wrap", footer=93),
    Command("wrap-rest-tomorrow", ("T",), "rest tomorrow",
            "Whatever has no word yet goes to tomorrow.", "wrap", footer=90),
    Command("wrap-rest-backlog", ("B",), "rest backlog",
            "Whatever has no word yet goes to the backlog.", "wrap", footer=35),
    Command("wrap-undecided", ("-",), "no word", "Take the word back.", "wrap", footer=30),
    Command("wrap-note", ("n",), "day's line", "One line about the day.", "wrap", footer=50),
    Command("wrap-first", ("f",), "first sprint", "What the next day begins with.", "wrap", footer=45),
    Command("lane-take", ("enter", "space"), "today",
            "Into the spare time of a buffer of today.", "lane", footer=95),
    Command("lane-tomorrow", ("t",), "tomorrow", "Into the plan of the next working day.", "lane", footer=90),
    Command("lane-done", ("d",), "done", "It is done already.", "lane", footer=75),
    Command("lane-give", ("@",), "give", "Give it to someone.", "lane", footer=70),
    Command("lane-drop", ("x",), "let go", "It will not be done.", "lane", footer=73),
    Command("lane-rest", ("b",), "rest", "Put it to rest, or take it out of its rest.", "lane", footer=85),
    Command("lane-rest-all", ("B",), "rest all before",
            "Put all that this row's day and the days before it left to rest.", "lane", footer=82),
    Command("lane-keep", ("-",), "keep", "Leave it; it is not asked about again.", "lane", footer=60),
    Command("forecast-apply", ("enter", "ctrl+s"), "take it",
            "Give the working days the buffers that are proposed.", "forecast", footer=95),
    Command("forecast-standing", ("s",), "standing buffer",
            "Give them the standing buffer that is proposed.", "forecast", footer=85),
    Command("recap-day", ("d",), "day", "One day.", "recap", footer=90,
            with_=("recap-week", "recap-month"), short="day week month"),
    Command("recap-week", ("w",), "week", "Its week.", "recap"),
    Command("recap-month", ("m",), "month", "Its month.", "recap"),
    Command("recap-earlier", ("[", "h", "left"), "before", "The one before.", "recap", footer=85,
            with_=("recap-later",), short="before after"),
    Command("recap-later", ("]", "l", "right"), "after", "The one after.", "recap"),
    Command("recap-now", ("t",), "now", "The present one.", "recap", footer=40),
    Command("recap-copy", ("y",), "copy", "Copy it as Markdown: the log of the day.", "recap", footer=70),
    Command("reading-undo", ("u",), "undo", "Take the last thing back.", "reading", footer=50),
    Command("reading-down", ("j", "down"), "down", "One row down.", "reading", footer=20,
            with_=("reading-up",), short="move"),
    Command("reading-up", ("k", "up"), "up", "One row up.", "reading"),
    Command("reading-page-down", ("ctrl+d", "pagedown"), "half a page down", "Half a page down.", "reading"),
    Command("reading-page-up", ("ctrl+u", "pageup"), "half a page up", "Half a page up.", "reading"),
    Command("reading-help", ("?", "f1"), "all keys", "All keys: this screen's first.", "reading"),
    Command("reading-leave", ("escape", "q"), "back", "Back to the panes.", "reading", footer=80),
    Command("board-save", ("ctrl+s",), "save", "Keep it, as one step of undo.", "board", footer=98),
    Command("board-leave", ("escape", "q"), "later", "Back; what is decided is still there next time.",
            "board", footer=60),
    Command("board-down", ("j", "down"), "down", "One row down.", "board"),
    Command("board-up", ("k", "up"), "up", "One row up.", "board"),
    Command("board-help", ("?", "f1"), "all keys", "All keys: this screen's first.", "board"),
    Command("action-done", ("d",), "done", "It is done; your own with its task.", "actions", footer=95),
    Command("action-renegotiate", ("r",), "another day",
            "Agree on another deadline; the old one is kept and shown.", "actions", footer=90),
    Command("action-drop", ("x",), "drop", "It is no longer to be done.", "actions", footer=85),
    Command("action-copy", ("y",), "copy", "Copy the list, or what the filter leaves of it, as Markdown.",
            "actions", footer=60),
    Command("action-owner", ("/",), "whose", "Show only the actions of someone; me is you.",
            "actions", footer=70),
    Command("action-order", ("o",), "order", "Yours first, or all by deadline.", "actions", footer=50),
    Command("action-undo", ("u",), "undo", "Take the last thing back.", "actions", footer=80),
    Command("action-down", ("j", "down"), "down", "One row down.", "actions"),
    Command("action-up", ("k", "up"), "up", "One row up.", "actions"),
    Command("action-help", ("?", "f1"), "all keys", "All keys: this list's first.", "actions"),
    Command("action-leave", ("escape", "q"), "back", "Back to the panes.", "actions", footer=65),
    Command("meeting-down", ("j", "down"), "down", "One row down.", "meeting"),
    Command("meeting-up", ("k", "up"), "up", "One row up.", "meeting"),
    Command("meeting-help", ("?", "f1"), "all keys", "All keys: this screen's first.", "meeting"),
    Command("meeting-leave", ("escape", "q", "enter"), "back", "Back to the panes.", "meeting", footer=65),
    Command("promise-go", ("enter",), "go there", "To its row in the queue.", "promises", footer=90),
    Command("promise-tell", ("t",), "told",
            "Another time is told now: its sentence is copied, the promise is renegotiated.",
            "promises", footer=95),
    Command("promise-copy", ("y",), "copy",
            "Copy the sentence to say; on a person's page without one, the page.", "promises", footer=85),
    Command("promise-person", ("c",), "who", "The page of whoever asked.", "promises", footer=75),
    Command("promise-undo", ("u",), "undo", "Take the last thing back.", "promises", footer=70),
    Command("promise-down", ("j", "down"), "down", "One row down.", "promises", footer=30,
            with_=("promise-up",), short="move"),
    Command("promise-up", ("k", "up"), "up", "One row up.", "promises"),
    Command("promise-help", ("?", "f1"), "all keys", "All keys: those of this list first.", "promises"),
    Command("promise-leave", ("escape", "q"), "back", "Back to the panes.", "promises", footer=60),
    Command("review-enter", ("enter",), "add",
            "Add the line; on an empty line go to the next step, on one that is written keep it.",
            "review", footer=96),
    Command("review-back", ("shift+tab",), "step back", "The step before; what is typed stays there.",
            "review", footer=90),
    Command("review-next", ("tab",), "next step", "The next step; what is typed stays there.", "review"),
    Command("review-up", ("up",), "line above", "The line above, to write it anew; leaving it keeps it.",
            "review", footer=70, with_=("review-down",), short="lines"),
    Command("review-down", ("down",), "line below", "The line below.", "review"),
    Command("review-close", ("ctrl+s",), "close",
            "Close the review; what is missing is asked for once, where it belongs.", "review", footer=92),
    Command("review-take-out", ("ctrl+t", "f8"), "take out", "Take the line out.", "review", footer=40),
    Command("review-undo", ("ctrl+z", "u"), "undo", "Take the last line back; u where no line is typed.",
            "review", footer=60),
    Command("review-redo", ("ctrl+y", "U"), "redo", "Do again what was taken back.", "review"),
    Command("review-editor", ("ctrl+g", "f4"), "editor",
            "The whole review as a text in your editor.", "review", footer=50),
    Command("review-leave", ("escape",), "later", "Back; the draft and the typed line are kept.",
            "review", footer=91),
    Command("review-yes", ("y",), "yes", "The purpose was accomplished.", "review", footer=99),
    Command("review-partly", ("p",), "partly", "It was accomplished in part.", "review", footer=98),
    Command("review-no", ("n",), "no", "It was not accomplished.", "review", footer=97),
    Command("review-done", ("d",), "done", "The earlier action is done.", "review", footer=99),
    Command("review-keep", ("k",), "keep",
            "It stays open; once more, or where it is late, with a new deadline.", "review", footer=98),
    Command("review-drop", ("x",), "drop", "It will not be done.", "review", footer=97),
    Command("review-help", ("f1", "?"), "all keys", "All keys: those of the review first.", "review"),
    Command("minutes-copy", ("y",), "copy", "Copy the minutes as Markdown.", "minutes", footer=95),
    Command("minutes-file", ("w",), "to a file",
            "Write them to a new file: .md is Markdown, .eml a mail to everyone with an address.",
            "minutes", footer=90),
    Command("minutes-correct", ("R",), "correct",
            "Open the review again; the minutes will say that they were corrected.", "minutes", footer=80),
    Command("minutes-undo", ("u",), "undo", "Take the last thing back.", "minutes", footer=60),
    Command("minutes-down", ("j", "down", "space", "pagedown"), "down", "Read on.", "minutes",
            footer=50, with_=("minutes-up",), short="scroll"),
    Command("minutes-up", ("k", "up", "pageup"), "up", "Back.", "minutes"),
    Command("minutes-leave", ("escape", "q", "enter"), "back", "Back to the panes.", "minutes", footer=70),
    Command("minutes-help", ("?", "f1"), "all keys", "All keys: those of the minutes first.", "minutes"),
    Command("submit", ("enter",), "take it", "Take the line.", "line", footer=90),
    Command("complete", ("tab",), "complete",
            "Complete a person or a recent line; again for the next.", "line", footer=60),
    Command("other-buffer", ("ctrl+t",), "other buffer",
            "The next buffer that holds what is captured; at last the first fit again.", "line", footer=55),
    Command("older", ("up",), "older line",
            "The line that was entered before, also on another day.", "line",
            footer=50, with_=("newer",), short="recent"),
    Command("newer", ("down",), "newer line", "The line after.", "line"),
    Command("close", ("escape",), "keep draft",
            "Close; the text is still there next time.", "line", footer=80),
    Command("close-list", ("escape",), "close", "Back to the panes.", "list", footer=90),
)  # fmt: skip
"""All commands, in the order in which help and README list them."""

BY_ID = {command.id: command for command in COMMANDS}
"""Each command by its id."""

SIGNS = {
    "escape": "esc",
    "shift+tab": "shift+tab",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "f1": "F1",
    "f2": "F2",
    "f4": "F4",
    "f8": "F8",
}
"""How keys are printed that are not printed as they are."""


OWN: ContextVar[Mapping[str, tuple[str, ...]]] = ContextVar("own keys", default=MappingProxyType({}))
"""The user's own keys by command id; those of other commands are the built-in ones."""


class Entry(NamedTuple):
    """One entry of a footer or a border: keys and what they do, never cut."""

    keys: str
    title: str
    priority: int
    presses: tuple[str, ...] = ()
    """The key behind each of `keys`, as Textual names it: what a click on it presses."""

    @property
    def width(self) -> int:
        """Cells of the entry."""
        return len(self.keys) + 1 + len(self.title)


def within(*contexts: str) -> tuple[Command, ...]:
    """The commands of these contexts, in order."""
    return tuple(command for command in COMMANDS if command.where in contexts)


def bindings(context: str, *, priority: bool = False) -> list[BindingType]:
    """The bindings of a context: each asks the screen to carry out the command."""
    return [
        Binding(
            ",".join(map(_named, command.keys)),
            f"screen.command('{command.id}')",
            command.title,
            id=command.id,
            tooltip=command.help,
            priority=priority,
        )
        for command in within(context)
    ]


def _named(key: str) -> str:
    """The key as Textual names it."""
    return _character_to_key(key) if len(key) == 1 else key


def own_keys() -> dict[str, str]:
    """The user's own keys as Textual takes a key map."""
    return {name: ",".join(map(_named, keys)) for name, keys in OWN.get().items()}


def keys_of(command: Command) -> tuple[str, ...]:
    """The keys that give the command: the user's own where there are some."""
    return OWN.get().get(command.id, command.keys)


def shown(command: Command) -> tuple[str, ...]:
    """The command's keys as they are printed."""
    return tuple(SIGNS.get(key, key) for key in keys_of(command))


def entries(kind: str, *contexts: str) -> tuple[Entry, ...]:
    """The entries of a `"footer"` or `"border"` in these contexts, those of the first context first."""
    out = []
    for context in contexts:
        for command in within(context):
            if not (priority := getattr(command, kind)):
                continue
            shared = [BY_ID[one] for one in (command.id, *command.with_)]
            keys = " ".join(shown(one)[0] for one in shared)
            presses = tuple(_named(keys_of(one)[0]) for one in shared)
            out.append(Entry(keys, command.short or command.title, priority, presses))
    return tuple(out)


def pressed(entry: Entry, at: int) -> str:
    """The key that a click on an entry presses, so many cells from its beginning."""
    words = entry.keys.split(" ")
    presses = entry.presses or tuple(_named(word if len(word) == 1 else word.lower()) for word in words)
    index = entry.keys[:at].count(" ") if at < len(entry.keys) else 0
    return presses[min(index, len(presses) - 1)]


def budgeted(offered: Iterable[Entry], width: int, gap: int = 2) -> tuple[Entry, ...]:
    """As many whole entries as fit in the width, the most important first; `?` is there and last."""
    taken = []
    left = width + gap
    for entry in sorted(offered, key=lambda one: -one.priority):
        if entry.width + gap <= left:
            left -= entry.width + gap
            taken.append(entry)
    return tuple(sorted(taken, key=lambda one: one.priority == HELP))


def table() -> str:
    """All commands as Markdown, for the README."""
    lines = []
    for context, heading in CONTEXTS.items():
        lines += [f"**{heading}**", "", "| keys | command | id | what it does |", "|---|---|---|---|"]
        for command in within(context):
            keys = " ".join(f"`{key}`" for key in shown(command))
            lines.append(f"| {keys} | {command.title} | `{command.id}` | {command.help} |")
        lines.append("")
    return "\n".join(lines)
