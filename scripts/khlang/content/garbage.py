"""Python's look for garbage in circles, which costs most where there is none: while a site is read, and when all ends.

with nothing_thrown_away():     what is made in here is not looked through, now or later
    …
leave_standing(site)            the work is done; what is held until the program ends is not taken apart then
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_standing: list[object] = []


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Look for no garbage in a stretch of work that only makes what stays, and from then on not in what it made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def leave_standing(value: object) -> None:
    """Hold a value until the program ends, and then let the system take back its memory at once.

    Taking a library of 5,000 entries apart, object by object, takes half a second. Only the last value is held; a program
    that goes on looks for garbage in everything again.
    """
    gc.unfreeze()
    _standing[:] = [value, _standing]  # frozen and in a circle: Python leaves it alone when it clears its modules
    _freeze_at_end()


@cache
def _freeze_at_end() -> None:
    atexit.register(gc.freeze)
