"""Learners on a real store: who may, what is refused, and a checked name as a record without the name in it."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from people_bench import ADM, ASS, CEN, GONE, QUA, Bench, build

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.services.people import learners as services
from assessor_app.services.people.consents import lacks_guardian, photo_barrier
from assessor_app.services.people.learners import HowChecked

ADA = Learner(id="", name="Ada  Bo\u202e", number="K-1", group="A")
TODAY = date(2026, 11, 22)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = build(tmp_path)
    yield made
    made.store.close()


def add(bench: Bench, learner: Learner = ADA, *, by: str = CEN) -> Learner:
    return services.add(bench.learners, by=by, learner=learner)


@pytest.mark.parametrize("by", [ASS, CEN, ADM])
def test_those_who_keep_learners_add_edit_and_remove(bench: Bench, by: str) -> None:
    made = add(bench, by=by)
    assert (made.name, len(made.id)) == ("Ada Bo", 32)
    edited = services.edit(bench.learners, by=by, learner=replace(made, name="Ada Bow", photo_consent=True))
    assert bench.learners.learners.get(made.id) == edited
    services.remove(bench.learners, by=by, learner_id=made.id)
    assert services.search(bench.learners, by=by, text="ada") == ()


@pytest.mark.parametrize("by", [QUA, GONE])
def test_a_quality_assurer_changes_nothing(bench: Bench, by: str) -> None:
    made = add(bench)
    for act in (
        lambda: services.add(bench.learners, by=by, learner=ADA),
        lambda: services.edit(bench.learners, by=by, learner=made),
        lambda: services.remove(bench.learners, by=by, learner_id=made.id),
        lambda: services.check_name(bench.learners, by=by, learner_id=made.id, how=HowChecked.STAFF),
    ):
        with pytest.raises(KnownError, match="not-allowed"):
            act()
    assert bench.learners.learners.count() == 1


def test_everybody_who_works_here_reads(bench: Bench) -> None:
    made = add(bench)
    for by in (ASS, QUA, CEN, ADM):
        assert services.search(bench.learners, by=by, text="bo a") == (made,)
        assert services.page(bench.learners, by=by, rowids=services.rows(bench.learners, by=by)) == (made,)
        assert services.groups(bench.learners, by=by) == (("A", 1),)
    with pytest.raises(KnownError, match="not-allowed"):
        services.search(bench.learners, by=GONE, text="ada")


@pytest.mark.parametrize(
    ("learner", "code"),
    [
        (replace(ADA, name="\u200d"), "name-missing"),
        (replace(ADA, name="x" * 301), "text-too-long"),
        (replace(ADA, number="9" * 61), "text-too-long"),
        (replace(ADA, group="g" * 101), "text-too-long"),
        (replace(ADA, birth_date=date(2026, 11, 23)), "birth-date-impossible"),
        (replace(ADA, birth_date=date(1899, 1, 1)), "birth-date-impossible"),
        (replace(ADA, identity_mark=IdentityMark.BIRTH_DATE), "birth-date-missing"),
        (replace(ADA, identity_mark=IdentityMark.ID_LAST_FOUR), "id-last-four-wrong"),
        (replace(ADA, id_last_four="123-45"), "id-last-four-wrong"),
    ],
)
def test_what_cannot_be_kept_is_said(bench: Bench, learner: Learner, code: str) -> None:
    with pytest.raises(KnownError, match=code):
        add(bench, learner)
    assert bench.learners.learners.count() == 0


def test_a_number_belongs_to_one_learner(bench: Bench) -> None:
    add(bench)
    other = add(bench, replace(ADA, name="Cy", number=""))
    with pytest.raises(KnownError, match="number-taken") as caught:
        services.edit(bench.learners, by=CEN, learner=replace(other, number="K-1"))
    assert caught.value.details["number"] == "K-1"
    assert bench.learners.learners.get(other.id).number == ""


def test_many_learners_may_lack_a_number_and_a_name_may_have_300_characters(bench: Bench) -> None:
    for name in ("x" * 300, "<b>Bo</b>", "محمد \u200fعلي", "ትግስት", "प्रियंका"):
        add(bench, Learner(id="", name=name))
    assert bench.learners.learners.count() == 5


def test_what_never_was_cannot_be_edited(bench: Bench) -> None:
    with pytest.raises(KnownError, match="no-such-learner"):
        services.edit(bench.learners, by=CEN, learner=replace(ADA, id="9" * 32))
    assert bench.learners.learners.count() == 0


def test_a_checked_name_is_a_record_with_the_name_beside_it_only(bench: Bench) -> None:
    made = add(bench)
    recorded = services.check_name(bench.learners, by=CEN, learner_id=made.id, how=HowChecked.DOCUMENT)
    kept = bench.records.get(recorded.id)
    payload = kept.jws.split(".")[1]
    signed = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert (signed["type"], signed["by"], signed["about"]) == ("name-checked", CEN, {"learner": made.id})
    assert signed["body"] == {"how": "document"}
    assert "Ada" not in json.dumps(signed)
    assert kept.personal is not None
    assert b"Ada Bo" in kept.personal
    assert services.name_is_checked(bench.learners, made)
    renamed = services.edit(bench.learners, by=CEN, learner=replace(made, name="Ada Bow"))
    assert not services.name_is_checked(bench.learners, renamed)
    assert bench.records.count().captured == 2


def test_a_learner_that_work_or_a_record_names_stays(bench: Bench) -> None:
    made = add(bench)
    services.check_name(bench.learners, by=CEN, learner_id=made.id, how=HowChecked.LEARNER)
    with pytest.raises(KnownError, match="learner-in-use"):
        services.remove(bench.learners, by=CEN, learner_id=made.id)
    assert services.search(bench.learners, by=CEN, text="ada") == (made,)


@pytest.mark.parametrize(
    ("learner", "under_18", "barrier"),
    [
        (replace(ADA, birth_date=date(2008, 11, 22), photo_consent=True), False, ""),
        (replace(ADA, birth_date=date(2008, 11, 23), photo_consent=True), True, "no-guardian-consent"),
        (replace(ADA, birth_date=date(2008, 11, 23), photo_consent=True, guardian_consent=True), True, ""),
        (replace(ADA, said_under_18=True, photo_consent=True), True, "no-guardian-consent"),
        (replace(ADA, said_under_18=False, photo_consent=True), False, ""),
        (
            replace(ADA, said_under_18=False, birth_date=date(2012, 1, 1), photo_consent=True),
            True,
            "no-guardian-consent",
        ),
        (replace(ADA, photo_consent=True), None, "age-unknown"),
        (replace(ADA, said_under_18=False), False, "no-photo-consent"),
    ],
)
def test_a_minor_is_known_without_a_birth_date(learner: Learner, under_18: bool | None, barrier: str) -> None:
    assert learner.under_18(TODAY) is under_18
    assert photo_barrier(learner, TODAY) == barrier
    assert lacks_guardian(learner, TODAY) is (under_18 is True and not learner.guardian_consent)


def test_consents_and_age_are_read_back_as_written(bench: Bench) -> None:
    for said in (None, True, False):
        made = add(
            bench,
            replace(ADA, number="", said_under_18=said, guardian_consent=True, photo_consent=bool(said)),
        )
        assert bench.learners.learners.get(made.id) == made
