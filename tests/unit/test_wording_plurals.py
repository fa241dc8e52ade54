"""A translation is looked up by its singular: two plurals of one singular would come out as the same words."""

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "assessor_app"


def test_one_singular_has_one_plural() -> None:
    plurals: dict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            one, many = (*node.args, None, None)[:2]
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == "ngettext" and isinstance(one, ast.Constant) and isinstance(many, ast.Constant):
                plurals[str(one.value)].add(str(many.value))
    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}
