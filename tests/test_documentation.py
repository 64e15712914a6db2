"""The documents name what there is: every command and option, every field, every kind; and what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
import yaml
from content import MINIATURE
from typer.main import get_command

from khlang.cli import app
from khlang.content.kinds import KINDS
from khlang.content.meta import Review, TranslationMeta
from khlang.content.settings import Settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "MAINTAINING.md", "DESIGN.md", "SECURITY.md")


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


@pytest.mark.parametrize(
    "model", [*(kind.meta for kind in KINDS.values()), Review, TranslationMeta], ids=lambda model: model.__name__
)
def test_contributing_names_every_field(model):
    contributing = _read("CONTRIBUTING.md")
    for field in model.model_fields:
        assert f"`{field}`" in contributing or f"`{field}:" in contributing, field


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_contributing_names_every_section(kind):
    contributing = _read("CONTRIBUTING.md")
    assert kind.name in contributing and f"docs/{kind.folder}" in contributing
    for section in kind.sections:
        assert section.heading in contributing, section.heading


def test_a_guide_names_every_command():
    guides = _read("CONTRIBUTING.md") + _read("MAINTAINING.md")
    for command in _commands():
        assert f"khlang {command}" in guides, command


def test_maintaining_names_every_vocabulary_and_every_setting():
    maintaining = _read("MAINTAINING.md")
    for file in sorted((MINIATURE / "docs/_data").glob("*.yml")):
        assert file.name in maintaining, file.name
    for field in Settings.model_fields:
        assert f"`{field}`" in maintaining, field


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name):
    text = re.sub(r"````.*?````|```.*?```|`[^`\n]*`", "", _read(name), flags=re.DOTALL)  # examples lead nowhere
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text):
        assert (ROOT / target).exists(), target


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
    assert seen >= {"knowledge", "exchange", "research", "practice"}


def test_help_is_in_thai():
    for command in get_command(app).commands.values():
        assert re.search("[ก-๙]", command.help or "")
        assert all(
            re.search("[ก-๙]", one.help or "")
            for one in command.params
            if isinstance(one, typer.core.TyperOption) and one.name != "help"
        )
