"""catalogue.json: what a site holds, for other sites, harvesters and programs. One model writes it, reads it, and is its schema.

The format has a version. What is added to it keeps the version, as readers pass over what they do not know; what changes
the meaning of a field, or takes one away, gets the next.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khlang.content.ids import ALPHABET, LENGTH

VERSION = 1
FILE, SCHEMA_FILE = "catalogue.json", "catalogue.schema.json"
"""Their places below a site's root."""

Text = Annotated[str, StringConstraints(max_length=600)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Id = Annotated[str, StringConstraints(pattern=f"^[a-z][{ALPHABET}]{{{LENGTH}}}$")]
Word = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]{0,39}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\\^`{|}]+$", max_length=500)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Licence(_Part):
    """Under which conditions others may take something over."""

    name: Name
    url: Address | None = None


class Asked(_Part):
    """A question, need or suggestion that an entry asks."""

    id: Id
    text: Text
    address: Address = Field(description="permanent short address")
    answered: bool = False


class CatalogueEntry(_Part):
    """An entry as other sites and programs see it."""

    id: Id = Field(description="permanent id, unique within its site")
    address: Address = Field(description="permanent short address; it leads to the page wherever that moves")
    url: Address = Field(description="address of the page today")
    kind: Word = Field(description="knowledge, exchange, research, practice, adoption, or a kind of the site's own")
    title: Title
    summary: Text
    date: datetime.date = Field(description="the day that it is about")
    updated: datetime.date | None = Field(None, description="the day of its last change in substance, if it had any")
    status: Literal["published", "retired"] = "published"
    owner: Name | None = Field(None, description="the group or school that stands behind it")
    authors: tuple[Name, ...] = Field((), description="people who agreed to be named")
    tags: tuple[Name, ...] = ()
    facets: dict[Word, tuple[Name, ...]] = Field({}, description="by what the site's lists narrow: facet, values")
    evidence: Word | None = Field(None, description="of a practice: told, measured, repeated, elsewhere, studied")
    licence: Licence | None = Field(None, description="where it differs from the site's")
    language: Word = "th"
    translations: dict[Word, Address] = Field({}, description="language, address of the page")
    based_on: tuple[Name, ...] = Field((), description="ids of this site, or addresses of other sites")
    answers: tuple[Name, ...] = Field((), description="ids of questions of this site, or addresses at other sites")
    adopts: Name | None = Field(None, description="of a record of adoption: id or address of what was taken over")
    adapted_from: Name | None = Field(None, description="of a practice: id or address of the one that it comes from")
    asks: tuple[Asked, ...] = Field((), description="its questions, needs and suggestions")


class CatalogueSite(_Part):
    """Whose catalogue it is."""

    name: Title
    office: Title
    office_short: Name
    province: Name | None = None
    address: Address
    language: Word = "th"
    licence: Licence | None = Field(None, description="empty: none is set, ask the office")


class Catalogue(_Part):
    """The entries of one site, the newest first. Drafts, examples and what is withdrawn stand in no catalogue."""

    version: Literal[1] = Field(description="of this format")
    site: CatalogueSite
    entries: tuple[CatalogueEntry, ...]


def schema() -> dict[str, Any]:
    """The format as a JSON Schema (2020-12)."""
    made = Catalogue.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
