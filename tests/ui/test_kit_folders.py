from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assessor_app.ui.kit import folders


def test_a_dialog_begins_where_the_last_one_ended_and_never_where_the_program_was_started(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders.beginning() not in {"", ".", str(tmp_path)}
    folders.used(tmp_path / "list.csv")
    assert folders.beginning() == str(tmp_path)
    gone = tmp_path / "gone"
    folders.used(gone / "list.csv")
    assert Path(folders.beginning()).is_dir()
    qapp.setProperty("folder-used-last", None)


def test_a_stick_comes_first_where_one_is_meant(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "sticks", lambda: [str(tmp_path / "usb")])
    (tmp_path / "usb").mkdir()
    folders.used(tmp_path)
    assert folders.beginning(stick=True) == str(tmp_path / "usb")
    assert folders.beginning() == str(tmp_path)
    qapp.setProperty("folder-used-last", None)
