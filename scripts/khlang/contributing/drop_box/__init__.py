"""ตู้รับฝาก: a web app of Google Apps Script that takes drafts from people without an account of GitHub.

The office installs it in its own Google account. What arrives is checked by the rules of the form, kept in a private
folder of Drive, and becomes a pull request only when an editor ticks its row. The program is one text, written by
`khlang generate --drop-box`: the site's rules as data, the form's own reader of personal data, and `box.js`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from khlang.checks import active_content
from khlang.checks.pasted import ROSTER_PATTERN
from khlang.checks.personal import allowed_contacts
from khlang.content import ids
from khlang.content.kinds import KINDS
from khlang.content.library import Library
from khlang.privacy.patterns import patterns
from khlang.web import published, scripts

FILE = "drop-box.gs"
"""Where the program stands, below the root of the repository."""

_BOX = Path(__file__).with_name("box.js")
_GITHUB = re.compile(r"https://github\.com/(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?")


def program(library: Library) -> str:
    """The whole program. Raises ValueError, in Thai, for a site that names no repository on GitHub."""
    found = _GITHUB.fullmatch(library.settings.repository or "")
    if found is None:
        raise ValueError("ตู้รับฝากต้องรู้ที่อยู่คลังซอร์ส ให้ใส่ repository: https://github.com/… ใน docs/_data/site.yml ก่อน")
    rules = {
        "repository": found["name"],
        "site": library.settings.name,
        "kinds": [
            {"name": kind.name, "label": kind.label, "folder": kind.folder, "letter": kind.letter}
            for kind in KINDS.values()
            if kind.folder
        ],
        "id": {"alphabet": ids.ALPHABET, "length": ids.LENGTH},
        "personal": patterns(),
        "public_contacts": sorted(allowed_contacts(library.settings)),
        "active": active_content.patterns(),
        "roster": ROSTER_PATTERN,
    }
    reader = published(scripts()["assets/khlang/form/personal.js"])
    plain = re.sub(r"^export ", "", reader, flags=re.MULTILINE)
    box = _BOX.read_text(encoding="utf-8")
    return f"{box}\nconst RULES = {json.dumps(rules, ensure_ascii=False, indent=1)};\n\n{plain}"
