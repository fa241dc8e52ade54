"""A folder of the first schema is brought up to date with everything in it: work half done, records unsent, undo."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from assessor_app.device import Device, open_device
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import Mark
from assessor_app.domain.prior import Authenticated, Claim
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.undo import undo
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.look import open_evidence
from assessor_app.services.evidence.note import ProductNote, take_note
from assessor_app.services.evidence.remove import put_back, remove
from assessor_app.services.evidence.witness import Statement, read_statement, take_statement
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.services.sittings.open import close_sitting
from assessor_app.storage.engine import driver
from assessor_app.storage.engine.migrations import Schema, run_script, schema_text
from assessor_app.storage.engine.store import DATABASE, open_store
from assessor_app.storage.schema import awards, people, recording, records
from assessor_app.storage.schema.migrations import migrations, newest, schema
from assessor_app.storage.tables.evidence import COLUMNS
from story import ASSESSOR, ASSURER, PASSPHRASE, PINS, Story, begin

NOON = "2026-11-22T12:00:00+00:00"
FIRST = (people, recording, records, awards)


def first_schema() -> Schema:
    """What the program of the first version knew."""
    found = Migrations("assessor")

    def initial(db: Database) -> None:
        for part in FIRST:
            run_script(db, part.SQL)

    found(name="0001_initial")(initial)
    return Schema.of(found)


def worked(folder: Path, state: Path) -> Story:
    """A week: one result signed, taken, released, printed in a closed sitting; one open in the middle of it."""
    story = begin(folder, state)
    story.add_learner("Amina Bello", "2031")
    story.add_learner("Bram Cole", "2032")
    sitting, entries = story.open_sitting(ticked=False)
    done = story.start(entries[0])
    story.show_everything(done, sitting.id)
    story.decide_competent(done)
    desk, device = story.device.deciding, story.device
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[done.id])
    how = Acknowledged.TYPED
    acknowledge(desk, by=ASSESSOR, assessment=done.id, kind=how, details={"typed": "Amina Bello"})
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=[done.id])
    (number,) = issue(device.awards, by=ASSESSOR, assessments=[done.id])
    (sheet,) = send_sheets(device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    say_what_came_out(device.awards, by=ASSESSOR, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    close_sitting(device.sittings, by=ASSESSOR, sitting=sitting.id)
    _sitting, entries = story.open_sitting(ticked=False)
    begun = story.start(entries[1])
    occasion = device.tables.assessments.occasions(begun.id)[0]
    for said in (Mark.NOT_MET, Mark.MET):
        where = (begun.id, occasion.id, "1.1")
        mark(
            device.assessing,
            by=ASSESSOR,
            assessment=where[0],
            occasion=where[1],
            criterion=where[2],
            mark=said,
        )
    return story


def schema_until(last: str) -> Schema:
    """What the program knew whose newest migration was this one."""
    found = migrations()
    names = [step.name for step in found._migrations]
    del found._migrations[names.index(last) + 1 :]
    return Schema.of(found)


def made_old(folder: Path, key: bytes, earlier: Schema) -> None:
    """Puts a database of an earlier schema in the place of the new one, with all that it has a column for."""
    new, old = folder / DATABASE, folder.parent / "old"
    old.mkdir()
    open_store(old, key, earlier, create=True).close()
    connection = driver.connect(old / DATABASE, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    kept = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"ATTACH '{new}' AS new KEY \"x'{key.hex()}'\"")
    for table, columns in columns_of(connection).items():
        names = ", ".join(columns)
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names out of the schema itself
        connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608 - the same
    for _name, sql in kept:
        connection.execute(sql)
    connection.execute("DETACH new")
    connection.execute("INSERT INTO learner_words (learner_words) VALUES ('rebuild')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for name in (DATABASE, DATABASE + "-wal", DATABASE + "-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(old / DATABASE, new)


def columns_of(connection: driver.Connection) -> dict[str, list[str]]:
    """The ordinary tables of a schema and their columns."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    ).fetchall()
    return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for (name,) in tables}


def counts(device: Device, tables: list[str]) -> dict[str, int]:
    read = device.store.raw().execute
    return {name: read(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608 - the same


def test_nothing_of_an_old_folder_is_lost(tmp_path: Path) -> None:
    folder, state = tmp_path / "data", tmp_path / "state"
    story = worked(folder, state)
    device, clock = story.device, story.clock
    probe = open_store(tmp_path / "probe", device.key, first_schema(), create=True)
    tables = list(columns_of(probe.raw()))
    probe.close()
    before, unsent = counts(device, tables), status(device.tables.records).count.unsent
    (open_work,) = device.tables.assessments.unfinished()
    seen = whole_work(device.assessing, open_work.id)
    key = device.key
    device.close()
    made_old(folder, key, first_schema())

    again = open_device(folder, lambda slots: slots.open_with(PASSPHRASE), state=state, clock=clock)
    try:
        assert counts(again, tables) == before
        assert schema_text(again.store.raw()) == schema().expected()
        assert again.store.raw().execute("PRAGMA foreign_key_check").fetchall() == []
        assert newest() in {
            row[0] for row in again.store.raw().execute("SELECT name FROM _sqlite_migrations")
        }
        found = status(again.tables.records)
        assert (found.count.unsent, found.broken) == (unsent, ())
        assert unsent == before["outbox"] > 0
        assert check_records(again.tables.records, again.tables.waiting).ok
        assert whole_work(again.assessing, open_work.id) == seen
        undo(again.assessing, by=ASSESSOR, assessment=open_work.id)
        (left,) = whole_work(again.assessing, open_work.id).judgements.values()
        assert left.mark is Mark.NOT_MET
        assert len(again.tables.learners.search("cole")) == 1
        Story(device=again, clock=clock, learners=story.learners).open_sitting()
        assert len(list((folder / "backups").iterdir())) == 1
    finally:
        again.close()


def with_evidence(story: Story) -> tuple[Assessment, list[Evidence]]:
    """Work with a statement, a file that was taken out and put back, one that was taken out, and one that is a claim."""
    story.add_learner("Amina Bello", "2031")
    _sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    work = story.start(entries[0])
    desk = evidence_desk(story.device)
    (occasion,) = (item.id for item in story.device.tables.assessments.occasions(work.id))
    where: dict[str, Any] = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion}
    told = Statement(who="Ana", relation="chef", words="Daily.", saw_it=True, typed="Ana")
    stated = take_statement(desk, statement=told, criterion="1.1", **where)
    names = ("plan.txt", "list.txt", "course.txt")
    files = [capture(desk, source=io.BytesIO(name.encode()), name=name, **where) for name in names]
    pieces = [stated, *files]
    remove(desk, by=ASSESSOR, evidence=pieces[1].id)
    put_back(desk, by=ASSESSOR, evidence=pieces[1].id)
    remove(desk, by=ASSESSOR, evidence=pieces[2].id)
    undo(story.device.assessing, by=ASSESSOR, assessment=work.id)
    remove(desk, by=ASSESSOR, evidence=pieces[2].id)
    claimed = Claim(
        id="c" * 32,
        assessment=work.id,
        evidence=pieces[3].id,
        criterion="1.1",
        what="A course",
        dated="2026-10-01",
        authenticated=Authenticated.ORIGINAL_SEEN,
        by=ASSESSOR,
        at=NOON,
    )
    story.device.tables.prior.claim(claimed)
    sent = "INSERT INTO evidence_sent (evidence, address, pieces, named_at) VALUES (?, 'a', 1, ?)"
    story.device.store.raw().execute(sent, (pieces[0].id, NOON))
    return work, pieces


def test_evidence_moves_whole_into_the_table_that_takes_notes(tmp_path: Path) -> None:
    folder, state = tmp_path / "data", tmp_path / "state"
    story = begin(folder, state)
    work, pieces = with_evidence(story)
    device, clock = story.device, story.clock
    before = rows_about_evidence(device)
    key = device.key
    device.close()
    made_old(folder, key, schema_until("0033_record_rows"))

    again = open_device(folder, lambda slots: slots.open_with(PASSPHRASE), state=state, clock=clock)
    try:
        raw = again.store.raw()
        assert rows_about_evidence(again) == before
        assert [piece.id for piece in again.tables.evidence.of_assessment(work.id)] == [
            piece.id for piece in pieces
        ]
        assert schema_text(raw) == schema().expected()
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
        desk = evidence_desk(again)
        with open_evidence(desk, by=ASSESSOR, evidence=pieces[0].id) as stream:
            assert read_statement(stream.readall()).who == "Ana"
        for harm in ("DELETE FROM evidence", "UPDATE evidence SET kind = 'file'"):
            with pytest.raises(driver.IntegrityError, match="frozen"), again.store.atomic() as db:
                db.execute(harm)
        with pytest.raises(driver.IntegrityError, match="FOREIGN KEY"), again.store.atomic() as db:
            db.execute(
                "INSERT INTO evidence_history (evidence, act, at, by) VALUES ('none', 'added', '', ?)",
                (ASSESSOR,),
            )
        note = ProductNote(piece="Board", mark="14", found="Edges broken.")
        (occasion,) = (item.id for item in again.tables.assessments.occasions(work.id))
        made = take_note(desk, by=ASSESSOR, assessment=work.id, occasion=occasion, note=note)
        assert again.tables.evidence.of_assessment(work.id)[-1] == made
    finally:
        again.close()


def rows_about_evidence(device: Device) -> dict[str, list[tuple[object, ...]]]:
    """Every row of evidence and of what names it, with the place of each piece."""
    read = device.store.raw().execute
    tables = {
        "evidence": f"rowid, {COLUMNS}",
        # What an act came after is known of new ones alone.
        "evidence_history": "id, evidence, act, at, by, undoes",
        "claim": "*",
        "evidence_sent": "*",
    }
    return {
        table: read(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()  # noqa: S608 - names out of the schema itself
        for table, columns in tables.items()
    }
