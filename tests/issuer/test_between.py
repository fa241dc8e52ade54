"""What devices of one centre get through the issuer, and what the issuer asks of them."""

from pathlib import Path
from types import SimpleNamespace

from assessor_app.documents import page as frozen
from assessor_app.formats.centre_bundle import PaperItem, page_of, paper_item
from assessor_app.formats.evidence_manifest import EvidenceWanted
from assessor_app.formats.feed import DeviceItem, Page, PaperState, RefusedItem, RegisterItem
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.items import Item
from assessor_app.formats.piece import Piece, cut
from assessor_app.formats.piece import joined as pieces_joined
from assessor_app.formats.record_item import RecordItem, personal_of
from assessor_app.formats.stick_names import for_device, to_issuer
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.intake.stick import Stick
from assessor_app.issuer.judging.codes import says_the_same
from assessor_app.issuer.keys.online import KeyUse, active
from assessor_app.issuer.register import published
from assessor_app.issuer.store import records
from assessor_app.trust import envelopes
from assessor_app.trust.enrolling import prove_chain
from assessor_app.trust.register import read_register
from caller import Caller
from office import Office, fetched, items_of, joined, of_kind
from samples import CENTRE, NOW


def papers_made(lone: SimpleNamespace) -> list[PaperItem]:
    """The pages as the lone device hands them over."""
    made = []
    for paper in lone.papers:
        page = frozen.decode(paper.page)
        assets = sorted({*(font.sha256 for font in page.fonts), *(art.sha256 for art in page.art)})
        seq = next(one.seq for one in lone.records if one.id == paper.record)
        number = paper.number.replace("-", "")
        made.append(
            paper_item(
                number=number, chain=lone.chain.id, seq=seq, qr=paper.qr, page=paper.page, assets=assets
            )
        )
    return made


def another(office: Office) -> Caller:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    return caller


def asked(items: list[Item]) -> list[tuple[str, int, str]]:
    """What the issuer wants: its kind, the place of its record, a hash where it has one."""
    found = [item for item in items if isinstance(item, EvidenceWanted)]
    return [(_kind(item), item.seq, item.asset or item.evidence or "") for item in found]


def _kind(item: EvidenceWanted) -> str:
    if item.page:
        return "page"
    if item.asset:
        return "asset"
    return "evidence" if item.evidence else "personal"


def test_the_office_pc_gets_the_very_page_that_the_floor_laptop_froze(
    office: Office, lone: SimpleNamespace
) -> None:
    floor, pc = joined(office, lone), another(office)
    papers = papers_made(lone)
    came = floor.send([*items_of(lone), *papers], office.receive)
    assert not of_kind(came, RefusedItem)
    told = fetched(pc, office)
    kinds = [type(item) for item in told if isinstance(item, DeviceItem | RecordItem | PaperItem)]
    assert kinds.index(DeviceItem) < kinds.index(RecordItem) < kinds.index(PaperItem)
    known = {item.chain: item.public for item in told if isinstance(item, DeviceItem)}
    assert known[lone.chain.id] == lone.chain.public.hex(), "with this key its records are checked"
    got = [item for item in told if isinstance(item, PaperItem)]
    assert [(page_of(item), item.qr, item.seq) for item in got] == [
        (paper.page, paper.qr, item.seq) for paper, item in zip(lone.papers, papers, strict=True)
    ]
    office.judge()
    states = {item.number: item.state for item in fetched(pc, office) if isinstance(item, PaperState)}
    assert sorted(states.values()) == ["registered", "superseded"]


def test_fonts_go_up_once_where_nobody_has_them_and_down_where_they_are_asked_for(
    office: Office, lone: SimpleNamespace
) -> None:
    floor, pc = joined(office, lone), another(office)
    content = b"a font" * 200_000
    (piece, *more) = pieces = list(cut(content, what="asset"))
    assert more
    paper = papers_made(lone)[0]
    named = paper_item(
        number=paper.number,
        chain=paper.chain,
        seq=paper.seq,
        qr=paper.qr,
        page=page_of(paper),
        assets=[piece.sha256],
    )
    refused = floor.send([piece], office.receive)
    assert [item.code for item in refused if isinstance(item, RefusedItem)] == ["asset-unknown"]
    floor.send([*items_of(lone), named], office.receive)
    assert ("asset", paper.seq, piece.sha256) in asked(fetched(floor, office))
    floor.send(pieces[1:], office.receive)
    assert not of_kind(pc.send([pc.ask(assets=[piece.sha256])], office.receive), Piece), "half a font is none"
    floor.send([piece, piece], office.receive)
    down = [
        item for item in pc.send([pc.ask(assets=[piece.sha256])], office.receive) if isinstance(item, Piece)
    ]
    assert pieces_joined(down) == content
    again = another(office)
    floor.send([named], office.receive)
    assert not [one for one in asked(fetched(floor, office)) if one[0] == "asset"]
    assert of_kind(fetched(again, office), PaperItem)


def test_pieces_that_are_not_the_font_are_forgotten_and_asked_for_again(
    office: Office, lone: SimpleNamespace
) -> None:
    floor = joined(office, lone)
    paper, content = papers_made(lone)[0], b"the real font"
    (right,) = cut(content, what="asset")
    (wrong,) = cut(b"another thing", what="asset")
    lie = Piece(what="asset", sha256=right.sha256, n=0, count=1, data=wrong.data)
    named = paper_item(
        number=paper.number, chain=paper.chain, qr=paper.qr, page=page_of(paper), assets=[right.sha256]
    )
    floor.send([*items_of(lone), named, lie], office.receive)
    assert not of_kind(floor.send([floor.ask(assets=[right.sha256])], office.receive), Piece)
    floor.send([right], office.receive)
    assert of_kind(floor.send([floor.ask(assets=[right.sha256])], office.receive), Piece) == [right]


def test_a_page_that_its_record_does_not_name_is_not_kept(office: Office, lone: SimpleNamespace) -> None:
    floor, pc = joined(office, lone), another(office)
    first, second = papers_made(lone)
    swapped = [
        paper_item(number=first.number, chain=first.chain, seq=first.seq, qr=first.qr, page=b"another page"),
        paper_item(number=first.number, chain=first.chain, seq=first.seq, qr=second.qr, page=page_of(first)),
        paper_item(number=first.number, chain=first.chain, seq=1, qr=first.qr, page=page_of(first)),
    ]
    came = floor.send([*items_of(lone), *swapped], office.receive)
    codes = [item.code for item in came if isinstance(item, RefusedItem)]
    assert codes == ["paper-not-the-record"] * 3
    stolen = pc.send([first], office.receive)
    assert [item.code for item in stolen if isinstance(item, RefusedItem)] == ["chain-not-yours"]
    assert not of_kind(fetched(pc, office), PaperItem)


def test_a_device_that_wants_nothing_of_the_others_gets_nothing_of_them(
    office: Office, lone: SimpleNamespace
) -> None:
    floor, pc = joined(office, lone), another(office)
    floor.send([*items_of(lone), *papers_made(lone)], office.receive)
    office.judge()
    came = pc.send([pc.ask(others=False)], office.receive)
    assert not of_kind(came, RecordItem) + of_kind(came, PaperItem) + of_kind(came, DeviceItem)
    (page,) = of_kind(came, Page)
    assert isinstance(page, Page)
    assert not page.more
    assert page.through > 0


def test_a_laptop_that_was_alone_is_asked_for_its_pages_when_another_joins(
    office: Office, lone: SimpleNamespace
) -> None:
    floor = joined(office, lone)
    floor.send(items_of(lone), office.receive)
    office.judge()
    papers = papers_made(lone)
    assert not asked(fetched(floor, office)), "nobody else is there to print them"
    pc = another(office)
    assert asked(fetched(floor, office)) == [("page", paper.seq, "") for paper in papers]
    assert {item.state for item in fetched(pc, office) if isinstance(item, PaperState)} == {
        "registered",
        "superseded",
    }
    floor.send(papers, office.receive)
    assert [item.number for item in fetched(pc, office) if isinstance(item, PaperItem)] == [
        paper.number for paper in papers
    ]
    floor.cursor = 0
    assert not [one for one in asked(fetched(floor, office)) if one[0] == "page"], (
        "what came is asked no more"
    )


def test_a_code_says_what_its_record_says_or_it_is_found_out(office: Office, lone: SimpleNamespace) -> None:
    floor = joined(office, lone)
    floor.send(items_of(lone), office.receive)
    first, second = papers_made(lone)
    with office.issuer.store.read() as connection:
        (kept,) = records.between(
            connection, centre=CENTRE, chain=lone.chain.id, first=first.seq or 0, last=first.seq or 0
        )
    assert says_the_same(first.qr, kept, public=lone.chain.public)
    assert not says_the_same(second.qr, kept, public=lone.chain.public), "another number and another name"
    assert not says_the_same(first.qr, kept, public=b"\1" * 32), "another key"
    assert not says_the_same("HTTPS://X.EXAMPLE/#AAAA", kept, public=lone.chain.public)


def test_a_register_is_told_by_wire_and_comes_along_by_stick(
    office: Office, lone: SimpleNamespace, tmp_path: Path
) -> None:
    caller = joined(office, lone)
    with office.issuer.store.read() as connection:
        newest = published.published(connection)
    came = caller.send([caller.ask()], office.receive)
    (told,) = of_kind(came, RegisterItem)
    assert isinstance(told, RegisterItem)
    assert not of_kind(came, Piece)
    held = caller.ask(register=told.as_of)
    assert not of_kind(caller.send([held], office.receive), RegisterItem)

    stick = tmp_path / "stick"
    stick.mkdir()
    with office.issuer.store.read() as connection:
        box = bytes.fromhex(active(connection, KeyUse.EXCHANGE).public)
    sealed = envelopes.to_file(caller.envelope([caller.ask()]), box=box)
    (stick / to_issuer("Harbour", caller.chain, caller.counter - 1)).write_bytes(sealed)
    Stick(office.issuer.store, stick, vault=office.issuer.vault, pieces=None, now=NOW).take(office.judge)
    back = (stick / for_device(CENTRE, caller.chain, 3)).read_bytes()
    items = caller.read(envelopes.from_file(back, private=caller.box))
    content = pieces_joined(item for item in items if isinstance(item, Piece))
    assert content == newest.content
    read_register(content, trust=caller.trust)


def test_what_a_record_waits_for_is_asked_for_once(office: Office, lone: SimpleNamespace) -> None:
    caller = joined(office, lone)
    bare = [RecordItem(chain=one.chain, seq=one.seq, jws=one.jws) for one in lone.records]
    caller.send(bare, office.receive)
    office.judge()
    wanted = [one for one in asked(fetched(caller, office)) if one[0] == "personal"]
    assert len(wanted) == len(set(wanted)) == 1, "the decision's; what needs it waits for that"
    caller.send(items_of(lone), office.receive)
    office.judge()
    caller.cursor = 0
    assert not [one for one in asked(fetched(caller, office)) if one[0] == "personal"]


def test_a_restarted_device_hears_again_what_the_old_one_was_told(office: Office) -> None:
    old = another(office)
    old.send([RecordItem(chain=old.chain, seq=seq, jws="not.a.jws") for seq in (1, 2)], office.receive)
    office.judge()
    other = another(office)
    new = Caller(trust=old.trust)
    head = ChainHead(chain=old.chain, seq=2, hash="0" * 64)
    request = new.request(
        purpose="restart",
        old=lambda request_id: [prove_chain(request_id, public=new.key.public, head=head, key=old.key)],
    )
    new.join(request, None, office.enrol)
    told = fetched(new, office)
    assert [(item.chain, item.seq, item.outcome) for item in told if isinstance(item, Verdict)] == [
        (old.chain, 1, "rejected"),
        (old.chain, 2, "rejected"),
    ]
    assert not of_kind(told, RecordItem), "its own records it asks for"
    states = {item.chain: item.state for item in fetched(other, office) if isinstance(item, DeviceItem)}
    assert states[old.chain] == "retired"
    assert states[new.chain] == "active"
    refused = new.send([RecordItem(chain=old.chain, seq=3, jws="one.more.x")], office.receive)
    assert [(item.code, item.seq) for item in refused if isinstance(item, RefusedItem)] == [
        ("chain-ended", 3)
    ]


def test_an_adopted_chain_ends_where_its_device_said(office: Office, lone: SimpleNamespace) -> None:
    caller = joined(office, lone)
    last = len(lone.records)
    beyond = RecordItem(chain=lone.chain.id, seq=last + 1, jws="one.more.x")
    came = caller.send([*items_of(lone), beyond], office.receive)
    assert [(item.code, item.seq) for item in came if isinstance(item, RefusedItem)] == [
        ("chain-ended", last + 1)
    ]
    assert caller.receipts(came)[0].last == last


def test_a_personal_part_that_comes_later_reaches_the_other_devices_too(
    office: Office, lone: SimpleNamespace
) -> None:
    floor, pc = joined(office, lone), another(office)
    floor.send(
        [RecordItem(chain=one.chain, seq=one.seq, jws=one.jws) for one in lone.records], office.receive
    )
    first = [item for item in fetched(pc, office) if isinstance(item, RecordItem)]
    assert len(first) == len(lone.records)
    assert all(personal_of(item) is None for item in first)
    floor.send(items_of(lone), office.receive)
    floor.send(items_of(lone), office.receive)
    again = [(item.seq, personal_of(item)) for item in fetched(pc, office) if isinstance(item, RecordItem)]
    assert again == [(one.seq, one.personal) for one in lone.records if one.personal is not None]
