"""The words of Qt's own dialogs (files, printing), in the language of the window."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "qt-words"


def speak_qt(application: QApplication, language: str) -> None:
    """Takes Qt's own translation, where Qt has one; its English else."""
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language.replace('-', '_')}", folder):
        application.installTranslator(translator)
