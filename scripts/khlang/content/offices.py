"""`docs/_data/offices.yml`: the other offices whose catalogues this site knows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FILE = "offices.yml"
COPIES = "catalogues"
"""The folder below `_data` of the copies of their catalogues: `catalogues/<key>.json`."""

_Site = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\\^`{|};,?#]+/$", max_length=300)]


class Office(BaseModel):
    """An office with a site of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9\-]*$")]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
    address: _Site = Field(description="ที่อยู่ของเว็บไซต์ ลงท้ายด้วย /")
    search: bool = Field(False, description="`true` ให้หน้าค้นหามีปุ่มค้นในเว็บไซต์นี้ด้วย")
    catalogue: str | None = Field(
        None, description="ที่อยู่ของบัญชีเรื่อง เมื่อไม่ใช่ catalogue.json ใต้ที่อยู่ของเว็บไซต์", pattern=r"^https?://\S+$"
    )

    @property
    def names(self) -> tuple[str, ...]:
        """What no other row may be called."""
        return (self.key, self.name, self.address)

    @property
    def catalogue_address(self) -> str:
        """Where its catalogue is."""
        return self.catalogue or f"{self.address}catalogue.json"
