"""Every command that README and docs show exists, with every option that stands there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assessor_app.cli.commands import root

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
# In code: a command stands between back quotes, or on an indented line up to its remark.
_SHOWN = re.compile(
    r"`(?:\.venv/bin/)?assessor-app ([^`\n]*)`|^ {4}(?:\.venv/bin/)?assessor-app ([^#\n]*)", re.MULTILINE
)


def shown() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if "decisions" in page.parts:
            continue
        for found in _SHOWN.finditer(page.read_text(encoding="utf-8")):
            yield page.name, (found[1] or found[2] or "").strip()


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words name, and the words behind it."""
    command: click.Command = root
    while words and isinstance(command, click.Group):
        named = command.get_command(click.Context(command), words[0].split("|")[0])
        if named is None:
            break
        command, words = named, words[1:]
    return command, words


@pytest.mark.parametrize(("page", "line"), sorted(set(shown())))
def test_what_is_shown_is_there(page: str, line: str) -> None:
    command, rest = resolved(re.sub(r"[\[\]()…]", " ", line).split())
    if line and not line.startswith(("-", "…")):
        assert command is not root, f"{page}: {line}"
    if isinstance(command, click.Group):
        assert not rest or rest[0].startswith("-"), f"{page}: {line}"
    known = {flag for one in command.params for flag in one.opts} | {"--help", "--version"}
    wanted = {word for word in rest if word.startswith("--") and len(word) > 2}
    assert wanted <= known, f"{page}: {line}"
