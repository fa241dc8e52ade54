"""Every page and dialog of the tour, as a listener, a keyboard, a large text, another language and a glove meet it."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from assessor_app.desktop.tour import View, walk
from assessor_app.desktop.tour_places import places
from assessor_app.ui.theme.metrics import Metrics
from colours import pale_in
from hands import too_small
from pseudo import mirrored, speaking, stretched
from reach import OTHER_WAYS, wrong_by_tab
from room import OVERLAYS, READ_ELSEWHERE, scrolls_sideways, words_cut, wrong_in
from walks import nameless

Check = Callable[[QWidget], Iterable[str]]

LAPTOP, SMALL, TABLET = QSize(1366, 768), QSize(1024, 768), QSize(1280, 800)
LEAST_STOPS = 100
MUST_BE_SEEN = {
    "correct-countersign",
    "evidence-work-alone",
    "quality-inside",
    "verify-not-valid",
    "verify-cannot-tell",
    "verify-transcript",
    "verify-qualification",
    "empty-learners",
    "certificates-came-out",
    "certificates-spoiled",
    "restored-sync",
    "restored-restart",
    "enrolled-sync",
    "enrolled-syncing",
    "enrolled-here-one",
    "enrolled-held-one",
    "enrolled-after-an-error",
    "enrolled-by-stick",
    "enrolled-paper-is-back",
    "enrolled-all-handed-over",
    "enrolled-forked",
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way to look, a language to look in, and what is looked for."""

    view: View
    language: str = "en"
    checks: tuple[Check, ...]


def _light(size: QSize, scale: float = 1.0, *, gloves: bool = False) -> View:
    return View(theme="light", size=size, text_scale=scale, gloves=gloves, touch=gloves)


ROOM: tuple[Check, ...] = (wrong_in, scrolls_sideways, words_cut)
HANDS: tuple[Check, ...] = (partial(too_small, metrics=Metrics()),)

WAYS = {
    "dark": Way(view=View(theme="dark", size=LAPTOP), checks=(pale_in,)),
    "contrast": Way(view=View(theme="contrast", size=LAPTOP), checks=(pale_in,)),
    "large": Way(view=_light(SMALL, 2.0), checks=ROOM),
    "german": Way(view=_light(LAPTOP), language="de", checks=ROOM),
    "stretched": Way(view=_light(LAPTOP), language="stretched", checks=ROOM),
    "stretched-large": Way(view=_light(LAPTOP, 2.0), language="stretched", checks=ROOM),
    "mirrored": Way(view=_light(LAPTOP), language="mirrored", checks=ROOM),
    "mirrored-large": Way(view=_light(LAPTOP, 2.0), language="mirrored", checks=ROOM),
    "upright-large": Way(view=_light(TABLET.transposed(), 2.0), checks=ROOM),
    "gloves": Way(view=_light(TABLET, gloves=True), checks=(*ROOM, *HANDS)),
    "gloves-upright": Way(view=_light(TABLET.transposed(), gloves=True), checks=(*ROOM, *HANDS)),
}


@contextmanager
def undressed(application: QApplication) -> Iterator[None]:
    """What the tour puts on the application goes again: other tests dress their own windows."""
    sheet, palette, font = application.styleSheet(), application.palette(), application.font()
    yield
    application.setStyleSheet(sheet)
    application.setPalette(palette)
    application.setFont(font)


def looked_at(application: QApplication, way: Way, out: Path) -> Iterator[tuple[str, str]]:
    """What is wrong, stop by stop."""
    with places(None) as made, speaking(application, way.language), undressed(application):
        stops = 0
        for stop, front in walk(application, made, way.view, out=out):
            stops += 1
            # What Python let go must be gone for Qt too, before widgets are told by their addresses.
            gc.collect()
            for check in way.checks:
                for told in check(front):
                    yield stop.name, told
        assert stops >= LEAST_STOPS


def none_of(found: Iterable[tuple[str, str]]) -> None:
    """Says each mistake once, with where it was first and how often."""
    told: dict[str, list[str]] = {}
    for stop, mistake in found:
        told.setdefault(mistake, []).append(stop)
    assert not told, "\n".join(
        ["", *(f"{where[0]} ({len(where)}): {mistake}" for mistake, where in told.items())]
    )


# The computer may have no loudspeaker and no codecs of its own: a recording is shown all the same.
no_sound = pytest.mark.qt_log_ignore(
    "PulseAudioService", "Couldn't (load|resolve) (pipewire|va)", extend=True
)


@pytest.mark.slow
@no_sound
@pytest.mark.expects_log  # there is no log folder to speak of; the pages say so
def test_names_roles_keys_and_contrast_of_every_page(qapp: QApplication, tmp_path: Path) -> None:
    by_keys: Check = partial(wrong_by_tab, qapp)
    way = Way(view=_light(LAPTOP), checks=(nameless, pale_in, *ROOM, by_keys))
    none_of(looked_at(qapp, way, tmp_path))
    drawn = [path.stem.split("-", 1)[1] for path in tmp_path.glob("*.png")]
    assert len(set(drawn)) == len(drawn) >= LEAST_STOPS
    assert set(drawn) >= MUST_BE_SEEN


@no_sound
@pytest.mark.slow
@pytest.mark.expects_log
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_page_in_every_way(qapp: QApplication, tmp_path: Path, way: Way) -> None:
    none_of(looked_at(qapp, way, tmp_path))


def test_every_exception_has_a_reason_and_is_still_one(repository: Path) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (repository / "src" / "assessor_app" / "ui").rglob("*.py")
    )
    for name, why in {**OVERLAYS, **OTHER_WAYS, **READ_ELSEWHERE}.items():
        assert f"class {name}(" in source, f"{name} is excepted from a check, and is no more"
        assert len(why.split()) > 1, f"why is {name} excepted?"


def test_pseudo_languages_keep_fields() -> None:
    assert stretched("{count} of {all:+d} notes!") == "{count} öfø {all:+d} ñötésøl!"
    assert "{all:+d}" in mirrored("{count} of {all:+d} notes!")


def test_the_checks_see_what_they_look_for(qapp: QApplication) -> None:
    front = QWidget()
    front.resize(300, 200)
    pale, long = QLabel("hardly to be read", front), QPushButton("A word that has no room", front)
    pale.setGeometry(10, 10, 200, 30)
    long.setGeometry(10, 60, 40, 30)
    pale.setStyleSheet(f"color: {front.palette().window().color().darker(110).name()}")
    front.show()
    qapp.processEvents()
    assert [told for told in pale_in(front) if "hardly" in told]
    assert [told for told in wrong_in(front) if "no room" in told]
    assert len(list(too_small(front, Metrics()))) == 1
    front.close()
    front.deleteLater()
