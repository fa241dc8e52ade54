from typing import Any

import pytest

from assessor_app.formats import signed_record
from assessor_app.formats.signed_record import Record
from assessor_app.trust import jws
from assessor_app.trust.chain import ChainFault, ChainReport, check_chain
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(32))
CHAIN = "ab" * 16


def signed(seq: int, prev: str, *, key: SigningKey = KEY, chain: str = CHAIN, typ: Typ = Typ.RECORD) -> str:
    record = Record(
        type="released",
        id=f"{seq:032x}",
        chain=chain,
        seq=seq,
        prev=prev,
        at="2026-11-22T14:03:11+01:00",
        elapsed=seq,
        boot="c" * 32,
    )
    return jws.sign(signed_record.encode(record), typ=typ, key=key)


def chain_of(count: int) -> list[str]:
    records: list[str] = []
    for seq in range(1, count + 1):
        records.append(
            signed(seq, signed_record.link(records[-1]) if records else signed_record.first_prev(CHAIN))
        )
    return records


def check(records: list[str]) -> ChainReport:
    return check_chain(records, public_of={CHAIN: KEY.public}.get)


def test_a_whole_chain_is_right() -> None:
    records = chain_of(5)
    assert check(records) == ChainReport(chain=CHAIN, count=5, head=signed_record.link(records[-1]))
    assert check([]) == ChainReport(chain=None, count=0, head=None)


def changed(records: list[str], how: str) -> list[str]:
    third_prev = signed_record.link(records[1])
    changes: dict[str, Any] = {
        "gap": lambda: records[:2] + records[3:],
        "repeated": lambda: records[:2] + records[1:],
        "malformed": lambda: [*records[:2], "rubbish", *records[3:]],
        "wrong-previous": lambda: [*records[:2], signed(3, "0" * 64), *records[3:]],
        "other-chain": lambda: [*records[:2], signed(3, third_prev, chain="cd" * 16), *records[3:]],
        "signature": lambda: [*records[:2], signed(3, third_prev, key=OTHER), *records[3:]],
    }
    result: list[str] = changes[how]()
    return result


@pytest.mark.parametrize(
    "how", ["gap", "repeated", "malformed", "wrong-previous", "other-chain", "signature"]
)
def test_the_first_fault_is_named_with_its_place(how: str) -> None:
    records = chain_of(5)
    report = check(changed(records, how))
    assert (report.fault, report.seq, report.count) == (ChainFault(how), 3, 2)
    assert report.head == signed_record.link(records[1])


def test_a_record_replaced_by_another_of_the_same_device_breaks_the_next_link() -> None:
    records = chain_of(4)
    records[1] = signed(2, signed_record.link(records[0]))[:-2] + "AA"
    assert check(records).fault == ChainFault.SIGNATURE
    records = chain_of(4)
    other = signed_record.decode(jws.peek(records[1])[1])
    records[1] = jws.sign(
        signed_record.encode(
            Record(**{name: getattr(other, name) for name in other.__struct_fields__} | {"elapsed": 99})
        ),
        typ=Typ.RECORD,
        key=KEY,
    )
    assert (check(records).fault, check(records).seq) == (ChainFault.WRONG_PREVIOUS, 3)


def test_a_signature_for_another_use_is_no_record() -> None:
    report = check([signed(1, signed_record.first_prev(CHAIN), typ=Typ.RECEIPT)])
    assert (report.fault, report.seq) == (ChainFault.SIGNATURE, 1)


def test_a_chain_of_an_unknown_device_is_said_to_be_one() -> None:
    assert check_chain(chain_of(2), public_of=lambda _: None).fault == ChainFault.UNKNOWN_KEY


def test_a_chain_that_begins_with_rubbish() -> None:
    assert check(["", *chain_of(1)]) == ChainReport(
        chain=None, count=0, head=None, fault=ChainFault.MALFORMED, seq=1
    )
