"""The site that is judged: the real one, with the made-up pages beside it."""

import shutil
from pathlib import Path

import distractors
import pytest


@pytest.fixture(scope="module")
def judged_site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built site with the made-up pages, not yet indexed anew."""
    site = tmp_path_factory.mktemp("judged") / "site"
    shutil.copytree(built_site, site)
    distractors.write(site)
    return site
