"""The device's own word on itself, and what it asks for."""

from datetime import datetime

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.formats.heartbeat import (
    Ask,
    BadgeChosen,
    BadgeLook,
    ChainHead,
    Counted,
    EvidenceCounted,
    Heartbeat,
)
from assessor_app.formats.sync_limits import (
    MOST_BADGES,
    MOST_CREDENTIALS,
    MOST_OLD_CHAINS,
    MOST_TRANSCRIPTS,
)
from assessor_app.services.badge_designs.designs import Chosen
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.ports import Chain
from assessor_app.services.syncing.again import lacking
from assessor_app.services.syncing.desk import SyncDesk, trust_of
from assessor_app.trust import hpke_box
from assessor_app.trust.certifying import window_of

MOST_IN_A_PAGE = 1_000
"""Items of the feed that are asked for at a time: a page is applied in one transaction, and nobody waits long behind it."""

MOST_ASSETS = 4
"""Fonts and drawings that are asked for at a time: each may be larger than everything else in an answer."""


def heartbeat(desk: SyncDesk, enrolment: Enrolment, chain: Chain, *, now: datetime) -> Heartbeat:
    """The counts before this envelope, and where each chain stands."""
    window = window_of(chain.delegation)
    heads = [
        ChainHead(chain=one.id, seq=one.head_seq, hash=one.head_hash) for one in desk.ledger.records.chains()
    ]
    return Heartbeat(
        at=stamp(now),
        version=desk.version,
        chains=heads[-MOST_OLD_CHAINS:],
        records=_counted(desk.ledger.records.count()),
        evidence=_evidence(desk.lines.evidence()),
        awards=_counted(desk.lines.awards()),
        open=desk.open_work(),
        box=hpke_box.public_of(enrolment.box).hex(),
        retiring=chain.retired,
        badges=[_told(chosen) for chosen in desk.badges.in_force()[-MOST_BADGES:]],
        delegation_until=None if window is None else window[1].date().isoformat(),
    )


def _told(chosen: Chosen) -> BadgeChosen:
    look = None if chosen.design is None else BadgeLook(**vars(chosen.design))
    return BadgeChosen(target=chosen.target, at=chosen.at, design=look)


def ask(
    desk: SyncDesk, enrolment: Enrolment, chain: Chain, *, now: datetime, most: int = MOST_IN_A_PAGE
) -> Ask:
    """The next page of the feed, and what else is due."""
    return Ask(
        after=desk.enrolment.cursor(),
        most=most,
        renew=_renews(enrolment, chain, now=now),
        own=lacking(desk),
        evidence=list(desk.evidence.open_addresses(MOST_IN_A_PAGE)),
        register=desk.trust.register_as_of(enrolment.issuer) or None,
        anchors=_list_held(desk, enrolment),
        assets=list(desk.elsewhere.wanted_assets()[:MOST_ASSETS]),
        credentials=_without_jwt(desk, enrolment),
        transcripts=list(desk.transcripts.wanted(most=MOST_TRANSCRIPTS)),
    )


def _without_jwt(desk: SyncDesk, enrolment: Enrolment) -> list[str]:
    """Credentials that came before JWTs did; asked for where the issuer has a key that makes them."""
    held = trust_of(desk).issuer(enrolment.issuer)
    if held is None or all(key.state != "active" for key in held.es256):
        return []
    return [number.replace("-", "") for number in desk.credentials.without_jwt(most=MOST_CREDENTIALS)]


def _list_held(desk: SyncDesk, enrolment: Enrolment) -> str | None:
    held = trust_of(desk).issuer(enrolment.issuer)
    return None if held is None else stamp(held.issued_at)


def _renews(enrolment: Enrolment, chain: Chain, *, now: datetime) -> bool:
    """After a third of its time, or after the days that the awarding body said; at once where there is none."""
    window = window_of(chain.delegation)
    if window is None:
        return True
    first, last = window
    days = enrolment.policy.renew_after_days
    gone = now - first
    return gone.days >= days if days is not None else gone > (last - first) / 3


def _counted(count: Count) -> Counted:
    return Counted(
        captured=count.captured,
        unsent=count.unsent,
        held=count.held,
        accepted=count.accepted,
        rejected=count.rejected,
    )


def _evidence(count: EvidenceCount) -> EvidenceCounted:
    return EvidenceCounted(captured=count.captured, unsent=count.unsent, stored=count.stored, lost=count.lost)
