"""A site made from the catalogues of many offices: one search over all of them, lists by office, links to their own pages.

Static files like any site of khlang. Entries only are indexed, from their catalogues: titles, summaries, tags and questions.
So scores are of one collection, and no frame of anybody's page stands in the index. Everything that others wrote is text here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from khlang.content.kinds import KINDS
from khlang.content.settings import Settings
from khlang.content.write import write
from khlang.federation.catalogue import CatalogueEntry
from khlang.federation.reading import Neighbour
from khlang.pages.security import policy
from khlang.search import index
from khlang.search.page import Page, Section
from khlang.thai.dates import fiscal_year, thai_date
from khlang.thai.normal import normalise
from khlang.thai.numerals import show
from khlang.web import published

ON_A_PAGE = 200
"""Entries on a page of an office's list."""

_ASSETS = "assets/khlang/"
_SHEETS = ("tokens.css", "khlang.css")
_PAGE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="{root}assets/khlang/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}assets/khlang/tokens.css">
<link rel="stylesheet" href="{root}assets/khlang/khlang.css">
<link rel="stylesheet" href="{root}assets/khlang/hub.css">
</head>
<body>
<header class="hub__band"><div class="hub__in">
{head}
</div><svg class="horizon" aria-hidden="true"><use href="{root}assets/khlang/horizon.svg#horizon"/></svg></header>
<main class="hub__in">
{body}
</main>
{script}</body>
</html>
"""


def hub_site(folder: Path, settings: Settings, neighbours: Sequence[Neighbour]) -> index.Report:
    """Write the site into a folder. Raises OSError where it cannot be written."""
    pages = {"index.html": _home(settings, neighbours)}
    for neighbour in neighbours:
        pages |= _lists(settings, neighbour)
    sealed = {path: policy(html, "").encode() for path, html in pages.items()}
    write(folder, {**sealed, **_assets()})
    return index.build_of(folder, (_searched(one, entry) for one in neighbours for entry in one.entries))


def _searched(neighbour: Neighbour, entry: CatalogueEntry) -> Page:
    """An entry as the joint index sees it: at the address of its own site, narrowed by that site."""
    asked = "\n".join(one.text for one in entry.asks)
    facets = [("site", neighbour.office.key), ("kind", entry.kind), ("fiscal-year", str(fiscal_year(entry.date)))]
    facets += [("tag", normalise(tag)) for tag in entry.tags]
    facets += [("evidence", entry.evidence)] if entry.evidence else []
    facets += [("status", "retired")] if entry.status == "retired" else []
    return Page(
        url=entry.url,
        language=entry.language,
        title=normalise(entry.title),
        sections=(Section("", "", normalise(f"{entry.summary}\n{asked}".strip())),),
        facets=tuple(facets),
        date=entry.date.isoformat(),
    )


def _home(settings: Settings, neighbours: Sequence[Neighbour]) -> str:
    total = sum(len(one.entries) for one in neighbours)
    offices = [(one.office.key, one.office.name) for one in neighbours]
    found = Counter(entry.kind for one in neighbours for entry in one.entries)
    kinds = [(kind, KINDS[kind].label if kind in KINDS else kind) for kind in sorted(found)]
    head = Markup("\n").join(
        (
            Markup("<h1>{}</h1>").format(settings.name),
            Markup("<p>ค้นเรื่อง {} เรื่องจากคลังของ {} สำนักงาน ผลการค้นพาไปยังเว็บไซต์ของสำนักงานนั้น</p>").format(
                show(f"{total:,}", settings.numerals), show(len(offices), settings.numerals)
            ),
            Markup(
                '<form class="find" role="search"><label class="vh" for="q">ค้นหา</label>'
                '<input type="search" id="q" name="q" autocomplete="off" enterkeyhint="search">{}{}'
                '<button type="submit">ค้นหา</button></form>'
            ).format(_select("site", "ทุกสำนักงาน", offices), _select("kind", "ทุกประเภท", kinds)),
        )
    )
    body = Markup("\n").join(
        (
            Markup("<noscript><p>การค้นหาต้องใช้ JavaScript ให้เลือกดูจากรายชื่อสำนักงานแทน</p></noscript>"),
            Markup('<p data-status role="status"></p>\n<ul data-results></ul>'),
            Markup('<p><button class="button" type="button" data-more hidden>แสดงเพิ่ม</button></p>'),
            Markup("<h2>สำนักงาน</h2>\n<ul>{}</ul>").format(
                Markup("").join(_office(settings, one) for one in neighbours)
            ),
        )
    )
    return _page(settings.name, head, body, "", Markup('<script type="module" src="assets/hub.js"></script>\n'))


def _select(name: str, everything: str, choices: Iterable[tuple[str, str]]) -> Markup:
    options = (
        Markup('<option value="{}" data-name="{}">{}</option>').format(key, label, label) for key, label in choices
    )
    return Markup('<select name="{}" aria-label="{}"><option value="">{}</option>{}</select>').format(
        name, everything, everything, Markup("").join(options)
    )


def _office(settings: Settings, neighbour: Neighbour) -> Markup:
    office = neighbour.office
    told = Markup("").join(Markup('<small class="notice">{}</small>').format(one) for one in neighbour.complaints)
    return Markup('<li><a href="o/{}/">{}</a><small>{} เรื่อง · <a href="{}">{}</a></small>{}</li>').format(
        office.key,
        office.name,
        show(f"{len(neighbour.entries):,}", settings.numerals),
        office.address,
        office.address,
        told,
    )


def _lists(settings: Settings, neighbour: Neighbour) -> dict[str, str]:
    """The list of an office's entries, the newest first, cut into pages."""
    entries = sorted(neighbour.entries, key=lambda entry: (-entry.date.toordinal(), entry.id))
    parts = [entries[start : start + ON_A_PAGE] for start in range(0, len(entries), ON_A_PAGE)] or [[]]
    places = [
        f"o/{neighbour.office.key}/" + (f"{number}/" if number > 1 else "") for number in range(1, len(parts) + 1)
    ]
    pages = {}
    for number, (place, part) in enumerate(zip(places, parts, strict=True)):
        root = "../" * place.count("/")
        rows = Markup("").join(
            Markup('<li><a href="{}">{}</a><small>{} · {}</small>{}</li>').format(
                entry.url,
                entry.title,
                KINDS[entry.kind].label if entry.kind in KINDS else entry.kind,
                thai_date(entry.date, settings.numerals, short=True),
                entry.summary,
            )
            for entry in part
        )
        onward = (
            Markup('<p><a href="{}{}">หน้าถัดไป</a></p>').format(root, places[number + 1])
            if number + 1 < len(places)
            else ""
        )
        head = Markup('<p><a href="{}">{}</a></p>\n<h1>{}</h1>').format(
            root or ".", settings.name, neighbour.office.name
        )
        body = Markup("<ul>{}</ul>\n{}").format(rows, onward)
        pages[f"{place}index.html"] = _page(f"{neighbour.office.name} · {settings.name}", head, body, root, Markup(""))
    return pages


def _page(title: str, head: Markup, body: Markup, root: str, script: Markup) -> str:
    return str(Markup(_PAGE).format(title=title, head=head, body=body, root=root, script=script))


def _assets() -> dict[str, bytes]:
    theme = files("khlang.theme").joinpath(_ASSETS)
    fonts = {f"fonts/{one.name}": one for one in theme.joinpath("fonts").iterdir()}
    sheets = {name: theme.joinpath(name) for name in (*_SHEETS, "icon.svg", "horizon.svg")}
    script = Path(str(files("khlang.web").joinpath("hub/hub.js")))
    return {
        **{f"{_ASSETS}{name}": one.read_bytes() for name, one in sorted({**fonts, **sheets}.items())},
        f"{_ASSETS}hub.css": files("khlang.publishing").joinpath("hub.css").read_bytes(),
        "assets/hub.js": published(script).encode(),
    }
