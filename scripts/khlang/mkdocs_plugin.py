"""Door 2: the MkDocs plugin. A doorbell: each event hands over to the library and gives back what it made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel

from khlang import mkdocs_files, mkdocs_templates
from khlang.content import git
from khlang.content.facts import cache_of, facts_of, version
from khlang.content.failures import explain as explain_failure
from khlang.content.garbage import leave_standing, nothing_thrown_away
from khlang.content.kinds import original_path
from khlang.contributing.report import as_text
from khlang.pages.line_ends import with_whole_words
from khlang.publishing import cards, site_folder
from khlang.publishing.kept import Kept, values
from khlang.publishing.making import Making, Superseded, Work
from khlang.publishing.site import Site
from khlang.thai.dates import today

if TYPE_CHECKING:
    from khlang.mkdocs_serve import Saves

log = get_plugin_logger("khlang")


class KhlangPlugin(BasePlugin):  # type: ignore[no-untyped-call]  # its base makes subclasses without types
    """Reads the library once a build and hands each page its view."""

    site: Site
    is_served = False
    saves: Saves | None = None  # of who writes while the site is served
    kept: Kept | None = None  # of the last build for serving
    stage: site_folder.Stage | None = None  # where the new site is made until it is whole

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Tell building from serving, where MkDocs puts a script of its own into each page."""
        self.is_served = command == "serve"
        mkdocs_files.make_ready()
        self.frames: dict[str, mkdocs_files.Frame] = {}

    def _give_way(self) -> None:
        if self.saves:
            self.saves.give_way()

    @event_priority(100)
    def on_config(self, config: Any) -> None:
        """Read the content; the site writes its own map of pages."""
        config.theme["language"] = _language(config)
        mkdocs_files.list_own_assets(config.theme)
        if _within_other_language(config):
            config.theme.static_templates.clear()  # 404.html is one for all languages: the Thai one
            mkdocs_files.find_nothing(config, self.site)
            return
        self.place = Path(config.site_dir)
        self.stage = site_folder.Stage(self.place)
        config.site_dir = str(self.stage.folder)
        docs, project = Path(config.docs_dir), Path(config.config_file_path)
        self.cache = cache_of(project.parent)
        settings = (project.read_text(encoding="utf-8"), values(config), str(self.is_served))
        with nothing_thrown_away():
            last = Kept.load(self.cache, version(docs, map(Path, config.theme.dirs), *settings))
            last = self.kept if self.kept and self.kept.version == last.version else last
            lost, day, facts = self.stage.believe(last.site), today(os.environ), facts_of(project.parent, docs)
            known = last if mkdocs_files.is_understood(config) else None
            self.site = Site.load(docs, day, git.last_changes(docs), facts, known, lost)
            self.making = Making(self.site, last, self.stage, self.cache, self._give_way)
        self._give_way()
        for problem in self.site.problems:
            (log.warning if problem.is_error else log.info)(as_text(problem))
        if not cards.can_draw():
            log.info(cards.NO_SHAPING)
        if self.site.unbuildable:
            raise PluginError(self.site.unbuildable)
        config.theme.static_templates.discard("sitemap.xml")
        mkdocs_files.find_nothing(config, self.site)

    @event_priority(100)  # before mkdocs-static-i18n (-100), so that it never sees what is held back
    def _take_out(self, files: Files, *, config: Any) -> None:
        mkdocs_files.leave_what_is_made(files, config, self.site)
        self.all_files = list(files)

    @event_priority(-110)  # after mkdocs-static-i18n, which forgets files that it did not read itself
    def _add(self, files: Files, *, config: Any) -> None:
        mkdocs_files.add_generated(files, config, self.site, is_first=not _within_other_language(config))
        for file in self.all_files:  # a translated page may link to a page that exists in Thai only
            if files.get_file_from_path(file.src_uri) is None:
                file.inclusion = InclusionLevel.EXCLUDED
                files.append(file)
        titles = {path: title for item in config.nav for title, path in item.items()}
        for file in files.documentation_pages():
            title = titles.get(original_path(file.src_uri)) or self.site.title(file.src_uri)
            mkdocs_files.LibraryPage(
                title, Work(self.site, file.src_uri, file.dest_uri, title, config.site_url or ""), file, config
            )

    on_files = CombinedEvent(_take_out, _add)

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> None:
        """Leave out sections that the language does not have; then, of all pages, those that stay as they are."""
        nav.items = [item for item in nav.items if item.is_page and not item.file.inclusion.is_excluded()]
        for file in files.documentation_pages():
            if mkdocs_files.is_understood(config) and self.making.stays(file.page.work):
                file.inclusion = InclusionLevel.EXCLUDED

    def on_env(self, env: Any, *, config: Any, files: Files) -> None:
        """Give the templates what every page shows."""
        mkdocs_templates.make_ready(env, self.site.library.facts)
        env.globals.update(
            self.site.template_globals(), has_page=self.making.has_page, band=mkdocs_files.band_of(self.making)
        )
        language = config.theme["language"]
        if self.is_served:
            known = self.frames[language].files if self.site.edit and language in self.frames else {}
            shown = {**known, **{file.src_uri: file for file in files}}
            self.frames[language] = mkdocs_files.Frame(language, env, config, shown)
        elif mkdocs_files.is_understood(config):
            mkdocs_files.deal_out(self.making, mkdocs_files.Frame(language, env, config, {}), files)

    def on_page_context(self, context: Any, *, page: Any, config: Any, nav: Any) -> None:
        """Hand the page's text and view to its template."""
        page.convert()
        self.making.current = page.work
        context["view"] = page.work.view

    @event_priority(-110)  # what is written
    def on_post_page(self, output: str, *, page: Any, config: Any) -> str:
        """Take note of a page that is made; MkDocs writes it where plugins of others had a hand in it."""
        is_last = mkdocs_files.is_understood(config)
        written = self.making.written(page.work, output, not self.is_served, is_last)
        page.forget()
        return "" if is_last else written

    def on_post_template(self, output_content: str, *, template_name: str, config: Any) -> str:
        """The same for pages without a file, such as 404.html."""
        is_page = template_name.endswith(".html") and not self.is_served
        return with_whole_words(self.site.guarded(output_content, config.site_url or "")) if is_page else output_content

    @event_priority(-110)  # after mkdocs-static-i18n has built the other languages
    def on_post_build(self, *, config: Any) -> None:
        """Write the generated files and the search index, once all languages stand."""
        if _within_other_language(config):
            return
        if leaks := self.making.finish(config.site_url or "", is_for_all=not self.is_served):
            raise PluginError("\n".join(["เว็บที่สร้างมีข้อมูลส่วนบุคคล จึงหยุดไว้ ยังไม่เผยแพร่", *(one.message for one in leaks)]))
        config.site_dir, self.kept = str(self.place), self.making.kept
        leave_standing(self)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leave the old site as it is; what nobody foresaw is a Thai sentence too."""
        if self.stage:
            self.stage.discard()
        if not isinstance(error, BuildError | Abort | Superseded):
            raise Abort(explain_failure(error)) from None

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> None:
        """Show what is saved at once; go on showing the last good site when a later build fails."""
        from khlang.mkdocs_serve import Saves

        self.saves = Saves(server, Path(config.docs_dir), self, site_folder.or_keep(builder, log.error, (Superseded,)))
        server.builder = self.saves.build


def _language(config: Any) -> str:
    """The language that is being built; mkdocs-static-i18n tells it to themes named material only."""
    return i18n.current_language if (i18n := config.plugins.get("i18n")) and i18n.building else "th"


def _within_other_language(config: Any) -> bool:
    """Whether mkdocs-static-i18n is building a further language inside the first build."""
    return bool((i18n := config.plugins.get("i18n")) and i18n.building)
