"""A staffed data folder for tests of people."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assessor_app.domain.people import Role, Staff
from assessor_app.services.people.learners import LearnerDesk
from assessor_app.services.people.staff import StaffDesk
from assessor_app.services.records import restart
from assessor_app.services.records.ledger import Ledger
from assessor_app.storage.engine.highwater import HighWater, state_folder
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.storage.engine.staff_keys import StaffKeysOfFolder
from assessor_app.storage.engine.store import Store, open_store
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.learners import Learners
from assessor_app.storage.tables.records import Records
from assessor_app.storage.tables.staff import StaffTable
from assessor_app.trust.secrets import Cost

KEY = bytes(range(32))
ASS, QUA, CEN, ADM, GONE = (letter * 32 for letter in "abcde")
IDS = {Role.ASSESSOR: ASS, Role.QUALITY_ASSURER: QUA, Role.CENTRE_STAFF: CEN, Role.ADMINISTRATOR: ADM}
AT = "2026-11-22T14:00:00+00:00"


@dataclass
class SteadyClock:
    moment: datetime = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    boot: str = "0" * 32

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> int:
        return 0

    def pass_by(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """An open folder with one member of each role and somebody who left."""

    store: Store
    clock: SteadyClock
    table: StaffTable
    slots: KeySlots
    records: Records
    staff: StaffDesk
    learners: LearnerDesk


def build(folder: Path) -> Bench:
    store = open_store(folder, KEY, schema(), create=True)
    clock, table, records = SteadyClock(), StaffTable(store), Records(store)
    for role, staff_id in IDS.items():
        person = Staff(
            id=staff_id,
            name=role.value.title(),
            label=role.value,
            roles=frozenset({role}),
            scope=("*",),
        )
        table.put(person, at=AT)
    table.put(Staff(id=GONE, name="Gone", label="gone", roles=frozenset(Role)), at=AT)
    table.leave(GONE, at=AT)
    slots = KeySlots(folder, cost=Cost(memory_kib=8, passes=1))
    slots.add_recovery(KEY)
    ledger = Ledger(transactions=store, records=records, high_water=HighWater(state_folder()), clock=clock)
    restart.begin(ledger, by=ADM, delegate=lambda _: None)
    keys = StaffKeysOfFolder(slots=slots, key=KEY)
    return Bench(
        store=store,
        clock=clock,
        table=table,
        slots=slots,
        records=records,
        staff=StaffDesk(transactions=store, staff=table, keys=keys, clock=clock),
        learners=LearnerDesk(
            transactions=store, learners=Learners(store), staff=table, ledger=ledger, clock=clock
        ),
    )
