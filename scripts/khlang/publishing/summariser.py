"""The files of the page สรุปแบบสอบถาม: Python for the browser, where it was brought, and the draft of a report."""

from __future__ import annotations

from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.contributing.draft import draft
from khlang.pages.research.summarising import ENTRY
from khlang.publishing import pyodide


def summariser_files(library: Library) -> dict[str, bytes]:
    """Nothing where `khlang pyodide` never brought Python."""
    runtime = pyodide.files(pyodide.cache(library.docs))
    if not runtime:
        return {}
    owner = next((group.name for group in library.vocabulary.groups), "")
    given = {"id": "r00000", "title": "–", "owner": owner, "type": "survey", "data": "data/survey.json"}
    _, text = draft(KINDS["research"], given, library)
    return {**runtime, ENTRY: text.encode()}
