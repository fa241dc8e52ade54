"""The forms that ship are held to what `docs/forms.md` asks of a form that a trade accepts."""

from itertools import combinations
from pathlib import Path

import pytest

from assessor_app.domain.form import Form, PrintPolicy
from assessor_app.domain.weak_writing import content_words, shared
from assessor_app.formats.catalogue_yaml import check_folder, parse_catalogue
from assessor_app.formats.form_yaml import parse_form, read_form
from assessor_app.formats.form_yaml.schema import SCHEMAS, schema_text
from assessor_app.formats.form_yaml.shapes import ListOf, Record, Shape
from assessor_app.resources import forms_folder, resources_folder

CATALOGUE = forms_folder() / "catalogue.yaml"
SHIPPED = sorted(path for path in forms_folder().rglob("*.yaml") if path != CATALOGUE)
each_form = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def form_in(path: Path) -> Form:
    return parse_form(path.read_bytes())


def test_the_catalogue_and_its_folder_agree() -> None:
    paths = [path.relative_to(forms_folder()).as_posix() for path in SHIPPED]
    assert check_folder(CATALOGUE.read_bytes(), paths) == ()


@each_form
def test_it_has_no_errors_and_no_weak_writing(path: Path) -> None:
    read = read_form(path.read_bytes(), catalogue=parse_catalogue(CATALOGUE.read_bytes()))
    assert read.problems == ()


@each_form
def test_it_is_what_the_catalogue_calls_it(path: Path) -> None:
    form = form_in(path)
    listed = {micro.code: micro for micro in parse_catalogue(CATALOGUE.read_bytes()).micro_credentials}
    assert path.relative_to(forms_folder()).as_posix() == f"{form.sector}/{form.code}.yaml"
    assert form.title == listed[form.code].title


@each_form
def test_it_is_neither_thin_nor_endless(path: Path) -> None:
    form = form_in(path)
    assert 3 <= len(form.outcomes) <= 5
    assert 12 <= len(form.criteria()) <= 25
    assert len(form.questions()) >= 6
    assert any(criterion.critical for criterion in form.criteria())


@each_form
def test_it_says_that_nobody_endorsed_it(path: Path) -> None:
    form = form_in(path)
    assert "not endorsed" in form.endorsement
    assert not any(level.referenced for level in form.levels)


@each_form
def test_paper_waits_for_release_but_for_knife_skills(path: Path) -> None:
    form = form_in(path)
    expected = PrintPolicy.AT_ONCE if form.code == "CUL-KNI" else PrintPolicy.AFTER_RELEASE
    assert form.policy.print is expected


def test_no_form_says_what_another_says() -> None:
    said = [
        (f"{form.code} {criterion.id}", form.code, content_words(text))
        for form in map(form_in, SHIPPED)
        for criterion in form.criteria()
        for text in (criterion.text, criterion.benchmark)
    ]
    alike = [
        (first, second)
        for (first, one_form, one), (second, other_form, other) in combinations(said, 2)
        if one_form != other_form and shared(one, other) > 0.5
    ]
    assert alike == []


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_the_json_schema_is_fresh(kind: str) -> None:
    path = resources_folder() / "schemas" / f"{kind}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind), (
        f"assessor-app forms schema {kind} > {path.name}"
    )


def keys_of(shape: Shape) -> set[str]:
    if isinstance(shape, ListOf):
        return keys_of(shape.item)
    if not isinstance(shape, Record):
        return set()
    return set(shape.keys()).union(*(keys_of(field.shape) for field in shape.fields))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_key_is_documented(kind: str, repository: Path) -> None:
    text = (repository / "docs" / "forms.md").read_text(encoding="utf-8")
    assert {key for key in keys_of(SCHEMAS[kind]) if f"`{key}`" not in text} == set()
