"""What somebody does about a signed result: the choice, the form, the PINs, the act."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.after import Appeal
from assessor_app.domain.people import Staff
from assessor_app.services.after.annul import Grounds, annul
from assessor_app.services.after.appeal import Lodged, Ruling, lodge, rule
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.after.desk import AfterDesk
from assessor_app.services.after.look import Act, Result, look
from assessor_app.services.after.second_words import words_wanted
from assessor_app.services.deciding.countersign import Waits
from assessor_app.ui.acts import Acts
from assessor_app.ui.after.asking import AnnulDialog, AppealDialog, RulingDialog
from assessor_app.ui.after.choice import ActChoice
from assessor_app.ui.after.correction import CorrectionDialog
from assessor_app.ui.after.lines import after_lines
from assessor_app.ui.after.pins import Pins, Titles
from assessor_app.ui.assessing.countersigning import WhoDialog
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.page import Page
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.after import deciders_sentence, lodged_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.marks import decision_word


class Afterwards(QObject):
    """Asks what is to be done about a result, and does it.

    Signals:
        changed(): a record was signed.
    """

    changed = Signal()

    def __init__(self, page: Page, *, desk: AfterDesk, tasks: Tasks, acts: Acts, session: Session) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session
        self._pins = Pins(page, require=desk.deciding.require_pin, tasks=tasks, acts=acts, session=session)
        self._about = ""
        self._pins.signed.connect(self._signed)

    def ask(self, assessment: str) -> None:
        """Shows what happened to this result, and what whoever is at the screen may do about it."""
        by = self._session.by
        self._tasks.read(lambda: look(self._desk, by=by, assessment=assessment), done=self._offer)

    def _offer(self, result: Result) -> None:
        kept = result.work.assessment
        about = _("{name} · {form} · {decision}").format(
            name=result.learner.name,
            form=result.form.ref,
            decision=decision_word(kept.decision) if kept.decision else "",
        )
        dialog = ActChoice(
            self._page.look,
            _("Correct, annul, appeal"),
            about=about,
            lines=after_lines(result.after),
            acts=result.acts,
            otherwise=_who_decides(result),
            parent=self._page.window(),
        )
        dialog.chosen.connect(lambda act: self._start(Act(act), result))
        dialog.open()

    def _start(self, act: Act, result: Result) -> None:
        {
            Act.CORRECT: self._correct,
            Act.ANNUL: self._annul,
            Act.APPEAL: self._appeal,
            Act.RULE: self._rule,
        }[act](result)

    def _correct(self, result: Result) -> None:
        window, assessment = self._page.window(), result.work.assessment.id
        dialog = CorrectionDialog(
            self._page.look, result, papers=withdraws_words(len(result.papers)), parent=window
        )

        dialog.agreed.connect(partial(self._words_first, assessment))
        self._open(dialog, f"correct:{result.record}")

    def _open(self, dialog: Dialog, about: str) -> None:
        """What is typed waits until it was signed: also where a countersigner is not there, or Cancel is touched."""
        self._about = about
        keep_typed(self._session.drafts, dialog, by=self._session.by, about=about)
        dialog.open()

    def _signed(self) -> None:
        if self._session.staff is not None:
            self._session.drafts.forget_typed(self._session.by, self._about)
        self.changed.emit()

    def _words_first(self, assessment: str, revision: Revision) -> None:
        """Whose words the corrected result wants is asked before any PIN."""
        by = self._session.by
        self._tasks.run(
            lambda: words_wanted(self._desk, by=by, assessment=assessment, revision=revision),
            done=lambda waits: self._ask_seconds(assessment, revision, waits, ()),
        )

    def _ask_seconds(
        self, assessment: str, revision: Revision, waits: Waits | None, picked: tuple[Staff, ...]
    ) -> None:
        left = still_wanted(waits, picked) if waits is not None else None
        if left is None:
            self._sign_correction(assessment, revision, picked)
            return
        dialog = WhoDialog(
            self._page.look,
            left,
            self._page.window(),
            told=_(
                "Corrected to competent, and not signed yet. After your PIN they type theirs, here and now."
            ),
            later=_("Cancel"),
        )
        dialog.picked.connect(
            lambda person: self._ask_seconds(assessment, revision, waits, (*picked, person))
        )
        dialog.open()

    def _sign_correction(self, assessment: str, revision: Revision, seconds: tuple[Staff, ...]) -> None:
        title = _("Sign the correction")
        titles = Titles(mine=title, theirs=_("Countersign the correction"), action=_("Sign"))
        self._pins.several(
            seconds,
            titles,
            lambda signers, confirmed: correct(
                self._desk,
                by=signers[0].id,
                pin=signers[0].pin,
                assessment=assessment,
                revision=revision,
                seconds=signers[1:],
                clock_confirmed=confirmed,
            ),
        )

    def _appeal(self, result: Result) -> None:
        window, assessment = self._page.window(), result.work.assessment.id
        dialog = AppealDialog(self._page.look, today=result.today, until=result.until, parent=window)

        def agreed(lodged: Lodged) -> None:
            self._pins.one(
                _("Write down the appeal"),
                lambda by, pin, confirmed: lodge(
                    self._desk,
                    by=by,
                    pin=pin,
                    assessment=assessment,
                    lodged=lodged,
                    clock_confirmed=confirmed,
                ),
            )

        dialog.agreed.connect(agreed)
        self._open(dialog, f"appeal:{assessment}")

    def _rule(self, result: Result) -> None:
        appeal = result.open_appeal
        if appeal is None:
            return
        said = lodged_words(appeal, result.after.names)
        dialog = RulingDialog(self._page.look, said, self._page.window())
        dialog.agreed.connect(partial(self._ruled, appeal))
        self._open(dialog, f"ruling:{appeal.id}")

    def _ruled(self, appeal: Appeal, ruling: Ruling) -> None:
        self._pins.one(
            _("Sign the decision on the appeal"),
            lambda by, pin, confirmed: rule(
                self._desk, by=by, pin=pin, appeal=appeal.id, ruling=ruling, clock_confirmed=confirmed
            ),
        )

    def _annul(self, result: Result) -> None:
        window = self._page.window()
        dialog = AnnulDialog(
            self._page.look, result.seconds, papers=voids_words(len(result.every_paper)), parent=window
        )
        people = {person.id: person for person in result.seconds}
        assessment = result.work.assessment.id

        def agreed(grounds: Grounds, second: str) -> None:
            self._pins.both(
                people[second],
                lambda first, other, confirmed: annul(
                    self._desk,
                    by=first,
                    second=other,
                    assessment=assessment,
                    grounds=grounds,
                    clock_confirmed=confirmed,
                ),
            )

        dialog.agreed.connect(agreed)
        self._open(dialog, f"annul:{assessment}")


def still_wanted(waits: Waits, picked: Sequence[Staff]) -> Waits | None:
    """What nobody of these can give; None where nothing is left."""
    have = {person.id for person in picked}
    left = [
        (one, may)
        for one, may in zip(waits.wanted, waits.may, strict=True)
        if not have & {person.id for person in may}
    ]
    if not left:
        return None
    return replace(waits, wanted=tuple(one for one, _may in left), may=tuple(may for _one, may in left))


def withdraws_words(papers: int) -> str:
    """What *not yet* does to the papers there are; empty where there are none."""
    if not papers:
        return ""
    words = ngettext(
        "Down to “not yet” withdraws its {count} paper at once.",
        "Down to “not yet” withdraws its {count} papers at once.",
        papers,
    )
    return words.format(count=papers)


def voids_words(papers: int) -> str:
    """What an annulment does to the papers there are; empty where there are none."""
    if not papers:
        return ""
    words = ngettext(
        "Its {count} paper is void from then on.", "Its {count} papers are void from then on.", papers
    )
    return words.format(count=papers)


def _who_decides(result: Result) -> str:
    """Of an open appeal; empty where there is none."""
    return "" if result.open_appeal is None else deciders_sentence([one.name for one in result.deciders])
