"""Writes `resources/vectors/answers.json`: `python tests/unit/answer_vectors.py`. Once published the file is only added to.

Every answer of `docs/qr-format.md`, section 7, that a reader without a ledger gives: the program and the verifier page
are both held to it.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from assessor_app.domain.answer import PaperState
from assessor_app.formats.anchor_list import AdoptedKey, Anchors, Centre, OnlineKey, Suspension
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.formats.register import Entry
from assessor_app.trust.anchors import AnchorList, TrustStore, read_anchor_list, sign_anchor_list
from assessor_app.trust.cose_sign import sign_delegation, sign_paper
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.trust.register import build_register, read_register

PATH = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "answers.json"
NOTE = "Test vectors only. The private keys are written in the tests; trust nobody who shows these."
ROOT, ONLINE, REGISTER, DEVICE, OWN_ROOT, OWN_ONLINE, STRANGER = (
    SigningKey(bytes([number]) * 32) for number in range(41, 48)
)
HOST = "VERIFY.EXAMPLE.ORG"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHAIN = "0123456789abcdef"
CLAIMS = PaperClaims(
    cti=b"",
    issued_at=int(datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp()),
    number="04HMASW90012G",
    name="Maria Gómez",
    mark=date(2001, 3, 14),
    code="ELE-SAF",
    version="2",
    title="Electrical Safety Fundamentals",
    level="EQF 3 (indicative)",
    credits="3 ECVET",
    environment=Environment.WORKPLACE,
    provisional_until=date(2027, 2, 20),
    valid_until=None,
)
GIVEN = Delegation(
    centre="C-1042",
    device=CHAIN,
    public=DEVICE.public,
    scope=("ELE",),
    not_before=CLAIMS.issued_at - 30 * 86_400,
    expires=CLAIMS.issued_at + 300 * 86_400,
    issued_at=CLAIMS.issued_at - 30 * 86_400,
)


def online(key: SigningKey, *use: str, **changes: Any) -> OnlineKey:
    listed = OnlineKey(
        kid=key.kid.hex(), x=key.public.hex(), use=list(use), from_="2026-01-01", until="2030-12-31"
    )
    return msgspec.structs.replace(listed, **changes)


KEYS = [online(ONLINE, "delegation"), online(REGISTER, "register")]
LIST = Anchors(
    issuer=did_key(ROOT.public),
    name="Example Awarding Body",
    host=HOST,
    phone="+44 20 7946 0001",
    issued_at="2026-11-01T09:00:00+00:00",
    keys=KEYS,
    centres={
        "C-1042": Centre(name="Riverside Workshop", approval_number="AP-0007", phone="+44 20 7946 0002"),
        "C-2": Centre(name="Weldon Training"),
    },
)
OWN_LIST = Anchors(
    issuer=did_key(OWN_ROOT.public),
    name="Harbour Street Training Centre",
    own_award=True,
    phone="+44 20 7946 0003",
    issued_at="2026-11-01T09:00:00+00:00",
    keys=[online(OWN_ONLINE, "delegation")],
    centres={"OWN": Centre(name="Harbour Street Training Centre", phone="+44 20 7946 0003")},
)
ADOPTED = AdoptedKey(
    kid=OWN_ONLINE.kid.hex(), x=OWN_ONLINE.public.hex(), centre="C-2", from_="2026-01-01", until="2036-12-31"
)
WEB = msgspec.structs.replace(LIST, issuer="did:web:verify.example.org", root=ROOT.public.hex())


def changed(content: Anchors, *, root: SigningKey = ROOT, **changes: Any) -> str:
    return sign_anchor_list(msgspec.structs.replace(content, **changes), root=root)


LISTS = {
    "issuer": changed(LIST),
    "issuer, suspended": changed(LIST, suspended=[Suspension(device=CHAIN, after=12)]),
    "issuer, key compromised": changed(
        LIST, keys=[online(ONLINE, "delegation", state="compromised"), KEYS[1]]
    ),
    "issuer, key in a later state": changed(
        LIST, keys=[online(ONLINE, "delegation", "tea", state="resting"), KEYS[1]]
    ),
    "issuer, key retired": changed(LIST, keys=[online(ONLINE, "delegation", state="retired"), KEYS[1]]),
    "issuer, key too young": changed(LIST, keys=[online(ONLINE, "delegation", from_="2026-11-01"), KEYS[1]]),
    "issuer, newer, without centres": changed(LIST, issued_at="2026-11-21T09:00:00+02:00", centres={}),
    "issuer, adopting": changed(LIST, adopted=[ADOPTED]),
    "issuer of a host": changed(WEB),
    "issuer of a host, another root": sign_anchor_list(
        msgspec.structs.replace(
            WEB, root=STRANGER.public.hex(), issued_at="2026-11-21T09:00:00+00:00", name="Stranger"
        ),
        root=STRANGER,
    ),
    "centre alone": changed(OWN_LIST, root=OWN_ROOT),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """`registers` and `lists` are names in the tables of the file."""

    name: str
    text: str
    lists: tuple[str, ...] = ("issuer",)
    registers: tuple[str, ...] = ()
    now: datetime = NOW


def cti(name: str) -> bytes:
    return sha256(name.encode()).digest()[:16]


def paper(kept_as: str, /, *, host: str | None = HOST, given: Delegation = GIVEN, by: SigningKey = ONLINE,
          device: SigningKey = DEVICE, **changes: Any) -> str:  # fmt: skip
    claims = replace(CLAIMS, **{"cti": cti(kept_as), **changes})
    return sign_paper(claims, key=device, delegation=sign_delegation(given, key=by), host=host)


STATES = {
    "registered": PaperState.REGISTERED,
    "registered, without a host": PaperState.REGISTERED,
    "adopted and registered": PaperState.REGISTERED,
    "adopted and revoked": PaperState.REVOKED,
    "superseded": PaperState.SUPERSEDED,
    "superseded by none": PaperState.SUPERSEDED,
    "revoked": PaperState.REVOKED,
    "rejected": PaperState.REJECTED,
    "annulled": PaperState.ANNULLED,
    "registered, expired since": PaperState.REGISTERED,
}


def entries() -> list[Entry]:
    return [
        Entry(
            prefix=sha256(cti(name)).digest()[:8],
            state=state,
            on=date(2026, 11, 21),
            successor="04HMASW90013H" if name == "superseded" else None,
        )
        for name, state in STATES.items()
    ]


def register(content: Sequence[Entry], *, as_of: datetime = NOW, days: int = 14, bits: int = 0,
             issuer: str = LIST.issuer) -> bytes:  # fmt: skip
    until = as_of + timedelta(days=days)
    return build_register(content, issuer=issuer, as_of=as_of, valid_until=until, key=REGISTER, bits=bits)


REGISTERS = {
    "fresh": register(entries()),
    "old": register(entries(), as_of=NOW - timedelta(days=60)),
    "from tomorrow": register(entries(), as_of=NOW + timedelta(hours=20)),
    "from next week": register(entries(), as_of=NOW + timedelta(days=7)),
    "of the host": register(entries(), issuer=WEB.issuer),
}
OWN_GIVEN = replace(GIVEN, centre="OWN", scope=("*",))
FRESH = ("fresh",)


def own(kept_as: str, /, **changes: Any) -> str:
    return paper(kept_as, host=None, given=OWN_GIVEN, by=OWN_ONLINE, **changes)


def cases() -> list[Case]:
    good = paper("registered")
    none = paper("unknown to the register")
    wrong = good[:150] + ("A" if good[150] != "A" else "B") + good[151:]
    adopting = ("issuer, adopting",)
    both = ("centre alone", "issuer, adopting")
    return [
        Case(name="registered", text=good, registers=FRESH),
        Case(name="registered, small letters over lines", text=f"{good[:300].lower()}\r\n {good[300:]}\n", registers=FRESH),
        Case(name="registered, without a host", text=paper("registered, without a host", host=None), registers=FRESH),
        Case(name="the newest of two registers", text=good, registers=("old", "fresh")),
        Case(name="no register", text=good),
        Case(name="registered in an old register", text=good, registers=("old",)),
        Case(name="a register from tomorrow", text=good, registers=("from tomorrow",)),
        Case(name="a register from next week", text=good, registers=("from next week",)),
        Case(name="not yet registered", text=none, registers=FRESH),
        Case(name="not yet registered, not known to the old one", text=none, registers=("old",)),
        Case(name="provisional lapsed", text=paper("lapsed", provisional_until=date(2026, 11, 21)), registers=FRESH),
        Case(name="provisional lapsed, no register", text=paper("lapsed", provisional_until=date(2026, 11, 21))),
        Case(name="provisional until today", text=paper("lapsed", provisional_until=date(2026, 11, 22)), registers=FRESH),
        Case(name="unknown issuer", text=paper("stranger", by=STRANGER), registers=FRESH),
        Case(name="nobody known", text=good, lists=()),
        Case(name="another device key than the delegation's", text=paper("registered", device=STRANGER), registers=FRESH),
        Case(name="altered", text=_other_payload(good), registers=FRESH),
        Case(name="another host", text=good.replace(HOST, "VERIFY.EXAMPLE.COM"), registers=FRESH),
        Case(name="the host taken away", text="ASSESSOR:" + good.partition("#")[2], registers=FRESH),
        Case(name="one character of the code", text=wrong, registers=FRESH),
        Case(name="out of scope", text=paper("scope", code="AUT-BRK"), registers=FRESH),
        Case(name="a scope is whole parts", text=paper("scope", code="ELEX"), registers=FRESH),
        Case(name="before the delegation", text=paper("early", issued_at=GIVEN.not_before - 1), registers=FRESH),
        Case(name="at the last second", text=paper("late", issued_at=GIVEN.expires), registers=FRESH),
        Case(name="after the delegation", text=paper("late", issued_at=GIVEN.expires + 1), registers=FRESH),
        Case(name="a delegation from before its key", text=good, lists=("issuer, key too young",), registers=FRESH),
        Case(name="revoked", text=paper("revoked"), registers=FRESH),
        Case(name="revoked in an old register", text=paper("revoked"), registers=("old",)),
        Case(name="superseded", text=paper("superseded"), registers=FRESH),
        Case(name="superseded by one without a number", text=paper("superseded by none"), registers=FRESH),
        Case(name="rejected", text=paper("rejected"), registers=FRESH),
        Case(name="annulled", text=paper("annulled"), registers=FRESH),
        Case(name="expired", text=paper("expired", valid_until=date(2026, 11, 21)), registers=FRESH),
        Case(name="registered, expired since", text=paper("registered, expired since", valid_until=date(2026, 11, 21)), registers=FRESH),
        Case(name="expired, no register", text=paper("expired", valid_until=date(2026, 11, 21))),
        Case(name="revoked goes before expired", text=paper("revoked", valid_until=date(2026, 11, 21)), registers=FRESH),
        Case(name="valid until today", text=paper("registered", valid_until=date(2026, 11, 22)), registers=FRESH),
        Case(name="suspended", text=none, lists=("issuer, suspended",), registers=FRESH),
        Case(name="suspended but registered", text=good, lists=("issuer, suspended",), registers=FRESH),
        Case(name="compromised", text=none, lists=("issuer, key compromised",), registers=FRESH),
        Case(name="compromised, no register", text=good, lists=("issuer, key compromised",)),
        Case(name="compromised but registered", text=good, lists=("issuer, key compromised",), registers=FRESH),
        Case(name="a state from later counts as compromised", text=none, lists=("issuer, key in a later state",), registers=FRESH),
        Case(name="a retired key", text=good, lists=("issuer, key retired",), registers=FRESH),
        Case(name="the newest of two lists names no centre", text=good, lists=("issuer", "issuer, newer, without centres"), registers=FRESH),
        Case(name="an older list changes nothing", text=good, lists=("issuer, newer, without centres", "issuer"), registers=FRESH),
        Case(name="an issuer of a host", text=good, lists=("issuer of a host",), registers=("of the host",)),
        Case(name="its list under another root", text=good, lists=("issuer of a host", "issuer of a host, another root"), registers=("of the host",)),
        Case(name="of two issuers that list one key the first counts", text=good, lists=("issuer of a host", "issuer"), registers=("of the host",)),
        Case(name="a centre alone", text=own("own"), lists=("centre alone",)),
        Case(name="a centre alone, lapsed", text=own("own", provisional_until=date(2026, 11, 1)), lists=("centre alone",)),
        Case(name="adopted and registered", text=own("adopted and registered"), lists=adopting, registers=FRESH),
        Case(name="adopted and not registered", text=own("own"), lists=adopting, registers=FRESH),
        Case(name="adopted, no register", text=own("own"), lists=adopting),
        Case(name="adopted, both lists, registered", text=own("adopted and registered"), lists=both, registers=FRESH),
        Case(name="adopted, both lists, revoked", text=own("adopted and revoked"), lists=both, registers=FRESH),
        Case(name="adopted, both lists, unknown", text=own("own"), lists=both, registers=FRESH),
        Case(name="a name in Arabic", text=paper("registered", name="مريم بنت يوسف", mark="4711", level=None), registers=FRESH),
        Case(name="no identity mark", text=paper("registered", mark=None, credits=None, environment=Environment.BOTH), registers=FRESH),
        Case(name="born before 1970", text=paper("registered", mark=date(1948, 2, 29)), registers=FRESH),
        Case(name="a number that is not ours", text=paper("revoked", number="XYZ"), registers=()),
    ]  # fmt: skip


def _other_payload(text: str) -> str:
    """The paper of one person with the signature of another's."""
    other = paper("registered", name="Mario Gómez")
    return text[: len(text) - 102] + other[len(other) - 102 :]


@cache
def listed(text: str) -> AnchorList:
    return read_anchor_list(text)


def told(case: Case) -> Judged:
    """As the program answers it."""
    lists = [listed(LISTS[name]) for name in case.lists]
    trust = TrustStore.of(lists)
    registers = [read_register(REGISTERS[name], trust=trust) for name in case.registers]
    return judge_paper(case.text, trust=trust, registers=registers, ledger=lambda _: None, now=case.now)


def expected(judged: Judged) -> dict[str, Any]:
    """What a reader in any language must tell."""

    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "answer": judged.answer,
        "reason": judged.reason,
        "state": judged.state,
        "as_of": day(judged.as_of),
        "since": day(judged.since),
        "successor": judged.successor,
        "awarding_body": judged.awarding_body,
        "own_award": judged.own_award,
        "centre": judged.centre,
        "approval_number": judged.approval_number,
        "phone": judged.phone,
        "host": judged.host,
    }


def made() -> dict[str, Any]:
    return {
        "note": NOTE,
        "lists": LISTS,
        "registers": {name: b64encode(data).decode() for name, data in REGISTERS.items()},
        "answers": [
            {
                "name": case.name,
                "text": case.text,
                "lists": list(case.lists),
                "registers": list(case.registers),
                "now": case.now.isoformat(),
                "expected": expected(told(case)),
            }
            for case in cases()
        ],
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
