"""What a signed decision says of what was settled before it: ticks in the record, arrangements in a record of their own."""

from typing import Any

from assessor_app.domain.assessment import Work

_WORDS = ("who", "relation", "language", "what", "why", "agreed_by", "staff")


def conditions_body(work: Work) -> dict[str, Any]:
    """The member `conditions`: what was ticked, where, by whom; no member where nothing was."""
    ticked = [
        {"sitting": item.sitting, "condition": item.condition, "by": item.by, "at": item.at}
        for item in work.before.ticked
    ]
    return {"conditions": ticked} if ticked else {}


def arrangement_words(work: Work) -> dict[str, Any]:
    """Adjustments, readers and all else that was arranged: personal, and given to nobody unasked."""
    arranged = [
        {"kind": item.kind, "at": item.at, "by": item.by, "late": item.late, "declared": item.declared}
        | {name: getattr(item, name) for name in _WORDS if getattr(item, name)}
        for item in work.before.arranged
    ]
    return {"arrangements": arranged} if arranged else {}
