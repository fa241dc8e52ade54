"""Loads the list: the first rows at once, the rest of a million in pieces between other reads."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from assessor_app.domain.errors import KnownError
from assessor_app.services.erasing.plan import MAY_ERASE
from assessor_app.services.people.history import LearnerReads, Mark
from assessor_app.services.people.learners import EDITORS, LearnerDesk
from assessor_app.services.people.reading import roster_for
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.learners.view import LearnersView
from assessor_app.ui.learners.words import cells
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

MOST_FOUND = 200
_AT_ONCE = 512
_AT_HAND = 256
_PIECE = 65_536


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """Keys read in one go, the rows of the first of them, and where to go on."""

    keys: "array[int]"
    rows: Sequence[Row] = ()
    mark: Mark | None = None


class LearnerList(QObject):
    """Keeps the page's list as the search and the group say."""

    def __init__(
        self,
        page: LearnersPage,
        *,
        tasks: Tasks,
        reads: LearnerReads,
        desk: LearnerDesk,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._tasks, self._reads, self._desk = page, tasks, reads, desk
        self._session = session
        self._turn = 0
        self._words = self._group = self._news = ""
        self._view = LearnersView()
        page.rows_wanted.connect(self._bring)

    @property
    def keys(self) -> "array[int]":
        """The keys that are shown."""
        return self._view.keys

    def search(self, words: str, group: str) -> None:
        """Shows who is found."""
        self._words, self._group, self._news = words, group, ""
        self._load(same_list=False)

    def again(self, news: str = "") -> None:
        """Reads the list again, and the groups; `news` says what has just changed."""
        self._news = news
        self._load(same_list=True)
        desk, by = self._desk, self._session.by
        self._tasks.read(
            lambda: roster_for(desk.learners, desk.staff, by=by).groups(),
            done=self._show_groups,
            failed=self._refused,
        )

    def _seen_by(self, by: str) -> LearnerReads:
        return roster_for(self._reads, self._desk.staff, by=by)

    def _refused(self, error: KnownError) -> None:
        """Says on the page itself why there is nothing to see."""
        self._turn += 1
        self._show(LearnersView(nothing=sentence(error), may_edit=False))

    def _load(self, *, same_list: bool) -> None:
        self._turn += 1
        turn, words, group, by = self._turn, self._words, self._group, self._session.by

        def first() -> _Piece:
            reads = self._seen_by(by)
            if words.strip():
                found = reads.found(words, group=group, limit=MOST_FOUND)
                return _Piece(keys=found, rows=_rows(reads, found))
            keys, mark = reads.keys_after(None, group=group, limit=_AT_ONCE)
            return _Piece(keys=keys, rows=_rows(reads, keys[:_AT_HAND]), mark=mark)

        self._tasks.read(
            first,
            done=lambda piece: self._show_first(turn, piece, same_list=same_list),
            failed=self._refused,
        )

    def _show_first(self, turn: int, piece: _Piece, *, same_list: bool) -> None:
        if turn != self._turn:
            return
        searched = bool(self._words.strip())
        none_at_all = not piece.keys and not searched and not self._group
        view = LearnersView(
            keys=piece.keys,
            first=piece.rows,
            about=self._about(len(piece.keys), whole=piece.mark is None),
            groups=self._view.groups,
            group=self._group,
            nothing=_("Nobody found: try the beginning of another name, or the number."),
            none_at_all=none_at_all,
            same_list=same_list,
            may_edit=self._session.has(*EDITORS),
            may_erase=self._session.has(*MAY_ERASE),
        )
        if piece.mark is None or not same_list or not self._view.keys:
            self._show(view)
        if piece.mark is not None:
            self._go_on(turn, view, array("q", piece.keys), piece.mark)

    def _go_on(self, turn: int, view: LearnersView, keys: "array[int]", mark: Mark) -> None:
        """Reads the next piece; between two pieces the reader answers whatever else was asked."""

        def arrived(piece: tuple["array[int]", Mark | None]) -> None:
            if turn != self._turn:
                return
            keys.extend(piece[0])
            if piece[1] is not None:
                self._go_on(turn, view, keys, piece[1])
                return
            about = self._about(len(keys), whole=True)
            self._show(replace(view, keys=keys, about=about, groups=self._view.groups, same_list=True))

        group, by = self._group, self._session.by
        self._tasks.read(lambda: self._seen_by(by).keys_after(mark, group=group, limit=_PIECE), done=arrived)

    def _show(self, view: LearnersView) -> None:
        self._view = view
        self._page.show_data(view)

    def _show_groups(self, groups: tuple[tuple[str, int], ...]) -> None:
        offered = (
            ("", _("All groups")),
            *((name, _("{group} ({count})").format(group=name, count=count)) for name, count in groups),
        )
        if offered != self._view.groups:
            self._show(replace(self._view, groups=offered, same_list=True))

    def _bring(self, offset: int, limit: int) -> None:
        turn, keys, by = self._turn, self._view.keys[offset : offset + limit], self._session.by

        def arrived(rows: Sequence[Row]) -> None:
            if turn == self._turn:
                self._page.put_rows(offset, rows)

        self._tasks.read(lambda: _rows(self._seen_by(by), keys), done=arrived)

    def _about(self, count: int, *, whole: bool) -> str:
        if self._words.strip():
            if count == MOST_FOUND:
                return _("The first {count} found; type more of the name.").format(count=count)
            return ngettext("{count} found", "{count} found", count).format(count=count)
        if not whole:
            return _("Counting …")
        words = ngettext("{count} learner", "{count} learners", count).format(count=f"{count:n}")
        return f"{words} · {self._news}" if self._news else words


def _rows(reads: LearnerReads, keys: Sequence[int]) -> list[Row]:
    found = {row.key: cells(row) for row in reads.rows(keys)}
    gone: Row = (_("removed meanwhile"), "", "")
    return [found.get(key, gone) for key in keys]
