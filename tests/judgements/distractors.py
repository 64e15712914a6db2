"""Pages made for the judgements: the words that readers search for, in texts that answer none of the queries.

Schools, people and events are made up. The same seed gives the same bytes on every machine.
"""

import random
from pathlib import Path

import yaml

PAGES = 320
_SEED = 2569
_OWN, _BORROWED, _SECTIONS = 7, 3, 4  # sentences of the page's topic, sentences of the others, sections
_PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>{title} · หน้าทดสอบ</title>
<meta name="khlang:kind" content="knowledge"><meta name="khlang:group" content="{group}">
{tags}</head>
<body><main><article class="md-content__inner" lang="th"><h1>{title}</h1>
{text}</article></main></body></html>
"""


def write(site: Path) -> list[str]:
    """Write the pages under `site/made-up/`, beside a built site; give their addresses relative to the site."""
    source = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    chance = random.Random(_SEED)
    topics = sorted(source["topics"])
    titles: set[str] = set()
    urls = []
    for number in range(PAGES):
        topic = topics[number % len(topics)]
        urls.append(f"made-up/{topic}-{number:03}/")
        folder = site / urls[-1]
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(_page(source, topic, titles, chance), encoding="utf-8")
    return urls


def _page(source: dict, topic: str, titles: set[str], chance: random.Random) -> str:
    """One page of a topic; its title is unlike all in `titles` and joins them."""
    own = source["topics"][topic]
    words = source["words"]
    others = [one for name, other in sorted(source["topics"].items()) if name != topic for one in other["sentences"]]
    while (title := _filled(chance.choice(own["titles"]), words, chance)) in titles:
        pass
    titles.add(title)
    sentences = chance.sample(own["sentences"], _OWN) + chance.sample(others, _BORROWED)
    lines = [f"<p>{_filled(one, words, chance)}</p>" for one in chance.sample(sentences, len(sentences))]
    for number, heading in enumerate(chance.sample(source["headings"], _SECTIONS)):
        place = 1 + number * (len(sentences) // _SECTIONS + 1)
        lines.insert(place, f'<h2 id="s{number}">{heading}</h2>')
    tags = "".join(f'<meta name="khlang:tag" content="{tag}">\n' for tag in own["tags"])
    return _PAGE.format(title=title, group=own["group"], tags=tags, text="".join(f"{line}\n" for line in lines))


def _filled(template: str, words: dict[str, list[str]], chance: random.Random) -> str:
    """The template with each {slot} replaced by one of the slot's words."""
    return template.format(**{slot: chance.choice(choices) for slot, choices in sorted(words.items())})
