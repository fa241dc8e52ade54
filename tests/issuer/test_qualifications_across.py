"""A person with a part of a qualification at each of two centres: somebody says that it is one person, and it is awarded on both."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.deciding import across
from assessor_app.issuer.erasing.erase import erase_personal
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import change
from assessor_app.issuer.stacking.due import due, waiting
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.stacking.release import award_qualification
from assessor_app.issuer.store import catalogue
from assessor_app.issuer.store.cases import learner
from assessor_app.services.qualifications.look import towards
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, earned, join
from samples import CENTRE
from story import ADMIN, Story, begin
from visitor import console

pytestmark = pytest.mark.slow
REGISTRAR = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
READER = Person(id="2" * 32, name="Kemal Aydın", roles=frozenset({Role.READER}))
ELSEWHERE = "C-2084"
RULE = """
  - code: MIX-TWO
    title: Certified Twice
    sector: electrical
    parts: [ELE-SAF, CUL-KNI]
"""


@pytest.fixture
def second(story: Story, tmp_path: Path) -> Iterator[Story]:
    """A computer of another centre, which knows the same person by a number and an id of its own."""
    found = begin(tmp_path / "second", tmp_path / "state-second", clock=story.clock)
    yield found
    found.device.close()


def person(number: str, letter: str) -> Learner:
    return Learner(
        id=letter * 32,
        name="Amina Bello",
        number=number,
        identity_mark=IdentityMark.ID_LAST_FOUR,
        id_last_four="4821",
        photo_consent=True,
        said_under_18=False,
    )


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error


@pytest.fixture
def numbers(story: Story, second: Story, wire: Wire) -> dict[str, str]:
    """A paper of each part, registered: by form the number."""
    with wire.issuer.store.write() as connection:
        text = catalogue.newest_catalogue(connection).decode() + RULE
        catalogue.put_catalogue(connection, text.encode(), at=story.clock.now())
    made = {}
    for one, form, who, centre in (
        (story, "ELE-SAF", person("2031", "a"), CENTRE),
        (second, "CUL-KNI", person("77", "b"), ELSEWHERE),
    ):
        one.device.tables.learners.put(who, at="2026-11-22T09:00:00+00:00", by=ADMIN)
        one.learners.append(who.id)
        join(one, wire.issuer, centre=centre)
        settings = one.device.tables.settings
        settings.put_centre(replace(settings.centre(), own_root=False))
        made[form] = earned(one, form)
        synced(one, wire)
    return made


def said(wire: Wire, story: Story, answer: str, by: Person = REGISTRAR) -> None:
    one, other = (CENTRE, "a" * 32), (ELSEWHERE, "b" * 32)
    with wire.issuer.store.write() as connection:
        across.answer(connection, by, one=one, other=other, said=answer, now=story.clock.now())


def awarded(wire: Wire, story: Story) -> Awarded:
    with wire.issuer.store.write() as connection:
        ((item,), _more) = due(connection, now=story.clock.now(), most=5)
        return award_qualification(
            connection,
            REGISTRAR,
            centre=item.centre,
            learner=item.learner.id,
            code="MIX-TWO",
            now=story.clock.now(),
        )


def credentials(wire: Wire, story: Story) -> list[dict[str, object]]:
    """Those of the qualification that stand."""
    issued = issue_due(wire.issuer.store, vault=wire.issuer.vault, badges=FormBadges(), now=story.clock.now())
    assert not issued.faults, issued.faults
    with wire.issuer.store.read() as connection:
        contents = [one.content or b"" for one in kept.standing(connection)]
    return [json.loads(one) for one in contents if b"MIX-TWO" in one]


def test_somebody_says_that_it_is_one_person_and_it_is_awarded_on_both_parts(
    story: Story, second: Story, wire: Wire, numbers: dict[str, str]
) -> None:
    now = story.clock.now()
    with wire.issuer.store.read() as connection:
        assert waiting(connection, now=now) == 0, "a name alone makes nobody one person"
        (pair,) = across.pairs(connection, now=now, most=5)
    assert {pair.one.centre, pair.other.centre} == {CENTRE, ELSEWHERE}
    assert pair.titles == ("Certified Twice",)
    with pytest.raises(KnownError, match="role-missing"):
        said(wire, story, "same", READER)
    said(wire, story, "same")
    with pytest.raises(KnownError, match="answered-already"):
        said(wire, story, "different")
    with wire.issuer.store.read() as connection:
        assert across.pairs(connection, now=now, most=5) == ()
    found = awarded(wire, story)
    assert sorted(found.part_centres) == sorted([CENTRE, ELSEWHERE])
    (made,) = credentials(wire, story)
    parts = [one["description"] for one in made["evidence"] if one.get("genre") == "credential"]  # type: ignore[attr-defined]
    assert len(parts) == 2
    assert all(any(number in part for part in parts) for number in numbers.values())
    with wire.issuer.store.read() as connection:
        assert waiting(connection, now=now) == 0
    told = []
    for one in (story, second):
        synced(one, wire)
        told.append(
            [held.code for held, _where in towards(one.device.qualifications, one.learners[0]).awarded]
        )
    assert sorted(told) == [[], ["MIX-TWO"]], "the centre of the last part hands it out"


def test_it_falls_with_a_part_of_the_other_centre_and_is_erased_with_it(
    story: Story, wire: Wire, numbers: dict[str, str]
) -> None:
    said(wire, story, "same")
    found = awarded(wire, story)
    assert len(credentials(wire, story)) == 1
    (where, award) = next(place for place in found.places if place[0] != found.centre)
    with wire.issuer.store.write() as connection:
        (paper,) = entries.of_award(connection, where, award)
        erase_personal(
            connection, centre=where, chain=paper.chain, seq=paper.seq, by="test", now=story.clock.now()
        )
        made = kept.of_digest(connection, centre=found.centre, digest=found.digest)
        assert made is not None
        assert (made.content, made.jwt) == (None, None)
        change(connection, paper, PaperState.REVOKED, now=story.clock.now())
        assert made.place in kept.withdrawn(connection, made.list)
    assert numbers


def test_two_people_stay_two_and_other_marks_ask_nothing(
    story: Story, wire: Wire, numbers: dict[str, str]
) -> None:
    said(wire, story, "different")
    with wire.issuer.store.read() as connection:
        assert across.pairs(connection, now=story.clock.now(), most=5) == ()
        assert waiting(connection, now=story.clock.now()) == 0
        marks = set(connection.execute(select(learner.c.mark_value)).scalars())
    assert marks == {"4821"}
    for one, other, answer in (
        ((CENTRE, "a" * 32), (ELSEWHERE, "c" * 32), "same"),
        ((CENTRE, "a" * 32), (CENTRE, "a" * 32), "same"),
        ((CENTRE, "a" * 32), (ELSEWHERE, "b" * 32), "perhaps"),
    ):
        with wire.issuer.store.write() as connection, pytest.raises(KnownError, match="no-such-question"):
            across.answer(connection, REGISTRAR, one=one, other=other, said=answer, now=story.clock.now())
    assert numbers


def test_it_is_done_in_the_console(story: Story, wire: Wire, numbers: dict[str, str]) -> None:
    with console(wire.issuer) as served:
        served.person("Kemal Reads", Role.READER)
        served.person("Ingrid Decides", Role.REGISTRAR)
        page = served.signed_in("Kemal Reads").get("/console/qualifications")
        assert "One person at two centres?" in page.words
        assert "A registrar answers this." in page.words
        registrar = served.signed_in("Ingrid Decides")
        assert "may be one person at two centres" in registrar.get("/console").words
        page = registrar.get("/console/qualifications")
        values = {name: page.field(name) for name in ("centre", "one", "other_centre", "other")}
        done = registrar.post("/console/qualifications/person", **values, said="same")
        assert "Noted: one person." in done.words
        values = {name: done.field(name) for name in ("centre", "learner", "code")}
        page = registrar.post("/console/qualifications", **values)
        assert "Awarded." in page.words
        assert "Nobody waits for a qualification." in page.words
    assert len(credentials(wire, story)) == 1
    assert numbers
