"""`serve` that lives: one process keeps the library, and a save shows in the browser before all else is made.

    a file is saved ─► its page alone ─► browsers reload ─► the whole build, beside the site ─► browsers reload, where
                                                                                             more changed than that page
    saved again meanwhile: the whole build gives way and begins anew after the page

MkDocs looks at files twice a second; where the system tells of changes itself, we listen to that as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from khlang.content.kinds import language_of
from khlang.content.write import write_file
from khlang.mkdocs_files import Frame, LibraryPage
from khlang.pages.line_ends import with_whole_words
from khlang.publishing.kept import place_of
from khlang.publishing.making import Making, Superseded, Work
from khlang.publishing.preview import again, problem_page
from khlang.publishing.site import Site

log = get_plugin_logger("khlang")
_MANY = 20  # files saved at once beyond which their pages are not worth a round of their own

Stamps = dict[str, tuple[int, int]]
"""Files below docs with time and size: enough to notice a save, never a reason to keep a page."""


class Built(Protocol):
    """What the plugin holds of the last build."""

    site: Site
    making: Making
    place: Path
    frames: dict[str, Frame]


class Saves:
    """The saves of a writer, one after the other.

    MkDocs' server has no way to show a page ahead of the build, so three of its inner values are set here: the version of
    the site that browsers should have, the one they get, and whether there is something to build. MkDocs 1.6 is its last.
    """

    def __init__(self, server: Any, docs: Path, built: Built, rebuild: Callable[[], None]) -> None:
        self._server, self._docs, self._built, self._rebuild = server, docs, built, rebuild
        self._shown = self._wanted = self._stamps()  # what the site shows; what is being shown
        self._listen()

    def build(self) -> None:
        """Show what was saved: its own page at once, the rest after that."""
        server = self._server
        version, server._wanted_epoch = server._wanted_epoch, server._visible_epoch  # the old site is whole: read on
        self._wanted = self._stamps()
        changed = {path for path in self._wanted.keys() | self._shown.keys() if self._differs(path)}
        if not changed:  # told twice
            return
        pages = self._show(changed) if len(changed) <= _MANY else {}
        if pages:
            with server._epoch_cond:
                server._visible_epoch = server._wanted_epoch = version
                server._epoch_cond.notify_all()
        try:
            self._rebuild()
        except Superseded:
            log.info("มีการบันทึกใหม่ระหว่างสร้าง จะแสดงฉบับล่าสุด")
            return
        self._shown = self._wanted
        if not pages:
            server._wanted_epoch = version
        elif self._built.making.remade - pages.keys() or any(map(self._is_other, pages.items())):
            server._wanted_epoch = version + 1  # else nobody has to load again what he reads already

    def give_way(self) -> None:
        """Raise Superseded where something was saved since the build began."""
        if self._server._want_rebuild and self._stamps() != self._wanted:
            raise Superseded

    def _differs(self, path: str) -> bool:
        return self._wanted.get(path) != self._shown.get(path)

    def _is_other(self, page: tuple[str, bytes]) -> bool:
        file = self._built.place / page[0]
        return not file.is_file() or file.read_bytes() != page[1]

    def _stamps(self) -> Stamps:
        """The files that MkDocs watches, as they are now; those of the content folder relative to it."""
        return {
            path.removeprefix(f"{self._docs}{os.sep}").replace(os.sep, "/"): (at.st_mtime_ns, at.st_size)
            for place in list(self._server._watched_paths)
            for path, at in _files(place)
        }

    def _show(self, paths: set[str]) -> dict[str, bytes]:
        """Write the pages of some texts into the site; none where more than texts changed."""
        if any(path.startswith("_data/") or not path.endswith(".md") or path not in self._wanted for path in paths):
            return {}
        try:
            site = again(self._built.site, paths)
            public = {text.path for text in site.library.published}
            faulty = {problem.path for problem in site.problems if problem.is_error}
            pages = {path: problem_page(path, site.problems) for path in paths & faulty}
            pages |= {path: self._html(site, path) for path in paths & public}
        except Exception:
            log.debug("page not shown ahead of the build", exc_info=True)
            return {}
        made = {place_of(path): html.encode() for path, html in pages.items()}
        for place, data in made.items():
            write_file(self._built.place / place, data)
        return made

    def _html(self, site: Site, path: str) -> str:
        frame = self._built.frames[language_of(path)]
        config = frame.config
        file = frame.files.get(path) or File.generated(config, path, content="")
        title = site.title(path)
        work = Work(site, path, file.dest_uri, title, config.site_url or "")
        page = LibraryPage(title, work, file, config)
        html = frame.dress(page, self._built.making)
        bands = self._built.making.bands
        leaks = site.leaks({file.dest_uri: bands.with_ends(html)})
        return problem_page(path, leaks) if leaks else bands.whole(with_whole_words(html))

    def _listen(self) -> None:
        def note(event: FileSystemEvent) -> None:
            if not event.is_directory and event.event_type in ("created", "modified", "moved", "deleted"):
                with self._server._rebuild_cond:
                    self._server._want_rebuild = True
                    self._server._rebuild_cond.notify_all()

        handler = FileSystemEventHandler()
        handler.on_any_event = note  # type: ignore[method-assign]
        with suppress(OSError, RuntimeError):  # no such service, or too many files for it: MkDocs looks by itself
            observer = Observer()
            observer.daemon = True
            observer.schedule(handler, str(self._docs), recursive=True)
            observer.start()


def _files(place: str) -> Iterator[tuple[str, os.stat_result]]:
    """A file, or all below a folder but hidden ones and those that editors keep beside."""
    folders = [(folder, names) for folder, _, names in os.walk(place)]
    for folder, names in folders or [(os.path.dirname(place), [os.path.basename(place)])]:
        for name in names:
            with suppress(OSError):
                if not name.startswith(".") and not name.endswith("~"):
                    path = os.path.join(folder, name)
                    yield path, os.stat(path)
