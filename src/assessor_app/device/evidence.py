"""The desk of evidence of an open data folder."""

from typing import TYPE_CHECKING

from assessor_app.services.evidence.desk import EvidenceDesk

if TYPE_CHECKING:
    from assessor_app.device.desks import Device

FOLDER = "evidence"
"""Where the encrypted files are, in the data folder."""


def evidence_desk(device: "Device") -> EvidenceDesk:
    """The parts that evidence is built from; photos are cleaned in a process of their own."""
    from assessor_app.documents.photo import clean_photo

    return EvidenceDesk(
        desk=device.assessing, table=device.tables.evidence, files=device.vault, clean=clean_photo
    )
