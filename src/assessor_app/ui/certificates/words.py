"""Services' answers about certificates, turned into what the page shows."""

from assessor_app.domain.certificate import Answer, CameOut, CertificateState, Target
from assessor_app.domain.print_run import Run, RunPaper
from assessor_app.services.awards.listing import Card, CertificateRow, WithoutPaper
from assessor_app.services.awards.ports import SheetRow
from assessor_app.ui.certificates.shapes import shape_of_state, shape_of_waiting
from assessor_app.ui.certificates.view import CertificateView, SheetLine, WaitingView
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.ui.printing.came_out import SheetView
from assessor_app.ui.printing.last_good import SentSheet
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.certificates import (
    outcome_word,
    paper_word,
    state_sentence,
    state_word,
    waiting_sentence,
    waiting_word,
)
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.verdicts import why

_OUTCOMES = {
    CameOut.UNCONFIRMED: Shape.WAITING,
    CameOut.CAME_OUT: Shape.MET,
    CameOut.SPOILED: Shape.NOT_APPLICABLE,
    CameOut.NOT_PRINTED: Shape.NOT_SEEN,
}


def cells(row: CertificateRow) -> Row:
    """A row of the list."""
    line = row.line
    under = _("{day} · {paper}").format(day=day_words(line.issued_at), paper=paper_word(row.paper))
    return (
        f"{line.holder}\n{row.title}",
        f"{line.number}\n{under}",
        Status(shape_of_state(row.state), state_word(row.state)),
    )


def waiting_cells(result: WithoutPaper) -> Row:
    """A row of the results without paper."""
    return (
        f"{result.holder}\n{result.title}",
        day_words(result.decided_at),
        Status(shape_of_waiting(result.waiting), waiting_word(result.waiting)),
    )


def certificate_view(card: Card, *, allowed: bool) -> CertificateView:
    """One certificate with everything that stands beside the list; `allowed` is whether this person may print."""
    row, line = card.row, card.row.line
    facts = [
        (_("Learner"), card.learner_number or _("no number")),
        (_("Form"), _("{code} v{version}").format(code=line.form_code, version=line.form_version)),
        (_("Issued"), day_words(line.issued_at)),
    ]
    if line.valid_until:
        facts.append((_("Valid until"), day_words(line.valid_until)))
    if line.device:
        facts.append((_("Made on"), line.device))
    return CertificateView(
        number=line.number,
        holder=line.holder,
        learner=line.learner if card.learner_here else "",
        shape=shape_of_state(row.state),
        state=state_word(row.state),
        sentence=_sentence(card),
        facts=((_("Title"), row.title), *facts),
        sheets=tuple(_sheet(sheet) for sheet in reversed(card.sheets)),
        successor=card.successor,
        supersedes=card.supersedes,
        print_word=_("Print again") if card.copies else _("Print"),
        may_print=allowed and card.may_print,
        may_correct=allowed and card.may_print,
        to_take_back=allowed
        and card.row.state is CertificateState.REJECTED
        and card.out
        and not card.returned,
    )


def _sentence(card: Card) -> str:
    line = card.row.line
    told = state_sentence(
        card.row.state,
        provisional_until=line.provisional_until,
        valid_until=line.valid_until,
        successor=card.successor,
    )
    if card.row.state is CertificateState.REJECTED:
        told = " ".join((told, *_rejected(card)))
    if not card.appealed:
        return told
    return _("{told} Somebody appealed: nothing is printed or replaced until that is decided.").format(
        told=told
    )


def _rejected(card: Card) -> tuple[str, ...]:
    """Why, and what is to be done with the paper."""
    code, said = card.why
    reason = (why(code, said),) if code or said else ()
    if not card.out:
        return (*reason, _("It was never printed: nothing of it may be handed out."))
    if card.returned is None:
        return (*reason, _("Take the paper back from the learner, and say here what became of it."))
    words = {
        Answer.BACK: _("The paper came back on {day}."),
        Answer.GONE: _("The paper could not be had back: said on {day}."),
    }[card.returned.answer]
    return (*reason, words.format(day=day_words(card.returned.at)))


def waiting_view(result: WithoutPaper, *, allowed: bool) -> WaitingView:
    """One result without paper."""
    return WaitingView(
        assessment=result.assessment,
        learner=result.learner,
        holder=result.holder,
        shape=shape_of_waiting(result.waiting),
        state=waiting_word(result.waiting),
        sentence=waiting_sentence(result.waiting),
        facts=(
            (_("Title"), result.title),
            (_("Learner"), result.number or _("no number")),
            (_("Form"), result.form),
            (_("Decided"), day_words(result.decided_at)),
        ),
        ready=allowed and result.waiting is None,
    )


def sheet_view(sheet: SheetRow, holder: str) -> SheetView:
    """A sheet to ask about."""
    about = _("{number} · {moment}").format(number=sheet.number, moment=moment_words(sheet.at))
    if sheet.stamp:
        about = _("{about} · replacement, {reason}").format(about=about, reason=sheet.stamp)
    return SheetView(id=sheet.id, holder=holder, about=about, target=sheet.target)


def sent_sheet(paper: RunPaper) -> SentSheet:
    """A sheet of a run to ask about; its security paper's number is what somebody sees on it first."""
    told = _("{number} · on {stock}").format(number=paper.number, stock=paper.stock)
    return SentSheet(holder=paper.holder, about=told if paper.stock else paper.number)


def run_about(run: Run) -> str:
    """What stands over the sheets of a run."""
    words = ngettext(
        "Sent {moment}, {count} sheet. Touch the last one that is good: those before it are good too.",
        "Sent {moment}, {count} sheets. Touch the last one that is good: those before it are good too.",
        len(run.asked),
    ).format(moment=moment_words(run.at), count=len(run.asked))
    return _("{about}. {told}").format(about=run.about, told=words) if run.about else words


def stopped_sentence(run: Run) -> str:
    """What is said of a run that is not over."""
    words = ngettext(
        "The print run of {moment} is not over: {count} paper of {all} is left.",
        "The print run of {moment} is not over: {count} papers of {all} are left.",
        len(run.left),
    )
    return words.format(moment=moment_words(run.at), count=len(run.left), all=len(run.papers))


def unanswered_sentence(count: int) -> str:
    """What stands above the list while sheets wait for an answer."""
    return ngettext(
        "{count} sheet was sent, and nobody has said whether it came out.",
        "{count} sheets were sent, and nobody has said whether they came out.",
        count,
    ).format(count=count)


def _sheet(sheet: SheetRow) -> SheetLine:
    words = (
        _("Printed {moment}: {outcome}") if sheet.target is Target.PRINTER else _("File {moment}: {outcome}")
    )
    told = words.format(moment=moment_words(sheet.at), outcome=outcome_word(sheet.outcome, sheet.target))
    if sheet.stamp:
        told = _("{told} · replacement {copy}, {reason}").format(
            told=told, copy=sheet.copy - 1, reason=sheet.stamp
        )
    if sheet.stock:
        told = _("{told} · on {stock}").format(told=told, stock=sheet.stock)
    return SheetLine(words=told, shape=_OUTCOMES[sheet.outcome])
