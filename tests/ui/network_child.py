"""A program of its own with the contact of the window on this system's network: it says what it was told, and when it syncs."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from assessor_app.desktop.contact import Contact
from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.services.syncing.conversation import Synced
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks
from story import begin
from test_sync_waiting import belong


def hand_over(_device: Device, _work: LongWork) -> Synced:
    sys.stdout.write("sync\n")
    sys.stdout.flush()
    raise KnownError("network-away", host="issuer.test")


def main(folder: Path) -> None:
    application = QApplication([])
    story = begin(folder / "data", folder / "state")
    belong(story.device)
    tasks = Tasks()
    contact = Contact(story.device, tasks, act=hand_over)
    said: list[str] = []

    def tell() -> None:
        standing = contact.standing()
        link = standing.link
        if link is None or standing.under_way is not None:
            return
        word = "away" if not link.reachable else "metered" if link.metered else "usable"
        if said[-1:] != [word]:
            said.append(word)
            sys.stdout.write(f"{word}\n")
            sys.stdout.flush()

    contact.changed.connect(tell)
    contact.look()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
