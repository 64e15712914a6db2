"""What a person must look at in a draft that came from a document, beyond what the checks say."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNATURE = re.compile(
    r"ลงชื่อ|^\s*(?:>\s*)?\\?\(\s*(?:[.…]{3,}|(?:นาย|นาง(?:สาว)?|น\.ส\.|ว่าที่|ดร\.|พระ)\s?[ก-๛]).*\)\s*$"
)
_NAMED = re.compile(
    r"(?:^|[^ก-๛])(?:นาย|นาง|นางสาว|น\.ส\.|ว่าที่\s?(?:ร้อย|ร\.)\S+|ดร\.)\s?[ก-ฮเ-ไ][ก-๛]+\s+[ก-ฮเ-ไ][ก-๛]+"
)


def advice(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a draft, from 1, and why to look at each: signatures, and people by name. Nobody is taken out."""
    for number, line in enumerate(text.split("\n"), 1):
        if _SIGNATURE.search(line):
            yield number, "ช่องลงนาม ถ้าผู้ลงนามไม่ได้ยินยอมให้เผยแพร่ชื่อ ให้ลบชื่อ เหลือเพียงตำแหน่ง"
        elif _NAMED.search(line):
            yield number, "มีชื่อบุคคล ให้ถามความยินยอม หรือใช้ตำแหน่งแทน"
