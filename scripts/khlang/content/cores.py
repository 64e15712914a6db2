"""Work on all cores: copies of this process each do a share, and send what they found out.

A copy (`fork`) knows all that was read before and imports nothing, so it is worth it for seconds of work, not for less. What
it finds out must not depend on who does it: then one core and eight give the same bytes.

    found = on_all_cores(paths, look_at, facts)      each share looked at, in this process and in copies
    copy = Copy(partial(look_at, share)); …; copy.answer()
"""

from __future__ import annotations

import copyreg
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from khlang.content.facts import Facts

LEAST = 150
"""Pieces of work, of some milliseconds each, below which a share is sooner done than a process copied and heard out."""

_MOST = 8  # beyond them, hearing the copies out takes longer than they spare

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


def shares(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Pieces of work dealt out, one after the other, to as many processes as are worth it; the first share is this one's."""
    count = min(_cores(), _MOST, len(pieces) // LEAST)
    return [pieces[number::count] for number in range(count)] if count > 1 else [pieces]


def on_all_cores(pieces: Sequence[Piece], work: Callable[[Sequence[Piece]], Answer], facts: Facts) -> list[Answer]:
    """What the work gives for each share of the pieces; this process's own first. What it writes down stands in `facts`."""
    own, *others = shares(pieces)
    copies = [Copy(partial(work, share), facts) for share in others]
    return [work(own), *(copy.answer() for copy in copies)]


class Copy(Generic[Answer]):
    """A copy of this process that does one piece of work. What it answers must be something that `pickle` can hold."""

    def __init__(self, work: Callable[[], Answer], facts: Facts) -> None:
        """It begins at once. What the work writes down in `facts` is part of the answer."""
        import multiprocessing  # which a small edit does not need

        system: Any = multiprocessing.get_context("fork")
        self._work, self._facts = work, facts
        self._ear, mouth = system.Pipe(duplex=False)
        self._process = system.Process(target=_do, args=(partial(facts.with_new, work), mouth, self._ear), daemon=True)
        self._process.start()
        mouth.close()

    def answer(self) -> Answer:
        """What the work gave. Raises what it raised; a copy that was killed leaves its work to this process."""
        try:
            is_done, said = self._ear.recv()
        except EOFError:
            return self._work()
        finally:
            self.stop()  # it has said all, or nobody listens any more
        if not is_done:
            raise said
        answer: Answer = said[0]
        self._facts.add(said[1])
        return answer

    def stop(self) -> None:
        """Nobody wants the answer any more."""
        self._process.kill()
        self._process.join()


def _cores() -> int:
    """The cores for copies of this process: one where it cannot be copied, is a copy, or has another thread at work.

    macOS can copy a process, but its libraries do not work in the copy.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or _this_is_a_copy:
        return 1
    return len(os.sched_getaffinity(0))


_this_is_a_copy = False
copyreg.pickle(MappingProxyType, lambda frozen: (_frozen, (dict(frozen),)))


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _do(work: Callable[[], object], mouth: Any, ear: Any) -> None:
    import signal

    global _this_is_a_copy
    ear.close()  # else it could wait for itself to listen, for ever, once the first process was killed
    _this_is_a_copy = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends, and this one with it
    try:
        said: tuple[bool, object] = (True, work())
    except Exception as error:
        said = (False, error)
    with suppress(BrokenPipeError):  # nobody listens any more
        mouth.send(said)
