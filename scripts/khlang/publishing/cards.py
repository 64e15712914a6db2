"""Social cards: the picture that LINE and others show beside a link, drawn from what the page says.

    card_of_…() → Card ── address() ──► og:image of the page
                     └── drawing.pictures() ──► PNG files, drawn once and kept by their content

LINE keeps a picture for good, so what is drawn stands in its address: another title is another address. No office is
in the drawing but the one that `site.yml` names.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from khlang.content.entry import Entry
from khlang.content.library import Library
from khlang.content.settings import Settings
from khlang.exchange.questions import Question
from khlang.exchange.weeks import monday_of
from khlang.pages.lists.rows import row
from khlang.thai.dates import week_name

FOLDER = "assets/khlang/cards"
SIZE = WIDTH, HEIGHT = 1200, 630  # pixels: what Facebook and LINE ask for (https://ogp.me gives no size)
NO_SHAPING = (
    "ไม่ได้สร้างภาพประกอบลิงก์ เพราะเครื่องนี้วางสระและวรรณยุกต์บนภาพให้ถูกไม่ได้ หน้าเว็บอื่น ๆ ครบตามปกติ "
    "ถ้าต้องการภาพด้วย ให้ติดตั้ง FriBiDi ก่อน (Debian และ Ubuntu: sudo apt install libfribidi0, macOS: brew install fribidi)"
)


@dataclass(frozen=True)
class Card:
    """What is written on a card, as readers see it."""

    office: str
    kind: str = ""
    title: str = ""
    facts: tuple[str, ...] = ()


def card_of_site(settings: Settings, language: str = "th") -> Card:
    """The card of the home page, and of pages that have none of their own."""
    name, office = _names(settings, language)
    return Card(office, title=name)


def card_of_entry(library: Library, entry: Entry, language: str = "th") -> Card:
    """The card of an entry or a plain page: its kind, then what decides at a glance, whose it is and when."""
    settings, shown = library.settings, row(library, entry, language)
    name, office = _names(settings, shown.language)
    if not entry.url:
        return card_of_site(settings, shown.language)
    if not entry.kind.is_listed:
        return Card(office, name, shown.title)
    when = week_name(monday_of(entry.date), settings.numerals) if entry.kind.is_weekly and entry.date else shown.date
    if shown.language != "th":  # its facts are Thai
        return Card(office, name, shown.title)
    kind = f"{shown.kind_label} · ตัวอย่าง" if shown.is_example else shown.kind_label
    facts = (*shown.facts, shown.owner.title if shown.owner else "", when)
    return Card(office, kind, shown.title, tuple(fact for fact in facts if fact))


def card_of_page(settings: Settings, title: str, language: str = "th") -> Card:
    """The card of a made page, such as a list or a digest, by its title."""
    name, office = _names(settings, language)
    return Card(office, name, title)


def card_of_question(library: Library, question: Question) -> Card:
    """The card of a question's own address."""
    state = "ตอบแล้ว" if question.answers else "ยังรอคำตอบ"
    asked_in = card_of_entry(library, question.entry)
    return Card(asked_in.office, f"คำถาม · {state}", question.item.text, asked_in.facts)


def _names(settings: Settings, language: str) -> tuple[str, str]:
    if language == "en":
        return settings.name_en or settings.name, settings.office_en or settings.office
    return settings.name, settings.office


@cache
def can_draw() -> bool:
    """Whether Pillow shapes Thai here: without Raqm and FriBiDi tone marks fall on vowels, and no card is better."""
    try:
        drawing = import_module("PIL._imagingft")  # whom PIL.features asks, which brings all of Pillow
    except ImportError:
        return False
    return bool(drawing.HAVE_RAQM and drawing.HAVE_FRIBIDI)


def address(card: Card) -> str:
    """Where a card lies below the site's root; empty where none can be drawn."""
    if not can_draw():
        return ""
    written = hashlib.sha256(repr(astuple(card)).encode())
    written.update(_hand())
    return f"{FOLDER}/{written.hexdigest()[:16]}.png"


def font_file(weight: int) -> Path:
    """Sarabun (SIL OFL 1.1, its licence is beside the site's fonts), cut down to the signs of Thai and English."""
    return Path(__file__).with_name(f"sarabun-{weight}.ttf")


@cache
def _hand() -> bytes:
    """What a drawing depends on besides its words: its module, the fonts."""
    hand = hashlib.sha256()
    for file in (Path(__file__).with_name("drawing.py"), font_file(400), font_file(700)):
        hand.update(file.read_bytes())
    return hand.digest()
