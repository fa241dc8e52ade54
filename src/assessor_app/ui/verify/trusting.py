"""Wires the list of issuers to the services that keep it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from assessor_app.services.checking.check import add_anchors, add_register, require_may_trust
from assessor_app.services.checking.desk import CheckDesk, registers, trust_store
from assessor_app.trust.anchors import AnchorList
from assessor_app.trust.keys import fingerprint
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify import reading, telling
from assessor_app.ui.verify.trust import TrustCard
from assessor_app.ui.verify.view import TrustView
from assessor_app.wording.catalogue import gettext as _


class TrustPresenter(QObject):
    """Shows whom this device knows, adds to it by file, and hands our own list on."""

    def __init__(
        self, card: TrustCard, *, look: Look, desk: CheckDesk, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(card)
        self._card = card
        self._look = look
        self._desk = desk
        self._tasks = tasks
        self._session = session
        card.trust_file_given.connect(self._add)
        card.own_list_wanted.connect(self._save_own)

    def show(self) -> None:
        """Shows the list as it is now."""
        self._tasks.read(self._read, done=self._card.show_data)

    def _read(self) -> TrustView:
        trust = trust_store(self._desk)
        return telling.trust_view(
            trust,
            registers(self._desk, trust),
            own=self._desk.trust.own_anchors(),
            now=self._desk.clock.now(),
        )

    def _add(self, path: Path) -> None:
        self._tasks.soon(partial(reading.read_trust_file, path), done=self._file_read)

    def _file_read(self, found: AnchorList | bytes) -> None:
        by = self._session.by
        if isinstance(found, bytes):
            self._tasks.run(partial(add_register, self._desk, found, by=by), done=self._changed)
            return
        # Before anybody telephones about a fingerprint that they may not add.
        self._tasks.read(
            partial(require_may_trust, self._desk, found, by=by),
            done=lambda held: self._ask(found, by, held=held),
        )

    def _ask(self, found: AnchorList, by: str, *, held: AnchorList | None) -> None:
        words = _(
            "From now on this device believes what {name} vouches for. Call them and compare the root's fingerprint"
            " first: {fingerprint}"
        )
        old = held.root if held is not None and held.root != found.root else None
        if old is not None:
            words = _(
                "The list held here for {name} is of another root key, and this one takes its place. Somebody may have made it"
                " to deceive you: call them on a number that you knew before, ask why the root changed, and compare its"
                " fingerprint: {fingerprint}"
            )
        question = Question(
            self._look,
            _("Believe {name}?").format(name=found.content.name),
            sentence=words.format(name=found.content.name, fingerprint=fingerprint(found.root)),
            yes=_("The fingerprint is the same: add"),
            parent=self._card.window(),
        )
        add = partial(add_anchors, self._desk, found.text, by=by, in_place_of=old)
        question.answered.connect(lambda: self._tasks.run(add, done=self._changed))
        question.open()

    def _changed(self, _found: object) -> None:
        self.show()

    def _save_own(self, path: Path) -> None:
        self._tasks.read(partial(reading.save_own_list, self._desk, path), done=self._card.show_saved)
