"""What one record costs does not grow with how many there are."""

from pathlib import Path
from typing import Any

from sqlalchemy import event

from assessor_app.issuer.store import records
from assessor_app.issuer.store.engine import file_url, open_store
from assessor_app.issuer.store.migrate import migrate
from samples import CENTRE


def test_a_record_is_found_by_its_id_without_walking_through_its_centre(tmp_path: Path) -> None:
    store = open_store(file_url(tmp_path))
    migrate(store)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.read() as connection:
        records.of_id(connection, centre=CENTRE, record_id="1" * 32)
        statement, values = next(one for one in asked if "FROM record" in one[0])
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    store.close()
    assert any("record_by_id" in str(row) for row in plan), plan
