"""Templates as Jinja has compiled them, kept from build to build: a build uses some sixty, and an edit changes none.

Jinja itself compares each with its source, so one that was edited is compiled anew.
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from khlang.content.facts import Facts

_QUESTION = "template"


class Compiled(BytecodeCache):
    """Compiled templates among the facts of a site."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled of the same source."""
        checksum, code = self._facts.known(_QUESTION, bucket.key) or ("", b"")
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self._facts.keep(_QUESTION, bucket.key, (bucket.checksum, bucket.bytecode_to_string()))
