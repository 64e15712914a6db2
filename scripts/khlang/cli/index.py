"""`khlang index`: the search index of any built site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from khlang.cli.program import HAS_SITE, app, stop
from khlang.thai.numerals import readable_size


@app.command(name="index")
def index_command(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ของเว็บที่สร้างแล้ว (HTML ของโปรแกรมใดก็ได้)")],
    abbreviations: Annotated[
        Path | None, typer.Option(help="ไฟล์บัญชีคำย่อ รูปแบบเดียวกับ docs/_data/abbreviations.yml")
    ] = None,
    thesaurus: Annotated[
        Path | None, typer.Option(help="ไฟล์คำที่คนใช้กับคำที่เอกสารใช้ รูปแบบเดียวกับ docs/_data/thesaurus.yml")
    ] = None,
    root: Annotated[
        str, typer.Option(help="ตัวเลือก CSS ของส่วนที่เป็นเนื้อหา เช่น .content ถ้าไม่ใส่ดูจาก <main> และส่วนอื่นเอง")
    ] = "",
    exclude: Annotated[list[str] | None, typer.Option(help="ตัวเลือก CSS ของส่วนที่ไม่ค้น เช่น .sidebar ใส่ได้หลายครั้ง")] = None,
    by_meaning: Annotated[
        bool,
        typer.Option(
            "--meaning",
            help="ค้นตามความหมายด้วย ต้องสั่ง pip install 'khlang[meaning]' ก่อน ครั้งแรกใช้เวลาหลายนาที ใช้กับ --cache",
        ),
    ] = False,
    cache: Annotated[Path | None, typer.Option(help="ไฟล์ที่จำหน้าเดิมไว้ ให้ทำดัชนีครั้งต่อไปเร็วขึ้น ผลเหมือนกันทุกไบต์")] = None,
    messages: Annotated[str, typer.Option(help="ภาษาของข้อความ th หรือ en (messages in English)")] = "th",
) -> None:
    """ทำดัชนีค้นหาภาษาไทยให้เว็บที่สร้างแล้ว เขียนลงใน search/ ของโฟลเดอร์นั้น"""
    from khlang.search import index, meaning  # its numerical library would cost every other command a tenth of a second
    from khlang.search import messages as sentences
    from khlang.search.page import Reading

    if messages not in ("th", "en"):
        stop("--messages: th, en")
    is_english = messages == "en"
    model = meaning.installed() if by_meaning else None
    if by_meaning and not model:
        stop("--meaning: pip install 'khlang[meaning]'")
    language = "english" if is_english else "thai"
    try:
        known = _listed("--abbreviations", abbreviations)
        everyday = _listed("--thesaurus", thesaurus)
        reading = Reading(root, tuple(exclude or ()))
        with typer.progressbar(length=1, label=getattr(sentences.PROGRESS, language), file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            told = index.build(
                folder,
                abbreviations=known,
                everyday=everyday,
                reading=reading,
                with_box=True,
                model=model,
                cache=cache,
                progress=progress,
            )
    except (ValueError, NotADirectoryError) as error:
        stop(str(error))
    for path, reason in told.skipped:
        why = sentences.english(reason) if is_english else reason
        print(getattr(sentences.SKIPPED, language).format(path, why), file=sys.stderr)
    print(getattr(sentences.DONE, language).format(sum(told.pages.values()), readable_size(told.size)))


def _listed(option: str, file: Path | None) -> dict[str, tuple[str, ...]]:
    if not file:
        return {}
    if not HAS_SITE:
        stop(f"{option} ต้องใช้ส่วนที่สร้างเว็บ ให้สั่ง pip install 'khlang[site]' ก่อน")
    from khlang.content import vocabulary  # the models are no part of the plain indexer

    read = vocabulary.load_thesaurus if option == "--thesaurus" else vocabulary.load_abbreviations
    return read(file)
