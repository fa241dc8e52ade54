"""What the database refuses to change, and the words that alone may be emptied, once and for good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.marks import Mark
from assessor_app.services.assessing.mark import mark, write_note
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.services.sittings.open import close_sitting
from assessor_app.storage.engine.driver import IntegrityError
from story import ASSESSOR, ASSURER, PINS, Story, begin

WHERE = {
    "[signed]": "assessment = (SELECT id FROM assessment WHERE state = 'finalised')",
    "[unsigned]": "assessment = (SELECT id FROM assessment WHERE state = 'open')",
    "[closed]": "sitting = (SELECT id FROM sitting WHERE closed_at <> '')",
}


def _leave_one_out(story: Story, assessment: str) -> None:
    """One criterion that does not apply, with a note: both are words about a person's work."""
    desk = story.device.assessing
    kept = desk.assessments.get(assessment)
    form = desk.forms.get(kept.form_code, kept.form_version)
    criterion = next(one.id for one in form.criteria() if not one.critical and not one.readings)
    for occasion in desk.assessments.occasions(assessment):
        mark(
            desk,
            by=ASSESSOR,
            assessment=assessment,
            occasion=occasion.id,
            criterion=criterion,
            mark=Mark.NOT_APPLICABLE,
            reason="No gas here",
        )
        write_note(
            desk,
            by=ASSESSOR,
            assessment=assessment,
            occasion=occasion.id,
            criterion=criterion,
            note="Electric hob",
        )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """One signed, released, printed, renamed result in a closed sitting; beside it one that is open."""
    folder: Path = tmp_path_factory.mktemp("frozen")
    found = begin(folder / "data", folder / "state")
    found.add_learner("Amina Bello", "2031")
    found.add_learner("Bram Cole", "2032")
    sitting, entries = found.open_sitting()
    work = found.start(entries[0])
    found.show_everything(work, sitting.id)
    _leave_one_out(found, work.id)
    found.decide_competent(work)
    finalise(found.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    acknowledge(
        found.device.deciding,
        by=ASSESSOR,
        assessment=work.id,
        kind=Acknowledged.TYPED,
        details={"typed": "Amina Bello"},
    )
    release(found.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], note="Seen.")
    (number,) = issue(found.device.awards, by=ASSESSOR, assessments=[work.id])
    (sheet,) = send_sheets(found.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    say_what_came_out(found.device.awards, by=ASSESSOR, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    name = Correction(name="Amina Belló", reason="misspelt", identity_seen="passport", surrendered=True)
    correct_name(found.device.awards, by=ASSESSOR, number=number, correction=name)
    close_sitting(found.device.sittings, by=ASSESSOR, sitting=sitting.id)
    sitting, entries = found.open_sitting()
    _leave_one_out(found, found.start(entries[1]).id)
    yield found
    found.device.close()


def spelled(sql: str) -> str:
    for short, long in WHERE.items():
        sql = sql.replace(short, long)
    return sql


def run(story: Story, sql: str) -> int:
    """How many rows it changed; nothing of it stays."""
    connection = story.device.store.raw()
    connection.execute("BEGIN")
    try:
        return int(connection.execute(spelled(sql)).rowcount)
    finally:
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE release SET kind = 'returned'",
        "UPDATE release SET note = 'Other words'",
        "DELETE FROM release",
        "UPDATE acknowledgement SET kind = 'declined'",
        "DELETE FROM acknowledgement",
        "UPDATE certificate_event SET detail = ''",
        "DELETE FROM certificate_event",
        "UPDATE sheet SET outcome = 'spoiled'",
        "UPDATE sheet SET outcome = ''",
        "UPDATE sheet SET stamp = 'Replacement 1'",
        "DELETE FROM sheet",
        "UPDATE occasion SET date = '2020-01-01'",
        "UPDATE occasion SET context = 'disc'",
        "DELETE FROM occasion",
        "UPDATE sitting SET closed_at = '' WHERE closed_at <> ''",
        "UPDATE entry SET attendance = 'absent' WHERE [closed]",
        "UPDATE entry SET identified = NULL WHERE [closed]",
        "UPDATE entry SET briefed_at = '' WHERE [closed] AND briefed_at <> ''",
        "UPDATE entry SET assessment = NULL WHERE [closed] AND assessment IS NOT NULL",
        "DELETE FROM entry WHERE [closed]",
        (
            "INSERT INTO entry (id, sitting, learner, form_code, form_version)"
            " SELECT 'x', id, (SELECT id FROM learner ORDER BY seq DESC LIMIT 1), 'ELE-SAF', '1'"
            " FROM sitting WHERE closed_at <> ''"
        ),
        "UPDATE judgement SET assessment = (SELECT id FROM assessment WHERE state = 'finalised') WHERE [unsigned]",
        (
            "INSERT INTO judgement (occasion, criterion, assessment, mark, observed_at, entered_at, how, by)"
            " SELECT occasion.id, '9.9', assessment.id, 'met', '', '', 'tap', 'b' FROM occasion, assessment"
            " WHERE assessment.state = 'open' AND occasion.assessment <> assessment.id"
        ),
        "UPDATE history SET old = NULL, new = NULL WHERE [unsigned]",
        "UPDATE history SET new = '[]' WHERE [signed]",
        "UPDATE history SET by = 'x' WHERE [signed]",
        "DELETE FROM history",
        "UPDATE judgement SET note = 'Other words' WHERE [signed]",
        "UPDATE judgement SET reason = 'Other words' WHERE [signed] AND reason <> ''",
        "UPDATE judgement SET mark = 'met' WHERE [signed] AND mark <> 'met'",
        "DELETE FROM judgement WHERE [signed]",
        "UPDATE oral_answer SET mark = 'not-met' WHERE [signed]",
        "UPDATE assessment SET feedback = 'Other words' WHERE state = 'finalised'",
        "UPDATE assessment SET overrides = '{}' WHERE state = 'finalised'",
        "UPDATE assessment SET decision = 'not-yet-competent' WHERE state = 'finalised'",
        "UPDATE assessment SET state = 'open' WHERE state = 'finalised'",
        "UPDATE certificate SET page = x'00'",
        "UPDATE certificate SET holder = ''",
        "UPDATE certificate SET holder = 'Other', folded = 'other'",
        "UPDATE certificate SET valid_until = '2099-01-01'",
    ],
)
def test_the_database_refuses(story: Story, sql: str) -> None:
    with pytest.raises(IntegrityError, match=r"frozen|torn"):
        run(story, sql)


WORDS = (
    "UPDATE history SET old = NULL, new = NULL WHERE [signed]",
    "UPDATE judgement SET note = '' WHERE [signed] AND note <> ''",
    "UPDATE judgement SET reason = '-' WHERE [signed] AND mark = 'not-applicable'",
    "UPDATE oral_answer SET note = '' WHERE [signed]",
    "UPDATE assessment SET feedback = '', next_step = '' WHERE state = 'finalised'",
    (
        "UPDATE assessment SET overrides = (SELECT json_group_object(key, '') FROM json_each(overrides))"
        " WHERE state = 'finalised'"
    ),
    "UPDATE release SET note = ''",
    "UPDATE certificate SET page = x'', holder = '', folded = ''",
    "UPDATE entry SET note = '', bib = '', bench = '' WHERE [closed]",
)


@pytest.mark.parametrize("sql", WORDS)
def test_words_alone_may_be_emptied(story: Story, sql: str) -> None:
    assert run(story, sql) >= 1


def test_what_was_emptied_is_never_written_again_and_the_rest_stands(story: Story) -> None:
    connection = story.device.store.raw()
    tables = story.device.tables
    connection.execute("BEGIN")
    try:
        before = connection.execute("SELECT award FROM assessment WHERE award IS NOT NULL").fetchall()
        for sql in WORDS[:-2]:
            connection.execute(spelled(sql))
        with pytest.raises(IntegrityError, match="frozen"):
            connection.execute("UPDATE assessment SET feedback = 'Again' WHERE state = 'finalised'")
        (work,) = (one for one in tables.assessments.of_learner(story.learners[0]) if not one.is_open)
        assert set(work.overrides.values()) == {""}
        assert tables.work.changes(work.id)
        assert check_records(tables.records, tables.waiting).ok
        assert not status(tables.records).broken
        assert connection.execute("SELECT award FROM assessment WHERE award IS NOT NULL").fetchall() == before
    finally:
        connection.execute("ROLLBACK")
