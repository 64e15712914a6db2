"""Small sites written as a generator would build them."""

from pathlib import Path

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - คลัง</title>{meta}</head>
<body><header>เมนูหลัก</header><main><article class="md-content__inner"><h1 id="top">{title}</h1>{body}</article></main>
</body></html>"""


BARE = '<!doctype html><html{lang}><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def bare(title: str, body: str, lang: str = "th") -> str:
    """Give a page with nothing in it but its body."""
    return BARE.format(lang=lang and f' lang="{lang}"', title=title, body=body)


def html(title: str, body: str, *, lang: str = "th", **facets: str | list[str]) -> str:
    """Give a page as a generator would build it; facets become meta tags, `fiscal_year` for fiscal-year."""
    meta = "".join(
        f'<meta name="khlang:{name.replace("_", "-")}" content="{value}">'
        for name, values in facets.items()
        for value in ([values] if isinstance(values, str) else values)
    )
    return PAGE.format(lang=lang, title=title, body=body, meta=meta)


def write(site: Path, pages: dict[str, str | bytes]) -> Path:
    """Write files under the folder `site`, paths as keys."""
    for name, content in pages.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return site
