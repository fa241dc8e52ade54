"""Every error that a person can act on has its sentence."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.wording.errors import SENTENCES, details, sentence

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "assessor_app"
LEAST_CODES = 200
ELSEWHERE = {"form-unreadable", "design-unreadable", "retire-unsent"}


@cache
def raised() -> tuple[tuple[str, ast.Call], ...]:
    """Every text that stands where a KnownError's code stands, anywhere in the source, and where it is raised."""
    return tuple(
        (code, node)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError" and node.args
        for code in texts(node.args[0])
    )


def named_fields() -> set[str]:
    """Every field that a line of text is asked for, anywhere in the source."""
    return {
        str(keyword.value.value)
        for path in (SOURCE / "services").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("line", "KnownError")
        for keyword in node.keywords
        if keyword.arg == "field" and isinstance(keyword.value, ast.Constant)
    }


def raised_codes() -> set[str]:
    return {code for code, _raised in raised()}


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may come to; what it looks up elsewhere is raised elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def test_every_code_has_a_sentence() -> None:
    assert len(raised_codes()) > LEAST_CODES
    assert sorted(raised_codes() - ELSEWHERE - set(SENTENCES)) == []


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


def test_moments_inside_a_sentence_are_said_as_people_say_them() -> None:
    told = sentence(
        KnownError(
            "clock-question",
            doubt="before-last-record",
            now="2026-11-22T14:03:00+00:00",
            last="2026-11-23T09:10:00+00:00",
        )
    )
    assert "22 Nov 2026, 14:03" in told
    assert "23 Nov 2026, 09:10" in told
    assert "T14" not in told


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for a translation: whatever went through gettext is seen to have done so."""
    monkeypatch.setattr(details, "_", lambda text: f"<{text}>")


@pytest.mark.usefixtures("marked")
def test_environments_inside_a_sentence_are_words_of_the_language() -> None:
    error = KnownError("environment-not-allowed", form="brick-wall", allowed="workplace, simulated")
    assert "<workplace>, <simulated>" in sentence(error)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("field", sorted(named_fields()))
def test_every_field_that_may_hold_too_much_is_named_in_words(field: str) -> None:
    assert str(details.worded("field", field)).startswith("<")
