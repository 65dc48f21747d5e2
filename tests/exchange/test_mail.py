from __future__ import annotations

from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coachtui.domain.text import clean_line
from coachtui.exchange.calendar_file import calendar_file
from coachtui.exchange.mail import cancellation_mail, invitation_mail, minutes_mail
from coachtui.exchange.minutes import minutes
from coachtui.exchange.own_name import Sender
from tests.exchange.meeting_views import HOSTILE, NOW, ZONE, meeting_view

SAM = Sender("Sam Doe", "sam@example.org")


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def addresses(message: EmailMessage) -> list[Address]:
    return list(message["To"].addresses)


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_minutes_go_to_everyone_who_has_an_address() -> None:
    message = read(minutes_mail(meeting_view(), ZONE, SAM, NOW))
    assert message["Subject"] == "Minutes: Budget sync, Tue 24 Nov 2026"
    assert [(one.display_name, one.addr_spec) for one in addresses(message)] == [
        ("Ana", "ana@example.org"),
        ("Raj", "raj@example.org"),
    ]
    assert message["Date"].datetime == NOW
    assert body(message) == minutes(meeting_view(), ZONE, SAM.name) + "\n"


def test_without_an_address_there_is_no_recipient() -> None:
    view = meeting_view()
    nobody = tuple(one._replace(email="") for one in view.meeting.attendees)
    data = minutes_mail(view._replace(meeting=view.meeting._replace(attendees=nobody)), ZONE, SAM, NOW)
    assert read(data)["To"] is None


def test_an_invitation_brings_its_calendar_entry() -> None:
    message = read(invitation_mail(meeting_view(), ZONE, SAM, NOW))
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "text/calendar"
    assert attachment.get_filename() == "meeting.ics"
    assert attachment["Content-Type"].params["method"] == "REQUEST"
    assert attachment["Content-Type"].params["charset"] == "utf-8"
    assert attachment.get_payload(decode=True) == calendar_file(meeting_view(), ZONE, SAM, NOW)
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Sam Doe", "sam@example.org")


def test_the_entry_of_an_unknown_sender_is_only_published() -> None:
    message = read(invitation_mail(meeting_view(), ZONE, Sender("Sam Doe"), NOW))
    (attachment,) = message.iter_attachments()
    assert attachment["Content-Type"].params["method"] == "PUBLISH"
    assert message["From"] is None


def test_a_cancellation_goes_to_the_same_people_and_empties_their_calendars() -> None:
    view = meeting_view()
    later_one = view._replace(uid="fedcba9876543210fedcba9876543210")
    message = read(cancellation_mail([view, later_one], ZONE, SAM, NOW))
    assert message["Subject"] == "Cancelled: Budget sync, Tue 24 Nov 2026"
    assert [one.addr_spec for one in addresses(message)] == ["ana@example.org", "raj@example.org"]
    (attachment,) = message.iter_attachments()
    assert attachment["Content-Type"].params["method"] == "CANCEL"
    calendar = Calendar.from_ical(str(attachment.get_content()))
    assert [str(one["uid"])[:4] for one in calendar.walk("VEVENT")] == ["0123", "fedc"]
    assert body(message).count("# Cancelled: Budget sync") == 2


def no_header_was_added(data: bytes, name: str) -> None:
    message = read(data)
    names = [key.lower() for key in message]
    assert sorted(set(names)) == sorted(names)
    assert {"bcc", "cc"}.isdisjoint(names)
    assert [one.addr_spec for one in addresses(message)] == ["ana@example.org", "raj@example.org"]
    # Reading, Python 3.11 leaves a space between the parts of a long name.
    assert addresses(message)[0].display_name.replace(" ", "") == clean_line(name, 80).replace(" ", "")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_header_and_no_recipient(text: str) -> None:
    view = meeting_view(text, text or "Ana")
    no_header_was_added(minutes_mail(view, ZONE, SAM, NOW), text or "Ana")
    no_header_was_added(invitation_mail(view, ZONE, SAM, NOW), text or "Ana")
    no_header_was_added(cancellation_mail([view], ZONE, SAM, NOW), text or "Ana")
    no_header_was_added(minutes_mail(view, ZONE, Sender(text or "Sam", "s@example.org"), NOW), text or "Ana")
    assert body(read(minutes_mail(view, ZONE, SAM, NOW))) == minutes(view, ZONE, SAM.name) + "\n"


@given(st.text(min_size=1, max_size=80).filter(clean_line))
def test_any_title_and_name_is_read_back(text: str) -> None:
    view = meeting_view(clean_line(text), clean_line(text))
    data = minutes_mail(view, ZONE, SAM, NOW)
    no_header_was_added(data, text)
    assert read(data)["Subject"] == f"Minutes: {clean_line(text)}, Tue 24 Nov 2026"
