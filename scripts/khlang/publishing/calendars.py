"""Calendars to subscribe to (iCalendar, RFC 5545): meetings, deadlines of what was decided, reviews that fall due.

Events last whole days, as nobody has told the hour. Examples are no events. The same library gives the same bytes: no
event is stamped with the time of the build.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from khlang.content.library import Library
from khlang.content.vocabulary import Group, School, Term
from khlang.exchange.actions import actions
from khlang.exchange.weeks import holiday_on
from khlang.pages.exchange.board import MEETINGS
from khlang.pages.follow import CALENDAR

if TYPE_CHECKING:
    from icalendar import Event

_MEETING, _DEADLINE, _REVIEW = "แลกเปลี่ยนเรียนรู้ {}", "กำหนดแล้วเสร็จ: {}", "ถึงกำหนดทบทวน: {}"
_END = b"END:VCALENDAR"
Owner = Group | School


def calendar_files(library: Library, root: str) -> dict[str, bytes]:
    """The calendar of everything, those of the groups, and that of the meetings alone, by their place below the site's root.

    `root` is the site's full address or empty; events then lead nowhere.
    """
    name = library.settings.office_short
    groups = [group for group in library.vocabulary.groups if group.is_there(library.today)]
    by_owner = [(owner, event.to_ical()) for owner, event in _events(library, root)]  # most stand in two calendars
    found = {
        MEETINGS: _calendar(f"แลกเปลี่ยนเรียนรู้ประจำสัปดาห์ {name}", (event.to_ical() for event in meetings(library))),
        CALENDAR: _calendar(f"ปฏิทินของคลัง {name}", (event for _, event in by_owner)),
    }
    for group in groups:
        own = [event for owner, event in by_owner if owner is group]
        found[f"groups/{group.key}/{CALENDAR}"] = _calendar(f"ปฏิทินของคลัง {group.label}", own)
    return found


def meetings(library: Library) -> Iterator[Event]:
    """The weekly meetings of the groups that have set a day, through the terms that have not ended, without holidays."""
    return (event for _, event in _meetings(library))


def _events(library: Library, root: str) -> Iterator[tuple[Owner | None, Event]]:
    """Every event with the group or school whose it is."""
    yield from _meetings(library)
    yield from _deadlines(library, root)
    yield from _reviews(library, root)


def _meetings(library: Library) -> Iterator[tuple[Owner, Event]]:
    for term in library.vocabulary.terms:
        for group in library.vocabulary.groups:
            if group.weekday and term.end >= library.today and group.is_there(term.end):
                yield group, _meeting(library, group, term, group.weekday)


def _meeting(library: Library, group: Group, term: Term, weekday: int) -> Event:
    first = term.start + datetime.timedelta(days=(weekday - term.start.isoweekday()) % 7)
    days = [first + datetime.timedelta(weeks=n) for n in range((term.end - first).days // 7 + 1)]
    event = _event(f"exchange-{group.key}-{term.year}-{term.number}", term.start, first, _MEETING.format(group.label))
    event.add("rrule", {"freq": "weekly", "until": term.end})
    for day in days:
        if holiday_on(library, day):
            event.add("exdate", day, parameters={"value": "DATE"})
    return event


def _deadlines(library: Library, root: str) -> Iterator[tuple[Owner | None, Event]]:
    for action in actions(library):
        if action.is_open and action.due and action.item.is_named and not action.entry.is_example:
            event = _event(f"action-{action.item.id}", action.entry.day, action.due, _DEADLINE.format(action.item.text))
            event.add("description", f"ผู้รับผิดชอบ {action.responsible or '-'} · จาก {action.entry.meta.title}")
            _lead(event, root, f"{action.entry.url}#{action.item.id}")
            yield action.group, event


def _reviews(library: Library, root: str) -> Iterator[tuple[Owner | None, Event]]:
    for entry in library.listed:
        due = library.review_due(entry)
        if due and not entry.is_example:
            event = _event(f"review-{entry.meta.id}", entry.day, due, _REVIEW.format(entry.meta.title))
            _lead(event, root, entry.url)
            yield library.owner(entry), event


def _event(uid: str, stamp: datetime.date, day: datetime.date, summary: str) -> Event:
    from icalendar import Event  # takes as long to load as all else that this module needs

    event = Event()
    event.add("uid", f"{uid}@khlang")
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _lead(event: Event, root: str, url: str) -> None:
    if root:
        event.add("url", f"{root.rstrip('/')}/{url}")


def _calendar(name: str, events: Iterable[bytes]) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//khlang//exchange//TH")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-published-ttl", "P1D")  # how often programs may ask: the site is made anew once a day
    begin, end = made.to_ical().split(_END)
    return bytes(begin + b"".join(events) + _END + end)
