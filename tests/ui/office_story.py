"""A centre with certificates, a window's parts around it, and the small steps that tests of the office take."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor_app.desktop.printing import look_at
from assessor_app.documents.files import PdfFiles
from assessor_app.documents.raster import page_image, page_png
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.storage.tables.office import Office
from assessor_app.ui.acts import Acts
from assessor_app.ui.printing.press import Press
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

KNIFE = ("CUL-KNI", "1")
SAFE = ("ELE-SAF", "1")
NAMES = (
    "Amina Bello",
    "Łukasz Żółć",
    "محمد عبد الرحمن الخطيب",
    "Anna-Maria Theodora von und zu Hohenstein-Papadopoulou de la Cruz y Ng",
    "Владимир Соколов",
    "प्रिया शर्मा",
    "አበበ በቀለ",
)


@dataclass
class OfficeStory:
    """The device, its reads, and what every presenter is given."""

    story: Story
    reads: Office
    tasks: Tasks
    acts: Acts
    session: Session
    troubles: list[KnownError]

    def be(self, person: str) -> None:
        """Somebody else is at the screen."""
        self.session.sign_in(self.story.device.tables.staff.get(person))

    def add(self, name: str, number: str, group: str = "") -> str:
        """A learner."""
        learner_id = f"{len(self.story.learners) + 1:032x}"
        learner = Learner(
            id=learner_id,
            name=name,
            number=number,
            group=group,
            identity_mark=IdentityMark.ID_LAST_FOUR,
            id_last_four="4821",
            said_under_18=False,
        )
        self.story.device.tables.learners.put(learner, at="2026-11-22T09:00:00+00:00", by=ADMIN)
        self.story.learners.append(learner_id)
        return learner_id

    def competent(self, form: tuple[str, str] = KNIFE) -> list[str]:
        """All learners competent in this form, signed and acknowledged; returns the assessments."""
        sitting, entries = self.story.open_sitting(form)
        done = []
        for entry in entries:
            work = self.story.start(entry)
            self.story.show_everything(work, sitting.id)
            self.story.decide_competent(work)
            done.append(work.id)
        finalise(self.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=done)
        for assessment in done:
            acknowledge(
                self.story.device.deciding,
                by=ASSESSOR,
                assessment=assessment,
                kind=Acknowledged.DECLINED,
                details={"words": "in a hurry"},
            )
        return done

    def release(self, assessments: list[str]) -> None:
        """A quality assurer lets their certificates be made."""
        release(self.story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=assessments)

    def issue(self, assessments: list[str]) -> tuple[str, ...]:
        """Their certificates, released before."""
        self.release(assessments)
        return issue(self.story.device.awards, by=ASSESSOR, assessments=assessments)


Kind = TypeVar("Kind", bound=QDialog)


def the_dialog(page: QWidget, kind: type[Kind]) -> Kind:
    """The one dialog of this kind that is open."""
    (found,) = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def press_of(story: Story) -> Press:
    """What draws and writes, as the composition root hands it over."""
    device = story.device
    files = PdfFiles(device.assets)

    def pdf(sheets: Sequence[SheetToPrint], backs: bool = False) -> bytes:
        return files.make(sheets, backs)

    def bitmap(file: bytes, page: int, dpi: float) -> bytes:
        out = io.BytesIO()
        page_image(file, page, dpi).save(out, "BMP")
        return out.getvalue()

    def preview(number: str, dpi: float) -> bytes:
        page = device.tables.certificates.get(number).page
        return page_png(pdf([SheetToPrint(id=0, number=number, page=page, stamp=None)]), 0, dpi)

    return Press(
        preview=preview,
        look=partial(look_at, device.tables.certificates, files),
        pdf=pdf,
        page_image=bitmap,
        write_pdf=files.write,
    )


@contextmanager
def office(folder: Path, look: Look, window: Callable[[], QWidget | None]) -> Iterator[OfficeStory]:
    """Opens a new centre for a test and closes it after."""
    story = begin(folder / "data", folder / "state")
    tasks, session = Tasks(), Session()
    troubles: list[KnownError] = []
    tasks.trouble.connect(troubles.append)
    made = OfficeStory(
        story=story,
        reads=Office(story.device.store),
        tasks=tasks,
        acts=Acts(tasks, look, window),
        session=session,
        troubles=troubles,
    )
    made.be(ASSESSOR)
    try:
        yield made
    finally:
        tasks.shutdown()
        QApplication.processEvents()
        story.device.close()
