"""The stops of a phone's card and of recording: photos cut at each badge, a sound, a film."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from assessor_app.desktop.tour_steps import Guide, Step, Stop, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.people import Staff
from assessor_app.sample.media import photo
from assessor_app.services.badges.issue import issue
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.evidence.choose import ChooseDialog

_DPI = 100
_TAKEN_IFD, _TAKEN = 0x8769, 0x9003
"""Exif 2.32: the directory of the camera's own facts, and in it when a photo was taken (DateTimeOriginal)."""


def phone(device: Device, assessor: Staff) -> Iterator[Stop]:
    """What is asked of a phone's photos, and a sound and a film before they are recorded."""
    works = _works(device, assessor)
    for work in works[:1]:
        here = (room("today"), sign_in(assessor), room("assessing", work.id), on(AssessPage, _add))
        roll = partial(_write_roll, device=device, by=assessor.id, works=works)
        yield Stop(name="evidence-phone", steps=(roll, *here, _choose("phone")))
        # Where no microphone and no camera is, their buttons say so; the dialogs are the same.
        yield Stop(name="evidence-sound", steps=(*here, _choose("sound", by_button=False)))
        yield Stop(name="evidence-film", steps=(*here, _choose("film", by_button=False)))


def _works(device: Device, assessor: Staff) -> list[Assessment]:
    """Open work of the open sitting in this assessor's scope, with that of somebody who allows no photographs."""
    tables = device.tables
    open_ones = {one.sitting.id for one in tables.sittings.recent() if not one.sitting.closed_at}
    found = [
        work
        for work in tables.assessments.unfinished()
        if assessor.covers(device.shelf.get(work.form_code, work.form_version))
        if any(entry.sitting in open_ones for entry in tables.sittings.entries_of(work.id))
    ]
    refuse = [work for work in found if not tables.learners.get(work.learner).photo_consent]
    allow = [work for work in found if work not in refuse]
    return [*allow[:2], *refuse[:1]]


def _write_roll(guide: Guide, *, device: Device, by: str, works: Sequence[Assessment]) -> None:
    """A card as a phone fills it: each badge, then the work of whose it is, and a photo before any badge."""
    card = guide.phone
    card.mkdir(exist_ok=True)
    taken = datetime.fromisoformat(max(work.started_at for work in works))
    pictures = [photo("The floor, before anybody came").getvalue()]
    for work in works:
        pictures.append(_badge(device, by=by, learner=work.learner))
        pictures += [photo(f"Board {place}").getvalue() for place in range(1, 3)]
    for place, picture in enumerate(pictures):
        _write(card / f"IMG_{place + 1:04d}.jpg", picture, taken + timedelta(seconds=20 * place))


def _badge(device: Device, *, by: str, learner: str) -> bytes:
    from assessor_app.documents.badges import draw_badges
    from assessor_app.documents.raster import page_png

    badge = issue(device.badges, by=by, learners=[learner])
    return page_png(draw_badges(badge, centre=device.tables.settings.centre().name).pdf, dpi=_DPI)


def _write(path: Path, picture: bytes, taken: datetime) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        exif = Image.Exif()
        exif.get_ifd(_TAKEN_IFD)[_TAKEN] = f"{taken:%Y:%m:%d %H:%M:%S}"
        image.convert("RGB").save(path, "JPEG", quality=90, exif=exif)


def _add(page: AssessPage) -> None:
    page.sheet.strips[""].other.click()


def _choose(key: str, *, by_button: bool = True) -> Step:
    def choose(dialog: ChooseDialog) -> None:
        if by_button:
            dialog.buttons[key].click()
        else:
            dialog.accept()
            dialog.chosen.emit(key)

    return on(ChooseDialog, choose)
