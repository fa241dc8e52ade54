"""Who may see what of people: each read asks who reads, and each role sees what its part needs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Sitting
from assessor_app.services.after.look import look
from assessor_app.services.assessing.desk import look_at_work
from assessor_app.services.awards import listing
from assessor_app.services.board.desk import look_at_board
from assessor_app.services.checking.check import named
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.evidence.look import evidence_of
from assessor_app.services.people.reading import one_learner, roster_for
from assessor_app.services.sittings.before import settled, settled_for
from assessor_app.services.sittings.look import lines_of, newest
from assessor_app.services.today.look import TodayDesk, today
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin, staff

OFFICE, ELSEWHERE, GONE = "7" * 32, "8" * 32, "9" * 32
READERS = {
    "assessor": ASSESSOR,
    "assessor of another trade": ELSEWHERE,
    "office": OFFICE,
    "assurer": ASSURER,
    "administrator": ADMIN,
    "gone": GONE,
}


class Bench:
    """Work under way, work that is signed, and one person for each role."""

    def __init__(self, folder: Path) -> None:
        self.story: Story = begin(folder / "data", folder / "state")
        tables = self.story.device.tables
        for made in (
            staff(OFFICE, "Grace Hall", Role.CENTRE_STAFF),
            replace(staff(ELSEWHERE, "Ivo Mech", Role.ASSESSOR), scope=("automotive",)),
            staff(GONE, "Gus Gone", *Role),
        ):
            tables.staff.put(made, at="2026-11-22T09:00:00+00:00")
        tables.staff.leave(GONE, at="2026-11-22T09:00:00+00:00")
        for name, number in (("Amina Bello", "2031"), ("Bo Li", "2032")):
            self.story.add_learner(name, number)
        self.sitting: Sitting
        self.sitting, entries = self.story.open_sitting()
        self.entry = entries[0]
        self.work: Assessment = self.story.start(entries[0])
        signed = self.story.start(entries[1])
        self.story.show_everything(signed, self.sitting.id)
        self.story.decide_competent(signed)
        finalise(self.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[signed.id])
        self.signed = signed.id

    def today(self) -> TodayDesk:
        device = self.story.device
        return TodayDesk(
            floor=device.tables.floor,
            settings=device.tables.settings,
            ledger=device.ledger,
            awards=device.awards,
            uncopied=UncopiedTable(device.store),
            clock=device.clock,
        )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    found = Bench(tmp_path_factory.mktemp("seeing"))
    yield found
    found.story.device.close()


Read = Callable[[Bench, str], object]
WORK = {"assessor", "assurer"}
ALL = {"assessor", "assessor of another trade", "office", "assurer", "administrator"}
ROSTER = ALL - {"assurer"}
READS: dict[str, tuple[Read, set[str]]] = {
    "roster": (
        lambda b, by: roster_for(b.story.device.tables.learners, b.story.device.tables.staff, by=by).groups(),
        ROSTER,
    ),
    "one learner": (
        lambda b, by: one_learner(b.story.device.learners, by=by, learner=b.story.learners[0]),
        ROSTER,
    ),
    "sittings": (
        lambda b, by: newest(b.story.device.tables.floor, b.story.device.tables.staff, by=by, limit=9),
        ALL,
    ),
    "a sitting": (
        lambda b, by: lines_of(
            b.story.device.tables.floor, b.story.device.tables.staff, by=by, sitting=b.sitting.id
        ),
        ALL,
    ),
    "conditions": (lambda b, by: settled(b.story.device.sittings, b.sitting.id, by=by), ALL),
    "arrangements": (
        lambda b, by: settled_for(b.story.device.sittings, b.entry.id, by=by),
        ALL - {"administrator"},
    ),
    "marks": (lambda b, by: look_at_work(b.story.device.assessing, b.work.id, by=by), WORK),
    "evidence": (
        lambda b, by: evidence_of(evidence_desk(b.story.device), by=by, assessment=b.work.id),
        WORK,
    ),
    "board": (
        lambda b, by: look_at_board(b.story.device.board, b.sitting.id, by=by),
        WORK | {"assessor of another trade"},
    ),
    "result": (lambda b, by: look(b.story.device.after, by=by, assessment=b.signed), ALL),
    "certificates": (
        lambda b, by: listing.keys(b.story.device.awards, b.story.device.tables.office, "", by=by),
        ALL,
    ),
    "without paper": (lambda b, by: listing.without_paper(b.story.device.awards, by=by), ALL),
    "names of holders": (lambda b, by: named(b.story.device.checks, "bo", by=by, limit=3), ALL),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("read", READS)
def test_each_role_sees_what_its_part_needs(bench: Bench, read: str, reader: str) -> None:
    act, allowed = READS[read]
    if reader in allowed:
        act(bench, READERS[reader])
        return
    with pytest.raises(KnownError) as refused:
        act(bench, READERS[reader])
    assert refused.value.code in {"not-to-see", "work-not-theirs"}
    words = sentence(refused.value)
    assert "{" not in words
    assert "roster" not in words


def test_who_does_not_assess_a_form_sees_who_is_there_and_no_marks(bench: Bench) -> None:
    board = bench.story.device.board
    assert any(line.marks for line in look_at_board(board, bench.sitting.id, by=ASSESSOR).lines)
    others = look_at_board(board, bench.sitting.id, by=ELSEWHERE).lines
    assert [line.name for line in others] == ["Amina Bello", "Bo Li"]
    assert not any(line.marks for line in others)


def test_today_names_unfinished_work_to_who_assesses_or_moderates(bench: Bench) -> None:
    assert today(bench.today(), by=ASSESSOR).unfinished
    assert today(bench.today(), by=ASSURER).unfinished
    assert not today(bench.today(), by=ELSEWHERE).unfinished
    assert not today(bench.today(), by=OFFICE).unfinished
    assert not today(bench.today(), by=ADMIN).unfinished
