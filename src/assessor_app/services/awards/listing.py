"""What the office reads of certificates: the list, one paper with its sheets, and results that have no paper yet."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.certificate import (
    STANDS,
    CameOut,
    CertificateState,
    EventKind,
    Target,
    Waiting,
    state_of,
)
from assessor_app.domain.seeing import Seen, require_may_see
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.elsewhere import is_known
from assessor_app.services.awards.policy import waits_for
from assessor_app.services.awards.ports import CertificateLine, Returned, SheetRow
from assessor_app.trust.certifying import certifies


class Paper(StrEnum):
    """What became of a certificate's sheets so far."""

    NONE = "none"
    ASKED = "asked"
    PRINTED = "printed"
    SAVED = "saved"


@dataclass(frozen=True, kw_only=True)
class CertificateRow:
    """A certificate as the list shows it. `state` holds for the day that it was read on."""

    key: int
    line: CertificateLine
    title: str
    paper: Paper
    state: CertificateState = CertificateState.PROVISIONAL


class CertificateReads(Protocol):
    """Reads for a list of any length: keys in an array, rows in pages."""

    def certificate_keys(self, words: str, *, unprinted: bool = False) -> "array[int]":
        """Keys, newest first.

        `words` narrows to holders and numbers with a word that begins so, or to the number that they are;
        `unprinted` to papers that were neither printed nor saved, those that fell meanwhile left out.
        """

    def certificate_rows(self, keys: Sequence[int]) -> tuple[CertificateRow, ...]:
        """The certificates of these keys, in this order. `state` is not settled yet."""

    def certificate_key(self, number: str) -> int | None: ...


@dataclass(frozen=True, kw_only=True)
class WithoutPaper:
    """A competent result for which no certificate was made; `waiting` is None when it may be made now."""

    assessment: str
    learner: str
    holder: str
    number: str
    form: str
    title: str
    decided_at: str
    waiting: Waiting | None


@dataclass(frozen=True, kw_only=True)
class Card:
    """One certificate with everything the office asks of it.

    `why` is why the awarding body rejected it: a code and its own words, both empty where it did not; `out` whether a sheet of it
    may be in somebody's hands, `returned` what somebody said of that. `copies` counts papers that came out of a printer; `appealed` is whether an appeal freezes its award; `learner_here` whether
    its holder is written down on this device: a paper of another one may be somebody's who is not.
    """

    row: CertificateRow
    successor: str
    supersedes: str
    learner_number: str
    may_print: bool
    unanswered: bool
    appealed: bool
    copies: int
    sheets: tuple[SheetRow, ...]
    learner_here: bool = True
    why: tuple[str, str] = ("", "")
    out: bool = False
    returned: Returned | None = None


def keys(
    desk: AwardDesk, reads: CertificateReads, words: str, *, by: str, unprinted: bool = False
) -> "array[int]":
    """The keys of the list, as `CertificateReads.certificate_keys`. Raises KnownError `not-to-see`."""
    require_may_see(desk.staff.get(by), Seen.RESULTS)
    return reads.certificate_keys(words, unprinted=unprinted)


def rows(
    desk: AwardDesk, reads: CertificateReads, keys: Sequence[int], *, by: str
) -> tuple[CertificateRow, ...]:
    """A page of the list, each row with its state today. Raises KnownError `not-to-see`."""
    require_may_see(desk.staff.get(by), Seen.RESULTS)
    today = desk.ledger.clock.now().date()
    return tuple(replace(row, state=_state(row.line, today)) for row in reads.certificate_rows(keys))


def card(desk: AwardDesk, reads: CertificateReads, number: str, *, by: str) -> Card:
    """One certificate; raises KnownError `not-to-see`, `no-such-certificate`."""
    certificate = desk.certificates.get(number)
    key = reads.certificate_key(number)
    (row,) = rows(desk, reads, [] if key is None else [key], by=by)
    work = desk.elsewhere.work(certificate.assessment)
    appealed = work.appealed if work else desk.assessments.get(certificate.assessment).after.appealed
    sheets = desk.sheets.of_certificate(number)
    printed = [sheet for sheet in sheets if sheet.target is Target.PRINTER]
    return Card(
        row=row,
        successor=next((e.detail for e in row.line.events if e.kind is EventKind.SUPERSEDED), ""),
        supersedes=certificate.supersedes,
        learner_number=work.learner_number if work else desk.learners.get(certificate.learner).number,
        may_print=row.state in STANDS and not appealed,
        appealed=appealed,
        unanswered=any(sheet.outcome is CameOut.UNCONFIRMED for sheet in printed),
        copies=sum(sheet.outcome is CameOut.CAME_OUT for sheet in printed),
        sheets=sheets,
        why=desk.returned.why(number),
        out=any(sheet.outcome in {CameOut.UNCONFIRMED, CameOut.CAME_OUT} for sheet in sheets),
        returned=desk.returned.of(number),
        learner_here=work is None or is_known(desk, certificate.learner),
    )


def without_paper(desk: AwardDesk, *, by: str) -> tuple[WithoutPaper, ...]:
    """Competent results that have no certificate yet, oldest first, with what each waits for. Raises `not-to-see`."""
    require_may_see(desk.staff.get(by), Seen.RESULTS)
    chain = desk.ledger.records.active_chain()
    now = desk.ledger.clock.now()
    covered: dict[str, bool] = {}
    found = []
    for assessment_id in desk.certificates.awards_without_paper():
        kept = desk.assessments.get(assessment_id)
        form = desk.forms.get(kept.form_code, kept.form_version)
        if form.code not in covered:
            covered[form.code] = certifies(chain.delegation, form.code, at=now)
        learner = desk.learners.get(kept.learner)
        release = desk.outcomes.release(assessment_id)
        found.append(
            WithoutPaper(
                assessment=assessment_id,
                learner=learner.id,
                holder=learner.name,
                number=learner.number,
                form=form.ref,
                title=form.title,
                decided_at=kept.decided_at,
                waiting=waits_for(form, kept, release, may_certify=covered[form.code]),
            )
        )
    return tuple(found)


def _state(line: CertificateLine, today: date) -> CertificateState:
    return state_of(
        provisional_until=line.provisional_until,
        valid_until=line.valid_until,
        events=[event.kind for event in line.events],
        today=today,
    )
