"""An answer from the issuer that was opened and read whole, before anything of it is applied."""

from dataclasses import dataclass

from assessor_app.formats.feed import Page
from assessor_app.formats.items import Item
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.opening import opened


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`answers` names the envelope that it answers."""

    answers: str | None
    items: tuple[Item, ...]

    @property
    def bare_page(self) -> Page | None:
        """Its page where that has no news and receipts alone come with it: then nothing that is said next hangs on it."""
        pages = [item for item in self.items if isinstance(item, Page)]
        bare = len(pages) == 1 and all(isinstance(item, Page | ReceiptItem) for item in self.items)
        return pages[0] if bare and not pages[0].more and pages[0].through == pages[0].after else None


def read_answer(desk: SyncDesk, enrolment: Enrolment, data: bytes) -> Answer:
    """Checks an envelope from the issuer. Raises KnownError: what opening an envelope raises; then nothing of it counts."""
    found = opened(desk, enrolment, data)
    return Answer(answers=found.head.answers, items=tuple(found.items()))
