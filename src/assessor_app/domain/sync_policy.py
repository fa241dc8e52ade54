"""What an awarding body asks of its centres."""

from dataclasses import dataclass
from enum import StrEnum


class Registration(StrEnum):
    """When an accepted certificate record makes its paper registered."""

    AT_ONCE = "at-once"
    AFTER_APPROVAL = "after-approval"
    AFTER_EVIDENCE = "after-evidence"


class EvidenceAsked(StrEnum):
    """Which evidence leaves the centre."""

    NONE = "none"
    SAMPLE = "sample"
    ALL = "all"


class PagesKept(StrEnum):
    """Which certificates' pages the issuer keeps: those that another device of the centre may print, or every one.

    Of a centre with one device alone nobody else has the page; what it prints can be printed again only there, or from a copy.
    """

    SHARED = "shared"
    ALWAYS = "always"


@dataclass(frozen=True, kw_only=True)
class SyncPolicy:
    """What the awarding body asks of a centre. `remarks`: whether it wants free text beside records unasked.

    `provisional_days` is how long a paper may stay provisional, `sync_minutes` how often the device looks for it,
    `renew_after_days` when a delegation is renewed (None: after a third of its time).
    """

    registration: Registration = Registration.AT_ONCE
    evidence: EvidenceAsked = EvidenceAsked.NONE
    remarks: bool = False
    provisional_days: int = 90
    sync_minutes: int = 15
    renew_after_days: int | None = None
