"""What the issuer asks a device for once it has judged a record: what it waits for, a sample of evidence, a page."""

import hmac
from collections.abc import Iterator
from hashlib import sha256

from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sync_policy import EvidenceAsked, PagesKept
from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.formats import compact, signed_record
from assessor_app.issuer.judging.case import Case, list_in, text_in
from assessor_app.issuer.store import centres, pages, records, settings, wants
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.verdicts import Decided
from assessor_app.issuer.store.wants import Want

_DECISIONS = frozenset({RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value})
_HUNDRED = 100


def ask_for(case: Case, decided: Decided) -> None:
    """In the transaction of this verdict; each thing is asked for once."""
    if decided.code is HeldCode.MISSING_PERSONAL:
        _ask(case, case.kept, wants.PERSONAL)
    elif decided.code is HeldCode.MISSING_EVIDENCE:
        for work in _works(case):
            _ask_evidence(case, work)
    elif decided.outcome is Outcome.ACCEPTED and case.record.type in _DECISIONS and _is_sampled(case):
        _ask_evidence(case, case.kept)
    elif decided.outcome is Outcome.ACCEPTED and case.record.type == RecordType.CERTIFICATE_ISSUED:
        _ask_page(case)


def _ask_evidence(case: Case, work: Kept) -> None:
    """Everything that this decision rests on and that is not here."""
    body = signed_record.decode(compact.split(work.jws).payload).body
    for one in list_in(body, "evidence"):
        digest = text_in(one, "sha256")
        named = len(digest) == sha256().digest_size * 2
        if named and not records.has_evidence(case.connection, centre=work.centre, content=digest):
            _ask(case, work, wants.EVIDENCE, digest)


def _ask_page(case: Case) -> None:
    kept = case.kept
    owner = centres.find_device(case.connection, case.chain.device)
    wanted = pages.pages_kept(case.connection) == PagesKept.ALWAYS
    wanted = wanted or (owner is not None and bool(centres.others_of(case.connection, owner)))
    if wanted and pages.find(case.connection, centre=kept.centre, chain=kept.chain, seq=kept.seq) is None:
        _ask(case, kept, wants.PAGE)


def _ask(case: Case, of: Kept, what: str, digest: str = "") -> None:
    want = Want(centre=of.centre, chain=of.chain, seq=of.seq, what=what, digest=digest)
    wants.ask_owner(case.connection, want, at=case.now)


def _works(case: Case) -> Iterator[Kept]:
    for needed in dict.fromkeys(case.record.needs):
        for one in records.of_id(case.connection, centre=case.centre, record_id=needed):
            if one.type in _DECISIONS:
                yield one


def _is_sampled(case: Case) -> bool:
    """By the issuer's policy; the same decision is in the sample or not however often it is asked."""
    asked = _setting(case, "evidence-asked") or EvidenceAsked.NONE
    if asked != EvidenceAsked.SAMPLE:
        # A policy that this program does not know is the strictest.
        return asked != EvidenceAsked.NONE
    salt = settings.needed(case.connection, "sample-salt")
    drawn = hmac.digest(salt.encode("ascii"), case.record.id.encode("ascii"), "sha256")
    share = int(_setting(case, "sample-share") or _HUNDRED)
    return int.from_bytes(drawn[:4], "big") % _HUNDRED < share


def _setting(case: Case, name: str) -> str | None:
    return case.shared.once(("setting", name), lambda: settings.get(case.connection, name))
