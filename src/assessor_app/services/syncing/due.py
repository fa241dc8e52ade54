"""Which personal parts go to the issuer unasked (`docs/data.md`): all others only where it asks for one."""

from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sync_policy import SyncPolicy

UNASKED = frozenset(
    {
        RecordType.CERTIFICATE_ISSUED.value,
        RecordType.ASSESSMENT_FINALISED.value,
        RecordType.CORRECTED.value,
        RecordType.PERSON_INTRODUCED.value,
    }
)


def is_due(record_type: str, policy: SyncPolicy) -> bool:
    """Whether the personal part of such a record goes along; free text only where the awarding body wants remarks."""
    return record_type in UNASKED or (policy.remarks and record_type == RecordType.REMARKED.value)
