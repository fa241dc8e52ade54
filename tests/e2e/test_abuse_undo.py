"""Any sequence of marks and undos by two people, on a real store, ends where its history says."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from assessor_app.device import open_device
from assessor_app.domain.assessment import End
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer
from assessor_app.domain.people import Role
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.mark import mark, set_prompted, write_note
from assessor_app.services.assessing.ports import Change
from assessor_app.services.assessing.undo import next_undo, undo
from assessor_app.storage.engine.slots import Opened
from story import ASSESSOR, Story, begin, staff

SECOND = "d" * 32
WHO = st.sampled_from([ASSESSOR, SECOND])
MARKS = st.sampled_from([Mark.MET, Mark.NOT_MET, Mark.NOT_SEEN])
Key = tuple[str, str]


class Undoing(RuleBasedStateMachine):
    """A model beside the store: for each criterion or question, the acts that stand, newest last."""

    @initialize()
    def begin(self) -> None:
        self.home = tempfile.TemporaryDirectory()  # a state machine has no fixtures
        self.story = begin(Path(self.home.name) / "data", Path(self.home.name) / "state")
        tables = self.story.device.tables
        tables.staff.put(staff(SECOND, "Dina Dee", Role.ASSESSOR), at="2026-11-22T09:00:00+00:00")
        self.story.add_learner("Amina Bello", "2031")
        _, entries = self.story.open_sitting()
        self.work = self.story.start(entries[0])
        self.occasion = tables.assessments.occasions(self.work.id)[0].id
        self.form = self.story.device.shelf.get("CUL-KNI", "1")
        plain = [item.id for item in self.form.criteria() if not item.critical]
        critical = [item.id for item in self.form.criteria() if item.critical]
        self.critical, self.plain = critical[:1], plain[:2]
        self.standing: dict[Key, list[Change]] = {}
        self.seen: set[int] = set()

    def teardown(self) -> None:
        if hasattr(self, "story"):
            self.story.device.close()
            self.home.cleanup()

    def _criterion(self, index: int) -> str:
        return [*self.critical, *self.plain][index % 3]

    def _where(self, who: str, index: int) -> dict[str, Any]:
        return {
            "by": who,
            "assessment": self.work.id,
            "occasion": self.occasion,
            "criterion": self._criterion(index),
        }

    def _keep(self) -> None:
        """What was said last stands on top; what said nothing new left no row."""
        changes = self.story.device.tables.work.changes(self.work.id)
        if changes and changes[-1].id not in self.seen and changes[-1].how is not How.UNDO:
            change = changes[-1]
            self.seen.add(change.id)
            self.standing.setdefault((change.occasion, change.about), []).append(change)

    @rule(who=WHO, index=st.integers(0, 2), said=MARKS)
    def tap(self, who: str, index: int, said: Mark) -> None:
        mark(self.story.device.assessing, mark=said, **self._where(who, index))
        self._keep()

    @rule(who=WHO, index=st.integers(0, 2), prompted=st.booleans())
    def prompt(self, who: str, index: int, prompted: bool) -> None:
        set_prompted(self.story.device.assessing, prompted=prompted, **self._where(who, index))
        self._keep()

    @rule(who=WHO, index=st.integers(0, 2), note=st.sampled_from(["", "Slow.", "<b>fast</b>"]))
    def note(self, who: str, index: int, note: str) -> None:
        write_note(self.story.device.assessing, note=note, **self._where(who, index))
        self._keep()

    @rule(who=WHO, index=st.integers(0, 2), reason=st.sampled_from(["", " ", "No gas here"]))
    def not_applicable(self, who: str, index: int, reason: str) -> None:
        where = self._where(who, index)
        if reason.strip() and where["criterion"] not in self.critical:
            mark(self.story.device.assessing, mark=Mark.NOT_APPLICABLE, reason=reason, **where)
            self._keep()
            return
        before = self.story.device.tables.work.changes(self.work.id)
        wanted = "critical-not-applicable" if where["criterion"] in self.critical else "reason-needed"
        with pytest.raises(KnownError, match=wanted):
            mark(self.story.device.assessing, mark=Mark.NOT_APPLICABLE, reason=reason, **where)
        assert self.story.device.tables.work.changes(self.work.id) == before

    @rule(who=WHO, said=MARKS)
    def ask(self, who: str, said: Mark) -> None:
        desk = self.story.device.assessing
        question = deal(self.form, self.work.seed)[0].id
        answer(desk, by=who, assessment=self.work.id, question=question, mark=said, said=(0,))
        self._keep()

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        desk = self.story.device.assessing
        on_top = [acts[-1] for acts in self.standing.values() if acts and acts[-1].by == who]
        expected = max(on_top, key=lambda change: change.id, default=None)
        assert next_undo(desk, by=who, assessment=self.work.id) == expected
        if expected is None:
            with pytest.raises(KnownError, match="nothing-to-undo"):
                undo(desk, by=who, assessment=self.work.id)
            return
        assert undo(desk, by=who, assessment=self.work.id) == expected
        self.standing[expected.occasion, expected.about].pop()

    @rule()
    def close_and_open(self) -> None:
        key = self.story.device.key
        self.story.device.close()
        folder = Path(self.home.name)
        device = open_device(
            folder / "data",
            lambda slots: Opened(key, slots.slots()[0]),  # without the passphrase's second of work
            state=folder / "state",
            clock=self.story.clock,
        )
        self.story = Story(device=device, clock=self.story.clock)

    @invariant()
    def what_stands_is_what_history_says(self) -> None:
        if not hasattr(self, "work"):
            return
        tables = self.story.device.tables.work
        replayed: dict[Key, Judgement | OralAnswer | None] = {}
        for change in tables.changes(self.work.id):
            where = (change.occasion, change.about)
            assert change.old == replayed.get(where)
            assert not isinstance(change.new, End), "nobody ends the attempt here"
            replayed[where] = change.new
        told = {where: value for where, value in replayed.items() if value is not None}
        kept: dict[Key, Judgement | OralAnswer] = dict(tables.judgements(self.work.id))
        kept |= {("", key): value for key, value in tables.oral(self.work.id).items()}
        assert kept == told
        assert kept == {where: acts[-1].new for where, acts in self.standing.items() if acts}
        assert all(value.how is not How.UNDO for value in kept.values() if isinstance(value, Judgement))


def run(folder: Path, *, examples: int, steps: int) -> None:
    few = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        run_state_machine_as_test(Undoing, settings=few)


def test_two_people_mark_and_undo(tmp_path: Path) -> None:
    """Undo takes back one's own newest act that nobody wrote over; the other's acts stay as they are."""
    run(tmp_path, examples=4, steps=25)


@pytest.mark.slow
def test_two_people_mark_and_undo_for_long(tmp_path: Path) -> None:
    run(tmp_path, examples=60, steps=60)


def test_undo_leaves_what_somebody_else_wrote_over_it(tmp_path: Path) -> None:
    story = begin(tmp_path / "data", tmp_path / "state")
    desk = story.device.assessing
    try:
        story.device.tables.staff.put(
            staff(SECOND, "Dina Dee", Role.ASSESSOR), at="2026-11-22T09:00:00+00:00"
        )
        story.add_learner("Amina Bello", "2031")
        _, entries = story.open_sitting()
        work = story.start(entries[0])
        occasion = story.device.tables.assessments.occasions(work.id)[0].id
        criterion = story.device.shelf.get("CUL-KNI", "1").criteria()[0].id
        where: dict[str, Any] = {"assessment": work.id, "occasion": occasion, "criterion": criterion}
        mark(desk, by=ASSESSOR, mark=Mark.MET, **where)
        theirs = mark(desk, by=SECOND, mark=Mark.NOT_MET, **where)
        with pytest.raises(KnownError, match="nothing-to-undo"):
            undo(desk, by=ASSESSOR, assessment=work.id)
        assert story.device.tables.work.judgement(occasion, criterion) == theirs
        undo(desk, by=SECOND, assessment=work.id)
        undo(desk, by=ASSESSOR, assessment=work.id)
        assert story.device.tables.work.judgement(occasion, criterion) is None
    finally:
        story.device.close()
