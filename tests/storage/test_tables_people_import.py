"""An import says what would become of every row, and keeps all of it or nothing."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from people_bench import CEN, GONE, QUA, Bench, build

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.exchange.rosters import read_roster, rows
from assessor_app.services.people import learners as services
from assessor_app.services.people.import_learners import (
    Imported,
    ImportPlan,
    RosterRow,
    RowReport,
    Verdict,
    accept_import,
    plan_import,
)
from assessor_app.ui.learners.roster_words import sentence_of


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = build(tmp_path)
    yield made
    made.store.close()


def table(*parts: tuple[str, str, str]) -> list[RosterRow]:
    return [
        RosterRow(line=line, number=number, name=name, group=group)
        for line, (number, name, group) in enumerate(parts, start=2)
    ]


def plan(bench: Bench, given: Sequence[RosterRow]) -> ImportPlan:
    return plan_import(bench.learners, by=CEN, rows=given)


def one(bench: Bench, number: str, name: str, group: str = "") -> RowReport:
    return plan(bench, table((number, name, group))).rows[0]


def add(bench: Bench, name: str, number: str = "", group: str = "") -> Learner:
    return services.add(bench.learners, by=CEN, learner=Learner(id="", name=name, number=number, group=group))


def everybody(bench: Bench) -> list[tuple[str, str, str]]:
    shelf = bench.learners.learners
    return [(found.number, found.name, found.group) for found in shelf.page(shelf.rowids())]


def test_new_rows_are_reported_and_nothing_is_kept_before_they_are_accepted(bench: Bench) -> None:
    made = plan(bench, table(("1", "Ada Bo", "A"), ("2", "  Cy\tDo ", "")))
    assert [row.verdict for row in made.rows] == [Verdict.NEW, Verdict.NEW]
    assert everybody(bench) == []
    assert accept_import(bench.learners, by=CEN, plan=made) == Imported(added=2, changed=0)
    assert everybody(bench) == [("1", "Ada Bo", "A"), ("2", "Cy Do", "")]
    assert plan(bench, table(("1", "Ada Bo", "A"))).counts()[Verdict.UNCHANGED] == 1


def test_a_formula_in_the_place_of_a_name_is_refused_by_its_own_word_and_one_as_text_is_told(
    bench: Bench,
) -> None:
    row = RosterRow(line=2, name="", number="1", formula=True)
    report = plan(bench, [row]).rows[0]
    assert (report.verdict, report.problem) == (Verdict.REFUSED, "formula")
    assert "formula without a value" in sentence_of(report)
    kept = one(bench, "2", '=HYPERLINK("http://x"')
    assert (kept.verdict, kept.notes) == (Verdict.NEW, ("looks-like-formula",))
    assert "plain text" in sentence_of(kept)


def test_a_known_number_changes_name_and_group_and_keeps_everything_else(bench: Bench) -> None:
    kept = add(bench, "Ada Bo", "1", "A")
    services.edit(bench.learners, by=CEN, learner=replace(kept, said_under_18=True, guardian_consent=True))
    report = one(bench, "1", "Ada Bow", "B")
    assert (report.verdict, report.notes) == (Verdict.CHANGED, ("new-name", "new-group"))
    accept_import(bench.learners, by=CEN, plan=ImportPlan(rows=(report,)))
    now = bench.learners.learners.get(kept.id)
    assert (now.name, now.group, now.said_under_18, now.guardian_consent) == ("Ada Bow", "B", True, True)


def test_an_empty_group_takes_none_away(bench: Bench) -> None:
    add(bench, "Ada Bo", "1", "A")
    assert one(bench, "1", "Ada Bo").verdict is Verdict.UNCHANGED


def test_a_checked_name_that_would_change_is_noted(bench: Bench) -> None:
    kept = add(bench, "Ada Bow", "1")
    services.check_name(bench.learners, by=CEN, learner_id=kept.id, how=services.HowChecked.DOCUMENT)
    assert one(bench, "1", "Ada Bo").notes == ("new-name", "checked-name")


def test_one_number_for_two_names_is_refused_on_both_rows(bench: Bench) -> None:
    made = plan(bench, table(("1", "Ada", ""), ("1", "Bob", ""), ("2", "Cy", ""), ("2", "Cy", "")))
    assert [(row.verdict, row.problem, row.other) for row in made.rows] == [
        (Verdict.REFUSED, "duplicate-number", 2),
        (Verdict.REFUSED, "duplicate-number", 2),
        (Verdict.NEW, "", 0),
        (Verdict.REPEATED, "", 4),
    ]
    assert accept_import(bench.learners, by=CEN, plan=made) == Imported(added=1, changed=0)


@pytest.mark.parametrize(
    ("number", "name", "problem"),
    [
        ("1", "", "missing-name"),
        ("1", " \u200d\u202e.", "missing-name"),
        ("1", "x" * 301, "too-long"),
        ("1" * 61, "Ada", "too-long"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(bench: Bench, number: str, name: str, problem: str) -> None:
    report = one(bench, number, name)
    assert (report.verdict, report.problem) == (Verdict.REFUSED, problem)


def test_control_characters_are_taken_out_and_said(bench: Bench) -> None:
    report = one(bench, "1", "Ada\u202e\x07 <b>Bo</b>")
    assert (report.verdict, report.notes) == (Verdict.NEW, ("control-characters",))
    assert report.learner is not None
    assert report.learner.name == "Ada <b>Bo</b>"
    assert one(bench, "2", "x" * 300).verdict is Verdict.NEW


def test_without_a_number_the_same_name_in_the_same_group_is_the_same_person(bench: Bench) -> None:
    add(bench, "Ada Bo", "1", "A")
    assert one(bench, "", "Ada Bo", "A").verdict is Verdict.UNCHANGED
    other = one(bench, "", "Ada Bo", "B")
    assert (other.verdict, other.notes) == (Verdict.NEW, ("same-name",))


def test_rows_left_out_are_not_kept(bench: Bench) -> None:
    made = plan(bench, table(("1", "Ada", ""), ("2", "Bob", "")))
    assert accept_import(bench.learners, by=CEN, plan=made, leave_out=[3]) == Imported(added=1, changed=0)
    assert [name for _, name, _ in everybody(bench)] == ["Ada"]


def test_a_plan_that_the_world_overtook_is_refused_whole(bench: Bench) -> None:
    made = plan(bench, table(("1", "Ada", ""), ("2", "Bob", "")))
    add(bench, "Walk In", "2")
    with pytest.raises(KnownError, match="import-outdated"):
        accept_import(bench.learners, by=CEN, plan=made)
    assert [name for _, name, _ in everybody(bench)] == ["Walk In"]


def test_cancelling_halfway_keeps_nothing(bench: Bench) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: int, _: int) -> None:
        if done:
            raise CancelledError

    made = plan(bench, table(*((str(number), f"Learner {number}", "") for number in range(1200))))
    with pytest.raises(CancelledError):
        accept_import(bench.learners, by=CEN, plan=made, progress=cancel)
    assert everybody(bench) == []
    assert accept_import(bench.learners, by=CEN, plan=made).added == 1200


@pytest.mark.parametrize("by", [QUA, GONE])
def test_a_quality_assurer_does_not_import(bench: Bench, by: str) -> None:
    with pytest.raises(KnownError, match="not-allowed"):
        plan_import(bench.learners, by=by, rows=[])
    with pytest.raises(KnownError, match="not-allowed"):
        accept_import(bench.learners, by=by, plan=ImportPlan(rows=()))


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_planned_and_kept_in_twenty_seconds(bench: Bench) -> None:
    text = "Number;Name;Group\n" + "".join(
        f"K{row};Łukasz Ångström {row};G{row % 40}\n" for row in range(100_000)
    )
    given = rows(read_roster(text.encode(), "roster.csv"))
    started = time.monotonic()
    made = plan(bench, given)
    planned = time.monotonic()
    assert accept_import(bench.learners, by=CEN, plan=made).added == 100_000
    kept = time.monotonic()
    assert kept - planned < 20, f"planned in {planned - started:.1f} s, kept in {kept - planned:.1f} s"
    assert bench.learners.learners.count() == 100_000
