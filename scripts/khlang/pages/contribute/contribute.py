"""What the form on the page ฝากความรู้ must know in the browser: what to ask, what to refuse, where files go."""

from __future__ import annotations

import json

from khlang.checks import active_content
from khlang.checks.pasted import ROSTER_PATTERN
from khlang.checks.personal import allowed_contacts
from khlang.content.entry import Entry
from khlang.content.library import Library, remembered
from khlang.content.meta import OWNERS
from khlang.exchange.questions import questions
from khlang.exchange.weeks import monday_of
from khlang.pages.contribute.form_data import form_data
from khlang.privacy.patterns import patterns

FORM = "assets/khlang/form/model.json"


def form_file(library: Library) -> bytes:
    """The form's model as JSON: `form_data()`, and the rules that its answers are held to while they are typed.

    `personal` are the patterns of personal data and `public_contacts` what they may find all the same; `active` is what
    could make a page run programs, `roster` the head of a table of pupils; `ids` are those of published entries, each with the place of its owner among the choices (-1: not there),
    `questions` of the questions in them; `offices` are the addresses of other offices, whose short addresses do too; `filled` are the weeks, by their Mondays, with the owners whose week is told of; `new_file` is the address of GitHub's page for
    a new file, the folder to be added, or null where the site has no repository.
    """
    settings = library.settings
    model = {
        **form_data(library.vocabulary),
        "personal": patterns(),
        "public_contacts": sorted(allowed_contacts(settings)),
        "active": active_content.patterns(),
        "roster": ROSTER_PATTERN,
        "questions": sorted(question.id for question in questions(library)),
        "offices": [office.address for office in library.vocabulary.offices],
        "ids": {
            id_: place
            for place, id_ in sorted(
                (_place(entry, library), entry.meta.id) for entry in library.public if entry.meta.id
            )
        },
        "filled": _filled(library),
        "new_file": f"{settings.repository.rstrip('/')}/new/main/docs/" if settings.repository else None,
    }
    return json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode()


def _place(entry: Entry, library: Library) -> int:
    """Where the owner of an entry stands among the choices of the form; -1 for one that is not offered."""
    owner = library.owner(entry)
    return _offered(library).get(owner.key, -1) if owner else -1


@remembered
def _offered(library: Library) -> dict[str, int]:
    rows = [row for name in OWNERS.vocabularies for row in library.vocabulary.of(name)]
    return {row.key: i for i, row in enumerate(row for row in rows if not getattr(row, "until", None))}


def _filled(library: Library) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for entry in (*library.public, *library.weeks):
        if entry.meta.fills_week and entry.date and not entry.is_example:
            found.setdefault(monday_of(entry.date).isoformat(), set()).add(_place(entry, library))
    return {monday: sorted(places - {-1}) for monday, places in sorted(found.items()) if places - {-1}}
