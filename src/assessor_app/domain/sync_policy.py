"""What an awarding body asks of its centres."""

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
