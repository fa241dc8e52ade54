"""One of every message, and a small chain to send."""

from datetime import UTC, datetime

from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.formats import personal, signed_record
from assessor_app.formats.catalogue_files import CatalogueItem, Policy, catalogue_file
from assessor_app.formats.centre_bundle import (
    BundleHead,
    DesignChosenItem,
    DesignItem,
    FormItem,
    LearnerItem,
    LogoItem,
    RosterItem,
    SignatureItem,
    StaffItem,
    paper_item,
    picture_text,
)
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, EvidenceWanted
from assessor_app.formats.feed import (
    AnchorsItem,
    CredentialItem,
    DelegationItem,
    DeviceItem,
    ForkItem,
    Page,
    PaperState,
    PersonSuspended,
    RefusedItem,
    RegisterItem,
    TranscriptItem,
)
from assessor_app.formats.heartbeat import (
    Ask,
    BadgeChosen,
    BadgeLook,
    ChainHead,
    Counted,
    EvidenceCounted,
    Heartbeat,
    OwnRecords,
)
from assessor_app.formats.items import EnrolmentItem, Known
from assessor_app.formats.piece import cut
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.formats.record_item import record_item
from assessor_app.formats.signed_record import Record
from assessor_app.formats.verdict import Verdict
from assessor_app.trust import jws
from assessor_app.trust.arrived import Arrived
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(range(1, 33)))
CHAIN = "ab" * 16
OTHER_CHAIN = "cd" * 16
AT = "2026-11-26T14:03:11+01:00"
NOW = datetime(2026, 11, 26, 13, 3, 11, tzinfo=UTC)
H = "0f" * 32
ID = "12" * 16


def signed(
    seq: int,
    prev: str,
    *,
    key: SigningKey = KEY,
    chain: str = CHAIN,
    record_type: str = "acknowledged",
    said: str = "",
    digest: str | None = None,
) -> str:
    record = Record(
        type=record_type,
        id=f"{seq:032x}",
        chain=chain,
        seq=seq,
        prev=prev,
        at=AT,
        elapsed=seq,
        boot="c" * 32,
        body={"said": said} if said else {},
        personal=digest,
    )
    return jws.sign(signed_record.encode(record), typ=Typ.RECORD, key=key)


def chain_of(count: int, *, start: tuple[int, str] | None = None, said: str = "") -> list[Arrived]:
    """Records in order, every third with a personal part, behind `start` (seq, hash) where there is one."""
    seq, prev = start or (0, signed_record.first_prev(CHAIN))
    found = []
    for place in range(seq + 1, seq + count + 1):
        beside = (
            personal.seal({"name": f"Learner {place}"}, salt=place.to_bytes(16, "big"))
            if place % 3 == 0
            else None
        )
        text = signed(place, prev, said=said, digest=beside.digest if beside else None)
        found.append(Arrived(seq=place, jws=text, personal=beside.blob if beside else None))
        prev = signed_record.link(text)
    return found


def one_of_each() -> list[Known]:
    (record,) = chain_of(1)
    return [
        record_item(record.jws, chain=CHAIN, seq=1, personal=b"0123456789abcdef" + '{"name":"Zoë"}'.encode()),
        record_item("not.a.jws", chain=CHAIN, seq=2, personal=b"\xff" * 20),
        Heartbeat(
            at=AT,
            version="1.0",
            chains=[ChainHead(chain=CHAIN, seq=7, hash=H)],
            records=Counted(captured=7, unsent=7),
            evidence=EvidenceCounted(captured=1, lost=1),
            open=3,
            box=H,
        ),
        Heartbeat(
            at=AT,
            version="1.1",
            chains=[],
            records=Counted(),
            badges=[
                BadgeChosen(
                    target="form:ELE-SAF",
                    at=AT,
                    design=BadgeLook(
                        shape="shield", sign="bolt", colour="#102030", accent="#FFEE99", paper="#FFFFFF"
                    ),
                ),
                BadgeChosen(target="sector:culinary", at=AT, design=None),
            ],
        ),
        Ask(after=12, most=500, renew=True, own=[OwnRecords(chain=CHAIN, first=3)], evidence=[H]),
        Ask(after=12, register="2026-11-26T09:00:00+00:00", assets=[H]),
        EvidenceManifest(
            record=ID,
            evidence=H,
            media="image/jpeg",
            address=H,
            size=5,
            pieces=[H],
            key="ab" * 80,
            salt="00" * 16,
        ),
        EvidenceState(address=H, missing=[0, 3]),
        EvidenceWanted(chain=CHAIN, seq=4, evidence=H, why="A sample."),
        EvidenceWanted(chain=CHAIN, seq=5, page=True),
        EvidenceWanted(chain=CHAIN, seq=5, asset=H),
        ReceiptItem(jws="eyJ.x.y"),
        Verdict(
            chain=CHAIN,
            seq=4,
            hash=H,
            n=2,
            outcome=Outcome.HELD,
            at=AT,
            codes=[HeldCode.MISSING_RECORD],
            missing=[ID],
        ),
        Page(after=12, through=20, more=True, received=7, accepted=6, held=1),
        PaperState(number="04HMASW90012G", state="registered", on="2026-11-26"),
        AnchorsItem(jws="eyJ.x.y"),
        DelegationItem(chain=CHAIN, delegation="d28443"),
        PersonSuspended(person=ID, since=AT, why="By letter."),
        DeviceItem(chain=OTHER_CHAIN, public=H, box=H, centre="C-1", name="Floor 2", last=12),
        ForkItem(chain=CHAIN, seq=5, hash=H),
        RefusedItem(code="fork", chain=CHAIN, seq=6, first_missing=5),
        CredentialItem(number="04HMASW90012G", award=ID, media="application/vc+ld+json", sha256=H),
        CredentialItem(number="04HMASW90012G", award=ID, media="application/vc", sha256=H, jwt=H),
        TranscriptItem(learner=ID, files=[H, H]),
        Ask(after=12, credentials=["04HMASW90012G"], transcripts=[ID]),
        RegisterItem(sha256=H, as_of=AT, valid_until=AT),
        CatalogueItem(
            version=3, files=[catalogue_file("electrical/ELE-SAF.yaml", "code: ELE-SAF\n")], policy=Policy()
        ),
        *cut(b"a register", what="register"),
        BundleHead(bundle=ID, centre="C-1", name="Greenfield College", made_at=AT, holds=["staff"]),
        StaffItem(id=ID, name="Ada Obi", roles=["assessor"], scope=["ELE"], qualified_until="2030-01-01"),
        LearnerItem(id=ID, name="Zoë Ó Súilleabháin", number="2031", changed_at=AT),
        RosterItem(id=ID, name="Group A", day="2026-12-01", learners=[ID], made_at=AT),
        FormItem(code="ELE-SAF", version="2", text="code: ELE-SAF\n", sha256=H),
        LogoItem(sha256=H, png=picture_text(b"a logo")),
        DesignItem(id="own-1", version=1, title="Ours", text="id: own-1\n", sha256=H, made_at=AT, made_by=ID),
        DesignChosenItem(scope="", design="own-1", chosen_at=AT, chosen_by=ID),
        SignatureItem(staff=ID, png=picture_text(b"a name"), changed_at=AT),
        paper_item(number="04HMASW90012G", chain=CHAIN, qr="ASSESSOR:AAAA", page=b"\x00page"),
        EnrolmentItem(jws="eyJ.x.y"),
    ]
