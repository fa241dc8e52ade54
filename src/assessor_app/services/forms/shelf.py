"""The forms at hand: those that ship or were added, and those in use, whose every byte is kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.services.clock import stamp


class KeptForm(Protocol):
    """A form version as adopted."""

    @property
    def content(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...


class FormStore(Protocol):
    def get(self, code: str, version: str) -> KeptForm | None: ...
    def all(self) -> tuple[tuple[str, str], ...]: ...
    def adopt(
        self, *, code: str, version: str, title: str, sector: str, content: bytes, digest: str, at: str
    ) -> None: ...


@dataclass(frozen=True, kw_only=True)
class OfferedForm:
    """A form that can be chosen: its model, its exact bytes."""

    form: Form
    content: bytes


class Shelf:
    """Forms by code and version. A version in use is read from the store; a file can no longer change it."""

    def __init__(self, store: FormStore, shipped: Callable[[], Iterable[bytes]]) -> None:
        self._store = store
        self._shipped = shipped
        self._parsed: dict[tuple[str, str], Form] = {}
        self._by_content: dict[bytes, Form] = {}

    def get(self, code: str, version: str) -> Form:
        """A form in use; raises KnownError `no-such-form`."""
        known = self._parsed.get((code, version))
        if known is None:
            known = _parse(self._kept(code, version).content)
            self._parsed[code, version] = known
        return known

    def digest(self, code: str, version: str) -> str:
        return self._kept(code, version).sha256

    def _kept(self, code: str, version: str) -> KeptForm:
        kept = self._store.get(code, version)
        if kept is None:
            raise KnownError("no-such-form", form=f"{code} v{version}")
        return kept

    def offered(self) -> Mapping[tuple[str, str], OfferedForm]:
        """Forms that can be chosen for a sitting: those that ship, and those in use, by (code, version)."""
        found = {}
        for content in self._shipped():
            form = self._read(content)
            found[form.code, form.version] = OfferedForm(form=form, content=content)
        for code, version in self._store.all():
            kept = self._kept(code, version)
            found[code, version] = OfferedForm(form=self.get(code, version), content=kept.content)
        return dict(sorted(found.items()))

    def _read(self, content: bytes) -> Form:
        """A form from its bytes, read once: parsing one takes some 20 ms, and a list asks for all of them."""
        form = self._by_content.get(content)
        if form is None:
            form = self._by_content[content] = _parse(content)
        return form

    def adopt(self, content: bytes, *, at: datetime) -> Form:
        """Takes a form version into use, once; the same bytes again change nothing.

        Raises KnownError `form-version-changed` when this version is in use with other content, and what
        `parse_form` raises.
        """
        form = _parse(content)
        digest = sha256(content).hexdigest()
        kept = self._store.get(form.code, form.version)
        if kept is None:
            self._store.adopt(
                code=form.code,
                version=form.version,
                title=form.title,
                sector=form.sector,
                content=content,
                digest=digest,
                at=stamp(at),
            )
        elif kept.sha256 != digest:
            raise KnownError("form-version-changed", form=form.ref)
        return form


def _parse(content: bytes) -> Form:
    # The reader of forms brings a YAML library, which a first window does not need.
    from assessor_app.formats.form_yaml import parse_form

    return parse_form(content)
