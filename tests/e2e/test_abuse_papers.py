"""Any sequence of issuing, printing, answering, saving and correcting keeps papers, records and counts straight."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from assessor_app.domain.answer import Answer
from assessor_app.domain.certificate import CameOut, CertificateState, Target
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import SheetToPrint, say_what_came_out, send_sheets, state
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import check_number
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from story import ASSESSOR, ASSURER, PINS, begin

LEARNERS = 2
WHICH = st.integers(0, LEARNERS - 1)
ANY = st.integers(0, 30)


class Papers(RuleBasedStateMachine):
    """A model beside the store: what each award's papers are, and what came out of the printer."""

    @initialize()
    def begin(self) -> None:
        self.home = tempfile.TemporaryDirectory()  # a state machine has no fixtures
        self.story = begin(Path(self.home.name) / "data", Path(self.home.name) / "state")
        for index in range(LEARNERS):
            self.story.add_learner(f"Amina Bello {index}", str(2031 + index))
        sitting, entries = self.story.open_sitting()
        self.works = [self.story.start(entry) for entry in entries]
        for work in self.works:
            self.story.show_everything(work, sitting.id)
            self.story.decide_competent(work)
        ids = [work.id for work in self.works]
        finalise(self.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=ids)
        release(self.story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=ids, looked_at=ids)
        self.papers: dict[str, list[str]] = {work: [] for work in ids}
        self.sheets: dict[str, list[tuple[int, CameOut]]] = {}
        self.names = 0

    def teardown(self) -> None:
        if hasattr(self, "story"):
            self.story.device.close()
            self.home.cleanup()

    def _number(self, which: int) -> str | None:
        numbers = [number for papers in self.papers.values() for number in papers]
        return numbers[which % len(numbers)] if numbers else None

    def _stands(self, number: str) -> bool:
        return any(papers and papers[-1] == number for papers in self.papers.values())

    @rule(which=WHICH)
    def issue_one(self, which: int) -> None:
        work = self.works[which].id
        if self.papers[work]:
            with pytest.raises(KnownError, match="issued-already"):
                issue(self.story.device.awards, by=ASSESSOR, assessments=[work])
            return
        self.papers[work] += issue(self.story.device.awards, by=ASSESSOR, assessments=[work])

    @rule()
    def issue_all_or_none(self) -> None:
        ids = [work.id for work in self.works]
        if any(self.papers.values()):
            with pytest.raises(KnownError, match="issued-already"):
                issue(self.story.device.awards, by=ASSESSOR, assessments=ids)
            return
        for work, number in zip(
            ids, issue(self.story.device.awards, by=ASSESSOR, assessments=ids), strict=True
        ):
            self.papers[work].append(number)

    @rule(which=ANY, reason=st.sampled_from(["", "lost", "<i>wet</i>"]))
    def print_one(self, which: int, reason: str) -> None:
        number = self._number(which)
        if number is None:
            return
        sent = self.sheets.get(number, [])
        out = sum(outcome is CameOut.CAME_OUT for _, outcome in sent)
        wanted = (
            "unanswered-sheet"
            if any(outcome is CameOut.UNCONFIRMED for _, outcome in sent)
            else "reason-needed-for-copy"
            if out and not reason
            else "may-not-print"
            if not self._stands(number)
            else ""
        )
        if wanted:
            with pytest.raises(KnownError, match=wanted):
                self._send(number, reason)
            return
        (sheet,) = self._send(number, reason)
        assert (sheet.stamp is not None) == bool(out)
        assert sheet.stamp is None or (sheet.stamp.copy, sheet.stamp.reason) == (out, reason)
        self.sheets.setdefault(number, []).append((sheet.id, CameOut.UNCONFIRMED))

    def _send(self, number: str, reason: str) -> tuple[SheetToPrint, ...]:
        return send_sheets(
            self.story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER, reason=reason
        )

    @rule(which=ANY)
    def save_one(self, which: int) -> None:
        number = self._number(which)
        if number is None:
            return
        awards = self.story.device.awards
        if not self._stands(number):
            with pytest.raises(KnownError, match="may-not-print"):
                send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.FILE)
            return
        (sheet,) = send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.FILE)
        assert sheet.stamp is None
        say_what_came_out(awards, by=ASSESSOR, sheet=sheet.id, outcome=CameOut.CAME_OUT)

    @rule(which=ANY, outcome=st.sampled_from([CameOut.CAME_OUT, CameOut.SPOILED, CameOut.NOT_PRINTED]))
    def answer(self, which: int, outcome: CameOut) -> None:
        number = self._number(which)
        if number is None or not self.sheets.get(number):
            return
        sheet, said = self.sheets[number][-1]
        awards = self.story.device.awards
        if said is not CameOut.UNCONFIRMED:
            with pytest.raises(KnownError, match="sheet-answered"):
                say_what_came_out(awards, by=ASSESSOR, sheet=sheet, outcome=outcome)
            return
        say_what_came_out(awards, by=ASSESSOR, sheet=sheet, outcome=outcome)
        self.sheets[number][-1] = (sheet, outcome)

    @rule(which=ANY)
    def correct(self, which: int) -> None:
        number = self._number(which)
        if number is None:
            return
        self.names += 1
        correction = Correction(
            name=f"Amína Belló {self.names}", reason="misspelt", identity_seen="passport", surrendered=False
        )
        awards = self.story.device.awards
        if not self._stands(number):
            with pytest.raises(KnownError, match="may-not-supersede"):
                correct_name(awards, by=ASSESSOR, number=number, correction=correction)
            return
        new = correct_name(awards, by=ASSESSOR, number=number, correction=correction)
        next(papers for papers in self.papers.values() if papers and papers[-1] == number).append(new)

    @rule(days=st.integers(1, 6))
    def some_days_pass(self, days: int) -> None:
        last = datetime.fromisoformat(self.story.device.tables.records.active_chain().head_at)
        later = self.story.clock.moment + timedelta(days=days)
        if later - last < timedelta(days=30):  # beyond that, signing asks
            self.story.clock.moment = later

    @invariant()
    def papers_stand_as_they_should(self) -> None:
        if not hasattr(self, "papers"):
            return
        device = self.story.device
        lines = {line.number: line for line in device.tables.certificates.lines()}
        known = [number for papers in self.papers.values() for number in papers]
        assert len(known) == len(set(known))
        assert set(lines) == set(known)
        for papers in self.papers.values():
            for number in papers[:-1]:
                assert state(device.awards, number) is CertificateState.SUPERSEDED
                assert check_number(device.checks, number).answer is Answer.NOT_VALID
            for number in papers[-1:]:
                assert state(device.awards, number) in {
                    CertificateState.PROVISIONAL,
                    CertificateState.LAPSED,
                    CertificateState.EXPIRED,
                }

    @invariant()
    def records_and_counts_are_straight(self) -> None:
        if not hasattr(self, "papers"):
            return
        tables = self.story.device.tables
        found = status(tables.records)
        assert found.count.closes
        assert not found.broken
        report = check_records(tables.records, tables.waiting)
        assert report.ok, report


def run(folder: Path, *, examples: int, steps: int) -> None:
    few = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        run_state_machine_as_test(Papers, settings=few)


def test_papers_stay_straight(tmp_path: Path) -> None:
    run(tmp_path, examples=2, steps=20)


@pytest.mark.slow
def test_papers_stay_straight_for_long(tmp_path: Path) -> None:
    run(tmp_path, examples=25, steps=40)
