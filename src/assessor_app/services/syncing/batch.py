"""How much goes into one envelope: little at first, more while the link is fast, half where it is slow."""

from dataclasses import dataclass, replace

from assessor_app.formats.sync_limits import KIB, MIB, MOST_ITEMS

QUICK_SECONDS = 2.0
SLOW_SECONDS = 15.0
_LEAST_ITEMS, _LEAST_PLAIN = 1, 16 * KIB
_MOST_PLAIN = 16 * MIB
_MORE = 4
"""Times as much: where this much was quick, that is not slow."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """At most so many items and so many bytes (before compression) in the next envelope."""

    items: int = 64
    plain: int = 256 * KIB

    def after(self, seconds: float) -> "Batch":
        """What the next one may hold when the last was answered in this time."""
        if seconds <= QUICK_SECONDS:
            return replace(
                self, items=min(self.items * _MORE, MOST_ITEMS), plain=min(self.plain * _MORE, _MOST_PLAIN)
            )
        return self.halved() if seconds > SLOW_SECONDS else self

    def halved(self) -> "Batch":
        """What the next one may hold when nobody answered."""
        return replace(
            self, items=max(self.items // 2, _LEAST_ITEMS), plain=max(self.plain // 2, _LEAST_PLAIN)
        )
