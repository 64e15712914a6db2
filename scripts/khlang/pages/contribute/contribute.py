"""What the form on the page ฝากความรู้ must know in the browser: what to ask, what to refuse, where files go."""

from __future__ import annotations

import json

from khlang.checks import active_content
from khlang.checks.personal import allowed_contacts
from khlang.content.library import Library
from khlang.exchange.questions import questions
from khlang.pages.contribute.form_data import form_data
from khlang.privacy.patterns import patterns

FORM_PAGE = "contribute.md"
FORM = "assets/khlang/form/model.json"


def form_file(library: Library) -> bytes:
    """The form's model as JSON: `form_data()`, and the rules that its answers are held to while they are typed.

    `personal` are the patterns of personal data and `public_contacts` what they may find all the same; `active` is what
    could make a page run programs; `ids` are those of published entries, `questions` of the questions in them; `new_file` is the address of GitHub's page for
    a new file, the folder to be added, or null where the site has no repository.
    """
    settings = library.settings
    model = {
        **form_data(library.vocabulary),
        "personal": patterns(),
        "public_contacts": sorted(allowed_contacts(settings)),
        "active": active_content.patterns(),
        "questions": sorted(question.id for question in questions(library)),
        "ids": sorted(entry.meta.id for entry in library.public if entry.meta.id),
        "new_file": f"{settings.repository.rstrip('/')}/new/main/docs/" if settings.repository else None,
    }
    return json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode()
