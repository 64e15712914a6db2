"""All JavaScript of the site: ES modules typed by JSDoc, no bundler: what stands here is what readers get.

`engine/` answers queries and is published with each search index; the rest serves the site's pages.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
_SITE = ("", "form", "reader", "search")


def scripts() -> dict[str, Path]:
    """The modules of the site's pages: place below the site's root → file, sorted."""
    return {
        f"assets/khlang/{path.relative_to(_FOLDER).as_posix()}": path
        for folder in _SITE
        for path in sorted((_FOLDER / folder).glob("*.js"))
    }
