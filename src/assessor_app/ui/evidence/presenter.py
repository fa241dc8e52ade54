"""Evidence on the assessment page: what is there is shown, and the page reads anew what stands once it changes."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from assessor_app.domain.evidence import Kind, has_place
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import evidence_of
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter, Shown
from assessor_app.ui.evidence.copying import Outside
from assessor_app.ui.evidence.limits import count_words, limits_words
from assessor_app.ui.evidence.opening import Opening, thumbnail
from assessor_app.ui.evidence.taking import Taking, Ways
from assessor_app.ui.evidence.view import PieceView, piece_view
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class Found:
    """The evidence of an assessment as it stands, and thumbnails that were not there yet."""

    assessment: str
    pieces: tuple[PieceView, ...]
    pictures: dict[str, QImage]


class EvidencePresenter(QObject):
    """Shows, takes and opens evidence for whoever is on the page.

    Signals:
        go(str, str): another page and what to open there: ("learners", learner id).
        paper_asked(): what was written on a paper sheet is to be copied.
    """

    go = Signal(str, str)
    paper_asked = Signal()

    def __init__(
        self,
        page: AssessPage,
        desk: EvidenceDesk,
        *,
        assessing: AssessingPresenter,
        ways: Ways,
        outside: Outside,
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._assessing = page, desk, assessing
        self._tasks, self._session = tasks, session
        self._shown: Shown | None = None
        self._reader = ""
        self._read: tuple[object, ...] = ()
        self._pieces: tuple[PieceView, ...] = ()
        self._pictures: dict[str, QImage] = {}
        self._under_way: dict[str, int] = {}
        self._taking = Taking(
            page, desk, here=lambda: self._shown, there=self._there, ways=ways, tasks=tasks, session=session
        )
        self._taking.changed.connect(self._changed)
        self._taking.under_way.connect(self._wait_for)
        self._taking.paper_asked.connect(self.paper_asked)
        self._taking.learner_asked.connect(partial(self.go.emit, "learners"))
        self._opening = Opening(page, desk, outside=outside, tasks=tasks, session=session)
        self._opening.changed.connect(self._changed)
        assessing.arrived.connect(self._arrived)
        page.panel.photo_asked.connect(self._photo_of_current)
        page.sheet.evidence_shown.connect(self._wire)
        page.sheet.evidence_shown.connect(self._fill)
        for criterion in page.sheet.strips:
            self._wire(criterion)

    def _arrived(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        self._reader = self._session.by
        if before is None or shown.assessment != before.assessment:
            self._pieces, self._pictures = (), {}
            self._show_all()  # nothing of the learner before stands here for a moment
        ended = bool(shown.view.ended)
        seen = (shown.assessment, ended, shown.at.pieces)
        if seen != self._read:
            self._read = seen
            self._load()

    def _wire(self, criterion: str) -> None:
        strip = self._page.sheet.strips[criterion]
        strip.photo_asked.connect(lambda: self._taking.take_photo(criterion))
        strip.other_asked.connect(lambda: self._taking.choose(criterion))
        strip.files_dropped.connect(lambda paths: self._taking.add_files(criterion, paths))
        strip.opened.connect(self._open)

    def _load(self) -> None:
        shown, by, desk = self._shown, self._session.by, self._desk
        if shown is None:
            return
        assessment, have = shown.assessment, frozenset(self._pictures)
        wanted = None if shown.view.ended else frozenset(self._page.sheet.strips)

        def read() -> Found:
            items = evidence_of(desk, by=by, assessment=assessment)
            pictures = {
                item.id: thumbnail(desk, item)
                for item in items
                if item.kind is Kind.PHOTO
                and (wanted is None or item.criterion in wanted)
                and item.id not in have
            }
            return Found(
                assessment=assessment, pieces=tuple(piece_view(item) for item in items), pictures=pictures
            )

        self._tasks.read(read, done=self._loaded)

    def _loaded(self, found: Found) -> None:
        if self._shown is None or found.assessment != self._shown.assessment:
            return
        self._pieces = found.pieces
        self._pictures |= found.pictures
        self._show_all()

    def _show_all(self) -> None:
        for criterion in self._page.sheet.strips:
            self._show(criterion)

    def _fill(self, criterion: str) -> None:
        """A strip that has only now its place: what is known at once, thumbnails when they are read."""
        self._show(criterion)
        # While the next work is laid out, the one before is still known: whoever took over may not be shown it.
        mine = self._reader == self._session.by
        if mine and any(piece.criterion == criterion for piece in self._pieces):
            self._load()

    def _show(self, criterion: str) -> None:
        # Once an attempt is over its rows stay shut: everything can be looked at in the strip beneath them.
        whole = not criterion and self._shown is not None and bool(self._shown.view.ended)
        pieces = tuple(piece for piece in self._pieces if whole or piece.criterion == criterion)
        strip = self._page.sheet.strips[criterion]
        strip.show_pieces(pieces, self._pictures)
        if self._shown is not None:
            rules, there = self._shown.subject.form.evidence, self._there(criterion)
            words = count_words(rules, there) if criterion else limits_words(rules)
            strip.show_limits(words, full=not has_place(rules, criterion=criterion, there=there))

    def _there(self, criterion: str) -> int:
        """How many pieces this criterion has that count."""
        return sum(piece.criterion == criterion and not piece.removed for piece in self._pieces)

    def _changed(self) -> None:
        """Evidence is other than it was: what stands in the way may be too."""
        self._load()
        self._assessing.show()

    def _photo_of_current(self) -> None:
        row = self._page.sheet.current()
        self._taking.take_photo(row.criterion.id if row is not None else "")

    def _wait_for(self, criterion: str, more: int) -> None:
        """Says how many pieces are still on their way to the disk."""
        self._under_way[criterion] = self._under_way.get(criterion, 0) + more
        strip = self._page.sheet.strips.get(criterion)
        if strip is not None:
            strip.show_under_way(self._under_way[criterion])

    def _open(self, key: str) -> None:
        piece = next((piece for piece in self._pieces if piece.id == key), None)
        if piece is not None and self._shown is not None:
            self._opening.open(piece, can_change=self._shown.at.work.assessment.is_open)
