"""The numbers that are kept of where records stand: what a recount comes to, and found out where they are not."""

import json
from types import SimpleNamespace

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from click.testing import CliRunner
from sqlalchemy import func, insert, select, text, update

from assessor_app.cli.commands import root
from assessor_app.issuer.counting.recount import recount
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.register import entries
from assessor_app.issuer.store import tally
from assessor_app.issuer.store.bodies import audit
from assessor_app.issuer.store.credentials import credential_due
from assessor_app.issuer.store.facts import TOLD, stands
from assessor_app.issuer.store.facts import tally as table
from assessor_app.issuer.store.migrations.versions import v0018_tally, v0019_credential_due
from made import PASSPHRASE
from office import Office, items_of, joined
from samples import CENTRE, NOW


@pytest.fixture(autouse=True)
def _received(office: Office, lone: SimpleNamespace) -> None:
    """A centre whose records are here and judged: all accepted."""
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()


def drift(office: Office) -> tuple[tally.Drift, ...]:
    with office.issuer.store.read() as connection:
        return tally.drift(connection)


def test_a_number_that_drifted_is_found_and_mended(office: Office, lone: SimpleNamespace) -> None:
    stored = len(lone.records)
    assert office.count() == {"captured": stored, "accepted": stored}
    with office.issuer.store.write() as connection:
        connection.execute(
            update(table).where(table.c.outcome == "accepted").values(number=table.c.number + 2)
        )
        connection.execute(
            insert(table).values(
                centre=CENTRE, chain=lone.chain.id, outcome="held", code="conflict", number=1
            )
        )
        assert not status(connection).closes
    found = {(one.standing.outcome, one.standing.code): (one.kept, one.counted) for one in drift(office)}
    assert found == {("accepted", ""): (stored + 2, stored), ("held", "conflict"): (1, 0)}
    assert recount(office.issuer.store, by="test", now=NOW) == 1
    assert office.count() == {"captured": stored, "accepted": stored}
    assert recount(office.issuer.store, by="test", now=NOW) == 0
    with office.issuer.store.read() as connection:
        noted = connection.execute(select(audit.c.subject).where(audit.c.act == "recounted")).scalars()
        assert noted.all() == [CENTRE]


def test_a_row_that_somebody_moved_by_hand_is_found(office: Office) -> None:
    with office.issuer.store.write() as connection:
        connection.execute(update(stands).where(stands.c.seq == 2).values(outcome="held", code="conflict"))
        assert connection.execute(select(func.count()).select_from(stands).where(TOLD)).scalar_one() == 1
    assert {(one.standing.code, one.kept, one.counted) for one in drift(office)} >= {("conflict", 0, 1)}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_command_says_so_and_counts_anew(
    office: Office, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", PASSPHRASE)

    def asked(*options: str) -> tuple[int, str, list[object]]:
        done = CliRunner().invoke(root, ["issuer", "status", "--database", database, "--json", *options])
        return done.exit_code, done.stderr, json.loads(done.stdout)["drift"]

    assert asked()[::2] == (0, [])
    with office.issuer.store.write() as connection:
        mine = table.c.outcome == "accepted"
        connection.execute(update(table).where(mine).values(number=table.c.number + 1))
    code, said, found = asked()
    assert code == 1
    assert "--recount" in said
    assert len(found) == 1
    assert asked("--recount")[::2] == (0, [])


def test_an_issuer_from_before_has_its_records_counted_and_its_papers_named(
    office: Office, lone: SimpleNamespace
) -> None:
    """The two steps of the schema, on what was stored before them."""
    store = office.issuer.store
    with store.write() as connection:
        due = connection.execute(select(credential_due.c.digest)).scalars().all()
        for statement in (
            "DROP TABLE tally",
            "DROP TABLE credential_due",
            *(f"DROP INDEX {name}" for name in _NEW),
        ):
            connection.execute(text(statement))
        with Operations.context(MigrationContext.configure(connection)):
            v0018_tally.upgrade()
            v0019_credential_due.upgrade()
    assert office.count() == {"captured": len(lone.records), "accepted": len(lone.records)}
    with store.read() as connection:
        assert connection.execute(select(credential_due.c.digest)).scalars().all() == due
        (standing,) = [
            paper for paper in entries.of_centre(connection, CENTRE) if paper.state == "registered"
        ]
        assert due == [standing.digest]


_NEW = ("stands_by_code", "chain_by_device", "stranded_by_device", "wanted_by_what")
