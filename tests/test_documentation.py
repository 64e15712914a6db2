"""The documents name every command and option, lead to every chapter of the guide, stay short; what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
import yaml
from typer.main import get_command

from khlang.cli.commands import app
from khlang.content.kinds import KINDS
from khlang.pages.guide import chapters

ROOT = Path(__file__).parent.parent
BUDGETS = {"README.md": 6_000, "CONTRIBUTING.md": 12_000, "DESIGN.md": 10_000}
"""Letters that a document may have: whoever opens it should come to its end."""
CHAPTERS = "scripts/khlang/pages/guide/text"
DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "MAINTAINING.md", "DESIGN.md", "DEVELOPING.md", "SECURITY.md"),
    *(f"design/{path.name}" for path in sorted((ROOT / "design").glob("*.md"))),
)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _commands() -> dict[str, list[str]]:
    commands = get_command(app).commands
    return {
        name: [
            option for one in command.params for option in one.opts if option.startswith("--") and option != "--help"
        ]
        for name, command in commands.items()
    }


@pytest.mark.parametrize("command", _commands())
def test_readme_names_every_command_and_option(command):
    readme = _read("README.md")
    assert f"`{command}" in readme
    for option in _commands()[command]:
        assert f"`{option}`" in readme, option


def test_readme_shows_the_two_commands_and_run_knows_what_it_shows():
    readme = _read("README.md")
    assert "\npython3 run.py serve\n" in readme and "\npython3 run.py test\n" in readme
    run = _read("run.py")
    for word in set(re.findall(r"run\.py (\w+)", readme)):
        assert re.search(rf"run\.py {word}\b", run), word


@pytest.mark.parametrize(("name", "letters"), BUDGETS.items())
def test_a_document_stays_short(name, letters):
    assert len(_read(name)) <= letters


def test_maintaining_leads_to_every_chapter_for_maintainers_and_begins_with_taking_over():
    maintaining = _read("MAINTAINING.md")
    assert re.findall(r"^## (.+)$", maintaining, re.MULTILINE)[0] == "รับคลังนี้ไปใช้ที่เขตของท่าน"
    for name in chapters.FOR_MAINTAINERS:
        assert f"({CHAPTERS}/{name}.md)" in maintaining, name


def test_contributing_leads_to_every_chapter_for_writers():
    contributing = _read("CONTRIBUTING.md")
    for name in chapters.FOR_WRITERS:
        assert f"({CHAPTERS}/{name}.md)" in contributing, name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name):
    text = re.sub(r"````.*?````|```.*?```|`[^`\n]*`", "", _read(name), flags=re.DOTALL)  # examples lead nowhere
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def test_templates_to_copy_pass_the_check_once_filled_in(tmp_path):
    """The blocks of CONTRIBUTING that a teacher copies have every field and section that their kind must have."""
    blocks = re.findall(r"```markdown\n(---\n.*?)```", _read("CONTRIBUTING.md"), re.DOTALL)
    letters = {kind.letter: kind for kind in KINDS.values()}
    seen = set()
    for block in blocks:
        head = yaml.safe_load(block.split("---\n")[1])
        kind = letters[str(head["id"])[0]]
        seen.add(kind.name)
        required = {name for name, field in kind.meta.model_fields.items() if field.is_required()}
        assert required <= set(head), (kind.name, required - set(head))
        headings = re.findall(r"^## (.+)$", block, re.MULTILINE)
        assert all(any(section.matches(one) for one in headings) for section in kind.sections_of(head.get("type"))), (
            kind.name
        )
    assert seen == {"knowledge", "exchange", "practice"}


def test_help_is_in_thai():
    for command in get_command(app).commands.values():
        assert re.search("[ก-๙]", command.help or "")
        assert all(
            re.search("[ก-๙]", one.help or "")
            for one in command.params
            if isinstance(one, typer.core.TyperOption) and one.name != "help"
        )
