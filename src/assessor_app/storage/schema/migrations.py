"""The migrations, oldest first. A name is an identity: never rename or edit one that has been released."""

from functools import cache
from typing import TYPE_CHECKING

from assessor_app.storage.engine.migrations import Schema, fresh_schema, run_script
from assessor_app.storage.schema import (
    after,
    age,
    awards,
    badge_design,
    badges,
    between,
    challenge,
    copied,
    credential,
    credential_jwt,
    design,
    elsewhere,
    endorsement,
    endorsement_ended,
    enrolment,
    erased,
    evidence,
    expected,
    floor,
    learners_files,
    moved,
    notes,
    order,
    paper,
    parcel,
    people,
    press,
    prior,
    qualification,
    record_rows,
    recording,
    records,
    returned,
    rounds,
    rules,
    said,
    signature_taken,
    stands_on,
    stock,
    stopped,
    sync,
    timed,
    transcript,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_SET = "assessor"


def _initial(db: "Database") -> None:
    for part in (people, recording, records, awards):
        run_script(db, part.SQL)


def _floor(db: "Database") -> None:
    run_script(db, floor.SQL)


def _evidence(db: "Database") -> None:
    run_script(db, evidence.SQL)


def _paper(db: "Database") -> None:
    run_script(db, paper.SQL)


def _badge(db: "Database") -> None:
    run_script(db, badges.SQL)


def _after(db: "Database") -> None:
    run_script(db, after.SQL)


def _rules(db: "Database") -> None:
    run_script(db, rules.SQL)


def _prior(db: "Database") -> None:
    run_script(db, prior.SQL)


def _order(db: "Database") -> None:
    run_script(db, order.SQL)


def _enrolment(db: "Database") -> None:
    run_script(db, enrolment.SQL)


def _sync(db: "Database") -> None:
    run_script(db, sync.SQL)


def _said(db: "Database") -> None:
    run_script(db, said.SQL)


def _age(db: "Database") -> None:
    run_script(db, age.SQL)


def _challenge(db: "Database") -> None:
    run_script(db, challenge.SQL)


def _between(db: "Database") -> None:
    run_script(db, between.SQL)


def _elsewhere(db: "Database") -> None:
    run_script(db, elsewhere.SQL)


def _credential(db: "Database") -> None:
    run_script(db, credential.SQL)


def _returned(db: "Database") -> None:
    run_script(db, returned.SQL)


def _expected(db: "Database") -> None:
    run_script(db, expected.SQL)


def _parcel(db: "Database") -> None:
    run_script(db, parcel.SQL)


def _press(db: "Database") -> None:
    run_script(db, press.SQL)


def _stock(db: "Database") -> None:
    run_script(db, stock.SQL)


def _learners_files(db: "Database") -> None:
    run_script(db, learners_files.SQL)


def _qualification(db: "Database") -> None:
    run_script(db, qualification.SQL)


def _stopped(db: "Database") -> None:
    run_script(db, stopped.SQL)


def _design(db: "Database") -> None:
    run_script(db, design.SQL)


def _badge_design(db: "Database") -> None:
    run_script(db, badge_design.SQL)


def _endorsement(db: "Database") -> None:
    run_script(db, endorsement.SQL)


def _credential_jwt(db: "Database") -> None:
    run_script(db, credential_jwt.SQL)


def _erased(db: "Database") -> None:
    run_script(db, erased.SQL)


def _signature_taken(db: "Database") -> None:
    run_script(db, signature_taken.SQL)


def _timed(db: "Database") -> None:
    run_script(db, timed.SQL)


def _stands_on(db: "Database") -> None:
    run_script(db, stands_on.SQL)


def _transcript(db: "Database") -> None:
    run_script(db, transcript.SQL)


def _copied(db: "Database") -> None:
    run_script(db, copied.SQL)


def _record_rows(db: "Database") -> None:
    record_rows.move(db)


def _notes(db: "Database") -> None:
    notes.widen(db)


def _moved(db: "Database") -> None:
    moved.widen(db)


def _endorsement_ended(db: "Database") -> None:
    run_script(db, endorsement_ended.SQL)


def _rounds(db: "Database") -> None:
    run_script(db, rounds.SQL)


_STEPS = (
    ("0001_initial", _initial),
    ("0002_floor", _floor),
    ("0003_evidence", _evidence),
    ("0004_paper", _paper),
    ("0005_badge", _badge),
    ("0006_after", _after),
    ("0007_rules", _rules),
    ("0008_prior", _prior),
    ("0009_order", _order),
    ("0010_enrolment", _enrolment),
    ("0011_sync", _sync),
    ("0012_said", _said),
    ("0013_age", _age),
    ("0013_challenge", _challenge),
    ("0014_between", _between),
    ("0015_elsewhere", _elsewhere),
    ("0016_credential", _credential),
    ("0017_returned", _returned),
    ("0018_expected", _expected),
    ("0021_parcel", _parcel),
    ("0021_stopped", _stopped),
    ("0022_design", _design),
    ("0023_press", _press),
    ("0024_stock", _stock),
    ("0025_learners_files", _learners_files),
    ("0026_qualification", _qualification),
    ("0027_badge_design", _badge_design),
    ("0028_endorsement", _endorsement),
    ("0029_credential_jwt", _credential_jwt),
    ("0030_erased", _erased),
    ("0031_signature_taken", _signature_taken),
    ("0032_transcript", _transcript),
    ("0033_record_rows", _record_rows),
    ("0034_notes", _notes),
    ("0035_timed", _timed),
    ("0036_moved", _moved),
    ("0037_rounds", _rounds),
    ("0039_copied", _copied),
    ("0040_endorsement_ended", _endorsement_ended),
    ("0042_stands_on", _stands_on),
)


def migrations() -> "Migrations":
    """Every migration of this program."""
    from sqlite_utils import Migrations

    found = Migrations(_SET)
    for name, step in _STEPS:
        found(name=name)(step)
    return found


def schema() -> Schema:
    """The schema that a database must have after `migrations`."""
    names = tuple(name for name, _step in _STEPS)
    return Schema(_SET, names, migrations, _in_the_end)


@cache
def _in_the_end() -> str:
    """What all of them make of an empty database: the same for as long as the program runs."""
    return fresh_schema(migrations())


def newest() -> str:
    """The name of the newest migration: the version of the schema."""
    return _STEPS[-1][0]
