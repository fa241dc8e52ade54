"""What became of a paper that the awarding body rejected after it was handed out."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.certificate import Answer
from assessor_app.services.awards.returned import say_returned
from assessor_app.ui.certificates.parts import Parts


class Returning(QObject):
    """Notes what somebody says of the certificate that is shown.

    Signals:
        said(str): the number of the paper.
    """

    said = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        parts.page.panels.certificate.returned.connect(self._say)

    def _say(self, answer: str) -> None:
        view, desk, by = self._parts.page.panels.certificate.view, self._parts.desk, self._parts.session.by
        if view is not None:
            self._parts.tasks.run(
                lambda: say_returned(desk, by=by, number=view.number, answer=Answer(answer)),
                done=lambda _nothing: self.said.emit(view.number),
            )
