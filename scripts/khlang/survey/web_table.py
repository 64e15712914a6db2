"""A web page saved under the name of a workbook (.xls): systems that "export to Excel" often write just that."""

from __future__ import annotations

from html.parser import HTMLParser

from khlang.survey.sheet import MAX_COLUMNS, Refused


def is_page(text: str) -> bool:
    """Whether a text is of a web page with a table."""
    start = text[:2000].lower()
    return "<html" in start or "<table" in start or "<!doctype html" in start


def rows(text: str, name: str) -> list[list[str]]:
    """The rows of the one table of a page that has several rows. Raises Refused."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    tables = [table for table in reader.tables if len(table) > 1 and max(map(len, table)) > 1] or [
        table for table in reader.tables if len(table) > 1
    ]
    if reader.merged:
        raise Refused(
            f"{name} เป็นหน้าเว็บที่ผสานเซลล์ไว้ จึงไม่รู้ว่าคำตอบเป็นของแถวหรือข้อใด ให้เปิดใน Excel ยกเลิกการผสาน แล้วบันทึกเป็น .xlsx"
        )
    if len(tables) != 1:
        raise Refused(f"{name} เป็นหน้าเว็บที่มีตาราง {len(tables)} ตาราง ให้ส่งออกคำตอบเป็น .csv หรือ .xlsx")
    return tables[0]


class _Tables(HTMLParser):
    """Gathers the cells of tables; a table within a cell belongs to the cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.merged = False
        self._depth = 0
        self._in_cell = False
        self._is_wide = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self.tables[-1].append([])
            self._in_cell = False
        elif self._depth == 1 and tag in ("td", "th") and self.tables[-1]:
            spans = {key: value for key, value in attrs if key in ("colspan", "rowspan")}
            wide, high = (spans.get(key) not in (None, "", "1") for key in ("colspan", "rowspan"))
            self.merged |= high or (bool(self.tables[-1][-1]) and (wide or self._is_wide))
            self._is_wide = wide  # alone in its row it is a title
            if len(self.tables[-1][-1]) <= MAX_COLUMNS:
                self.tables[-1][-1].append("")
            self._in_cell = True
        elif tag == "br" and self._in_cell:
            self.tables[-1][-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._depth >= 1 and self._in_cell:
            self.tables[-1][-1][-1] += data
