"""What is to have a credential, or its credential signed anew: named with what makes it so, in one transaction.

A worker asks every second. To look for papers without a credential would take as long as there are papers.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, literal, select, text

from assessor_app.domain.answer import PaperState
from assessor_app.issuer.store.credentials import credential, credential_due
from assessor_app.issuer.store.facts import entry
from assessor_app.issuer.store.metadata import moment

# Made once: to build a statement takes longer than to run it.
_WANT = text(
    "INSERT INTO credential_due (centre, digest, since) "
    " SELECT CAST(:centre AS VARCHAR), CAST(:digest AS VARCHAR), :since"
    " WHERE NOT EXISTS (SELECT 1 FROM credential WHERE centre = :centre AND digest = :digest)"
    " ON CONFLICT (centre, digest) DO NOTHING"
)


def want(connection: Connection, *, centre: str, digest: str, at: datetime) -> None:
    """Has a credential made of this paper or qualification, by the SHA-256 of its cti; nothing where one was made."""
    connection.execute(_WANT, {"centre": centre, "digest": digest, "since": moment(at)})


def settle(connection: Connection, *, centre: str, digest: str) -> None:
    """It was made, or is not wanted any more."""
    connection.execute(
        delete(credential_due).where(credential_due.c.centre == centre, credential_due.c.digest == digest)
    )


def want_all_again(connection: Connection, *, at: datetime) -> int:
    """Has every credential that is here looked at again; those of papers that stand no longer stay. How many."""
    fallen = select(entry.c.digest).where(
        entry.c.centre == credential.c.centre,
        entry.c.digest == credential.c.digest,
        entry.c.state != PaperState.REGISTERED.value,
    )
    named = select(credential_due.c.digest).where(
        credential_due.c.centre == credential.c.centre, credential_due.c.digest == credential.c.digest
    )
    these = (credential.c.content.is_not(None), ~fallen.exists(), ~named.exists())
    new = select(credential.c.centre, credential.c.digest, literal(moment(at))).where(*these)
    count = connection.execute(select(func.count()).select_from(credential).where(*these)).scalar_one()
    connection.execute(insert(credential_due).from_select(["centre", "digest", "since"], new))
    return int(count)
