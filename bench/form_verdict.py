"""Random answers of each kind, judged by the site's form and by `khlang check`: python bench/form_verdict.py [COUNT [SEED]].

Prints what the form passed and the check refused, which must be nothing, and what the form alone refused.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_form_verdict import compared

count, seed = (int(word) for word in [*sys.argv[1:], "1000", "1"][:2])
with tempfile.TemporaryDirectory() as folder:
    untrue, passed, tighter = compared(Path(folder), count, seed)
for filled, errors, text in untrue:
    print(filled["kind"], errors, text, sep="\n")
print(f"{len(untrue)} untrue; passed: {dict(passed)}; refused by the form alone:")
for sentence, times in tighter.most_common(20):
    print(f"{times:5} {sentence}")
