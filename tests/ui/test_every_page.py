"""Every page and dialog of the tour, as a listener, a keyboard, a large text, another language and a glove meet it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from signal import SIGSEGV

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from assessor_app.ui.theme.metrics import Metrics
from colours import pale_in
from hands import too_small
from page_walk import WAYS
from pseudo import mirrored, stretched
from reach import OTHER_WAYS
from room import OVERLAYS, READ_ELSEWHERE, wrong_in

HERE = Path(__file__).parent
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


def walked(way: str, tell: Callable[[str], None], *, out: Path | None = None) -> set[str]:
    """Walks in a process of its own; requires that nothing is wrong anywhere, and returns the stops."""
    command = [sys.executable, "-X", "faulthandler", str(HERE / "page_walk.py"), way]
    command += [] if out is None else [str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == -SIGSEGV:
        # Among some ten thousand widgets that are made and let go, one in twenty walks falls inside Qt, each time elsewhere.
        # It is told of, and one walk more must come through.
        tell(f"{way}: fell once, after {done.stdout.splitlines()[-1:]}: {done.stderr[-2000:]}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    seen: list[str] = []
    # Each mistake once, with where it was first and how often.
    told: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        kind, stop, *mistake = json.loads(line)
        if kind == "stop":
            seen.append(stop)
        else:
            told.setdefault(mistake[0], []).append(stop)
    assert not told, "\n".join(
        ["", *(f"{where[0]} ({len(where)}): {mistake}" for mistake, where in told.items())]
    )
    assert done.returncode == 0, f"after {seen[-1:]}: {done.stderr[-4000:]}"
    assert len(set(seen)) == len(seen) >= LEAST_STOPS
    return set(seen)


@pytest.mark.slow
@pytest.mark.parametrize("way", [way for way in WAYS if way != "plain"])
def test_every_page_in_every_way(way: str, tell: Callable[[str], None]) -> None:
    walked(way, tell)


@pytest.mark.slow
def test_names_roles_keys_and_contrast_of_every_page(tmp_path: Path, tell: Callable[[str], None]) -> None:
    stops = walked("plain", tell, out=tmp_path)
    assert stops >= MUST_BE_SEEN
    assert {path.stem.split("-", 1)[1] for path in tmp_path.glob("*.png")} == stops


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
