from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.sitting import Attendance, Environment, Identified
from assessor_app.formats.badge_text import read
from assessor_app.services.badges.arrive import ArrivalDesk, arrive
from assessor_app.services.badges.issue import find, has_badge, issue, issue_group, revoke
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.services.people.learners import remove
from assessor_app.services.sittings.attend import set_attendance
from assessor_app.services.sittings.open import add_entry, open_sitting
from story import ADMIN, ASSESSOR, ASSURER, Story, begin

FORM = ("CUL-KNI", "1")
OFFICE = "d" * 32


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    made.add_learner("Amina Belo", "2031")
    made.add_learner("Bo Lindqvist", "2032")
    office = Staff(id=OFFICE, name="Orla Byrne", label="orla", roles=frozenset({Role.CENTRE_STAFF}))
    made.device.tables.staff.put(office, at="2026-11-22T09:00:00+00:00")
    yield made
    made.device.close()


def tokens(printed: tuple[BadgeToPrint, ...]) -> list[bytes]:
    return [read(one.text).data for one in printed]


def arrivals(story: Story) -> ArrivalDesk:
    device = story.device
    return ArrivalDesk(
        badges=device.badges, sittings=device.sittings, assessing=device.assessing, floor=device.tables.floor
    )


def expected(story: Story, *learners: str) -> str:
    sitting = open_sitting(
        story.device.sittings,
        by=ASSESSOR,
        place="Kitchen 2",
        environment=Environment.SIMULATED,
        on=story.clock.moment.date(),
        form=FORM,
        learners=list(learners),
    )
    return sitting.id


def test_printing_again_prints_the_same_code_until_it_is_lost(story: Story) -> None:
    desk, amina = story.device.badges, story.learners[0]
    first = issue(desk, by=OFFICE, learners=story.learners)
    assert [(one.name, one.number) for one in first] == [("Amina Belo", "2031"), ("Bo Lindqvist", "2032")]
    assert len(set(tokens(first))) == 2
    assert issue(desk, by=ASSESSOR, learners=[amina, amina]) == first[:1]
    revoke(desk, by=ASSESSOR, learner=amina)
    assert not has_badge(desk, amina)
    second = issue(desk, by=OFFICE, learners=[amina])
    assert tokens(second) != tokens(first)[:1]
    assert find(desk, by=ASSURER, token=tokens(second)[0]).id == amina
    with pytest.raises(KnownError) as lost:
        find(desk, by=ASSURER, token=tokens(first)[0])
    assert lost.value.code == "badge-revoked"
    assert lost.value.details == {"name": "Amina Belo", "day": "2026-11-22"}


def test_who_may(story: Story) -> None:
    desk = story.device.badges
    for act in (
        lambda: issue(desk, by=ASSURER, learners=story.learners),
        lambda: revoke(desk, by=ASSURER, learner=story.learners[0]),
    ):
        with pytest.raises(KnownError, match="not-allowed"):
            act()
    with pytest.raises(KnownError, match="badge-none"):
        revoke(desk, by=OFFICE, learner=story.learners[0])
    with pytest.raises(KnownError, match="badge-unknown"):
        find(desk, by=OFFICE, token=bytes(16))


def test_a_group_and_a_learner_added_by_mistake(story: Story) -> None:
    device, bo = story.device, story.learners[1]
    kept = device.tables.learners.get(bo)
    from dataclasses import replace

    device.tables.learners.put(replace(kept, group="Kitchen C"), at="2026-11-22T09:00:00+00:00", by=ADMIN)
    (printed,) = issue_group(device.badges, by=OFFICE, group="Kitchen C")
    assert printed.group == "Kitchen C"
    assert issue_group(device.badges, by=OFFICE, group="") == ()
    remove(device.learners, by=OFFICE, learner_id=bo)
    with pytest.raises(KnownError, match="badge-unknown"):
        find(device.badges, by=OFFICE, token=tokens((printed,))[0])


def test_a_badge_marks_who_was_expected_as_present_and_opens_the_work(story: Story) -> None:
    sitting = expected(story, *story.learners)
    (token, other) = tokens(issue(story.device.badges, by=ASSESSOR, learners=story.learners))
    found = arrive(arrivals(story), by=ASSESSOR, token=token)
    assert (found.room, found.came, found.learner.name) == ("assessing", True, "Amina Belo")
    entries = {entry.learner: entry for entry in story.device.tables.sittings.entries(sitting)}
    amina = entries[story.learners[0]]
    assert (amina.attendance, amina.identified) == (Attendance.PRESENT, Identified.BADGE)
    assert amina.assessment == found.about
    assert entries[story.learners[1]].attendance is Attendance.EXPECTED
    again = arrive(arrivals(story), by=ASSESSOR, token=token)
    assert (again.room, again.about, again.came) == ("assessing", found.about, False)
    # The office does not assess: the learner's page opens, and nobody has come.
    assert arrive(arrivals(story), by=OFFICE, token=other).room == "learners"
    assert story.device.tables.sittings.entry(entries[story.learners[1]].id).attendance is Attendance.EXPECTED


def test_how_somebody_was_known_before_stays(story: Story) -> None:
    _sitting, entries = story.open_sitting()
    (token,) = tokens(issue(story.device.badges, by=ASSESSOR, learners=story.learners[:1]))
    arrive(arrivals(story), by=ASSESSOR, token=token)
    assert story.device.tables.sittings.entry(entries[0].id).identified is Identified.DOCUMENT


def test_who_is_not_listed_or_has_left_is_not_put_to_work(story: Story) -> None:
    amina, bo = story.learners
    sitting = expected(story, amina)
    first, second = tokens(issue(story.device.badges, by=ASSESSOR, learners=[amina, bo]))
    assert arrive(arrivals(story), by=ASSESSOR, token=second).room == "learners"
    (entry,) = story.device.tables.sittings.entries(sitting)
    set_attendance(story.device.sittings, by=ASSESSOR, entry=entry.id, attendance=Attendance.LEFT)
    found = arrive(arrivals(story), by=ASSESSOR, token=first)
    assert (found.room, found.about, found.came) == ("sitting", sitting, False)


def test_two_forms_are_for_a_person_to_choose_and_the_sitting_on_the_screen_comes_first(story: Story) -> None:
    amina = story.learners[0]
    older, newer = expected(story, amina), expected(story, amina)
    (token,) = tokens(issue(story.device.badges, by=ASSESSOR, learners=[amina]))
    here = arrive(arrivals(story), by=ASSESSOR, token=token, here=older)
    assert here.room == "assessing"
    assert story.device.tables.sittings.entries(older)[0].assessment == here.about
    assert story.device.tables.sittings.entries(newer)[0].attendance is Attendance.EXPECTED
    other = next(key for key in story.device.shelf.offered() if key != FORM)
    add_entry(story.device.sittings, by=ASSESSOR, sitting=older, learner=amina, form=other)
    choose = arrive(arrivals(story), by=ASSESSOR, token=token, here=older)
    assert (choose.room, choose.about, choose.came) == ("sitting", older, True)
