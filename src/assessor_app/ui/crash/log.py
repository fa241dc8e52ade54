"""The log: a few rotating files, Qt's messages among ours, errors by type and place alone."""

import logging
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from assessor_app.ui.crash.report import trace_text

LOG_FILE = "assessor.log"
_BYTES, _FILES = 1_000_000, 4
_qt = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Writes errors as type and place: what an error says may quote a person's name."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own, wordy text in the record; it must find that again.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: _ExcInfo) -> str:
        return trace_text(ei[1]).rstrip() if ei[1] is not None else ""


@dataclass(frozen=True)
class Logging:
    """A log that is being written; `path` is None where the disk takes none."""

    path: Path | None
    _handler: logging.Handler

    def remove(self) -> None:
        """Ends the log and gives Qt its own messages back."""
        qInstallMessageHandler(None)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def install_log(folder: Path, *, level: int = logging.INFO) -> Logging:
    """Logs everything from `level` on into `folder`, Qt's messages too. A disk that takes no log stops nobody."""
    path: Path | None = folder / LOG_FILE
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8"
        )
    except OSError:
        path, handler = None, logging.NullHandler()
    handler.setFormatter(QuietFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(level, root.level or level))
    qInstallMessageHandler(_from_qt)
    return Logging(path, handler)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = getattr(context, "category", None) or "default"
    _qt.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, message)
