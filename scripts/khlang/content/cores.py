"""Work on all cores: copies of this process each do a share, and send what they found out.

A copy (`fork`) knows all that was read before and imports nothing, so it is worth it for seconds of work, not for less. What
it finds out must not depend on who does it: then one core and four give the same bytes.

    found = on_all_cores(paths, look_at, facts)      each share looked at, in this process and in copies
    copy = Copy(partial(look_at, share)); …; copy.answer()
"""

from __future__ import annotations

import copyreg
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, NoReturn, TypeVar, cast

from khlang.content.facts import Facts

LEAST = 150
"""Pieces of work, of some milliseconds each, below which a share is sooner done than a process copied and heard out."""

_MOST = 4  # each copy takes memory, some 140 MB at 1,000 entries
_LOOK = 1.0  # seconds until a copy sees that the first process was killed

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
    try:
        return [work(own), *(copy.answer() for copy in copies)]
    finally:
        for copy in copies:
            copy.stop()


class Copy(Generic[Answer]):
    """A copy of this process that does one piece of work. What it answers must be something that `pickle` can hold."""

    def __init__(self, work: Callable[[], Answer], facts: Facts) -> None:
        """It begins at once. What the work writes down in `facts` is part of the answer."""
        self._work, self._facts = work, facts
        self._process = self._ear = 0  # as long as there is no copy
        with suppress(OSError):  # no memory, process or file is left for one
            self._begin()

    def _begin(self) -> None:
        first, (ear, mouth) = os.getpid(), os.pipe()
        # for good in the copy, which ends with this one
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with warnings.catch_warnings(action="ignore"):  # of threads, and there are none (`_cores`)
                process = os.fork()
            if not process:
                _say(partial(self._facts.with_new, self._work), first, ear, mouth)
            self._process, self._ear = process, ear
        finally:
            os.close(mouth)
            if not self._process:
                os.close(ear)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def answer(self) -> Answer:
        """What the work gave. A copy that was killed, or could not do it, leaves it to this process, which may raise why."""
        if not self._process:
            return self._work()
        try:
            with open(self._ear, "rb", closefd=False) as ear:
                answer, found = pickle.load(ear)
        except (EOFError, pickle.UnpicklingError):
            return self._work()
        finally:
            self.stop()  # it has said all, or nobody listens any more
        self._facts.add(found)
        return cast(Answer, answer)

    def stop(self) -> None:
        """Nobody wants the answer any more."""
        process, self._process = self._process, 0
        if process:
            os.close(self._ear)
            with suppress(OSError):  # the system has taken it away by itself
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


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


def _say(work: Callable[[], object], first: int, ear: int, mouth: int) -> NoReturn:
    """Do the work and send what it gives to the `first` process. Whatever goes wrong, that one meets it again, and tells."""
    global _this_is_a_copy
    _this_is_a_copy = True
    try:
        os.close(ear)  # else it could wait for itself to listen
        signal.signal(signal.SIGALRM, lambda *_: os._exit(1) if os.getppid() != first else None)
        signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
        with open(mouth, "wb") as file:
            pickle.dump(work(), file, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
