"""Random mixtures of what once fooled the check, and what a real browser makes of them.

The browser is the other opinion: it reads the HTML that Markdown makes before anything is taken out, and what is
published. `verdicts()` gives, for each text, what would run, load or swallow in either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

from khlang.checks.active_content import is_harmless
from khlang.content.allowed_html import REFUSED_ATTRIBUTES, REFUSED_ELEMENTS
from khlang.content.render import renderer
from khlang.pages.html import improve
from khlang.publishing.abbreviations import explain

TOKENS = (
    *("```", "~~~", "`", "``", "\n", "\n\n", "\n    ", "\n   ", "    ", "\t", "\\", "- ", "1. ", "> ", "| ก | ข |\n|---|---|\n"),
    *("<!--", "-->", "<!-->", "--!>", "<!--->", "<!-- ก -->", "<?php", "?>", "<![CDATA[", "]]>", "<!DOCTYPE html>", "</", "/>"),
    *("<script>", "</script>", "hit=1", "<script src=//x.example/a.js>", "<svg/onload=hit=1>", "<math><mtext>", "<style>", "</style>"),
    *("<img src=x onerror=hit=1>", "<img src=x onerror=hit=1 ", '<img alt="', "<image src=https://x.example/a>", "<p ", "<b ", ">", '"', "'"),
    *("<noembed>", "<xmp>", "<plaintext>", "<textarea>", "<title>", "<noscript>", "<template>", "<iframe ", "<select>", "<table><td>"),
    *("onclick=hit=1 ", "onmouseover=hit=1", " style=color:red", "href=javascript:hit=1", "{ onclick=hit=1 }", "{ .a }", "{: #b }", "{ href=javascript:hit=1 }"),
    *("[ก](javascript:hit=1)", "[ก](java&Tab;script:hit=1)", "[ก](java\nscript:hit=1)", "[ก][r]", "\n[r]: javascript:hit=1\n", "\n[r]:\n javascript:hit=1"),
    *("![ก](https://x.example/a.png)", "![ก][p]", "\n[p]: //x.example/a.png\n", "![ก](a.png)", "[ก](b.md)", "[ก](https://www.example.go.th/)", "<javascript:hit=1>"),
    *("&lt;script&gt;", "&#60;script>", "&colon;", "&NewLine;", "<div>", "</div>", "<div markdown>", "<details>", "<summary>", "</p>", "<a ", "</a>", "<li "),
    *("<br>", "<meta http-equiv=refresh content=0;url=//x.example>", "<base href=//x.example>", "<form><input>", "<body onload=hit=1>", "<x onfocus=hit=1 autofocus>"),
    *("ครูสังเกต", "**เด็ก**", "*ใบ*", "## หัวข้อ\n", "[^1]", "\n[^1]: ข้อ\n", "*[อ]: ออ\n", '!!! note "ก"\n    ', '=== "ก"\n\n    ', "<ชื่อ>", "<name>", "<button>", "{{ x }}", "\u00a0"),
)  # fmt: skip

_MENDED = frozenset({"holds", "<button>", "<input>", "a href irc:"})
"""What needs no refusal: an element left open is closed, a bare `<button>` or `<input>` becomes words, a link that no browser follows too."""

_READ = """
(texts) => {
  const dangerous = new Set(%(elements)s);
  const attributes = /^(?:%(attributes)s)$/;
  const read = (html) => {
    const page = new DOMParser().parseFromString(`<!doctype html><body><div>${html}</div><footer id="foot">`, "text/html");
    const faults = [];
    for (const name of page.body.getAttributeNames()) if (attributes.test(name)) faults.push(`body ${name}`);
    for (const node of page.querySelectorAll("body *")) {
      const tag = node.localName;
      const isMark = tag === "input" && (node.type === "checkbox" && node.disabled || node.type === "radio" && /^__tabbed/.test(node.name));
      if (dangerous.has(tag) && !isMark) faults.push(`<${tag}>`);
      for (const { name, value } of node.attributes) {
        const isColumn = name === "style" && /^text-align: (left|center|right);$/.test(value) && /^t[dh]$/.test(tag);
        if (attributes.test(name) && !isColumn) faults.push(`${tag} ${name}`);
      }
      const name = { a: "href", area: "href", link: "href", base: "href", img: "src" }[tag];
      if (name && node.hasAttribute(name)) {
        const url = URL.parse(node.getAttribute(name), "https://own.example/a/b/");
        if (!url || !/^(?:https?|mailto|tel|sms|line|ftp):$/.test(url.protocol)) faults.push(`${tag} ${name} ${url?.protocol}`);
        else if (tag === "img" && url.origin !== "https://own.example") faults.push(`picture ${url.host}`);
      }
    }
    const foot = page.getElementById("foot");
    if (!foot) faults.push("swallows");
    else if (foot.parentElement !== page.body) faults.push("holds");
    return faults;
  };
  return texts.map(([raw, published]) => [read(raw), read(published)]);
}
"""


@dataclass(frozen=True)
class Verdict:
    """Two opinions on a text."""

    text: str
    is_refused: bool  # by us
    is_harmless: bool  # so plainly that it is not even rendered for the check
    raw: tuple[str, ...]  # what a browser finds in the HTML that Markdown makes of it
    published: tuple[str, ...]  # and in what is published

    @property
    def differences(self) -> list[str]:
        """What we did not see, or saw where there is nothing; empty where both agree."""
        unseen = [fault for fault in self.raw if fault not in _MENDED] if not self.is_refused else []
        return [
            *(f"published: {fault}" for fault in self.published),
            *(f"passed: {fault}" for fault in unseen),
            *(["harmless, yet refused"] if self.is_harmless and self.is_refused else []),
        ]


def mixtures(seed: int, number: int) -> Iterator[str]:
    """Texts of up to twelve tokens, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield "".join(chance.choices(TOKENS, k=chance.randint(1, 12)))


def verdicts(page: Page, texts: Sequence[str]) -> list[Verdict]:
    """What we and a browser say of texts."""
    done = [renderer().render(text, lambda typed: None) for text in texts]
    raw = [renderer().unjudged(text, lambda typed: None) for text in texts]
    public = [explain(improve(one.html, "a/b/", lambda address: None, lambda url: None), ()) for one in done]
    read = _READ % {"elements": sorted(REFUSED_ELEMENTS), "attributes": REFUSED_ATTRIBUTES}
    opinions = page.evaluate(read, [list(pair) for pair in zip(raw, public, strict=True)])
    return [
        Verdict(text, bool(one.refused), is_harmless(text), tuple(before), tuple(after))
        for text, one, (before, after) in zip(texts, done, opinions, strict=True)
    ]
