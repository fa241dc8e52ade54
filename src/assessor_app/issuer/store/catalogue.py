"""The catalogue and the forms that the issuer publishes, as exact bytes."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select, update

from assessor_app.issuer.store.bodies import catalogue, form
from assessor_app.issuer.store.metadata import moment


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A published form version; `withdrawn_on` is the first day (ISO) on which it may not be used."""

    code: str
    version: str
    sector: str
    title: str
    sha256: str
    content: bytes
    withdrawn_on: str | None = None


_COLUMNS = [form.c[name] for name in FormRow.__dataclass_fields__]


def put_catalogue(connection: Connection, content: bytes, *, at: datetime) -> None:
    connection.execute(
        insert(catalogue).values(sha256=sha256(content).hexdigest(), content=content, added_at=moment(at))
    )


def newest_catalogue(connection: Connection) -> bytes:
    """LookupError before set-up."""
    found: bytes | None = connection.execute(
        select(catalogue.c.content).order_by(catalogue.c.serial.desc()).limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise LookupError("catalogue")
    return found


def version(connection: Connection) -> int:
    """Rises with every catalogue that is put. LookupError before set-up."""
    found = connection.execute(select(func.max(catalogue.c.serial))).scalar_one()
    if found is None:
        raise LookupError("catalogue")
    return int(found)


def add_form(connection: Connection, row: FormRow, *, at: datetime) -> None:
    values = {name: getattr(row, name) for name in FormRow.__dataclass_fields__}
    connection.execute(insert(form).values(**values, added_at=moment(at)))


def withdraw(connection: Connection, code: str, version: str, *, on: str) -> bool:
    """Notes the first day (ISO) on which a form version may not be used; False where there is no such version."""
    chosen = update(form).where(form.c.code == code, form.c.version == version).values(withdrawn_on=on)
    return connection.execute(chosen).rowcount == 1


def all_forms(connection: Connection) -> tuple[FormRow, ...]:
    """Every version, by code and version."""
    found = connection.execute(select(*_COLUMNS).order_by(form.c.code, form.c.version))
    return tuple(FormRow(**row) for row in found.mappings())


def newest_forms(connection: Connection) -> tuple[FormRow, ...]:
    """Of each code the version that was added last."""
    chosen = select(*_COLUMNS).order_by(form.c.code, form.c.added_at, form.c.version)
    found = {row["code"]: FormRow(**row) for row in connection.execute(chosen).mappings()}
    return tuple(found.values())


def find_form(connection: Connection, code: str, version: str) -> FormRow | None:
    chosen = select(*_COLUMNS).where(form.c.code == code, form.c.version == version)
    row = connection.execute(chosen).mappings().one_or_none()
    return FormRow(**row) if row else None
