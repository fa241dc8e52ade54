"""Heaps of Today: so many listed at most, and what waits for the word of whoever looks."""

from collections.abc import Sequence

from assessor_app.services.awards.ports import DuePaper, StoppedPaper
from assessor_app.services.deciding.countersign import Waits
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.mirror import behind
from assessor_app.ui.today.view import Heap, Waiting
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.verdicts import what_now, why

MOST_LISTED = 6
COUNTERSIGN = "countersign"
"""Where the button of what waits for a countersignature leads: to the pad, and to no other page."""


def heap_of(title: str, items: Sequence[Waiting], *, sign: str = "") -> Heap:
    """A heap under its title, the first of it listed and the rest counted."""
    rest = len(items) - MOST_LISTED
    more = ngettext("and {count} more", "and {count} more", rest).format(count=rest) if rest > 0 else ""
    return Heap(title=title, items=tuple(items[:MOST_LISTED]), more=more, sign=sign)


def to_countersign(waiting: Sequence[Waits]) -> Heap | None:
    """What waits for the word of whoever looks; the first line's button asks for the PIN for all of them."""
    if not waiting:
        return None
    items = [
        Waiting(
            title=one.learner,
            about=_("{title} · decided by another assessor").format(title=one.form.title),
            step=_("Look"),
            page="assessing",
            key=one.assessment.id,
        )
        for one in waiting
    ]
    count = len(waiting)
    title = ngettext(
        "{count} waits for your countersignature", "{count} wait for your countersignature", count
    )
    word = ngettext("Countersign {count}", "Countersign {count}", count).format(count=count)
    return Heap(
        title=title.format(count=count),
        items=(
            *items[:MOST_LISTED],
            Waiting(
                title=_("One PIN for all of them"),
                shape=Shape.UNKNOWN,
                step=word,
                page=COUNTERSIGN,
            ),
        ),
        more=heap_of("", items).more,
    )


def to_award(count: int) -> list[Waiting]:
    """Qualifications whose micro-credentials are held, and which wait for a person's word."""
    if not count:
        return []
    title = ngettext("{count} qualification may be awarded", "{count} qualifications may be awarded", count)
    return [
        Waiting(
            title=title.format(count=count),
            about=_("All that it asks for is held; a quality assurer's word is missing."),
            shape=Shape.REGISTERED,
            step=_("Look"),
            page="quality",
        )
    ]


def to_take_back(papers: Sequence[DuePaper]) -> Heap | None:
    """Papers that count for nothing and are out: whoever holds one may show it to somebody."""
    if not papers:
        return None
    items = [
        Waiting(
            title=_("{holder} · {number}").format(
                holder=paper.holder, number=behind(paper.holder, paper.number)
            ),
            about=why(paper.code, paper.sentence)
            if paper.code or paper.sentence
            else _("The awarding body did not accept it."),
            shape=Shape.DANGER,
            step=_("Open"),
            page="certificates",
            key=paper.number,
        )
        for paper in papers
    ]
    count = len(papers)
    title = ngettext(
        "{count} paper must be taken back: it was rejected",
        "{count} papers must be taken back: they were rejected",
        count,
    )
    return heap_of(title.format(count=count), items)


def stopped(papers: Sequence[StoppedPaper], *, rejected: bool) -> Heap | None:
    """Certificates that the awarding body rejected or holds: why, and what has to happen next."""
    found = [paper for paper in papers if paper.rejected is rejected]
    if not found:
        return None
    items = [
        Waiting(
            title=_("{holder} · {number}").format(
                holder=paper.holder, number=behind(paper.holder, paper.number)
            ),
            about=_stopped_words(paper),
            shape=Shape.DANGER if rejected else Shape.HELD,
            step=_("Open"),
            page="certificates",
            key=paper.number,
        )
        for paper in found
    ]
    count = len(found)
    title = (
        ngettext("{count} certificate was rejected", "{count} certificates were rejected", count)
        if rejected
        else ngettext(
            "{count} certificate is held by the awarding body",
            "{count} certificates are held by the awarding body",
            count,
        )
    )
    return heap_of(title.format(count=count), items)


def _stopped_words(paper: StoppedPaper) -> str:
    if paper.elsewhere and not paper.sentence:
        return _("It was made on another computer, which says why.")
    told = why(paper.code, paper.sentence) if paper.code else paper.sentence
    return f"{told} {what_now(paper.code, rejected=paper.rejected)}"
