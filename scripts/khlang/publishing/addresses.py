"""Addresses that never die: `/e/<id>/` leads to an entry wherever it moved; a withdrawn one says so, neutrally.

Beside each stands its QR code, for paper: it holds the full address, so only a site that knows its own has them.
"""

from __future__ import annotations

from markupsafe import Markup

from khlang.content.items import items
from khlang.content.library import Library
from khlang.exchange.questions import Question, questions
from khlang.pages.qr import QR, qr
from khlang.pages.security import policy
from khlang.pages.withdrawn import NOTICE
from khlang.publishing import cards
from khlang.research.needs import needs

_REDIRECT = """<!doctype html>
<html lang="th">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{summary}">
{picture}<link rel="canonical" href="{canonical}">
<title>{title}</title>
<p><a href="{url}">{title}</a></p>
</html>
"""

_PICTURE = """<meta property="og:image" content="{root}/{address}">
<meta property="og:image:width" content="{width}">
<meta property="og:image:height" content="{height}">
"""


def addresses(library: Library, root: str) -> dict[str, bytes]:
    """Files of the permanent addresses, by their place below the site's root.

    `root` is the site's full address, for canonical links; where it is empty those stay relative.
    """
    found = {}
    for entry in library.public:
        if entry.short_url:
            card = cards.card_of_entry(library, entry)
            found[f"{entry.short_url}index.html"] = _redirect(
                entry.url, entry.meta.title, entry.meta.summary, root, card
            )
            if root:
                found[f"{entry.short_url}{QR}"] = qr(f"{root.rstrip('/')}/{entry.short_url}")
    for question in questions(library):
        found[f"{question.short_url}index.html"] = _to_question(library, question, root)
    for need in needs(library):
        summary = f"{need.state.value} · พบจาก {need.entry.meta.title}"
        card = cards.card_of_page(library.settings, need.item.text)  # that of its page
        found[f"e/{need.id}/index.html"] = _redirect(need.url, need.item.text, summary, root, card)
    for entry in library.withdrawn:
        of_questions = (f"e/{item.id}/" for item in items(entry, "q") if item.is_named)
        for url in (entry.short_url, entry.url, *of_questions):
            if url:
                found[f"{url}index.html"] = _notice(url, root)
    return dict(sorted(found.items()))


def _to_question(library: Library, question: Question, root: str) -> bytes:
    """A question's own address: the card in LINE shows the question, the page is where it was asked."""
    state = "ตอบแล้ว" if question.answers else "ยังรอคำตอบ"
    card = cards.card_of_question(library, question)
    return _redirect(question.url, question.item.text, f"{state} ถามใน {question.entry.meta.title}", root, card)


def _redirect(place: str, title: str, summary: str, root: str, card: cards.Card) -> bytes:
    url = "../../" + place
    canonical = f"{root.rstrip('/')}/{place}" if root else url
    address = cards.address(card) if root else ""
    width, height = cards.SIZE
    picture = Markup(_PICTURE if address else "").format(
        root=root.rstrip("/"), address=address, width=width, height=height
    )
    page = Markup(_REDIRECT).format(url=url, canonical=canonical, title=title, summary=summary, picture=picture)
    return policy(str(page), root).encode()


def _notice(url: str, root: str) -> bytes:
    """The way from a withdrawn address to what says so, in the frame of the site; `url` lies below the site's root."""
    place = "../" * url.count("/") + NOTICE.url
    canonical = f"{root.rstrip('/')}/{NOTICE.url}" if root else place
    page = Markup(_REDIRECT).format(url=place, canonical=canonical, title=NOTICE.title, summary="", picture="")
    return policy(str(page), root).encode()
