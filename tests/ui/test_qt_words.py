"""Qt's own dialogs speak the window's language."""

from PySide6.QtWidgets import QApplication, QDialogButtonBox

from assessor_app.ui.qt_words import speak_qt


def cancel_word() -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_qts_own_buttons_change_language_and_back(qapp: QApplication) -> None:
    speak_qt(qapp, "de")
    assert cancel_word() == "Abbrechen"
    speak_qt(qapp, "en")
    assert cancel_word() == "Cancel"


def test_a_language_that_qt_does_not_know_is_english(qapp: QApplication) -> None:
    speak_qt(qapp, "xx")
    assert cancel_word() == "Cancel"
