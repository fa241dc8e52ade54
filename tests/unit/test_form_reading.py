import hashlib

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Observations, PrintPolicy, Reading, Reassess, Rules
from assessor_app.formats.catalogue_yaml import read_catalogue
from assessor_app.formats.form_yaml import Severity, form_hash, parse_form, read_form
from assessor_app.wording.forms import problem_sentence
from form_samples import GOOD, codes, problems, spoiled

TASK_OBSERVATIONS = "observations: {count: 2, contexts: [wood, steel]}"
CATALOGUE = b"""\
awarding-body: Nobody
frameworks: [{code: EQF, title: EQF, levels: ["1", "2"]}]
sectors: [{code: electrical, title: Electrical}, {code: culinary, title: Culinary}]
micro-credentials: [{code: ELE-TST, title: Drill care, sector: culinary}]
"""


def test_a_good_form_is_read_whole() -> None:
    read = read_form(GOOD.encode())
    assert read.problems == ()
    form = read.form
    assert form is not None
    assert form.ref == "ELE-TST v1"
    assert (form.workload_hours, form.credits, form.credit_system) == (12.5, 1, "ECTS")
    assert form.levels[0].referenced
    assert form.conditions.environments == ("workplace", "simulated")
    assert form.conditions.fault_sets[0].key == ("Lead cut at the plug",)
    assert form.criterion("2.1").readings == (
        Reading(label="R", unit="Ω", low=0.1, high=2, instrument="Ohmmeter", calibration=True),
    )
    assert form.observations("1.1") == Observations(count=2, contexts=("wood", "steel"))
    assert form.pools[0].always == ("q2",)
    assert form.rules.reassess is Reassess.TASK
    assert form.policy.print is PrintPolicy.AT_ONCE


def test_what_is_left_out_takes_its_default() -> None:
    short = (
        GOOD[: GOOD.index("oral:")]
        .replace("valid-months: 24\n", "")
        .replace(", credits: 1, system: ECTS", "")
    )
    form = parse_form(short.encode())
    assert (form.valid_months, form.credits, form.credit_system, form.pools) == (None, None, "", ())
    assert form.rules == Rules()
    assert form.policy.provisional_days == 90


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: Drill care", "titel: Drill care", "missing-key unknown-key-like"),
        ("guideline: EN 1", "zzzzzz: EN 1", "unknown-key"),
        ("guideline: EN 1", "guideline: EN 1\nguideline: EN 2", "duplicate-key"),
        ("guideline: EN 1", "guideline:", "empty"),
        ("guideline: EN 1", 'guideline: "  "', "empty"),
        ("guideline: EN 1", "guideline: [EN 1]", "wrong-type"),
        ("guideline: EN 1", "guideline: {a: b}", "wrong-type"),
        ("guideline: EN 1", "guideline: &a EN 1", "anchor"),
        ("guideline: EN 1", "guideline: !!str EN 1", "tag"),
        ("guideline: EN 1", "guideline: !!python/name:os.system EN", "tag"),
        ("guideline: EN 1", 'guideline: "EN\\a1"', "control-character"),
        ("guideline: EN 1", "[a]: b", "key-not-text"),
        ("tools: [Drill]", "tools: Drill", "wrong-type"),
        ("conditions:\n", "conditions:\n  - x\nbriefing: [x]\nrules:\n", "duplicate-key"),
        ('version: "1"', "version: 1", "needs-quotes"),
        ('version: "1"', 'version: "one"', "not-version"),
        ("code: ELE-TST", "code: ele tst", "not-code"),
        ("language: en", "language: English!", "not-language"),
        ('isced-f: "0713"', "isced-f: 0713", "needs-quotes"),
        ("valid-months: 24", "valid-months: two", "wrong-type"),
        ("valid-months: 24", 'valid-months: "24"', "wrong-type"),
        ("valid-months: 24", "valid-months: 0", "out-of-range"),
        ("valid-months: 24", "valid-months: 99999999999999999999", "wrong-type"),
        ("hours: 12.5", "hours: 0", "not-above"),
        ("hours: 12.5", "hours: .inf", "wrong-type"),
        (", system: ECTS", "", "credits-without-system"),
        ("critical: true\n", "critical: yes\n", "wrong-type"),
        ("[workplace, simulated]", "[workplace, moon]", "not-a-choice"),
        ("[workplace, simulated]", "[]", "list-too-short"),
        ("reassess: task", "reassess: some", "not-a-choice"),
        ("share: 1.0", "share: 0", "not-between"),
        ("share: 1.0", "share: 1.01", "not-between"),
        ("provisional-days: 60", "provisional-days: 0", "out-of-range"),
        ("attempts: 3", "attempts: 0", "out-of-range"),
        ('id: "2.1"', 'id: "1.1"', "duplicate-id"),
        ("id: q6", "id: q1", "duplicate-id"),
        ("        benchmark: Ohmmeter zeroed first; a guess is no reading.\n", "", "no-benchmark"),
        ("benchmark: Ohmmeter zeroed first; a guess is no reading.", "benchmark:", "no-benchmark"),
        ('        outcome: "2"', '        outcome: "9"', "outcome-not-covered unknown-outcome"),
        ('    outcome: "1"\n    ask', '    outcome: "9"\n    ask', "unknown-outcome"),
        ("ask: 3", "ask: 7", "asks-too-many"),
        ("always: [q2]", "always: [q1, q2, q3, q4]", "always-more-than-ask"),
        ("always: [q2]", "always: [q9]", "unknown-question"),
        ("always: [q2]", "always: [q2, q2]", "listed-twice"),
        ("low: 0.1", "low: 3", "low-above-high"),
        ("low: 0.1", "low: 0.1, task-sheet: true", "limits-twice"),
        ("count: 2, ", "", "more-contexts-than-occasions"),
        ("observations: {count: 1}", "observations: {count: 1, contexts: [a, b]}", "more-contexts-than-occasions"),
        ("[wood, steel]", "[wood, wood]", "listed-twice"),
    ],
)  # fmt: skip
def test_each_fault_is_an_error(old: str, new: str, code: str) -> None:
    read = read_form(spoiled(old, new))
    assert read.form is None
    found = {problem.code for problem in problems(spoiled(old, new)) if problem.severity is Severity.ERROR}
    assert set(code.split()) <= found
    assert len(found) <= 3


def test_a_problem_stands_at_its_line_and_column() -> None:
    (problem,) = problems(spoiled("ask: 3", "ask: 7"))
    line = GOOD[: GOOD.index("ask: 3")].count("\n") + 1
    assert (problem.line, problem.col) == (line, 10)


def test_columns_count_characters_and_not_bytes() -> None:
    data = spoiled("{label: R, unit: Ω, low: 0.1,", "{label: Ωμέγα, unit: Ω, low: 9,")
    (problem,) = problems(data)
    line = data.decode().splitlines()[problem.line - 1]
    assert line[problem.col - 1 :].startswith("9,")


def test_a_misspelt_key_is_met_with_the_right_one() -> None:
    (problem,) = problems(spoiled("cooling-off-days", "cooling_of_days"))
    assert problem.details["suggestion"] == "cooling-off-days"


def test_every_error_is_said_at_once() -> None:
    data = (
        GOOD.replace("ask: 3", "ask: 99").replace("low: 0.1", "low: x").replace('version: "1"', "version: 1")
    )
    data = data.replace("title: Drill care", "titel: Drill care").replace("hours: 12.5", "hours: -1")
    assert sorted(codes(data.encode())) == [
        "asks-too-many", "missing-key", "needs-quotes", "not-above", "unknown-key-like", "wrong-type",
    ]  # fmt: skip


def test_problems_come_in_the_order_of_the_file() -> None:
    lines = [
        problem.line
        for problem in problems(GOOD.replace("critical", "criticall").replace("id:", "idd:").encode())
    ]
    assert lines == sorted(lines)


def test_an_outcome_that_only_questions_cover_is_not_covered() -> None:
    data = GOOD.replace('outcome: "2"', 'outcome: "1"', 1)
    data = data.replace('- id: P1\n    outcome: "1"', '- id: P1\n    outcome: "2"')
    assert codes(data.encode()) == ["outcome-not-covered"]


def test_parse_form_gives_the_first_error_and_their_number() -> None:
    with pytest.raises(KnownError) as raised:
        parse_form(spoiled("ask: 3", "ask: 7, x: y"))
    assert raised.value.code == "form-unreadable"
    with pytest.raises(KnownError) as raised:
        parse_form(spoiled('version: "1"', "version: 1\nextra: x"))
    assert raised.value.code == "form-invalid"
    assert raised.value.details == {"first": "2:10 needs-quotes", "count": 2}


def test_a_catalogue_knows_sectors_and_levels() -> None:
    catalogue = read_catalogue(CATALOGUE).catalogue
    assert catalogue is not None
    assert codes(GOOD.encode()) == []
    against = [problem.code for problem in read_form(GOOD.encode(), catalogue=catalogue).problems]
    assert sorted(against) == ["other-sector", "unknown-level"]
    elsewhere = (
        GOOD.replace("EQF", "XQF").replace("ELE-TST", "ELE-XXX").replace("electrical", "moon").encode()
    )
    found = read_form(elsewhere, catalogue=catalogue).problems
    assert all(problem_sentence(problem) for problem in found)
    against = [problem.code for problem in found]
    assert sorted(against) == ["code-not-listed", "unknown-framework", "unknown-sector"]


def test_the_hash_is_of_the_exact_bytes() -> None:
    assert form_hash(GOOD.encode()) == hashlib.sha256(GOOD.encode()).hexdigest()
    assert form_hash(GOOD.encode()) != form_hash(GOOD.encode() + b"\n")
