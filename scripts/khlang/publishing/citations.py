"""An entry as a reference for programs that keep references: BibTeX, RIS and CSL-JSON. For people it stands in APA on its page.

All three say the same: a report of the office, of the day of the entry, by its authors. Thai names are kept whole, as they
are not turned round; a group or school is a body. Years are of the common era here, as those programs reckon with them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.pages.practices.take_home.citation import authors
from khlang.pages.practices.take_home.take_home import BIBTEX, CSL, RIS

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")


def citation_files(library: Library, root: str) -> dict[str, bytes]:
    """The references of every entry that may be cited, by place. `root` is the site's full address, ending in a slash."""
    found = {}
    for entry in library.listed:
        if not entry.is_example:
            found[f"{entry.url}{BIBTEX}"] = bibtex(library, entry, root).encode()
            found[f"{entry.url}{RIS}"] = ris(library, entry, root).encode()
            found[f"{entry.url}{CSL}"] = (json.dumps([csl(library, entry, root)], ensure_ascii=False) + "\n").encode()
    return found


def bibtex(library: Library, entry: Entry, root: str) -> str:
    """An entry of BibTeX (https://ctan.org/pkg/bibtex). Braces within braces keep names and titles as they are."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in authors(library, entry)),
        "title": f"{{{_tex(entry.meta.title)}}}",
        "institution": f"{{{_tex(library.settings.office)}}}",
        "year": str(entry.day.year),
        "month": str(entry.day.month),
        "url": f"{root}{entry.short_url}",
        "language": "thai",
    }
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{{entry.meta.id},\n{rows}\n}}\n"


def ris(library: Library, entry: Entry, root: str) -> str:
    """A record of RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), whose lines end as on DOS."""
    rows = [
        ("TY", "RPRT"),
        *(("AU", name) for name in authors(library, entry)),
        ("TI", entry.meta.title),
        ("PB", library.settings.office),
        ("PY", str(entry.day.year)),
        ("DA", entry.day.strftime("%Y/%m/%d")),
        ("AB", entry.meta.summary),
        *(("KW", tag.name) for tag in library.tags(entry)),
        ("LA", "th"),
        ("UR", f"{root}{entry.short_url}"),
        ("ID", entry.meta.id or ""),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows)


def csl(library: Library, entry: Entry, root: str) -> dict[str, Any]:
    """An item of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
    day = entry.day
    return {
        "id": entry.meta.id,
        "type": "report",
        "title": entry.meta.title,
        "author": [{"literal": name} for name in authors(library, entry)],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "publisher": library.settings.office,
        "abstract": entry.meta.summary,
        "URL": f"{root}{entry.short_url}",
        "language": "th",
    }


def highwire(library: Library, entry: Entry, root: str) -> Iterator[tuple[str, str]]:
    """The meta tags from which Google Scholar and Zotero read a page (https://scholar.google.com/intl/en/scholar/inclusion.html)."""
    yield "citation_title", entry.meta.title
    for name in authors(library, entry):
        yield "citation_author", name
    yield "citation_publication_date", entry.day.strftime("%Y/%m/%d")
    yield "citation_technical_report_institution", library.settings.office
    yield "citation_language", "th"
    yield "citation_public_url", f"{root}{entry.short_url}"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _TEX[sign[0]], text)
