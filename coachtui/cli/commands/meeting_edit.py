"""Change what a meeting is for, its people or its agenda. What is not named stays as it is.

With --from the meeting becomes what a file says; `coachtui meeting show MEETING --text` prints that file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.files import read_text
from coachtui.cli.meeting_answering import add_meeting, carry_out, split_names
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from coachtui.cli.context import Context
    from coachtui.domain.meeting import Meeting

USAGE = "MEETING [--purpose TEXT] [--agenda ITEM] ... [--following] | MEETING --from FILE [--following]"

EXAMPLES = """
coachtui meeting edit 3 --purpose 'agree the Q4 budget' --facilitator Ana --note-taker Lee
coachtui meeting edit 3 --people 'Ana <ana@example.org> (decides), Kim (optional)' --remove Bob
coachtui meeting edit 3 --agenda 'Headcount 10m @Raj => what we can hire' --rule 'phones away'
coachtui meeting edit 3 --clear agenda --agenda 'Vendors 15m @Ana => what we can spend'
coachtui meeting edit 3 --set 'rules 1: one speaks at a time' --set 'attendees: -Kim'
coachtui meeting edit 3 --limit 25m --following      it and all later ones of its series
coachtui meeting edit 3 --from sync.txt
"""

CLEARED = ("agenda", "rules", "people")
"""Lists that can be emptied."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser, needed=True)
    parser.add_argument(
        "--from", metavar="FILE", dest="file", help="all of it as a file; - is standard input"
    )
    for name, text in (
        ("title", "its title"),
        ("purpose", "what it is to accomplish"),
        ("goal", "what is there at its end"),
        ("limit", "its time limit: 25m"),
        ("facilitator", "who facilitates; perhaps with <address> and (decides)"),
        ("note-taker", "who takes notes, and does not discuss"),
    ):
        parser.add_argument(f"--{name}", metavar="TEXT", help=text)
    for name, text in (
        ("people", "who comes too: Ana <ana@example.org> (decides), Kim (optional)"),
        ("remove", "who does not come any more"),
        ("agenda", "one more item: Headcount 10m @Raj decides @Ana => what we can hire"),
        ("rule", "one more ground rule"),
    ):
        parser.add_argument(f"--{name}", metavar="TEXT", action="append", default=[], help=text)
    parser.add_argument(
        "--set", metavar="LINE", action="append", default=[], help="one line of its text: 'agenda 2: ...'"
    )
    parser.add_argument(
        "--following", action="store_true", help="all later ones of its series are changed too"
    )
    parser.add_argument(
        "--clear", action="append", default=[], choices=CLEARED, help="empty a list before adding to it"
    )


def run(args: Namespace, context: Context) -> int:
    """Change the meeting."""
    from coachtui.services.meetings import edit, knowing, rewrite

    if args.file:
        text = read_text(args.file)
        return carry_out(
            args, context, lambda desk: rewrite(desk, args.meeting, text, following=args.following)
        )
    return carry_out(
        args,
        context,
        lambda desk: edit(
            desk, args.meeting, lambda one: changed(one, args, knowing(desk)), following=args.following
        ),
    )


def changed(meeting: Meeting, args: Namespace, known: Callable[[str], str | None]) -> Meeting:
    """The meeting with what the options say; `known` gives the full name of a person.

    Raises:
        UsageError: an option is not clear.
    """
    from coachtui.domain.agenda import parse_agenda_item
    from coachtui.domain.attendee_text import parse_people, parse_person, refuse_both
    from coachtui.domain.human import parse_minutes
    from coachtui.domain.meeting import YOU, Role, with_people
    from coachtui.domain.meeting_line import with_line
    from coachtui.domain.text import clean_line

    people = [one for one in meeting.attendees if "people" not in args.clear or one.name == YOU]
    gone = {name.casefold() for name in split_names(args.remove)}
    if unknown := gone - {one.name.casefold() for one in people if one.name != YOU}:
        raise UsageError(f"nobody called {', '.join(sorted(unknown))} was asked to come")
    people = [one for one in people if one.name.casefold() not in gone]
    people += [one for text in args.people for one in parse_people(text, known)]
    leaders = {}
    for role, text in ((Role.FACILITATOR, args.facilitator), (Role.NOTE_TAKER, args.note_taker)):
        if text:
            said = parse_person(text, role, known)
            one = next((other for other in people if other.name.casefold() == said.name.casefold()), said)
            email, decides = said.email or one.email, said.can_decide or one.can_decide
            people.append(one._replace(email=email, can_decide=decides))
            leaders[role] = one.name
    holders = {one.role: one.name for one in people} | leaders
    refuse_both(holders.get(Role.FACILITATOR, ""), holders.get(Role.NOTE_TAKER, ""))
    meeting = meeting._replace(
        attendees=with_people(people, leaders.get(Role.FACILITATOR, ""), leaders.get(Role.NOTE_TAKER, "")),
        agenda=(
            *(() if "agenda" in args.clear else meeting.agenda),
            *(parse_agenda_item(text, known) for text in args.agenda),
        ),
        rules=(*(() if "rules" in args.clear else meeting.rules), *map(clean_line, args.rule)),
        limit=parse_minutes(args.limit) if args.limit else meeting.limit,
    )
    for text in args.set:
        meeting = with_line(meeting, text, known)
    return meeting._replace(
        title=meeting.title if args.title is None else clean_line(args.title),
        purpose=meeting.purpose if args.purpose is None else clean_line(args.purpose),
        goal=meeting.goal if args.goal is None else clean_line(args.goal),
    )
