"""Surveys made in the plainest way stand beside the tests of their statistics."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "survey"))
