"""Walks every page and dialog of the tour in one way, in a process of its own, and says what is wrong.

Started by `test_every_page`, which has it find what `tests/e2e` shares, with the name of the way, and a folder for the pictures where they are wanted. A process that
begins with nothing has a small heap to go through at every stop, and owes nothing to other tests. Each line that it
writes is one JSON list: `["stop", name]` once a stop was looked at, `["wrong", stop, mistake]`, `["dialog", stop, class]`
of each dialog that stands open there.
"""

import gc
import json
import logging
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from addresses import items_remembered
from assessor_app.desktop.house import logs_folder
from assessor_app.desktop.tour import walk
from assessor_app.desktop.tour_places import places
from assessor_app.desktop.tour_views import IN_ONE_HAND, View
from assessor_app.ui.collecting import GuiCollector
from assessor_app.ui.crash.log import LOG_FILE
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.theme.metrics import Metrics
from cheap import guess_cheaply
from colours import pale_in
from every_dialog import named
from hands import too_small
from pseudo import speaking
from reach import wrong_by_tab
from room import scrolls_sideways, words_cut, wrong_in
from strays import tell_of_strays
from walks import nameless

Check = Callable[[QWidget], Iterable[str]]

LAPTOP, SMALL, TABLET = QSize(1366, 768), QSize(1024, 768), QSize(1280, 800)


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way to look, a language to look in, and what is looked for."""

    view: View
    language: str = "en"
    checks: tuple[Check, ...]


def _light(size: QSize, scale: float = 1.0, *, gloves: bool = False) -> View:
    return View(theme="light", size=size, text_scale=scale, gloves=gloves, touch=gloves)


def by_keys(front: QWidget) -> list[str]:
    """What Tab does not reach."""
    # What Python let go must be gone for Qt too, before widgets are told by their addresses.
    gc.collect()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return wrong_by_tab(application, front)


def cut_but_on_tiles(front: QWidget) -> list[str]:
    """Words cut short. By one thumb a touch on a tile only says who that is: a name too long for it is read whole by that."""
    return [told for told in words_cut(front) if not told.startswith("cut short: Tile ")]


ROOM: tuple[Check, ...] = (wrong_in, scrolls_sideways, words_cut)
HANDS: tuple[Check, ...] = (partial(too_small, metrics=Metrics()),)
LEFT_THUMB, RIGHT_THUMB_IN_A_GLOVE = IN_ONE_HAND

WAYS = {
    "plain": Way(view=_light(LAPTOP), checks=(nameless, pale_in, *ROOM, by_keys)),
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
    "left-thumb": Way(view=LEFT_THUMB, checks=(nameless, pale_in, *ROOM, by_keys)),
    "right-thumb": Way(
        view=RIGHT_THUMB_IN_A_GLOVE,
        checks=(nameless, wrong_in, scrolls_sideways, cut_but_on_tiles, by_keys, *HANDS),
    ),
    "gloves-upright": Way(view=_light(TABLET.transposed(), gloves=True), checks=(*ROOM, *HANDS)),
}


class Listener:
    """Hears what Qt complains of, but for the patterns of `pyproject.toml`, and what else has to be told."""

    def __init__(self) -> None:
        settings = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
        known = settings["tool"]["pytest"]["ini_options"]["qt_log_ignore"]
        self._known = re.compile("|".join(known))
        self.heard: list[str] = []

    def hear(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        """Keeps a warning, or worse, until the stop is told of."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not self._known.search(message):
            self.heard.append(f"Qt says: {message}")


def refusals() -> Iterator[str]:
    """What a window says at its top that went wrong."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, MainWindow) and top.trouble.isVisible():
            yield top.trouble.text()


def say_dialogs(stop: str) -> None:
    """Which dialogs are to be seen."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, Dialog) and top.isVisible():
            say("dialog", stop, named(type(top)))


def say(*what: str) -> None:
    """One line, out at once: what was found before a crash is known."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


@contextmanager
def a_log_far_away() -> Iterator[None]:
    """A log in a folder with a long name and no gap in it, whatever this computer has of its own."""
    with tempfile.TemporaryDirectory(prefix="state_of_an_instructor_with_a_long_name_") as made:
        os.environ["XDG_STATE_HOME"] = made
        logs_folder().mkdir(parents=True)
        (logs_folder() / LOG_FILE).touch()
        yield


def main(name: str, out: str | None = None) -> None:
    """Walks, and says what is wrong stop by stop."""
    way, listener = WAYS[name], Listener()
    logging.disable(logging.WARNING)
    application = QApplication([])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(listener.hear)
    tell_of_strays(listener.heard.append)
    collector = GuiCollector()
    guess_cheaply()
    with a_log_far_away(), places(None) as made, speaking(application, way.language):
        # What is there by now stays to the end: no stop has to go through it again.
        gc.collect()
        gc.freeze()
        for stop, front in walk(application, made, way.view, out=None if out is None else Path(out)):
            for check in (items_remembered, *way.checks):
                for told in check(front):
                    say("wrong", stop.name, told)
            for said in refusals():
                if not stop.refused:
                    say("wrong", stop.name, f"a refusal lies over it: {said}")
            if stop.refused and not list(refusals()):
                say("wrong", stop.name, "it shows no refusal")
            for message in listener.heard:
                say("wrong", stop.name, message)
            listener.heard.clear()
            say_dialogs(stop.name)
            say("stop", stop.name)
            collector.look()
    collector.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
