"""Feeds broken and hostile input to every reader and looks for exceptions and for what takes too long.

    python bench/fuzz.py [--inputs 100000] [--seconds 5] [--seed 1] [READER …]

Each reader gets inputs that are mixed from tokens which fooled readers before, or are whole files of its kind with bytes
changed, cut out, doubled. An input that raises anything but the reader's own refusal, or takes longer than `--seconds`
of the processor, is printed with the seed that makes it again. tests/test_fuzz.py runs a small sample.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/personal"))

from content import BASES, DAY, make  # the tests' own content
from issues import ANSWERS, body, event
from planted_files import honest_files, planted_files

from khlang import checks
from khlang.content.fence import processor_time
from khlang.content.front_matter import read_yaml
from khlang.content.library import load
from khlang.contributing.importing import document
from khlang.contributing.intake import Refused, issue, personal_data, take
from khlang.privacy.documents import Picture, Text
from khlang.privacy.documents import read as read_attachment
from khlang.privacy.patterns import find_shown
from khlang.privacy.photographs import strip, traces
from khlang.search import page
from khlang.survey import columns, reading, sheet

WORDS = ("ก", "ข้อความ", "ความรู้ที่ได้", "081", "a", "x" * 50, "ๆ", "\u200b", "๙", "é", "🌱")
MARKS = (
    *(
        "#",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "```",
        "~~~",
        "`",
        "*",
        "**",
        "_",
        "~",
        "|",
        "|-|",
        "\\",
    ),
    *(
        "[",
        "]",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "*[A]: ",
        "{",
        "}",
        "{#q",
        "{: .a }",
        "{.a href=b}",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
    ),
    *(
        "<div>",
        "<div markdown>",
        "<script>",
        "<svg/onload=a>",
        "<![CDATA[",
        "<?",
        "&",
        "&#",
        "&#0;",
        "&lt;",
        "[[",
        "]]",
        "[[data]]",
    ),
    *(
        "!!! note",
        '??? "a"',
        '=== "a"',
        ": ",
        "- [ ] ",
        "---",
        "===",
        "javascript:",
        "http://a.b",
        "a@b.c",
        "\0",
        "\x1b",
        "\u202e",
        "\r",
    ),
)
YAML = (
    *(
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!int ",
        "!!python/object:a ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "---",
        "...",
        "\n",
        "\n  ",
        "\t",
    ),
    *(
        "0x" + "f" * 99,
        "9" * 999,
        "1e999",
        ".nan",
        "~",
        "null",
        "yes",
        "2569-11-22",
        "? ",
        "%YAML 9",
        "<<: ",
        "\\u202e",
        "key: ",
    ),
)
FIELDS = (
    "title: ",
    "summary: ",
    "date: ",
    "owner: ",
    "tags: ",
    "status: ",
    "id: ",
    "measured: ",
    "reviews: ",
    "pictures: ",
    "x: ",
)


def mixture(chance: random.Random, *tokens: tuple[str, ...], longest: int = 60) -> str:
    """Random tokens in a row; now and then one of them many times."""
    parts: list[str] = []
    for _ in range(chance.randint(1, longest)):
        token = chance.choice(chance.choice(tokens))
        parts.append(token * (chance.choice((2, 30, 600)) if chance.random() < 0.03 else 1))
    return "".join(parts)


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Bytes with some of them changed, cut out, doubled or cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(made) + 1)
        length = chance.choice((1, 2, 8, 100))
        match chance.randrange(4):
            case 0:
                made[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = made[place : place + length] * chance.choice((1, 3, 50))
            case 3 if chance.random() < 0.1:
                del made[place:]
    return bytes(made)


def archive(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """A ZIP of parts, one of which is damaged before it is packed, or the whole after."""
    inside = chance.random() < 0.8
    name = chance.choice(list(parts)) if inside else ""
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w") as file:
        for one, data in parts.items():
            file.writestr(one, damaged(chance, data) if one == name else data)
    return holder.getvalue() if inside else damaged(chance, holder.getvalue())


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def word_document() -> bytes:
    """A small Word file with a heading, a list, a table."""
    import docx

    made = docx.Document()
    made.add_heading("หัวเรื่อง", 1)
    made.add_paragraph("ข้อความของ **เรื่อง**")
    made.add_paragraph("ข้อหนึ่ง", style="List Bullet")
    made.add_table(2, 2).cell(0, 0).text = "ช่อง"
    holder = io.BytesIO()
    made.save(holder)
    return holder.getvalue()


def workbook() -> bytes:
    """A small table of answers as .xlsx."""
    import openpyxl

    made = openpyxl.Workbook()
    for row in TABLE.splitlines():
        made.active.append(row.split(","))
    holder = io.BytesIO()
    made.save(holder)
    return holder.getvalue()


TABLE = "ประทับเวลา,เพศ,1. ความสะดวก,2. ความเร็ว\n" + "22/11/2026,หญิง,มาก,มากที่สุด\n" * 12
PAGE = (
    "<!doctype html><html lang=th><head><title>ก</title><meta name='khlang:tag' content='ข'></head><body>"
    "<article class=md-content__inner><h1>ก</h1><p>ข้อความ</p><h2 id=a>ข</h2><table><tr><td>ค</table></article></body></html>"
)


@dataclass(frozen=True)
class Reader:
    """A reader: what makes an input, what reads it, and what it may raise."""

    make: Callable[[random.Random], bytes]
    read: Callable[[bytes], object]
    may_raise: tuple[type[Exception], ...] = ()


def readers(folder: Path) -> dict[str, Reader]:
    """Every reader by its name; they use a small content folder made in `folder`."""
    docs = make(folder / "docs")
    library = load(docs, DAY)
    place = docs / "knowledge/fuzz.md"
    head = BASES["knowledge"].rpartition("---\n")[0] + "---\n\n"
    answers = {kind: body(kind, library.vocabulary) for kind in ANSWERS}
    parts = {"docx": unpacked(word_document()), "xlsx": unpacked(workbook())}

    def checked(data: bytes) -> None:
        place.write_bytes(data)
        try:
            found = checks.run(load(docs, DAY), {"knowledge/fuzz.md"}, advice=False)
        finally:
            place.unlink()
        if stopped := [one.message for one in found if one.rule == "file-stops-program"]:
            raise AssertionError(stopped[0])

    def vocabularies(data: bytes) -> None:
        for name in ("tags.yml", "site.yml", "calendar.yml"):
            file = docs / "_data" / name
            before = file.read_bytes()
            try:
                file.write_bytes(data)
                load(docs, DAY)
            finally:
                file.write_bytes(before)

    def taken(data: bytes) -> None:
        told = issue(data)
        personal_data(told, library)
        take(told, library)

    def imported(data: bytes) -> None:
        file = folder / "fuzz.docx"
        file.write_bytes(data)
        document.read_file(file)

    def surveyed(name: str) -> Callable[[bytes], None]:
        def read(data: bytes) -> None:
            file = folder / name
            file.write_bytes(data)
            columns.are_answers(reading.read(file), 2)

        return read

    def text(chance: random.Random) -> bytes:
        return (head + mixture(chance, WORDS, MARKS, MARKS)).encode("utf-8", "surrogatepass")

    def fields(chance: random.Random) -> bytes:
        lines = "".join(
            f"{chance.choice(FIELDS)}{mixture(chance, WORDS, YAML, longest=8)}\n" for _ in range(chance.randint(1, 8))
        )
        return f"---\n{lines}---\n\nก\n".encode()

    def row(chance: random.Random) -> bytes:
        return mixture(chance, WORDS, YAML, YAML, ("- key: a\n  name: ", "name: ", "terms:\n- ", "office: ")).encode()

    def form(chance: random.Random) -> bytes:
        kind = chance.choice(list(answers))
        lines = answers[kind].split("\n\n")
        lines[chance.randrange(len(lines))] = mixture(chance, WORDS, MARKS, YAML, ("### ", "### เนื้อหา", "9" * 400))
        whole = event("\n\n".join(lines), mixture(chance, WORDS, MARKS, longest=5))
        return damaged(chance, whole) if chance.random() < 0.2 else whole

    kept = [(name, data) for name, data, *_ in (*planted_files(), *honest_files()) if len(data) < 10_000]

    def attachment(suffix: str) -> Reader:
        wholes = [data for name, data in kept if name.endswith(suffix)]

        def made(chance: random.Random) -> bytes:
            whole = chance.choice(wholes)
            return archive(chance, unpacked(whole)) if zipfile.is_zipfile(io.BytesIO(whole)) else damaged(chance, whole)

        def read(data: bytes) -> None:
            for part in read_attachment(f"a{suffix}", data):
                if isinstance(part, Text):
                    find_shown(part.text)
                elif isinstance(part, Picture) and pictured(part.data):
                    pictured(strip(part.data))

        return Reader(made, read)

    def pictured(data: bytes) -> bool:
        try:
            return bool(traces(data))
        except ValueError:  # its way to say that it is no picture
            return False

    return {
        **{
            suffix: attachment(suffix)
            for suffix in (".docx", ".xlsx", ".pptx", ".pdf", ".zip", ".csv", ".jpg", ".png", ".webp")
        },
        "front-matter": Reader(fields, checked),
        "yaml": Reader(row, lambda data: read_yaml(data.decode("utf-8", "replace"), "a.yml")),
        "vocabulary": Reader(row, vocabularies),
        "markdown": Reader(text, checked),
        "intake": Reader(form, taken, (Refused, ValueError)),
        "docx": Reader(lambda chance: archive(chance, parts["docx"]), imported, (ValueError,)),
        "csv": Reader(lambda chance: damaged(chance, TABLE.encode()), surveyed("fuzz.csv"), (sheet.Refused,)),
        "xlsx": Reader(lambda chance: archive(chance, parts["xlsx"]), surveyed("fuzz.xlsx"), (sheet.Refused,)),
        "page": Reader(
            lambda chance: damaged(chance, (PAGE + mixture(chance, WORDS, MARKS)).encode("utf-8", "surrogatepass")),
            lambda data: page.read("a/", data),
            (page.Skipped,),
        ),
    }


def faults(reader: Reader, seeds: range, seconds: float) -> Iterator[tuple[int, str]]:
    """The seeds whose input a reader does not bear, and what became of it."""
    for seed in seeds:
        data = reader.make(random.Random(seed))
        begin = time.process_time()
        try:
            with processor_time(seconds * 4):
                reader.read(data)
        except reader.may_raise:
            pass
        except Exception as error:
            yield seed, f"{type(error).__name__}: {str(error)[:200]}"
            continue
        if (used := time.process_time() - begin) > seconds:
            yield seed, f"{used:.1f} s"


def main() -> int:
    """Print what each reader does not bear; 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        known = readers(Path(folder))
        for name in words.readers or known:
            begin = time.process_time()
            found = 0
            for seed, what in faults(known[name], range(words.seed, words.seed + words.inputs), words.seconds):
                found += 1
                print(json.dumps({"reader": name, "seed": seed, "what": what}, ensure_ascii=False), flush=True)
            count += found
            print(f"{name}: {words.inputs} inputs, {found} faults, {time.process_time() - begin:.0f} CPU s", flush=True)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
