"""A small centre on a real encrypted folder, for tests that tell a story from end to end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assessor_app.device import Device, create_device
from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.before import conditions_of
from assessor_app.domain.centre import Centre
from assessor_app.domain.dealing import deal
from assessor_app.domain.form import Criterion
from assessor_app.domain.marks import Mark, TakenReading
from assessor_app.domain.people import IdentityMark, Learner, Role, Staff
from assessor_app.domain.sitting import Attendance, Entry, Environment, Identified, Sitting
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.mark import mark, take_reading, write_note
from assessor_app.services.assessing.start import new_occasion, start
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from assessor_app.services.sittings.attend import brief, set_attendance
from assessor_app.services.sittings.before import tick
from assessor_app.services.sittings.open import open_sitting

PASSPHRASE = "correct horse battery"
ADMIN, ASSESSOR, ASSURER = "a" * 32, "b" * 32, "c" * 32
PINS = {ADMIN: "2580", ASSESSOR: "4071", ASSURER: "9163"}


@dataclass
class TestClock:
    """A clock that a test sets; every look moves it on by a second."""

    __test__ = False
    moment: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    boot: str = "0" * 32
    ticks: int = 0

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def elapsed(self) -> int:
        self.ticks += 1000
        return self.ticks

    def pass_by(self, while_: timedelta) -> None:
        """Time goes on, by the wall and by the clock that nobody can set."""
        self.moment += while_
        self.ticks += int(while_.total_seconds() * 1000)


@dataclass
class Story:
    """A device with an administrator, an assessor and a quality assurer, and the steps that tests take."""

    device: Device
    clock: TestClock
    recovery: str = ""
    learners: list[str] = field(default_factory=list)

    def add_learner(self, name: str, number: str) -> str:
        learner = Learner(
            id=f"{len(self.learners) + 1:032x}",
            name=name,
            number=number,
            identity_mark=IdentityMark.ID_LAST_FOUR,
            id_last_four="4821",
            photo_consent=True,
            said_under_18=False,
        )
        self.device.tables.learners.put(learner, at="2026-11-22T09:00:00+00:00", by=ADMIN)
        self.learners.append(learner.id)
        return learner.id

    def open_sitting(
        self, form: tuple[str, str] = ("CUL-KNI", "1"), *, ticked: bool = True
    ) -> tuple[Sitting, tuple[Entry, ...]]:
        """A sitting with everybody listed, here and briefed; where `ticked`, with all that the form asks to be there."""
        sitting = open_sitting(
            self.device.sittings,
            by=ASSESSOR,
            place="Kitchen 2",
            environment=Environment.SIMULATED,
            on=self.clock.moment.date(),
            form=form,
            learners=self.learners,
        )
        for entry in self.device.tables.sittings.entries(sitting.id):
            set_attendance(
                self.device.sittings,
                by=ASSESSOR,
                entry=entry.id,
                attendance=Attendance.PRESENT,
                identified=Identified.DOCUMENT,
            )
        brief(self.device.sittings, by=ASSESSOR, sitting=sitting.id)
        if ticked:
            self.tick_conditions(sitting, form)
        return sitting, self.device.tables.sittings.entries(sitting.id)

    def tick_conditions(self, sitting: Sitting, form: tuple[str, str]) -> None:
        """All that the form asks to be there is there."""
        for condition in conditions_of(self.device.shelf.get(*form)):
            tick(
                self.device.sittings,
                by=ASSESSOR,
                sitting=sitting.id,
                form=form,
                condition=condition,
                holds=True,
            )

    def start(self, entry: Entry) -> Assessment:
        return start(self.device.assessing, by=ASSESSOR, entry=entry.id)

    def show_everything(self, work: Assessment, sitting: str) -> None:
        """Marks all criteria met on as many occasions as the form asks, with notes, readings and answers."""
        desk = self.device.assessing
        form = desk.forms.get(work.form_code, work.form_version)
        for context in form.contexts()[1:]:
            new_occasion(desk, by=ASSESSOR, assessment=work.id, sitting=sitting, context=context)
        for occasion in desk.assessments.occasions(work.id):
            for criterion in form.criteria():
                self.see(work, occasion.id, criterion)
        for question in deal(form, work.seed):
            said = tuple(range(len(question.must_say)))
            answer(desk, by=ASSESSOR, assessment=work.id, question=question.id, mark=Mark.MET, said=said)

    def see(self, work: Assessment, occasion: str, criterion: Criterion) -> None:
        """Marks one criterion met on one occasion, with the note and the readings that it wants."""
        desk, here = self.device.assessing, (work.id, occasion, criterion.id)
        mark(desk, by=ASSESSOR, assessment=here[0], occasion=here[1], criterion=here[2], mark=Mark.MET)
        if criterion.note:
            note = "Seen at the bench."
            write_note(desk, by=ASSESSOR, assessment=here[0], occasion=here[1], criterion=here[2], note=note)
        for index, reading in enumerate(criterion.readings):
            value = reading.low if reading.low is not None else reading.high or 1.0
            take_reading(
                desk,
                by=ASSESSOR,
                assessment=here[0],
                occasion=here[1],
                criterion=here[2],
                index=index,
                reading=TakenReading(value=value, instrument="Meter 7", calibrated="2026-06-01", within=True),
            )

    def decide_competent(self, work: Assessment) -> Assessment:
        desk = self.device.assessing
        reasons = {item.key: "Seen by the assurer" for item in standing(desk, work.id) if item.overridable}
        return decide(
            desk,
            by=ASSESSOR,
            assessment=work.id,
            decision=Decision.COMPETENT,
            feedback="A calm, clean bench.",
            overrides=reasons,
        )

    def whole(self, work: Assessment) -> object:
        return whole_work(self.device.assessing, work.id)


def staff(person: str, name: str, *roles: Role) -> Staff:
    return Staff(
        id=person,
        name=name,
        label=name.split(maxsplit=1)[0].lower(),
        roles=frozenset(roles),
        registration=f"REG-{person[:3].upper()}",
        scope=("*",),
    )


def begin(folder: Path, state: Path, *, clock: TestClock | None = None, **centre: object) -> Story:
    """A new folder with its staff; PINs are hashed with the real cost once each."""
    clock = clock or TestClock()
    values = {
        "id": "demo-centre",
        "name": "Harbour Training Centre",
        "approval_number": "TC-0042",
        "country": "IE",
        "phone": "+353 1 555 0100",
        "host": "check.example.org",
        "awarding_body": "Example Awarding Body",
        **centre,
    }
    made = create_device(
        folder,
        centre=Centre(**values),  # type: ignore[arg-type]  # a test names what it changes
        administrator=staff(ADMIN, "Ada Admin", Role.ADMINISTRATOR),
        passphrase=PASSPHRASE,
        pin=PINS[ADMIN],
        state=state,
        clock=clock,
    )
    device = made.device
    for person, name, role in (
        (ASSESSOR, "Bram Bakker", Role.ASSESSOR),
        (ASSURER, "Chidi Obi", Role.QUALITY_ASSURER),
    ):
        device.tables.staff.put(staff(person, name, role), at="2026-11-22T09:00:00+00:00")
        hashed = PinHasher().hash(PINS[person])
        device.tables.staff.put_pin(person, PinState(hash=hashed, failures=0, wait_until=""))
    return Story(device=device, clock=clock, recovery=made.recovery)
