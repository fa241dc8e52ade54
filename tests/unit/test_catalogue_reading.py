import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_yaml import check_folder, parse_catalogue, read_catalogue
from assessor_app.wording.forms import problem_sentence

GOOD = """\
awarding-body: Nobody
frameworks: [{code: EQF, title: Framework, levels: ["1", "2"]}]
sectors: [{code: hall, title: Hall}, {code: yard, title: Yard}]
micro-credentials:
  - {code: AA-ONE, title: One, sector: hall}
  - {code: AA-TWO, title: Two, sector: hall, planned: true}
qualifications:
  - {code: AA-ALL, title: All, sector: hall, parts: [AA-ONE, AA-TWO], need: 1}
  - {code: AA-TOP, title: Top, sector: yard, parts: [AA-TWO], prerequisites: [AA-ALL, AA-ONE]}
"""


def codes(text: str) -> list[str]:
    found = read_catalogue(text.encode()).problems
    assert all(problem_sentence(problem) for problem in found)
    return [problem.code for problem in found]


def test_a_good_catalogue_is_read_whole() -> None:
    catalogue = parse_catalogue(GOOD.encode())
    assert [micro.planned for micro in catalogue.micro_credentials] == [False, True]
    assert catalogue.frameworks[0].levels == ("1", "2")
    assert catalogue.qualifications[0].need == 1
    assert catalogue.qualifications[1].need is None
    assert catalogue.qualifications[1].prerequisites == ("AA-ALL", "AA-ONE")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("awarding-body", "awarding_body", ["missing-key", "unknown-key-like"]),
        ("AA-TWO, title: Two", "AA-ONE, title: Two", ["duplicate-id", "unknown-part", "unknown-part"]),
        ("AA-ALL, title", "AA-ONE, title", ["duplicate-id", "unknown-prerequisite"]),
        ("sector: hall, planned", "sector: moon, planned", ["unknown-sector"]),
        ("parts: [AA-ONE, AA-TWO]", "parts: [AA-ONE, AA-TEN]", ["unknown-part"]),
        ("parts: [AA-ONE, AA-TWO]", "parts: [AA-ONE, AA-ONE]", ["listed-twice"]),
        ("parts: [AA-TWO]", "parts: [AA-ALL]", ["unknown-part"]),
        ("[AA-ALL, AA-ONE]", "[AA-NIL]", ["unknown-prerequisite"]),
        ("need: 1", "need: 3", ["needs-too-many"]),
        ("need: 1", "need: 0", ["out-of-range"]),
        ("need: 1", "prerequisites: [AA-TOP]", ["needs-itself", "needs-itself"]),
        ("[AA-ALL, AA-ONE]", "[AA-TOP]", ["needs-itself"]),
    ],
)
def test_each_fault_is_an_error(old: str, new: str, expected: list[str]) -> None:
    assert GOOD.count(old) == 1
    assert codes(GOOD.replace(old, new)) == expected
    with pytest.raises(KnownError) as raised:
        parse_catalogue(GOOD.replace(old, new).encode())
    assert raised.value.code == "catalogue-invalid"


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["hall/AA-ONE.yaml"], []),
        ([], ["form-missing"]),
        (["hall/AA-ONE.yaml", "hall/AA-TWO.yaml"], ["form-but-planned"]),
        (["hall/AA-ONE.yaml", "hall/AA-TEN.yaml", "notes.yaml"], ["form-not-listed", "form-not-listed"]),
        (["yard/AA-ONE.yaml"], ["form-not-listed", "form-missing"]),
    ],
)
def test_every_form_beside_it_is_listed_and_every_listed_form_is_there(
    paths: list[str], expected: list[str]
) -> None:
    found = check_folder(GOOD.encode(), paths)
    assert [problem.code for problem in found] == expected
    assert all(problem_sentence(problem) for problem in found)
