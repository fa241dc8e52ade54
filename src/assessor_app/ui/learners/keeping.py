"""Adding, changing, removing a learner, and writing down that a name was checked."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.services.people.learners import HowChecked, LearnerDesk, add, check_name, edit, remove
from assessor_app.services.people.reading import one_learner
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import Question, put_away, still_open
from assessor_app.ui.kit.page import Page
from assessor_app.ui.learners.form import LearnerForm, NameCheckDialog
from assessor_app.ui.learners.view import LearnerDraft, LearnerView
from assessor_app.ui.learners.words import draft_of, learner_of
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_FIELDS = {
    "name-missing": "name",
    "number-taken": "number",
    "birth-date-impossible": "birth_date",
    "birth-date-missing": "birth_date",
    "id-last-four-wrong": "last_four",
}
_TOO_LONG = {"name": "name", "number": "number", "group": "group", "id": "last_four"}


class LearnerKeeping(QObject):
    """Opens the forms and hands what they say to the services.

    Signals:
        kept(str): the id of a learner who was added or changed, or whose name was checked.
        removed(str): the name of one who was removed.
    """

    kept = Signal(str)
    removed = Signal(str)

    def __init__(self, page: Page, *, tasks: Tasks, acts: Acts, session: Session, desk: LearnerDesk) -> None:
        super().__init__(page)
        self._page, self._tasks, self._acts, self._session, self._desk = page, tasks, acts, session, desk

    def add(self) -> None:
        """Opens an empty form."""
        self._open(LearnerDraft(), hint="")

    def edit(self, view: LearnerView) -> None:
        """Opens the form of a learner as they stand now."""
        hint = ""
        if any(past.papers for past in view.history):
            hint = _(
                "Certificates already made keep the name that is on them. To replace one whose name is misspelt, "
                "open it and choose Correct the name."
            )
        by = self._session.by
        self._tasks.read(
            lambda: one_learner(self._desk, by=by, learner=view.id),
            done=lambda found: self._open(draft_of(found), hint=hint),
        )

    def check(self, view: LearnerView) -> None:
        """Asks how the name was checked, and signs it."""
        dialog = NameCheckDialog(self._page.look, name=view.name, parent=self._page.window())
        dialog.checked.connect(lambda how: self._sign_check(view.id, HowChecked(how)))
        dialog.open()

    def remove(self, view: LearnerView) -> None:
        """Asks first: what is removed is gone."""
        question = Question(
            self._page.look,
            _("Remove {name}?").format(name=view.name),
            sentence=_("For somebody added by mistake. Nobody who was on a sitting's list can be removed."),
            yes=_("Remove"),
            dangerous=True,
            parent=self._page.window(),
        )
        by = self._session.by
        question.answered.connect(
            lambda: self._tasks.run(
                lambda: remove(self._desk, by=by, learner_id=view.id),
                done=lambda _nothing: self.removed.emit(view.name),
            )
        )
        question.open()

    def _open(self, draft: LearnerDraft, *, hint: str) -> None:
        form = LearnerForm(self._page.look, draft, hint=hint, parent=self._page.window())
        form.saved.connect(lambda said: self._keep(form, said))
        form.open()

    def _keep(self, form: LearnerForm, draft: LearnerDraft) -> None:
        try:
            learner = learner_of(draft)
        except ValueError:
            form.refuse("birth_date", _("Write the date as year-month-day, for example 2004-03-09."))
            return
        by, act = self._session.by, edit if draft.id else add

        def done(kept: Learner) -> None:
            # Whoever closed the form meanwhile is told by the list.
            put_away(form)
            self.kept.emit(kept.id)

        def failed(error: KnownError) -> None:
            if still_open(form):
                form.refuse(_field_of(error), sentence(error))
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(lambda: act(self._desk, by=by, learner=learner), done=done, failed=failed)

    def _sign_check(self, learner_id: str, how: HowChecked) -> None:
        by = self._session.by
        self._acts.sign(
            lambda confirmed: check_name(
                self._desk, by=by, learner_id=learner_id, how=how, clock_confirmed=confirmed
            ),
            done=lambda _recorded: self.kept.emit(learner_id),
        )


def _field_of(error: KnownError) -> str:
    if error.code == "text-too-long":
        return _TOO_LONG.get(str(error.details.get("field")), "name")
    return _FIELDS.get(error.code, "name")
