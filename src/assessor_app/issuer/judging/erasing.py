"""An `erased` record: a device says that personal parts or keys of evidence went, and the issuer's go with them."""

import re

from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats import compact, signed_record
from assessor_app.issuer.erasing.erase import erase_evidence, erase_personal, forget_name
from assessor_app.issuer.judging.case import Case, is_id, list_in, text_in
from assessor_app.issuer.store import chains, records
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.verdicts import Decided, held

_HASH = re.compile(r"[0-9a-f]{64}")


def erased(case: Case) -> Decided | None:
    """Of a record that this very device brought: nobody empties another's."""
    target = case.record.about.get("record")
    if not is_id(target):
        return case.refuse(RejectedCode.RULES)
    found = _targets(case)
    if not found:
        return held(HeldCode.MISSING_RECORD, target or "")
    owners = {chain.device for one in found if (chain := chains.find(case.connection, one.chain)) is not None}
    return None if owners == {case.chain.device} else case.refuse(RejectedCode.NOT_ALLOWED)


def take_away(case: Case) -> None:
    """In the transaction of the verdict *accepted*."""
    hashes = case.record.body.get("evidence")
    named = {one for one in hashes if isinstance(one, str)} if isinstance(hashes, list) else set()
    for kept in _targets(case):
        target = signed_record.decode(compact.split(kept.jws).payload)
        if case.record.body.get("personal", True) is not False:
            where = {"centre": case.centre, "chain": kept.chain, "seq": kept.seq}
            erase_personal(case.connection, **where, by=case.record.id, now=case.now)  # type: ignore[arg-type]  # as named
            known = target.about.get("learner")
            if known is not None and is_id(known):
                forget_name(case.connection, centre=case.centre, learner_id=known)
        its = {text_in(one, "sha256") for one in list_in(target.body, "evidence")}
        for content in sorted(named & its):
            if _HASH.fullmatch(content):
                erase_evidence(
                    case.connection, centre=case.centre, content=content, by=case.record.id, now=case.now
                )


def _targets(case: Case) -> tuple[Kept, ...]:
    target = case.record.about.get("record", "")
    return records.of_id(case.connection, centre=case.centre, record_id=target)
