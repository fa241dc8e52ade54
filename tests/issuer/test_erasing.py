"""What a device erased goes at the issuer too: names, pages, credentials, keys of evidence. Records and chains stay."""

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from assessor_app.cli.commands import root
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import PaperState as State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, address
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.sync_limits import PIECE_BYTES
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.erasing.discard import discard_due, try_to_discard
from assessor_app.issuer.erasing.retention import Clocks, let_go
from assessor_app.issuer.intake.pieces import Pieces, open_pieces, take_piece
from assessor_app.issuer.register import entries
from assessor_app.issuer.store.cases import learner
from assessor_app.issuer.store.facts import evidence, personal, record, stands
from caller import Caller
from office import Office, items_of, joined, papers_of
from samples import CENTRE, NOW
from scribe import Scribe


@pytest.fixture
def known(office: Office, lone: SimpleNamespace) -> Caller:
    """A device whose records are all accepted, with credentials of its papers."""
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    issue_due(office.issuer.store, vault=office.issuer.vault, badges=FormBadges(), now=NOW)
    return caller


def ids(office: Office, *types: RecordType) -> list[str]:
    with office.issuer.store.read() as connection:
        chosen = select(record.c.id).where(record.c.type.in_([one.value for one in types]))
        return list(connection.execute(chosen.order_by(record.c.seq)).scalars())


def says_erased(caller: Caller, office: Office, *targets: str, **body: object) -> tuple[str, str]:
    """How the last of these records on the device's own chain stands; the chain begins with the first."""
    scribe = Scribe(key=caller.key, chain=caller.chain)
    for target in targets:
        scribe.write(RecordType.ERASED.value, about={"record": target}, body={"why": "request", **body})
    caller.send(scribe.items, office.receive)
    office.judge()
    with office.issuer.store.read() as connection:
        chosen = select(stands.c.outcome, stands.c.code).where(
            stands.c.chain == caller.chain, stands.c.seq == len(targets)
        )
        return tuple(connection.execute(chosen).one())


def names(office: Office) -> list[tuple[str, str]]:
    with office.issuer.store.read() as connection:
        return [tuple(row) for row in connection.execute(select(learner.c.name, learner.c.number))]


def test_names_go_and_the_chain_and_the_register_stay(
    office: Office, lone: SimpleNamespace, known: Caller
) -> None:
    before = office.count()
    assert any(name.startswith("Amina") and number == "2031" for name, number in names(office))
    targets = ids(office, RecordType.ASSESSMENT_FINALISED, RecordType.CERTIFICATE_ISSUED)
    assert says_erased(known, office, *targets) == ("accepted", "")
    with office.issuer.store.read() as connection:
        chosen = select(personal.c.seq, record.c.type).join(
            record, (record.c.chain == personal.c.chain) & (record.c.seq == personal.c.seq)
        )
        left = {row.type for row in connection.execute(chosen)}
        contents = [
            kept.of_digest(connection, centre=CENTRE, digest=one.digest)
            for one in entries.of_centre(connection, CENTRE)
        ]
    assert not left & {RecordType.ASSESSMENT_FINALISED.value, RecordType.CERTIFICATE_ISSUED.value}
    assert all(made is None or made.content is None for made in contents)
    assert names(office) == [("", "")]
    assert papers_of(office, lone, known) == [State.SUPERSEDED, State.REGISTERED]
    assert office.count()["accepted"] == before["accepted"] + len(targets)
    again = [one for one in items_of(lone) if isinstance(one, RecordItem)]
    known.send(again, office.receive)
    office.judge()
    assert names(office) == [("", "")], "what is sent again does not come back"


def test_nobody_empties_the_records_of_another(office: Office, known: Caller) -> None:
    assert known.chain
    other = Caller()
    other.join(other.request(), office.code(), office.enrol)
    target = ids(office, RecordType.CERTIFICATE_ISSUED)[0]
    assert says_erased(other, office, target) == ("rejected", RejectedCode.NOT_ALLOWED.value)
    assert names(office) != [("", "")]


def test_what_is_not_here_yet_is_waited_for(office: Office, known: Caller) -> None:
    assert says_erased(known, office, "ab" * 16) == ("held", HeldCode.MISSING_RECORD.value)


def test_a_clock_lets_keys_of_evidence_and_remarks_go(office: Office, known: Caller) -> None:
    manifest, _address = named(office, [b"a picture"])
    known.send([manifest], office.receive)

    def keys() -> list[object]:
        with office.issuer.store.read() as connection:
            return [
                json.loads(one)["key"] for one in connection.execute(select(evidence.c.manifest)).scalars()
            ]

    assert keys() == [manifest.key]
    for days, count in ((364, 0), (366, 1)):
        with office.issuer.store.write() as connection:
            gone = let_go(connection, Clocks(evidence=365, remarks=365), now=NOW + timedelta(days=days))
        assert gone.evidence == count
    assert keys() == [None]
    known.send([manifest], office.receive)
    assert keys() == [None]
    assert names(office) != [("", "")], "what registers a certificate is no remark"


def test_erased_evidence_leaves_the_object_store(office: Office, known: Caller, tmp_path: Path) -> None:
    """Also what comes behind the erasure, or while the store is away; what another centre rests on stays."""
    folder = tmp_path / "objects"
    folder.mkdir()
    store, pieces = office.issuer.store, open_pieces(office.issuer.store, folder)
    assert pieces is not None
    content = [b"a" * PIECE_BYTES, b"b" * 500]
    manifest, address = named(office, content)
    known.send([manifest], office.receive)
    take_piece(store, pieces, address=address, number=0, piece=content[0], now=NOW)
    assert len(objects_of(folder)) == 1

    def erase() -> None:
        with store.write() as connection:
            assert let_go(connection, Clocks(evidence=0), now=NOW + timedelta(days=1)).evidence == 1

    erase()
    assert len(objects_of(folder)) == 1, "not in the transaction"
    assert try_to_discard(store, Away(None)) is False
    assert discard_due(store, pieces) == 1
    assert list((folder / "evidence").iterdir()) == []
    take_piece(store, pieces, address=address, number=1, piece=content[1], now=NOW)
    assert objects_of(folder) == [], "what is sent behind it is not kept"
    answer = known.send([manifest], office.receive)
    assert [item.closed for item in answer if isinstance(item, EvidenceState)] == [True]
    assert discard_due(store, pieces) == 0
    assert try_to_discard(store, pieces) is True


def test_a_piece_that_is_put_while_it_is_erased_goes_too(
    office: Office, known: Caller, tmp_path: Path
) -> None:
    folder = tmp_path / "objects"
    folder.mkdir()
    store = office.issuer.store
    manifest, address = named(office, [b"a picture"])
    known.send([manifest], office.receive)

    class ErasesMeanwhile(Pieces):
        def put(self, address: str, number: int, piece: bytes) -> None:
            super().put(address, number, piece)
            with store.write() as connection:
                let_go(connection, Clocks(evidence=0), now=NOW + timedelta(days=1))

    pieces = open_pieces(store, folder)
    assert pieces is not None
    pieces.__class__ = ErasesMeanwhile
    take_piece(store, pieces, address=address, number=0, piece=b"a picture", now=NOW)
    assert len(objects_of(folder)) == 1
    assert discard_due(store, pieces) == 1
    assert objects_of(folder) == []


def named(office: Office, content: list[bytes]) -> tuple[EvidenceManifest, str]:
    """A manifest of these pieces on the first finalised assessment, and its address."""
    whole = address(content)
    record_id = ids(office, RecordType.ASSESSMENT_FINALISED)[0]
    manifest = EvidenceManifest(
        record=record_id,
        evidence="2" * 64,
        media="image/jpeg",
        address=whole.address,
        size=whole.size,
        pieces=list(whole.pieces),
        key="ab" * 80,
        salt="cd" * 16,
    )
    return manifest, whole.address


def objects_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


class Away(Pieces):
    """An object store that cannot be reached."""

    def remove(self, address: str, number: int) -> None:
        raise KnownError("evidence-store-away", address=address, number=number)


def test_the_command_says_what_would_go_before_it_does(tmp_path: object) -> None:
    place = ("--data", f"{tmp_path}/issuer", "--json")
    run = CliRunner(env={"ASSESSOR_PASSPHRASE": "sesame"})
    assert run.invoke(root, ["issuer", "init", "--name", "Example", *place]).exit_code == 0
    told = run.invoke(root, ["issuer", "retention", "--evidence-days", "365", *place], catch_exceptions=False)
    assert json.loads(told.stdout) == {"evidence": 0, "remarks": 0, "done": False}
    done = run.invoke(root, ["issuer", "retention", "--remarks-days", "30", "--erase", *place])
    assert json.loads(done.stdout)["done"] is True
