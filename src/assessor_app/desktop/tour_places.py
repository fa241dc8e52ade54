"""What the tour walks through: copies of data folders, and what a system's dialogs would answer."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assessor_app.desktop.tour_enrolled import belong
from assessor_app.desktop.tour_packs import STICK
from assessor_app.desktop.tour_scene import EMPTY_PASSPHRASE, Scene, make_empty, set_the_scene
from assessor_app.device import open_device
from assessor_app.sample.make import make_sample
from assessor_app.sample.people import PASSPHRASE
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.slots import KeySlots, Opened

Unlock = Callable[[KeySlots], Opened]


@dataclass(frozen=True, kw_only=True)
class Places:
    """Everything in one folder; `unlock` opens the data and what was restored."""

    root: Path
    unlock: Unlock
    scene: Scene

    @property
    def data(self) -> Path:
        """The data."""
        return self.root / "data"

    @property
    def stick(self) -> Path:
        """What is saved for learners goes here."""
        return self.root / STICK

    @property
    def phone(self) -> Path:
        """The card of somebody's phone."""
        return self.root / "phone"

    @property
    def restored(self) -> Path:
        """The same as it was before the last records: as if from a copy. Only of the sample."""
        return self.root / "restored"

    @property
    def enrolled(self) -> Path:
        """The same as if it had joined an awarding body. Only of the sample."""
        return self.root / "enrolled"

    @property
    def enrolled_state(self) -> Path:
        """The marks of that one's chain, which is a copy."""
        return self.root / "enrolled-state"

    @property
    def empty(self) -> Path:
        """A centre on its first day."""
        return self.root / "empty"

    @property
    def state(self) -> Path:
        """The marks of chains."""
        return state_folder()

    @property
    def roster(self) -> Path:
        """A file to import."""
        return self.root / "kitchen-c.csv"

    @property
    def paper(self) -> Path:
        """Where the printer puts its paper."""
        return self.root / "printed.pdf"


@contextmanager
def places(folder: Path | None, unlock: Unlock | None = None) -> Iterator[Places]:
    """A copy of the data, or the sample gone on with. Nothing that the tour does lasts."""
    with _temporary() as root:
        found = Places(
            root=root,
            unlock=_sample_unlock if folder is None or unlock is None else unlock,
            scene=Scene(),
        )
        if folder is None:
            found = replace(found, scene=_go_on_with_the_sample(found))
        else:
            shutil.copytree(folder, found.data)
        make_empty(found.empty)
        yield found


@contextmanager
def afresh(found: Places) -> Iterator[Places]:
    """The same once more: what is signed or printed in one view is not there in the next."""
    with _temporary() as root:
        shutil.copytree(found.root, root, dirs_exist_ok=True)
        yield replace(found, root=root)


def empty_unlock(slots: KeySlots) -> Opened:
    """Opens the centre on its first day."""
    return slots.open_with(EMPTY_PASSPHRASE)


@contextmanager
def _temporary() -> Iterator[Path]:
    """A folder that does not last; meanwhile the marks of chains are in it, where the pages find them by themselves."""
    before = os.environ.get("ASSESSOR_STATE")
    with tempfile.TemporaryDirectory(prefix="assessor-tour-") as made:
        os.environ["ASSESSOR_STATE"] = str(Path(made) / "state")
        try:
            yield Path(made)
        finally:
            os.environ.pop("ASSESSOR_STATE")
            if before is not None:
                os.environ["ASSESSOR_STATE"] = before


def _sample_unlock(slots: KeySlots) -> Opened:
    return slots.open_with(PASSPHRASE)


def _go_on_with_the_sample(found: Places) -> Scene:
    make_sample(found.data, state=found.state, now=datetime.now().astimezone())
    shutil.copytree(found.data, found.restored)
    with closing(open_device(found.data, _sample_unlock, state=found.state)) as device:
        scene = set_the_scene(device)
    shutil.copytree(found.data, found.enrolled)
    shutil.copytree(found.state, found.enrolled_state)
    with closing(open_device(found.enrolled, _sample_unlock, state=found.enrolled_state)) as device:
        belong(device)
    return scene
