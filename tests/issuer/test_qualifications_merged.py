"""One person under two ids, one at each computer, with a part of a qualification under each: it is awarded on all of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.domain.stacking import QualificationState
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.deciding import same
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.stacking.due import due, waiting
from assessor_app.issuer.stacking.release import award_qualification
from assessor_app.issuer.store import catalogue
from assessor_app.services.packs.make import make_packs
from assessor_app.services.qualifications.look import towards
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, earned, join
from story import ADMIN, Story, begin

REGISTRAR = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
RULE = """
  - code: MIX-TWO
    title: Certified Twice
    sector: electrical
    parts: [ELE-SAF, CUL-KNI]
"""


@pytest.fixture
def second(story: Story, tmp_path: Path) -> Iterator[Story]:
    """Another computer of the centre, which knows the learner 2031 by an id of its own."""
    found = begin(tmp_path / "second", tmp_path / "state-second", clock=story.clock)
    person = Learner(
        id=f"{77:032x}",
        name="Amina Belo",
        number=" 20 31",
        identity_mark=IdentityMark.ID_LAST_FOUR,
        id_last_four="4821",
        photo_consent=True,
        said_under_18=False,
    )
    found.device.tables.learners.put(person, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    found.learners.append(person.id)
    yield found
    found.device.close()


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error


def belongs(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))


def merged_and_awarded(story: Story, wire: Wire) -> None:
    """What somebody does on two pages of the console."""
    with wire.issuer.store.write() as connection:
        (question,) = same.questions(connection, most=5)
        one, other = question.one.learner.id, question.other.learner.id
        pair = {"centre": question.centre, "one": one, "other": other}
        same.answer(connection, REGISTRAR, **pair, said="same", now=story.clock.now())
    wire.judge()
    with wire.issuer.store.write() as connection:
        ((item,), _more) = due(connection, now=story.clock.now(), most=5)
        assert [part.code for part in item.stack.parts] == ["ELE-SAF", "CUL-KNI"]
        awarded = {"centre": item.centre, "learner": item.learner.id, "code": "MIX-TWO"}
        award_qualification(connection, REGISTRAR, **awarded, now=story.clock.now())


@pytest.mark.slow
def test_it_is_awarded_on_the_parts_under_both_ids(
    story: Story, second: Story, wire: Wire, tmp_path: Path
) -> None:
    with wire.issuer.store.write() as connection:
        text = catalogue.newest_catalogue(connection).decode() + RULE
        catalogue.put_catalogue(connection, text.encode(), at=story.clock.now())
    numbers = {}
    story.add_learner("Amina Bello", "2031")
    for one, form in ((story, "ELE-SAF"), (second, "CUL-KNI")):
        belongs(one, wire)
        numbers[form] = earned(one, form)
        synced(one, wire)
    with wire.issuer.store.read() as connection:
        assert waiting(connection, now=story.clock.now()) == 0, (
            "two learners, as long as nobody says otherwise"
        )
    merged_and_awarded(story, wire)
    issued = issue_due(wire.issuer.store, vault=wire.issuer.vault, badges=FormBadges(), now=story.clock.now())
    assert not issued.faults
    with wire.issuer.store.read() as connection:
        (made,) = [
            json.loads(one.content or b"")
            for one in kept.standing(connection)
            if b"MIX-TWO" in (one.content or b"")
        ]
    parts = [one["description"] for one in made["evidence"] if one.get("genre") == "credential"]
    assert len(parts) == 2
    assert all(any(number in part for part in parts) for number in numbers.values())
    for one, form in ((story, "ELE-SAF"), (second, "CUL-KNI")):
        synced(one, wire)
        ((held, where),) = towards(one.device.qualifications, one.learners[0]).awarded
        assert (held.code, where) == ("MIX-TWO", QualificationState.STANDS)
        (packed,) = make_packs(
            one.device.packs, by=ADMIN, numbers=[numbers[form]], into=tmp_path / form, zipped=False
        )
        assert {f"{held.number}.{kind}" for kind in ("json", "jwt", "png", "svg")} <= set(packed.files)
