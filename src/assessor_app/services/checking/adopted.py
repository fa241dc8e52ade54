"""A paper that another device of the centre printed before it joined: its own root is known there alone.

The code is the very one whose hash that device's signed record has, and the issuer adopted that chain; so it counts as what a
register says of it, and as nothing without one (adopted papers are valid only if registered).
"""

from collections.abc import Iterable
from dataclasses import replace

from assessor_app.domain.answer import Facts, Reason, decide
from assessor_app.domain.errors import KnownError
from assessor_app.formats import qr_text
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.judge import Judged
from assessor_app.trust.register import Register, lookup


def adopted(
    desk: CheckDesk, text: str, judged: Judged, *, trust: TrustStore, registers: Iterable[Register]
) -> Judged:
    """The same, unless its issuer is unknown, this device holds the very code, and a register here has it."""
    if judged.reason is not Reason.UNKNOWN_ISSUER:
        return judged
    kept = desk.certificates.by_cti(judged.claims.cti)
    if kept is None or not _same(kept.qr, text):
        return judged
    now = desk.clock.now()
    for register in registers:
        entry, issuer = lookup(register, judged.claims.cti), trust.issuer(register.issuer)
        if entry is None or issuer is None:
            continue
        verdict = decide(
            Facts(
                issuer_known=True,
                genuine=True,
                in_scope=True,
                in_window=True,
                suspended=False,
                compromised=True,
                fresh=register.is_fresh(now),
                registered_as=entry.state,
                ledger=None,
                provisional_until=judged.claims.provisional_until,
                valid_until=judged.claims.valid_until,
                today=now.date(),
            )
        )
        return replace(
            judged,
            answer=verdict.answer,
            reason=verdict.reason,
            state=verdict.state,
            as_of=register.as_of.date(),
            since=entry.on,
            successor=entry.successor,
            issuer=register.issuer,
            awarding_body=issuer.content.name,
            phone=issuer.content.phone or None,
            host=issuer.content.host,
        )
    return judged


def _same(kept: str, text: str) -> bool:
    try:
        return qr_text.read(kept) == qr_text.read(text)
    except KnownError:
        return False
