"""Every page and dialog of the tour, as a listener, a keyboard, a large text, another language and a glove meet it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from assessor_app.domain.evidence import Kind
from assessor_app.ui.theme.metrics import Metrics
from colours import pale_in
from every_dialog import ELSEWHERE, every_dialog
from hands import too_small
from page_walk import WAYS
from pseudo import mirrored, stretched
from reach import OTHER_WAYS
from room import OVERLAYS, READ_ELSEWHERE, wrong_in

HERE = Path(__file__).parent
LEAST_STOPS, LEAST_ON_THE_FLOOR = 100, 30
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
    "evidence-every-kind",
    *(f"evidence-{kind.value}-kept" for kind in Kind if kind is not Kind.PHOTO),
    "evidence-open",
    "assess-oral",
    "prior",
    "board-stopped",
    "board-move",
    "papers-blank-sheets",
    "learner-appeal",
    "appeal-ruling",
    "countersign",
    "evidence-phone",
    "evidence-sound",
    "evidence-film",
    "copying-board",
    "copying-learner",
    "copying-done",
    "age",
    "beyond",
    "result-annul",
    "low-battery",
    "learner-name-check",
}


@dataclass(frozen=True)
class Walked:
    """The stops of a walk, and the dialogs that stood open on it (`every_dialog.named`)."""

    stops: set[str]
    dialogs: set[str]


def walked(way: str, *, out: Path | None = None) -> Walked:
    """Walks in a process of its own; requires that nothing is wrong anywhere."""
    command = [sys.executable, "-X", "faulthandler", str(HERE / "page_walk.py"), way]
    command += [] if out is None else [str(out)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "e2e")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    seen: list[str] = []
    dialogs: set[str] = set()
    # Each mistake once, with where it was first and how often.
    told: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        kind, stop, *mistake = json.loads(line)
        if kind == "stop":
            seen.append(stop)
        elif kind == "dialog":
            dialogs.add(mistake[0])
        else:
            told.setdefault(mistake[0], []).append(stop)
    assert not told, "\n".join(
        ["", *(f"{where[0]} ({len(where)}): {mistake}" for mistake, where in told.items())]
    )
    assert done.returncode == 0, f"after {seen[-1:]}: {done.stderr[-4000:]}"
    assert len(set(seen)) == len(seen) >= (LEAST_ON_THE_FLOOR if WAYS[way].view.thumb else LEAST_STOPS)
    return Walked(set(seen), dialogs)


@pytest.mark.slow(minutes=2)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "plain"])
def test_every_page_in_every_way(way: str) -> None:
    found = walked(way)
    assert found.dialogs >= {dialog for dialog, there in ELSEWHERE.items() if there == way}


@pytest.mark.slow(minutes=2)
def test_names_roles_keys_and_contrast_of_every_page(tmp_path: Path) -> None:
    found = walked("plain", out=tmp_path)
    assert found.stops >= MUST_BE_SEEN
    assert {path.stem.split("-", 1)[1] for path in tmp_path.glob("*.png")} == found.stops
    missed = every_dialog() - found.dialogs
    assert missed == set(ELSEWHERE), "a dialog that nobody looks at, or an exception too many"


def test_every_exception_has_a_reason_and_is_still_one(repository: Path) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (repository / "src" / "assessor_app" / "ui").rglob("*.py")
    )
    assert set(ELSEWHERE) <= every_dialog()
    assert set(ELSEWHERE.values()) <= set(WAYS)
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
