"""A device's own word on itself, as it is kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assessor_app.documents.badge_image.badge import BadgeParts, badge_parts
from assessor_app.domain.badge_design import BadgeDesign, require_usable
from assessor_app.domain.errors import KnownError
from assessor_app.formats.heartbeat import BadgeLook, Counted, Heartbeat
from assessor_app.issuer.store import badges
from assessor_app.issuer.store.centres import Device


def heartbeat_json(said: Heartbeat) -> dict[str, Any]:
    """Counts and heads; no names."""
    evidence = said.evidence
    return {
        "at": said.at,
        "version": said.version,
        "chains": [{"chain": head.chain, "seq": head.seq, "hash": head.hash} for head in said.chains],
        "records": _counted(said.records),
        "awards": _counted(said.awards) if said.awards else None,
        "evidence": {
            "captured": evidence.captured,
            "unsent": evidence.unsent,
            "stored": evidence.stored,
            "lost": evidence.lost,
        }
        if evidence
        else None,
        "open": said.open,
        "delegation_until": said.delegation_until,
        "retiring": said.retiring,
    }


def hear_badges(connection: Connection, device: Device, said: Heartbeat, *, now: datetime) -> None:
    """Keeps the designs that can be drawn and read. Their word is left out: words on a badge are whose name signs it."""
    known = badge_parts()
    for one in said.badges:
        look = None if one.design is None else BadgeDesign(**{**_members(one.design), "text": ""})
        if look is not None and not _is_good(look, known):
            continue
        at = datetime.fromisoformat(one.at)
        badges.hear(connection, centre=device.centre, target=one.target, design=look, at=at, now=now)


def _members(look: BadgeLook) -> dict[str, str]:
    return {name: getattr(look, name) for name in look.__struct_fields__}


def _is_good(look: BadgeDesign, known: BadgeParts) -> bool:
    try:
        require_usable(look)
    except KnownError:
        return False
    return look.shape in known.shapes and look.sign in known.signs


def _counted(count: Counted) -> dict[str, int]:
    return {
        "captured": count.captured,
        "unsent": count.unsent,
        "held": count.held,
        "accepted": count.accepted,
        "rejected": count.rejected,
    }
