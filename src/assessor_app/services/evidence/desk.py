"""What every act on evidence works with."""

from dataclasses import dataclass

from assessor_app.services.assessing.desk import Desk
from assessor_app.services.evidence.ports import EvidenceFiles, EvidenceStore, PhotoCleaner


@dataclass(frozen=True, kw_only=True)
class EvidenceDesk:
    """The assessing desk, the table of evidence, its files, and who cleans photos."""

    desk: Desk
    table: EvidenceStore
    files: EvidenceFiles
    clean: PhotoCleaner
