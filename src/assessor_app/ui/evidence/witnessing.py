"""A witness's statement, from its dialog to what it may be a mark for."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import How, Mark
from assessor_app.services.assessing.mark import mark
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import Shown
from assessor_app.ui.evidence.statement import StatementDialog
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import Question, put_away, still_open
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class Witnessing(QObject):
    """Asks a witness, keeps what they said, and offers it as a mark.

    Signals:
        changed(): a statement was kept, or marked.
    """

    changed = Signal()

    def __init__(self, page: AssessPage, desk: EvidenceDesk, *, tasks: Tasks, session: Session) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session

    def ask(self, shown: Shown, criterion: str, *, about: str) -> None:
        """The statement goes to whoever was on the page when it was asked for."""
        by, desk = self._session.by, self._desk
        dialog = StatementDialog(self._page.look, about=about, parent=self._page.window())

        def keep(said: Statement) -> None:
            def op() -> Evidence:
                return take_statement(
                    desk,
                    by=by,
                    assessment=shown.assessment,
                    occasion=shown.at.occasion,
                    statement=said,
                    criterion=criterion,
                )

            self._tasks.run(op, done=kept, failed=refused)

        def refused(error: KnownError) -> None:
            # The window's own bar is behind the dialog, and would stay after what was wrong is right.
            if still_open(dialog):
                dialog.refuse(sentence(error))

        about_draft = f"witness:{shown.at.occasion}:{criterion}"

        def kept(_made: Evidence) -> None:
            put_away(dialog)
            self._session.drafts.forget_typed(by, about_draft)
            self.changed.emit()
            self._offer_the_word(shown, criterion)

        dialog.kept_asked.connect(keep)
        keep_typed(self._session.drafts, dialog, by=by, about=about_draft)
        dialog.open()

    def _offer_the_word(self, shown: Shown, criterion: str) -> None:
        """What nobody here has marked may be met on a witness's word; a critical criterion never on it alone."""
        occasion, by, desk = shown.at.occasion, self._session.by, self._desk.desk
        marked = shown.at.work.judgements.get((occasion, criterion))
        if not criterion or (marked is not None and marked.mark is not Mark.NOT_SEEN):
            return
        critical = shown.subject.form.criterion(criterion).critical
        told = (
            _("It is critical: an assessor must see it too before the learner can be competent.")
            if critical
            else _("The mark says that a witness saw it, and not an assessor.")
        )
        question = Question(
            self._page.look,
            _("{criterion}: met, on the witness's word?").format(criterion=criterion),
            sentence=told,
            yes=_("Met, by the witness"),
            no=_("Leave it unmarked"),
            parent=self._page.window(),
        )

        def op() -> object:
            return mark(
                desk,
                by=by,
                assessment=shown.assessment,
                occasion=occasion,
                criterion=criterion,
                mark=Mark.MET,
                how=How.WITNESS,
            )

        question.answered.connect(lambda: self._tasks.run(op, done=lambda _made: self.changed.emit()))
        question.open()
