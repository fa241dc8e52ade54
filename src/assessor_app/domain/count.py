"""The closed count: every record is in exactly one state, and the sum is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Count:
    """Records by state. `captured` is read from the chains' heads, each other number from its own table."""

    captured: int
    unsent: int
    held: int
    accepted: int
    rejected: int

    @property
    def difference(self) -> int:
        """How many records the states account for beyond (+) or short of (−) those captured."""
        return self.unsent + self.held + self.accepted + self.rejected - self.captured

    @property
    def closes(self) -> bool:
        """Whether captured = unsent + held + accepted + rejected."""
        return self.difference == 0


@dataclass(frozen=True, kw_only=True)
class EvidenceCount:
    """The third line: pieces of evidence that signed records name. Each is unsent, stored with the issuer, or lost."""

    captured: int
    unsent: int
    stored: int
    lost: int

    @property
    def closes(self) -> bool:
        """Whether captured = unsent + stored + lost."""
        return self.captured == self.unsent + self.stored + self.lost
