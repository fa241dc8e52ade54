import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.documents.certificate_design import shipped_names, shipped_text
from assessor_app.domain.design import MANDATORY, Part, Wording
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import design_text, parse_design, read_design
from assessor_app.formats.design_yaml.schema import design_schema
from assessor_app.resources import resources_folder
from assessor_app.wording.designs import design_sentence, part_name

ENGRAVER = shipped_text("engraver").decode()


def problems_of(text: str) -> list[tuple[int, int, str]]:
    found = read_design(text.encode()).problems
    assert all(design_sentence(problem) for problem in found)
    return [(problem.line, problem.col, problem.code) for problem in found]


def place_of(text: str, needle: str) -> tuple[int, int]:
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("name", shipped_names())
def test_a_design_that_ships_has_no_problem_and_survives_being_written(name: str) -> None:
    design = parse_design(shipped_text(name))
    assert design.id == name
    assert parse_design(design_text(design)) == design


def test_at_least_four_designs_ship_and_differ_in_every_respect() -> None:
    designs = [parse_design(shipped_text(name)) for name in shipped_names()]
    assert len(designs) >= 4
    for part in ("colours", "layout", "art", "styles", "title", "about"):
        assert len({str(getattr(design, part)) for design in designs}) == len(designs), part


@pytest.mark.parametrize(
    ("said", "instead", "code"),
    [
        ("side: 38, quiet: 4", "side: 30, quiet: 4", "code-too-small"),
        ("side: 38, quiet: 4", "side: 38, quiet: 2", "not-between"),
        ("width: 124", "width: 90", "code-no-room"),
        ('muted: "#555D66"', 'muted: "#BBBBBB"', "colour-too-pale"),
        ('muted: "#555D66"', "muted: grey", "not-colour"),
        ("id: engraver", "id: My Design", "not-design-id"),
        ("colour: deep, spacing: 0.06", "colour: blue, spacing: 0.06", "not-colour-name"),
        ("size: 13.5, smallest: 8", "size: 13.5, smallest: 15", "smallest-above-size"),
        ("{part: award, above: 2}", "{part: award, above: 2, wing: true}", "unknown-key-like"),
        ("{part: identity, above: 1}", "{part: holder}", "part-twice"),
        ("{part: identity, above: 1}", "{part: bar}", "part-missing"),
        ("size: A4", "size: A5", "not-a-choice"),
        ("version: 2", 'version: "2"', "wrong-type"),
        ("title: serif,", "title: comic,", "not-a-choice"),
    ],
)
def test_an_error_is_told_with_its_place(said: str, instead: str, code: str) -> None:
    text = ENGRAVER.replace(said, instead, 1)
    assert text != ENGRAVER
    found = [problem for problem in problems_of(text) if problem[2] == code]
    assert found
    assert found[0][0] in {place_of(text, instead)[0], place_of(text, "  align: centre")[0]}
    with pytest.raises(KnownError, match="design-invalid"):
        parse_design(text.encode())


@pytest.mark.parametrize("part", [part for part in MANDATORY if part is not Part.OUTCOMES])
def test_no_certificate_goes_without_what_it_must_say(part: Part) -> None:
    lines = [line for line in ENGRAVER.splitlines() if f"- {{part: {part.value}" not in line]
    text = (
        "\n".join(lines).replace(f", {{part: {part.value}}}", "").replace(f"[{{part: {part.value}}}, ", "[")
    )
    text = text.replace("[{part: proof}]", "[{part: bar}]") if part is Part.PROOF else text
    assert [code for _, _, code in problems_of(text)] == ["part-missing"]
    assert part_name(part)


def test_what_is_no_yaml_is_told_with_its_place() -> None:
    with pytest.raises(KnownError, match="design-unreadable") as raised:
        read_design(b"id: [engraver\ntitle: x")
    assert raised.value.details["line"] == 2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_a_known_way(data: bytes) -> None:
    try:
        assert read_design(data).design is None
    except KnownError as error:
        assert error.code == "design-unreadable"  # noqa: PT017 - either outcome is right


def test_own_words_in_a_language_stand_once() -> None:
    design = parse_design(shipped_text("engraver"))
    twice = replace(design, texts=(Wording(language="en", heading="Diploma"), Wording(language="en")))
    assert [problem.code for problem in read_design(design_text(twice)).problems] == ["duplicate-id"]


def test_the_json_schema_is_fresh() -> None:
    path = resources_folder() / "schemas" / "design.schema.json"
    assert path.read_text(encoding="utf-8") == design_schema(), f"assessor-app designs schema > {path.name}"
    assert set(json.loads(design_schema())["required"]) >= {"id", "version", "layout", "code"}


def test_the_document_names_every_key(repository: Path) -> None:
    told = (repository / "docs" / "designs.md").read_text(encoding="utf-8")
    schema = json.loads(design_schema())
    keys = {key for part in schema["$defs"].values() for key in part["properties"]} | set(
        schema["properties"]
    )
    assert not [key for key in sorted(keys) if f"`{key}`" not in told]
