"""What a writer sees right after saving: the page of the saved file, or what must be mended in it.

Lists, index and all that others show of the file wait for the build that follows; only the page itself cannot wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from html import escape
from types import MappingProxyType

from khlang import checks
from khlang.content.entry import Entry, Translation
from khlang.content.kinds import original_path
from khlang.content.library import newest_first
from khlang.content.problem import Problem
from khlang.content.reading import read
from khlang.publishing.kept import place_of
from khlang.publishing.site import Site

_PAGE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>ต้องแก้ก่อน · {path}</title>
<style>
body{{font:1.0625rem/1.75 Sarabun,"Noto Sans Thai",sans-serif;max-width:46rem;margin:0 auto;padding:1.5rem 1rem}}
:root{{color-scheme:light dark}}
li{{margin:0 0 1rem;overflow-wrap:break-word}}
code{{font-family:inherit;font-weight:700}}
</style>
</head>
<body>
<main>
<h1>หน้านี้ยังแสดงไม่ได้</h1>
<p>ไฟล์ <code>docs/{path}</code> มีสิ่งที่ต้องแก้ แก้แล้วบันทึก หน้านี้เปลี่ยนเป็นเรื่องของท่านเอง</p>
<ol>
{rows}
</ol>
</main>
</body>
</html>
"""


def again(site: Site, paths: Collection[str]) -> Site:
    """A site with some of its texts as they are on the disk now; those with an error are held back, as in a build.

    Its `problems` are those of these texts. Lists are as they were.
    """
    library, problems = site.library, list[Problem]()
    texts = [read(library.docs, path, library.settings, problems, library.facts) for path in sorted(paths)]
    entries = {entry.path: entry for entry in library.entries if entry.path not in paths}
    entries |= {text.path: text for text in texts if isinstance(text, Entry)}
    translations = [text for text in library.translations if text.path not in paths]
    translations += [text for text in texts if isinstance(text, Translation)]
    for path in sorted({original_path(path) for path in paths} & entries.keys()):
        own = {text.language: text for text in translations if original_path(text.path) == path}
        entries[path] = replace(entries[path], translations=MappingProxyType(own))
    new = replace(
        library,
        entries=newest_first(entries.values()),
        translations=tuple(sorted(translations, key=lambda text: text.path)),
        files=library.files | set(paths),
        problems=tuple(sorted(problems)),
        memo={},
        file_memo={},
    )
    found = checks.run(new, frozenset(paths), advice=False)
    return site.with_library(new.without(checks.faulty(found)), found)


def problem_page(path: str, problems: Iterable[Problem]) -> str:
    """The page that stands at the address of a file which cannot be shown: what to mend, line by line."""
    rows = (
        f"<li>{f'บรรทัด {problem.line} ' if problem.line else ''}{escape(problem.message)}</li>"
        for problem in problems
        if problem.path == path and problem.is_error
    )
    return _PAGE.format(path=escape(path), rows="\n".join(rows))


def problem_pages(site: Site) -> dict[str, bytes]:
    """The pages of all texts that are held back, by their place below the site's root."""
    paths = sorted({problem.path for problem in site.problems if problem.is_error and problem.path.endswith(".md")})
    return {place_of(path): problem_page(path, site.problems).encode() for path in paths}
