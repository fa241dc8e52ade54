"""Every error that a person can act on has its sentence."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.wording.errors import SENTENCES, sentence

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "assessor_app"
ELSEWHERE = {"form-unreadable"}


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every text that stands where a KnownError's code stands, anywhere in the source, and where it is raised."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError" and node.args:
                yield from ((code, node) for code in texts(node.args[0]))


def raised_codes() -> set[str]:
    return {code for code, _raised in raised()}


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may come to; what it looks up elsewhere is raised elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


@pytest.mark.parametrize("code", sorted(raised_codes() - ELSEWHERE))
def test_every_code_has_a_sentence(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_and_needs_no_detail_to_be_said(code: str) -> None:
    told = sentence(KnownError(code))
    assert told[0].isupper() or told[0] in '“…"'
    assert told.endswith((".", "?"))


def test_whoever_raises_an_error_gives_the_details_that_its_sentence_names() -> None:
    left_out = []
    for code, call in raised():
        given = {keyword.arg for keyword in call.keywords}
        named = {name for _, name, _, _ in string.Formatter().parse(SENTENCES.get(code, str)()) if name}
        if None not in given and named - given:
            left_out.append((code, named - given))
    assert left_out == []


def test_codes_inside_a_sentence_are_words() -> None:
    error = KnownError("not-allowed", name="Ada", roles="quality-assurer, administrator")
    assert "quality assurers, administrators" in sentence(error)
