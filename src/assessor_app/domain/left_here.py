"""What a device has that nobody else has."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LeftHere:
    """What exists on this device alone: records that are unsent, assessments that nobody signed, evidence not stored.

    `asked` is whether a sync would take that evidence: where nobody asks for it, it stays.
    """

    records: int
    open: int
    evidence: int
    asked: bool = True

    @property
    def nothing(self) -> bool:
        return not (self.records or self.open or self.evidence)
