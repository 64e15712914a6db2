"""Door 1: the command line. Commands read their words, call the library, print and set the exit status."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from khlang import checks
from khlang.draft import draft, required
from khlang.generated import generated, stale
from khlang.history import Change, changes
from khlang.intake import Refused, Taken, comment, issue, personal_data, request, sort, take
from khlang.kinds import KINDS, Kind
from khlang.library import Library, load
from khlang.meta import People
from khlang.outputs.content import readable_size
from khlang.problem import Problem
from khlang.repair import Mend, repair
from khlang.report import Format, report, summary
from khlang.review import review
from khlang.schema import schema, schemas
from khlang.thai.dates import today
from khlang.vocabulary import load_abbreviations
from khlang.withdraw import kept_by_history
from khlang.withdraw import withdraw as take_back
from khlang.write import write, write_file

if TYPE_CHECKING:
    from khlang.importing.document import Made

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="คลัง: ตรวจ สร้าง และทำดัชนีเนื้อหาของเว็บความรู้",
)

_ROUNDS = 5  # of mending: what is mended may show something else; places that overlap are mended in turn

Docs = Annotated[Path, typer.Option("--docs", help="โฟลเดอร์เนื้อหา", file_okay=False)]


def main() -> None:
    """The program `khlang`. An interruption by the user ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know Thai
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="ไฟล์หรือโฟลเดอร์ที่จะตรวจ ไม่ใส่คือตรวจทั้งหมด")] = None,
    form: Annotated[Format, typer.Option("--format", help="รูปแบบรายงาน")] = Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="แก้สิ่งที่แก้ให้ได้อย่างปลอดภัย แล้วบอกว่าแก้อะไร")] = False,
    against: Annotated[str | None, typer.Option(help="รุ่นใน git ที่จะเทียบ สรุปว่าอะไรเปลี่ยน ให้ผู้อ่านทาน")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """ตรวจเนื้อหา จบด้วยรหัส 1 เมื่อมีสิ่งที่ต้องแก้"""
    library = _library(docs)
    wanted = _wanted(paths or [], docs, library)
    problems = checks.run(library, wanted)
    mends: list[Mend] = []
    for _ in range(_ROUNDS if fix else 0):
        mended = repair(docs, problems)
        if not mended:
            break
        mends += mended
        library = _library(docs)
        problems = checks.run(library, wanted)
    checked = len(wanted) if wanted is not None else sum(path.endswith(".md") for path in library.files)
    print(report(problems, checked, form, docs.as_posix(), mends, library.line))
    page = _review(library, problems, against) if against else summary(problems, checked, docs.as_posix())
    if form is Format.GITHUB:
        _add_to_job_summary(page)
    elif against and form is Format.TEXT:
        print(f"\n{page}")
    raise typer.Exit(1 if mends or checks.faulty(problems) else 0)


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help=f"ประเภท: {', '.join(KINDS)}")],
    title: Annotated[str | None, typer.Option(help="ชื่อเรื่อง")] = None,
    summary: Annotated[str | None, typer.Option(help="สรุปหนึ่งประโยค")] = None,
    owner: Annotated[str | None, typer.Option("--owner", "--group", help="กลุ่มงานหรือโรงเรียนเจ้าของเรื่อง")] = None,
    date: Annotated[str | None, typer.Option(help="วันที่ของเรื่อง เช่น 2026-11-22 ไม่ใส่คือวันนี้")] = None,
    field: Annotated[list[str] | None, typer.Option("--field", help="หัวข้ออื่น เช่น --field grades=ป.4,ป.5")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """สร้างฉบับร่างที่พร้อมเขียน ถามเป็นภาษาไทย หรือรับค่าจากตัวเลือก"""
    chosen = _kind(kind)
    library = _library(docs)
    values = _given(chosen, field, title=title, summary=summary, owner=owner, date=date)
    if sys.stdin.isatty():
        values |= _ask(chosen, values)
    if "owner" in chosen.meta.model_fields:
        values["owner"] = _owner(values.get("owner"), library)
    try:
        path, text = draft(chosen, values, library)
    except ValueError as error:
        _stop(str(error))
    write_file(docs / path, text.encode())
    print(f"สร้างแล้ว {docs.as_posix()}/{path}")
    print("เปิดไฟล์แล้วเขียนแทนบรรทัดที่ขึ้นต้นด้วย ✎ เมื่อพร้อมเผยแพร่ให้เปลี่ยนเป็น status: published แล้วพิมพ์ khlang check")


@app.command(name="import")
def import_command(
    file: Annotated[Path, typer.Argument(help="ไฟล์ .docx หรือ .txt")],
    kind: Annotated[str, typer.Option(help=f"ประเภท: {', '.join(KINDS)}")] = "knowledge",
    title: Annotated[str | None, typer.Option(help="ชื่อเรื่อง ไม่ใส่คือใช้ตามเอกสาร")] = None,
    summary: Annotated[str | None, typer.Option(help="สรุปหนึ่งประโยค")] = None,
    owner: Annotated[str | None, typer.Option("--owner", "--group", help="กลุ่มงานหรือโรงเรียน ไม่ใส่คือใช้ตามหัวหนังสือ")] = None,
    date: Annotated[str | None, typer.Option(help="วันที่ของเรื่อง ไม่ใส่คือใช้ตามเอกสาร ถ้าไม่พบคือวันนี้")] = None,
    field: Annotated[list[str] | None, typer.Option("--field", help="หัวข้ออื่น เช่น --field grades=ป.4,ป.5")] = None,
    people: Annotated[People | None, typer.Option(help="คนในภาพทุกภาพของเอกสาร ไม่ใส่คือระบุในไฟล์ทีละภาพ")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """นำเอกสาร Word หรือไฟล์ข้อความเข้าเป็นฉบับร่าง พร้อมภาพ แล้วบอกสิ่งที่ต้องแก้ก่อนเผยแพร่"""
    from khlang.importing import document  # what reads Word files would cost every other command a third of a second

    chosen = _kind(kind)
    library = _library(docs)
    values = _given(chosen, field, title=title, summary=summary, owner=owner, date=date)
    try:
        found = document.read_file(file)
        guesses = found.guesses(chosen, library.vocabulary)
        if sys.stdin.isatty():
            values |= _ask(chosen, values, guesses)
            people = people or _ask_people(found.picture_count)
        values = guesses | values
        if "owner" in chosen.meta.model_fields:
            values["owner"] = _owner(values.get("owner"), library)
        made = document.make(found, chosen, values, library, people)
    except ValueError as error:
        _stop(str(error))
    write(docs, made.files)
    print(f"นำเข้าแล้ว {docs.as_posix()}/{made.path} ภาพ {len(made.files) - 1} ภาพ ไฟล์เดิมไม่ถูกแก้ไข")
    _tell_what_to_mend(docs, made)


@app.command()
def withdraw(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="รหัสของเรื่อง เช่น k7x2m9")],
    erase: Annotated[bool, typer.Option("--erase", help="ลบข้อความ ชื่อเรื่อง และชื่อผู้เขียนออกจากไฟล์ด้วย")] = False,
    docs: Docs = Path("docs"),
) -> None:
    """ถอนเรื่องออกจากเว็บ รายการ และการค้นหา แล้วบอกว่าประวัติยังเก็บอะไรไว้"""
    entry = _library(docs).by_id.get(entry_id)
    if entry is None:
        _stop(f"ไม่พบเรื่องที่ใช้รหัส {entry_id} ให้คัดลอกรหัสจากท้ายหน้าของเรื่องนั้น")
    take_back(docs, entry, erase)
    print(f"ถอนแล้ว {docs.as_posix()}/{entry.path} เมื่อส่งขึ้น main เว็บจะแสดงเพียงว่าเรื่องนี้ถอนการเผยแพร่แล้ว")
    if not erase:
        print("ข้อความยังอยู่ในไฟล์ ใครเปิดคลังซอร์สก็อ่านได้ ถ้าต้องลบข้อความด้วยให้เพิ่ม --erase")
    if commits := kept_by_history(docs, entry):
        print(f"ประวัติ git ยังเก็บข้อความเดิมไว้ {len(commits)} รุ่น (ล่าสุด {commits[0]})")
        print("ถ้าเป็นข้อมูลส่วนบุคคล ให้ทำตามหัวข้อ ถอนเรื่อง และสิ่งที่ประวัติยังเก็บไว้ ใน MAINTAINING.md")


@app.command(name="schema")
def schema_command(
    kind: Annotated[str | None, typer.Argument(help="ประเภท ไม่ใส่คือทุกประเภท")] = None,
    docs: Docs = Path("docs"),
) -> None:
    """พิมพ์ JSON Schema ของส่วนหัว สำหรับโปรแกรมแก้ไขข้อความ"""
    vocabulary = _library(docs).vocabulary
    found = schema(_kind(kind), vocabulary) if kind else schemas(vocabulary)
    print(json.dumps(found, ensure_ascii=False, indent=2))


@app.command()
def generate(
    check: Annotated[bool, typer.Option("--check", help="ไม่เขียนไฟล์ จบด้วยรหัส 1 เมื่อมีไฟล์ที่ไม่ตรง")] = False,
    docs: Docs = Path("docs"),
) -> None:
    """สร้างแบบฟอร์มส่งเรื่องใน GitHub และตารางหัวข้อใน CONTRIBUTING.md จากแบบจำลองและบัญชีคำ"""
    library = _library(docs)
    if library.has_faulty_vocabulary:
        _stop("บัญชีคำใน _data มีสิ่งที่ต้องแก้ ให้สั่ง khlang check แล้วแก้ก่อน")
    try:
        files = generated(docs.parent, library.vocabulary)
    except (OSError, ValueError) as error:
        _stop(str(error))
    names = stale(docs.parent, files)
    if not check:
        write(docs.parent, {name: files[name] for name in names})
    for name in names:
        print(f"ไม่ตรงกับแบบจำลองหรือบัญชีคำ {name}" if check else f"สร้างแล้ว {name}")
    if names and check:
        _stop("ให้สั่ง python3 run.py khlang generate แล้วส่งไฟล์ที่เปลี่ยนไปด้วย")


@app.command()
def intake(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ใหม่สำหรับผล", file_okay=False)],
    event: Annotated[Path, typer.Option(envvar="GITHUB_EVENT_PATH", help="ไฟล์เหตุการณ์ของ GitHub", dir_okay=False)],
    docs: Docs = Path("docs"),
) -> None:
    """รับเรื่องที่แจ้งด้วยแบบฟอร์มใน GitHub: เขียนเรื่องและข้อความตอบลงในโฟลเดอร์ ไม่แตะ docs"""
    try:
        found = issue(event.read_bytes())
    except (OSError, ValueError) as error:
        _stop(str(error))
    library = _library(docs)
    files: dict[str, str] = {}
    leaks = personal_data(found, library)
    try:
        taken = take(found, library)
    except Refused as refused:
        faults, advice = [*refused.faults, *leaks], []
    else:
        with_it, problems = _judge(taken, docs)
        faults, advice = sort(taken, problems)
        if not any(fault.is_private for fault in faults):  # these name the question, those only the issue
            faults += leaks
        if not faults:
            page = review(with_it, {taken.path: Change.ADDED}, problems)
            files = {f"docs/{taken.path}": taken.text, "request.md": request(found, page)}
    files["comment.md"] = comment(faults, advice)
    write(folder, {name: text.encode() for name, text in files.items()})
    _tell_job(is_ready="request.md" in files)
    print("พร้อมเปิด draft pull request" if "request.md" in files else "ยังรับไม่ได้ สิ่งที่ต้องแก้อยู่ใน comment.md")


@app.command(name="index")
def index_command(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ของเว็บที่สร้างแล้ว (HTML ของโปรแกรมใดก็ได้)")],
    abbreviations: Annotated[
        Path | None, typer.Option(help="ไฟล์บัญชีคำย่อ รูปแบบเดียวกับ docs/_data/abbreviations.yml")
    ] = None,
) -> None:
    """ทำดัชนีค้นหาภาษาไทยให้เว็บที่สร้างแล้ว เขียนลงใน search/ ของโฟลเดอร์นั้น"""
    from khlang.search import index  # its numerical library would cost every other command a tenth of a second

    try:
        known = load_abbreviations(abbreviations) if abbreviations else {}
        with typer.progressbar(length=1, label="ทำดัชนี", file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            told = index.build(folder, abbreviations=known, progress=progress)
    except (ValueError, NotADirectoryError) as error:
        _stop(str(error))
    for path, reason in told.skipped:
        print(f"ข้าม {path}: {reason}", file=sys.stderr)
    print(f"ทำดัชนีแล้ว {sum(told.pages.values())} หน้า {readable_size(told.size)}")


def _library(docs: Path) -> Library:
    if not docs.is_dir():
        _stop(f"ไม่พบโฟลเดอร์ {docs} ให้เรียกคำสั่งนี้ในโฟลเดอร์ของโครงการ หรือระบุ --docs")
    try:
        return load(docs, today(os.environ))
    except ValueError as error:  # a day that SOURCE_DATE_EPOCH cannot mean
        _stop(str(error))


def _judge(taken: Taken, docs: Path) -> tuple[Library, list[Problem]]:
    """The library with a file that was taken in, and what is wrong with the file; it does not stay."""
    file = docs / taken.path
    try:
        write_file(file, taken.text.encode())
        library = _library(docs)
        return library, checks.run(library, {taken.path})
    finally:
        file.unlink(missing_ok=True)


def _tell_job(is_ready: bool) -> None:
    """Tell the next step of a GitHub job, in a word of ours, whether there is something to propose."""
    if target := os.environ.get("GITHUB_OUTPUT"):
        with open(target, "a", encoding="utf-8") as file:
            file.write(f"ready={str(is_ready).lower()}\n")


def _wanted(paths: list[Path], docs: Path, library: Library) -> set[str] | None:
    """The files below docs that the given paths name; None for all."""
    if not paths:
        return None
    found: set[str] = set()
    for path in paths:
        try:
            below = path.resolve().relative_to(docs.resolve()).as_posix()
        except ValueError:
            _stop(f"{path} ไม่อยู่ในโฟลเดอร์ {docs} ให้ระบุไฟล์ในโฟลเดอร์นั้น")
        within = {file for file in library.files if file == below or below == "." or file.startswith(f"{below}/")}
        if not within and not path.is_file():
            _stop(f"ไม่พบ {path} ให้ตรวจชื่อไฟล์")
        found |= within or {below}
    return found


def _review(library: Library, problems: list[Problem], against: str) -> str:
    try:
        inside, outside = changes(library.docs, against)
    except ValueError as error:
        _stop(str(error))
    return review(library, inside, problems, outside)


def _add_to_job_summary(page: str) -> None:
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(target, "a", encoding="utf-8") as file:
            file.write(page + "\n")


def _kind(name: str) -> Kind:
    if name not in KINDS:
        _stop(f"ไม่รู้จักประเภท {name} ประเภทที่ใช้ได้คือ {', '.join(f'{one.name} ({one.label})' for one in KINDS.values())}")
    return KINDS[name]


def _given(kind: Kind, pairs: list[str] | None, **typed: str | None) -> dict[str, Any]:
    """The fields of a kind that the options name, as a writer would type them."""
    found = {**typed, **_fields(pairs or [], kind)}
    return {name: value for name, value in found.items() if value is not None and name in kind.meta.model_fields}


def _fields(pairs: list[str], kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or name not in kind.meta.model_fields:
            _stop(f"--field {pair} ใช้ไม่ได้ ให้พิมพ์ในรูป หัวข้อ=ค่า หัวข้อที่ใช้ได้คือ {', '.join(kind.meta.model_fields)}")
        found[name] = _typed(kind, name, value)
    return found


def _typed(kind: Kind, name: str, value: str) -> Any:
    example = kind.meta.model_fields[name].examples[0]
    if not isinstance(example, list):
        return value
    items = [item.strip() for item in value.split(",") if item.strip()]
    return [int(item) if isinstance(example[0], int) and item.isascii() and item.isdigit() else item for item in items]


def _ask(kind: Kind, known: dict[str, Any], guesses: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask for what must be filled in and was not given. With guesses, Enter takes one, or leaves a text for later."""
    found = {}
    for name in dict.fromkeys([*required(kind), *(guesses or ())]):
        if name not in known:
            info = kind.meta.model_fields[name]
            example = info.examples[0]
            shown = ",".join(map(str, example)) if isinstance(example, list) else example
            default = None if guesses is None else guesses.get(name, "")
            question = f"{info.title}: {info.description} (เช่น {shown})"
            found[name] = _typed(kind, name, typer.prompt(question, default=default, show_default=bool(default)))
    return {name: value for name, value in found.items() if value or guesses is None}


def _ask_people(pictures: int) -> People | None:
    """Who is in the pictures, where one answer holds for all of them; None leaves it to the writer, picture by picture."""
    if not pictures:
        return None
    choices = "none ไม่มีใคร, adults ผู้ใหญ่ที่ยินยอม, pupils นักเรียนที่มีหนังสือยินยอม"
    answer = typer.prompt(
        f"มีใครอยู่ในภาพทั้ง {pictures} ภาพ ({choices}) ถ้าไม่เหมือนกันให้กด Enter", default="", show_default=False
    )
    return People(answer) if answer in tuple(People) else None


def _tell_what_to_mend(docs: Path, made: Made) -> None:
    """What was left out, who is named, and what the checks would say on the day of publishing."""
    from khlang.importing.document import as_if_published
    from khlang.importing.people import advice

    for note in made.notes:
        print(f"โปรดทราบ {note}")
    file = f"{docs.as_posix()}/{made.path}"
    for line, reason in advice(made.files[made.path].decode()):
        print(f"{file}:{line}: โปรดดู {reason}")
    library = as_if_published(_library(docs), made.path)
    problems = checks.run(library, made.files.keys())
    print("เมื่อจะเผยแพร่ (เปลี่ยนเป็น status: published) มีสิ่งที่ต้องทำดังนี้")
    print(report(problems, 1, folder=docs.as_posix(), line=library.line))


def _owner(typed: str | None, library: Library) -> str:
    if not typed:
        _stop("ต้องบอกเจ้าของเรื่อง ให้เพิ่ม --group ตามด้วยชื่อกลุ่มงาน")
    owner = library.vocabulary.owner(typed)
    near = library.vocabulary.groups.near(typed) or library.vocabulary.schools.near(typed)
    if owner is None and len(near) == 1:
        owner = library.vocabulary.owner(near[0])
    if owner is None:
        names = near or [group.label for group in library.vocabulary.groups]
        _stop(f"ไม่พบ “{typed}” ในบัญชีกลุ่มงานและโรงเรียน ให้เลือกจาก {', '.join(names)}")
    return owner.label


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)
