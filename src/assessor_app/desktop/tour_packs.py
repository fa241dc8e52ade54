"""The stops of what learners take away: a pack is asked for, saved, and checked again."""

import json
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
        yield Stop(name="verify-pdf", steps=(room("verify"), _drop_the_pdf))
        yield Stop(name="verify-several", steps=(room("verify"), _drop_several))


def _drop_the_pack(guide: Guide) -> None:
    for pack in _packs(guide):
        _drop(guide, [_few(pack)])


def _drop_the_pdf(guide: Guide) -> None:
    """The learner's file: page, proof and credential, each with its answer."""
    for pack in _packs(guide):
        _drop(guide, [_pdf_of(pack)])


def _drop_several(guide: Guide) -> None:
    """The file, the same credential with another name in it, and what is neither."""
    for pack in _packs(guide):
        pdf = _pdf_of(pack)
        changed = guide.folder.parent / "changed.json"
        told = json.loads(pdf.with_suffix(".json").read_text("utf-8"))
        told["credentialSubject"]["identifier"][0]["identityHash"] = "Somebody Else"
        changed.write_text(json.dumps(told), encoding="utf-8")
        _drop(guide, [pdf, changed, pack / "README.txt"])


def _packs(guide: Guide) -> Iterator[Path]:
    """The first that was saved."""
    stick = guide.folder.parent / STICK
    found = [pack for pack in sorted(stick.iterdir()) if pack.is_dir()] if stick.is_dir() else []
    yield from found[:1]


def _pdf_of(pack: Path) -> Path:
    return next(path for path in sorted(pack.glob("*.pdf")) if not path.name.endswith(".slip.pdf"))


def _drop(guide: Guide, paths: list[Path]) -> None:
    page = guide.window.page("verify")
    if isinstance(page, VerifyPage):
        page.files_given.emit(paths)


def _few(pack: Path) -> Path:
    few = pack.parent.parent / "few"
    few.mkdir(exist_ok=True)
    for file in pack.iterdir():
        if file.suffix in _SHOWN and not file.name.endswith(".slip.pdf"):
            shutil.copy(file, few / file.name)
    return few
