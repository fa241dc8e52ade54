"""What the centre's other devices recorded, as this one reads it: known here, and changed by their records alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.certificate import Certificate
from assessor_app.services.awards.ports import Event


@dataclass(frozen=True, kw_only=True)
class RecordElsewhere:
    """A record of another device with its place; `id` and `type` are empty where nobody can read it."""

    chain: str
    seq: int
    id: str
    type: str
    jws: str
    personal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class WorkElsewhere:
    """An assessment that another device recorded, as its newest revision has it. Times ISO 8601; empty for none.

    `device` is what the centre calls that device. `end` and `decision` are codes; `release` the id of the record that
    released it.
    """

    assessment: str
    chain: str
    seq: int
    record: str
    learner: str
    learner_number: str
    learner_name: str
    form_code: str
    form_version: str
    attempt: int
    started_at: str
    end: str
    decision: str
    decided_at: str
    decided_by: str
    award: str
    uses_attempt: bool = True
    annulled: bool = False
    appealed: bool = False
    release: str = ""
    returned: bool = False
    device: str = ""


class WorkReads(Protocol):
    """What is asked of the others' work."""

    def of_learner(self, learner: str, number: str, form: str = "") -> tuple[WorkElsewhere, ...]:
        """Of a learner by id, or by the centre's own number where there is one; oldest first. `form` narrows to a code."""

    def work(self, assessment: str) -> WorkElsewhere | None: ...
    def record(self, record_id: str) -> RecordElsewhere | None:
        """A record that was read, by its id."""


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A paper that this device made, by the place of its record: the code's text and the frozen page."""

    number: str
    qr: str
    page: bytes = field(repr=False)


class ElsewhereStore(WorkReads, Protocol):
    """What is read from the others; every write is in the caller's transaction."""

    def through(self, chain: str) -> int:
        """How far a chain was read; 0 for not at all."""

    def put_through(self, chain: str, seq: int) -> None: ...
    def between(self, chain: str, first: int, last: int) -> tuple[RecordElsewhere, ...]: ...
    def put_work(self, work: WorkElsewhere) -> None: ...
    def is_work(self, assessment: str) -> bool:
        """Whether this assessment was recorded here or is known from another device."""

    def add_paper(self, certificate: Certificate, *, chain: str, seq: int) -> None:
        """Without code and page where these stand beside the other device's record."""

    def add_event(self, number: str, event: Event, *, record: str | None) -> None:
        """Of a paper, which may still be on its way."""

    def company(self) -> bool:
        """Whether another device of the centre is in use."""

    def own_page(self, chain: str, seq: int) -> OwnPage | None:
        """The paper that this record of this device's issued."""

    def forget(self, chain: str, record: str, *, said_by: str) -> bool:
        """Deletes what stands beside a record of a chain, and what was read from it; False where the chain has no such record.

        `said_by` is the chain that says so: of another one, only where that is not in use any more.
        """

    def want_assets(self, assets: Sequence[str]) -> None: ...
    def wanted_assets(self) -> tuple[str, ...]: ...
    def got_asset(self, sha256: str) -> None: ...


class AssetShelf(Protocol):
    """Fonts and drawings by SHA-256 (hex)."""

    def missing(self, assets: Sequence[str]) -> tuple[str, ...]:
        """Those that are not here; what ships with the program is put here first."""

    def get(self, sha256: str) -> bytes:
        """Raises KnownError `asset-missing`, `asset-damaged`."""

    def put(self, data: bytes) -> str: ...
    def named(self, page: bytes) -> tuple[str, ...]:
        """What a frozen page names."""


class NothingElsewhere:
    """A device that stands alone."""

    def of_learner(self, learner: str, number: str, form: str = "") -> tuple[WorkElsewhere, ...]:  # noqa: ARG002 - whoever is asked for
        return ()

    def work(self, assessment: str) -> WorkElsewhere | None:  # noqa: ARG002 - whichever is asked for
        return None

    def record(self, record_id: str) -> RecordElsewhere | None:  # noqa: ARG002 - whichever is asked for
        return None
