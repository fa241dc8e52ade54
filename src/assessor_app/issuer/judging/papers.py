"""A certificate: of a competent decision that holds, released where its form asks for it, by the award policy."""

from sqlalchemy import select

from assessor_app.domain import number as numbers
from assessor_app.domain.answer import PaperState
from assessor_app.domain.assessment import Decision
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import PrintPolicy
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sync_policy import Registration
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.register import hashed
from assessor_app.issuer.judging.after import replaces_rightly
from assessor_app.issuer.judging.assessments import STANDS, form_of, published
from assessor_app.issuer.judging.case import Case, is_id, list_in
from assessor_app.issuer.judging.people import DECISIONS, markers
from assessor_app.issuer.register import entries
from assessor_app.issuer.store import pages
from assessor_app.issuer.store.facts import assessment, evidence
from assessor_app.issuer.store.verdicts import Decided, held, rejected

CTI_BYTES = 16


def issued(case: Case) -> Decided | None:
    """`certificate-issued`."""
    return _paper(case) or _work(case) or _alone(case) or _policy(case)


def superseded(case: Case) -> Decided | None:
    """The first replacement that was registered holds; a second waits for a person."""
    paper = entries.by_number(case.connection, case.centre, plain_number(case.text("number")))
    if not is_number(case.text("by")):
        return rejected(RejectedCode.RULES)
    if paper is None:
        return held(HeldCode.MISSING_RECORD)
    if not replaces_rightly(case):
        return case.refuse(RejectedCode.RULES)
    replaced = paper.successor is not None and paper.successor != plain_number(case.text("by"))
    return case.hold(HeldCode.CONFLICT) if replaced else None


def plain_number(text: str) -> str:
    """The number as the register has it: without dashes."""
    return text.replace("-", "")


def is_number(text: str) -> bool:
    """Whether it is a certificate's number, check character and all."""
    try:
        return plain_number(numbers.normalise(text)) == plain_number(text)
    except KnownError:
        return False


def cti_of(text: str) -> bytes | None:
    try:
        cti = bytes.fromhex(text)
    except ValueError:
        return None
    return cti if len(cti) == CTI_BYTES else None


def _paper(case: Case) -> Decided | None:
    """The number is of this very chain, and neither it nor the cti was given out before."""
    cti, number = cti_of(case.text("cti")), plain_number(case.text("number"))
    first = plain_number(numbers.make(case.chain.id, 1))[:8]
    if cti is None or not is_number(number) or not number.startswith(first):
        return rejected(RejectedCode.RULES)
    own = (case.kept.chain, case.kept.seq)
    known = (
        entries.by_number(case.connection, case.centre, number),
        entries.by_digest(case.connection, hashed(cti).hex()),
    )
    if any(paper is not None and (paper.chain, paper.seq) != own for paper in known):
        return rejected(RejectedCode.NUMBER_TAKEN)
    page = pages.find(case.connection, centre=case.centre, chain=case.kept.chain, seq=case.kept.seq)
    return case.refuse(RejectedCode.RULES) if page is not None and not page.sound else None


def _work(case: Case) -> Decided | None:
    """The assessment stands, is competent, and is of this award and form."""
    about = case.record.about
    row = case.connection.execute(
        select(assessment).where(
            assessment.c.centre == case.centre, assessment.c.id == about.get("assessment", "")
        )
    ).one_or_none()
    if row is None:
        return held(HeldCode.MISSING_RECORD)
    form = case.record.body.get("form")
    same = isinstance(form, dict) and (form.get("code"), form.get("version")) == (
        row.form_code,
        row.form_version,
    )
    # An award that was revoked or annulled since keeps its papers: they are listed as what they are.
    if not same or row.learner != about.get("learner") or not is_id(about.get("award")):
        return rejected(RejectedCode.RULES)
    if row.state == STANDS and row.decision != Decision.COMPETENT:
        return rejected(RejectedCode.RULES)
    form_row = published(case, row.form_code, row.form_version)
    if form_row is None:
        return rejected(RejectedCode.FORM_UNKNOWN)
    if form_of(form_row.content).policy.print is PrintPolicy.AFTER_RELEASE and not _is_released(case):
        return held(HeldCode.MISSING_RELEASE)
    return None


def _alone(case: Case) -> Decided | None:
    """One paper of an award stands: the first to replace another holds, and what comes beside it waits for a person."""
    replaces = plain_number(case.text("supersedes"))
    award, own = case.record.about.get("award", ""), (case.kept.chain, case.kept.seq)
    others = [
        paper
        for paper in entries.of_award(case.connection, case.centre, award)
        if paper.state == PaperState.REGISTERED and (paper.chain, paper.seq) != own
    ]
    if any(paper.number != replaces for paper in others):
        return case.hold(HeldCode.CONFLICT if replaces else HeldCode.DUPLICATE)
    return None


def _is_released(case: Case) -> bool:
    """By somebody without a hand in this work: a release may have been judged while its decision was rejected."""
    wanted = case.record.about.get("assessment", "")
    hands = {hand for work in case.needed(*DECISIONS) for hand in markers(work)}
    return any(
        wanted in one.body.get("assessments", ()) and one.by not in hands
        for one in case.needed(RecordType.RELEASED.value)
    )


def _policy(case: Case) -> Decided | None:
    if case.policy == Registration.AT_ONCE:
        return None
    if case.policy == Registration.AFTER_EVIDENCE:
        missing = _missing_evidence(case)
        return case.hold(HeldCode.MISSING_EVIDENCE, *missing) if missing else None
    # A policy that this program does not know is the strictest.
    return case.hold(HeldCode.WAITING_APPROVAL)


def _missing_evidence(case: Case) -> tuple[str, ...]:
    """Pieces that the decision rests on and that are not here, by the hash that the record has."""
    found: dict[str, None] = {}
    for work in case.needed(RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value):
        for one in list_in(work.body, "evidence"):
            digest = one.get("sha256")
            if isinstance(digest, str):
                found[digest] = None
    here = set(
        case.connection.execute(
            select(evidence.c.content).where(
                evidence.c.centre == case.centre,
                evidence.c.content.in_(found),
                evidence.c.stored_at.is_not(None),
                evidence.c.chunks > 0,  # what was lost has none, and is not here
            )
        ).scalars()
    )
    return tuple(digest for digest in found if digest not in here)[:100]
