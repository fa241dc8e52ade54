"""Loads the list of certificates, the results without paper, and the counts of both."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from assessor_app.domain.folding import fold
from assessor_app.services.awards import listing
from assessor_app.services.awards.listing import WithoutPaper
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.view import ALL, UNPRINTED, WITHOUT, CertificatesView
from assessor_app.ui.certificates.words import cells, unanswered_sentence, waiting_cells
from assessor_app.ui.kit.rows import Row
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_AT_HAND = 128


@dataclass(frozen=True, kw_only=True)
class _Overview:
    """What there is to do, whatever is searched."""

    certificates: int
    unprinted: Sequence[int]
    results: tuple[WithoutPaper, ...]
    unanswered: int

    @property
    def ready(self) -> tuple[str, ...]:
        return tuple(result.assessment for result in self.results if result.waiting is None)


class CertificateList(QObject):
    """Keeps the page's list as the search and the choice say."""

    def __init__(self, parts: Parts, *, may_print: Callable[[], bool]) -> None:
        super().__init__(parts.page)
        self._session = parts.session
        self._page, self._tasks, self._desk, self._reads = parts.page, parts.tasks, parts.desk, parts.reads
        self._may_print = may_print
        self._turn = 0
        self._which, self._words, self._news = ALL, "", ""
        self._keys: array[int] = array("q")
        self._overview = _Overview(certificates=0, unprinted=(), results=(), unanswered=0)
        self._page.rows_wanted.connect(self._bring)

    @property
    def ready(self) -> tuple[str, ...]:
        """Assessments whose certificates can be made now."""
        return self._overview.ready

    @property
    def unprinted(self) -> Sequence[int]:
        """Keys of papers that were neither printed nor saved."""
        return self._overview.unprinted

    def result(self, assessment: str) -> WithoutPaper | None:
        """A result without paper, as last read."""
        return next((one for one in self._overview.results if one.assessment == assessment), None)

    def look(self, which: str, words: str) -> None:
        """Shows another list, or what is found in it."""
        self._which, self._words, self._news = which, words, ""
        self._load(same_list=False)

    def again(self, news: str = "", *, which: str = "") -> None:
        """Reads the list and the counts again; `news` says what has just changed."""
        self._news = news
        same = which in {"", self._which}
        self._which = which or self._which
        by = self._session.by
        self._tasks.read(lambda: self._survey(by), done=self._keep_overview)
        self._load(same_list=same)

    def _survey(self, by: str) -> _Overview:
        return _Overview(
            certificates=len(listing.keys(self._desk, self._reads, "", by=by)),
            unprinted=listing.keys(self._desk, self._reads, "", by=by, unprinted=True),
            results=listing.without_paper(self._desk, by=by),
            unanswered=len(self._desk.sheets.unconfirmed()),
        )

    def _keep_overview(self, overview: _Overview) -> None:
        self._overview = overview

    def _load(self, *, same_list: bool) -> None:
        self._turn += 1
        turn, words, unprinted = self._turn, self._words, self._which == UNPRINTED
        by = self._session.by

        def read() -> tuple["array[int]", Sequence[Row]]:
            keys = listing.keys(self._desk, self._reads, words, by=by, unprinted=unprinted)
            return keys, self._rows(keys[:_AT_HAND], by)

        def arrived(found: tuple["array[int]", Sequence[Row]]) -> None:
            if turn == self._turn:
                self._keys = found[0]
                self._show(found[1], same_list=same_list)

        self._tasks.read(read, done=arrived)

    def _show(self, first: Sequence[Row], *, same_list: bool) -> None:
        overview, may_print = self._overview, self._may_print()
        results = [one for one in overview.results if _matches(one, self._words)]
        action, words = self._action(may_print=may_print)
        choices = (
            (ALL, _("All")),
            (UNPRINTED, _("To print ({count})").format(count=len(overview.unprinted))),
            (WITHOUT, _("No certificate yet ({count})").format(count=len(overview.results))),
        )
        self._page.show_data(
            CertificatesView(
                which=self._which,
                choices=choices,
                keys=self._keys,
                first=first,
                waiting=tuple((one.assessment, waiting_cells(one)) for one in results),
                about=self._about(),
                action=action,
                action_words=words,
                unanswered=unanswered_sentence(overview.unanswered) if overview.unanswered else "",
                nothing=self._nothing(),
                none_at_all=not (overview.certificates or overview.results or self._keys),
                same_list=same_list,
                may_print=may_print,
            )
        )

    def _action(self, *, may_print: bool) -> tuple[str, str]:
        ready, unprinted = len(self.ready), len(self.unprinted)
        if not may_print or not (ready or unprinted):
            return "", ""
        if ready:
            words = ngettext("Make {count} certificate", "Make {count} certificates", ready)
            return "make", words.format(count=ready)
        words = ngettext("Print {count} certificate", "Print {count} certificates", unprinted)
        return "print", words.format(count=unprinted)

    def _about(self) -> str:
        if self._words.strip():
            count = len(self._keys)
            return ngettext("{count} found", "{count} found", count).format(count=count)
        count = self._overview.certificates
        words = ngettext("{count} certificate", "{count} certificates", count).format(count=count)
        return f"{words} · {self._news}" if self._news else words

    def _nothing(self) -> str:
        if self._words.strip():
            return _("Nothing found: try the beginning of another name, or the number.")
        if self._which == UNPRINTED:
            return _("Every certificate that counts has been printed or saved.")
        if self._which == WITHOUT:
            return _("Every competent result has its certificate.")
        return _("No certificate has been made yet.")

    def _bring(self, offset: int, limit: int) -> None:
        turn, keys, by = self._turn, self._keys[offset : offset + limit], self._session.by

        def arrived(rows: Sequence[Row]) -> None:
            if turn == self._turn:
                self._page.put_rows(offset, rows)

        self._tasks.read(lambda: self._rows(keys, by), done=arrived)

    def _rows(self, keys: Sequence[int], by: str) -> list[Row]:
        return [cells(row) for row in listing.rows(self._desk, self._reads, keys, by=by)]


def _matches(result: WithoutPaper, words: str) -> bool:
    held = fold(f"{result.holder} {result.number}").split()
    return all(any(have.startswith(word) for have in held) for word in fold(words).split())
