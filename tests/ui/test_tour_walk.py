"""The tour once through, in one view: every state comes up, nothing raises, and whatever can be touched has a name."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assessor_app.desktop import tour, tour_places
from walks import every_focusable_has_a_name

LEAST_STOPS = 75


@pytest.mark.expects_log  # there is no log folder to speak of; the pages say so
def test_every_stop_comes_up_and_names_what_can_be_touched(tmp_path: Path, qapp: QApplication) -> None:
    view = next(one for one in tour.views() if one.folder == "light-1366x768")
    seen = []
    with tour_places.places(None) as places:
        for stop, front in tour.walk(qapp, places, view, out=tmp_path):
            every_focusable_has_a_name(front)
            seen.append(stop.name)
    assert len(seen) >= LEAST_STOPS
    assert len(set(seen)) == len(seen)
    assert len(list(tmp_path.glob("*.png"))) == len(seen)
    assert {"quality-inside", "verify-not-valid", "verify-cannot-tell", "empty-learners"} <= set(seen)
    assert {"certificates-came-out", "certificates-spoiled", "restored-sync", "restored-restart"} <= set(seen)
