"""Walks every page and dialog of the tour in one way, in a process of its own, and says what is wrong.

Started by `test_every_page` with the name of the way, and a folder for the pictures where they are wanted. A process that
begins with nothing has a small heap to go through at every stop, and owes nothing to other tests. Each line that it
writes is one JSON list: `["stop", name]` once a stop was looked at, `["wrong", stop, mistake]`.
"""

import gc
import json
import logging
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.desktop.tour import View, walk
from assessor_app.desktop.tour_places import places
from assessor_app.ui.collecting import GuiCollector
from assessor_app.ui.theme.metrics import Metrics
from colours import pale_in
from hands import too_small
from pseudo import speaking
from reach import wrong_by_tab
from room import scrolls_sideways, words_cut, wrong_in
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


ROOM: tuple[Check, ...] = (wrong_in, scrolls_sideways, words_cut)
HANDS: tuple[Check, ...] = (partial(too_small, metrics=Metrics()),)

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
    "gloves-upright": Way(view=_light(TABLET.transposed(), gloves=True), checks=(*ROOM, *HANDS)),
}


class Listener:
    """Hears what Qt complains of, but for the patterns of `pyproject.toml`."""

    def __init__(self) -> None:
        settings = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
        known = settings["tool"]["pytest"]["ini_options"]["qt_log_ignore"]
        self._known = re.compile("|".join(known))
        self.heard: list[str] = []

    def hear(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        """Keeps a warning, or worse, until the stop is told of."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not self._known.search(message):
            self.heard.append(message)


def say(*what: str) -> None:
    """One line, out at once: what was found before a crash is known."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(name: str, out: str | None = None) -> None:
    """Walks, and says what is wrong stop by stop."""
    way, listener = WAYS[name], Listener()
    # There is no log folder to speak of; the pages say so.
    logging.disable(logging.WARNING)
    application = QApplication([])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(listener.hear)
    collector = GuiCollector()
    with places(None) as made, speaking(application, way.language):
        for stop, front in walk(application, made, way.view, out=None if out is None else Path(out)):
            for check in way.checks:
                for told in check(front):
                    say("wrong", stop.name, told)
            for message in listener.heard:
                say("wrong", stop.name, f"Qt says: {message}")
            listener.heard.clear()
            say("stop", stop.name)
            collector.look()
    collector.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
