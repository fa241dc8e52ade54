"""The stops of what learners take away: a pack is asked for, saved, and checked again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from assessor_app.desktop.tour_scene import Scene
from assessor_app.desktop.tour_steps import Guide, Stop, on, room
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.packs.packing import CODE, FOLDER
from assessor_app.ui.papers.choice import PaperChoice
from assessor_app.ui.verify.page import VerifyPage

STICK = "stick"
_SHOWN = (".json", ".jsonld", ".txt")
"""Each credential and each code takes a process to check: a picture needs not all of them."""


def packs(scene: Scene) -> Iterator[Stop]:
    """Folder or ZIP; and what was saved where."""
    if not scene.new:
        return
    ask = on(CertificatesPage, lambda page: page.panels.certificate.pack.click())
    yield Stop(name="certificate-pack", steps=(room("certificates", scene.new), ask))
    card = on(CertificatesPage, lambda page: page.panels.certificate.card.click())
    yield Stop(name="certificate-card", steps=(room("certificates", scene.new), card))
    folder = on(PaperChoice, lambda choice: choice.buttons[FOLDER].click())
    yield Stop(name="certificate-packed", steps=(room("certificates", scene.new), ask, folder))
    phone = on(PaperChoice, lambda choice: choice.buttons[CODE].click())
    yield Stop(name="certificate-for-a-phone", steps=(ask, phone))


def checked_pack(scene: Scene) -> Iterator[Stop]:
    """The same pack on the Verify page, part by part."""
    if scene.new:
        yield Stop(name="verify-pack", steps=(room("verify"), _drop_the_pack))


def _drop_the_pack(guide: Guide) -> None:
    stick = guide.folder.parent / STICK
    page = guide.window.page("verify")
    for pack in sorted(stick.iterdir()) if stick.is_dir() else ():
        if isinstance(page, VerifyPage) and pack.is_dir():
            page.file_given.emit(_few(pack))
            return


def _few(pack: Path) -> Path:
    few = pack.parent.parent / "few"
    few.mkdir(exist_ok=True)
    for file in pack.iterdir():
        if file.suffix in _SHOWN and not file.name.endswith(".slip.pdf"):
            shutil.copy(file, few / file.name)
    return few
