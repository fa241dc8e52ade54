"""A device's own word on itself, as it is kept."""

from typing import Any

from assessor_app.formats.heartbeat import Counted, Heartbeat


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


def _counted(count: Counted) -> dict[str, int]:
    return {
        "captured": count.captured,
        "unsent": count.unsent,
        "held": count.held,
        "accepted": count.accepted,
        "rejected": count.rejected,
    }
