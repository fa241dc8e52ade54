"""Whatever the issuer notes, decides or holds is said in words on the console."""

import ast
from collections.abc import Iterator
from pathlib import Path

import assessor_app.issuer as package
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.issuer.people.rights import Role
from assessor_app.issuer.web.console import act_words, words

_CALLS = frozenset({"note", "_note"})


def noted() -> set[str]:
    """Every text with a dash or a single word that is handed to `audit.note` as the act."""
    (folder,) = package.__path__
    found: set[str] = set()
    for path in Path(folder).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Call) and _is_note(node.func) for node in ast.walk(tree)):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _is_note(node.func):
                    found |= {text for part in node.args for text in _texts(part, tree)}
    return found


def _is_note(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return (
            function.attr in _CALLS and isinstance(function.value, ast.Name) and function.value.id == "audit"
        )
    return isinstance(function, ast.Name) and function.id in _CALLS


def _texts(part: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The texts that an expression is, or that the name it is was given in the same file."""
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield part.value
    elif isinstance(part, ast.IfExp):
        yield from _texts(part.body, tree)
        yield from _texts(part.orelse, tree)
    elif isinstance(part, ast.Name) and part.id == "act":
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(
                isinstance(to, ast.Name) and to.id == "act" for to in node.targets
            ):
                yield from _texts(node.value, tree)


def test_every_act_of_the_log_has_words() -> None:
    acts = noted()
    assert {"signed-in", "record-overruled", "suspended", "device-invited"} <= acts
    assert [act for act in sorted(acts) if act_words.word(act) == act] == []


def test_every_code_has_words() -> None:
    for code in (*HeldCode, *RejectedCode):
        assert words.reason(code).endswith(".")
    for kind in RecordType:
        assert words.kind(kind) != kind.value
    for outcome in Outcome:
        assert words.outcome(outcome) != outcome.value
        assert words.glyph(outcome) != "○"
    for role in Role:
        assert words.role(role) != role.value


def test_what_a_record_needs_is_named_once_a_kind() -> None:
    release = ["assessment-finalised"] * 5 + [""]
    assert words.needs(release, outcome="held") == "Waits for: 5 × Assessment, a record that is not here"
    assert words.needs(["released"], outcome="rejected") == "Rests on: Release"


def test_nobody_is_born_on_a_weekday() -> None:
    assert words.identity("birth-date", "1991-12-22") == "born 22 December 1991"
    assert words.identity("birth-date", "1991-12") == "born 1991-12"


def test_a_code_of_a_later_program_is_shown_as_it_is() -> None:
    assert words.kind("told-by-radio") == "told-by-radio"
    assert words.paper_state("lent") == "Lent"
    assert words.number("nothing") == "nothing"
    assert words.when(None) == "never"
    assert words.who("a" * 32) == "device aaaaaaaa"
