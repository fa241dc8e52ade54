"""The migrations, oldest first. A name is an identity: never rename or edit one that has been released."""

from sqlite_utils import Database, Migrations

from assessor_app.storage.engine.migrations import Schema, run_script
from assessor_app.storage.schema import awards, people, recording, records


def migrations() -> Migrations:
    """Every migration of this program."""
    found = Migrations("assessor")

    @found(name="0001_initial")
    def initial(db: Database) -> None:
        for part in (people, recording, records, awards):
            run_script(db, part.SQL)

    return found


def schema() -> Schema:
    """The schema that a database must have after `migrations`."""
    return Schema.of(migrations())


def newest() -> str:
    """The name of the newest migration: the version of the schema."""
    return [migration.name for migration in migrations()._migrations][-1]  # noqa: SLF001 - no public list
