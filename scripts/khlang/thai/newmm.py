"""The longest words of a list that a Thai text can be cut into, in plain Python: where nlpo3 does not run.

Browsers and machines without a wheel of nlpo3 cut with this; the same cuts, thirty times slower. Words begin and end
between Thai character clusters only; of all ways through a stretch that has several, the one with the fewest words is
taken. What is in no list is skipped up to the next word of more than two consonants.

Sources: newmm of PyThaiNLP (Korakot Chaovavanich; https://github.com/PyThaiNLP/pythainlp, Apache-2.0) as nlpo3 has it,
whose cuts these are; clusters: Theeramunkong, T. et al. (2000). Character cluster based Thai information retrieval,
https://doi.org/10.1145/355214.355225, with the rules that newmm adds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

_MOST_EDGES = 50  # of the graph of possible cuts; a stretch with more is cut where it stands
_CLUSTERS = """
เc็ck เcctาะk เccีtยะk เccีtย(?=[เ-ไก-ฮ]|$)k เcc็ck เcิc์ck เcิtck เcีtยะ?k เcืtอะ?k เc[ิีุู]tย(?=[เ-ไก-ฮ]|$)k เctา?ะ?k
cัtวะk c[ัื]tc[ุิะ]?k c[ิุู]์ c[ะ-ู]tk cรรc์ c็ ct[ะาำ]?k ck แc็c แcc์ แctะ แcc็c แccc์ โctะ [เ-ไ]ct ก็ อึ หึ
"""
_CLUSTER = re.compile(
    "|".join(_CLUSTERS.split()).replace("k", "(?:cc?[ุูิ]?[์])?").replace("c", "[ก-ฮ]").replace("t", "[่-๋]?")
)
_OTHER = re.compile(r"[-a-zA-Z]+|\d+(?:[,.]\d+)*|[ \t]+|\r?\n")
_SHORT = re.compile(r"[ก-ฮ]{0,2}$")


class Cutter:
    """Cuts by a list of words."""

    def __init__(self, words: Iterable[str]):
        self._words = frozenset(word for word in words if word)
        begun: dict[str, set[int]] = defaultdict(set)  # a word's first two letters → lengths of words that begin so
        for word in self._words:
            begun[word[:2]].add(len(word))
        self._lengths = {start: sorted(lengths) for start, lengths in begun.items()}

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined again they are exactly the text."""
        return list(self._cut(text)) if text else []

    def _ends(self, text: str, begin: int) -> Iterator[int]:
        """Where words of the list end that begin at a place, nearest first."""
        single, longer = text[begin : begin + 1], text[begin : begin + 2]
        lengths = [*self._lengths.get(single, ()), *(self._lengths.get(longer, ()) if longer != single else ())]
        for length in lengths:
            if text[begin : begin + length] in self._words and begin + length <= len(text):
                yield begin + length

    def _cut(self, text: str) -> Iterator[str]:
        between = _between_clusters(text)
        graph: dict[int, list[int]] = defaultdict(list)
        edges, done = 0, 0
        places = [0]
        while places[0] < len(text):
            begin = heappop(places)
            for end in self._ends(text, begin):
                if between[end]:
                    graph[begin].append(end)
                    edges += 1
                    if end not in places:
                        heappush(places, end)
                    if edges > _MOST_EDGES:
                        break
            if len(places) == 1:  # all ways meet here
                for end in _fewest(graph, done, places[0]):
                    yield text[done:end]
                    done = end
                graph.clear()
                edges = 0
            elif not places:
                done = self._skipped(text, begin, between)
                graph.clear()
                edges = 0
                yield text[begin:done]
                heappush(places, done)

    def _skipped(self, text: str, begin: int, between: bytearray) -> int:
        """Where something that is in no list ends."""
        if other := _OTHER.match(text, begin):
            return other.end()
        for place in range(begin + 1, len(text)):
            if between[place] and (
                any(between[end] and not _SHORT.match(text[place:end]) for end in self._ends(text, place))
                or _OTHER.match(text, place)
            ):
                return place
        return len(text)


def _between_clusters(text: str) -> bytearray:
    """1 at each place of a text at which a cluster ends, else 0."""
    found = bytearray(len(text) + 1)
    place = 0
    while place < len(text):
        cluster = _CLUSTER.match(text, place)
        place = cluster.end() if cluster else place + 1
        found[place] = 1
    return found


def _fewest(graph: dict[int, list[int]], start: int, goal: int) -> list[int]:
    """The ends of the words of the first way with the fewest."""
    came = {start: start}
    waiting = [start]
    for place in waiting:
        for end in graph[place]:
            if end not in came:
                came[end] = place
                waiting.append(end)
            if end == goal:
                way = [goal]
                while came[way[-1]] != start:
                    way.append(came[way[-1]])
                return way[::-1]
    raise AssertionError("no way through the graph")
