"""After a crash, and after work was set aside: files that nothing can open any more go."""

from assessor_app.services.evidence.desk import EvidenceDesk


def sweep(desk: EvidenceDesk) -> int:
    """Deletes the files that no evidence names; returns how many. Not before the first window, nor on its thread."""
    with desk.desk.transactions.atomic():
        desk.table.forget_discarded()
    return desk.files.sweep(desk.table.files_in_use)
