"""The hard limits of the house: nobody reads a file of a thousand lines, a class of forty methods."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "assessor_app"
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 60
MOST_METHODS_IN_A_CLASS = 15

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_its_functions_and_classes_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MOST_LINES_IN_A_FILE, "the file is too long"
    for function in functions(tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        assert lines <= MOST_LINES_IN_A_FUNCTION, f"{function.name} is too long"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = [item for item in node.body if isinstance(item, Function)]
            assert len(methods) <= MOST_METHODS_IN_A_CLASS, f"{node.name} has too many methods"


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [path for path in FILES if path.stem in {"utils", "util", "helpers", "misc", "common"}]


def test_no_layout_is_asked_for_its_items() -> None:
    """PySide keeps the address of what `itemAt`, `addLayout` and `insertLayout` touch past the end of the item: what comes to
    lie there is then taken for it, and the program falls. Whoever fills a layout knows what is in it; `nest` puts one into
    another and lets go."""
    asking = [
        str(path.relative_to(SOURCE))
        for path in FILES
        if path != SOURCE / "ui" / "kit" / "layout.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"itemAt", "itemAtPosition", "addLayout", "insertLayout"}
    ]
    assert not asking


def test_the_product_names_its_version_once(repository: Path) -> None:
    from assessor_app import __version__

    assert __version__ in (repository / "CHANGELOG.md").read_text(encoding="utf-8")
