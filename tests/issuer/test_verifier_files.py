"""Files with several things in them before the verifier page, in a real browser: transcripts, learners' files, and what is hostile."""

import io
import json
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.credentials.baking import bake_png
from assessor_app.documents.derived.file import PROOF
from assessor_app.domain.answer import PaperState
from assessor_app.formats import qr_text
from assessor_app.formats.credential import encode
from assessor_app.issuer.store.engine import file_url, open_store
from browser import Tab, browser
from credential_samples import sample_form
from dropping import comes_to, complaints, given_file, saved
from made import an_issuer
from papers import Papers, page_of
from visitor import Console, console

pytestmark = pytest.mark.slow
PHONE = (390, 844)
HOLDER, NUMBER, TITLE = "Amina Bello", "04HM-ASW9-0012-G", sample_form().title
BOUND = 90.0
"""Seconds in which a hostile file is answered on a machine that does other things as well; the page's own bound is twenty."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    folder = tmp_path_factory.mktemp("files")
    store = open_store(file_url(folder))
    made = Papers(an_issuer(store, folder, now=datetime.now(UTC)))
    made.open()
    yield made
    store.close()


@pytest.fixture
def served(papers: Papers) -> Iterator[Console]:
    with console(papers.issuer) as found:
        yield found


@pytest.fixture
def tab() -> Iterator[Tab]:
    with browser(script=True) as found:
        found.size(*PHONE, phone=True)
        yield found


def dropped(tab: Tab, page: str, name: str, content: bytes, state: str) -> str:
    tab.open("about:blank")
    tab.open(page)
    comes_to(tab, "ask")
    given_file(tab, name, content)
    return comes_to(tab, state)


def lines(tab: Tab) -> list[str]:
    """What stands in the lists of what is inside, a line each."""
    found: list[str] = tab.value(
        "[...document.querySelectorAll('.inside li, .parts li')].map((one) => one.innerText.replaceAll('\\n', ' | '))"
    )
    return found


def learners_file(papers: Papers, kept_as: str, state: PaperState, *, place: int, **facts: Any) -> bytes:
    """A certificate in the register, as its learner gets it: the same award as a credential is inside."""
    text = papers.paper(kept_as, state, title=TITLE)
    told = {"holder": HOLDER, "number": NUMBER, **facts}
    return page_of(text, learners=True, credential=encode(papers.badge(kept_as, state, place=place, **told)))


def test_a_transcript_lists_what_is_inside(papers: Papers, served: Console, tab: Tab) -> None:
    members = [papers.badge(f"part {place}", PaperState.REGISTERED, place=place) for place in (21, 22)]
    gone = papers.badge("part gone", PaperState.REVOKED, place=23)
    good, mixed = papers.transcript(*members), papers.transcript(*members, gone)
    bare = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(bare, "PNG")
    page = f"{served.url}/"
    for name, content in (
        ("transcript.json", json.dumps(good).encode()),
        ("transcript.jwt", papers.jwt(good)),
        ("transcript.png", bake_png(bare.getvalue(), good)),
    ):
        told = dropped(tab, page, name, content, "valid")
        assert "2 credentials inside" in told, name
        assert [line.split(" | ")[1] for line in lines(tab)] == ["Valid", "Valid"], name
    told = dropped(tab, page, "transcript.json", json.dumps(mixed).encode(), "not-valid")
    assert "1 of 3 credentials inside: not valid. It has been withdrawn." in told
    assert [line.split(" | ")[1] for line in lines(tab)] == ["Valid", "Valid", "Not valid"]
    assert "3 credentials inside" in told
    assert complaints(tab) == []
    for width in (320, 390, 1366):
        tab.size(width, 844)
        assert tab.value("document.documentElement.scrollWidth <= innerWidth"), width


def test_invented_data_is_told_by_what_the_record_says(papers: Papers, served: Console, tab: Tab) -> None:
    """The page is of an issuer that is real; the credential is of a centre of invented people."""
    german = replace(sample_form(), language="de")
    for place, facts, marked in (
        (61, {"sample": False}, False),
        (62, {}, True),
        (63, {"form": german}, True),
    ):
        badge = papers.badge(f"invented {place}", PaperState.REGISTERED, place=place, **facts)
        told = dropped(tab, f"{served.url}/", "badge.json", encode(badge), "valid")
        assert ("SAMPLE: nobody has earned this certificate." in told) is marked
        around = json.dumps(papers.transcript(badge)).encode()
        told = dropped(tab, f"{served.url}/", "transcript.json", around, "valid")
        assert ("SAMPLE: nobody has earned this certificate." in told) is marked
    assert complaints(tab) == []


def test_a_saved_copy_lists_them_too(papers: Papers, tab: Tab, tmp_path: Path) -> None:
    whole = papers.transcript(papers.badge("saved", PaperState.REGISTERED, place=31))
    content = json.dumps(whole).encode()
    told = dropped(tab, saved(papers, tmp_path), "transcript.json", content, "cannot-tell")
    assert "1 of 1 credential inside: cannot tell." in told
    assert "Whether it was withdrawn since cannot be seen here without a network." in lines(tab)[0]
    assert complaints(tab) == []


def test_a_learners_file_is_checked_with_what_is_attached_to_it(
    papers: Papers, served: Console, tab: Tab
) -> None:
    page = f"{served.url}/"
    good = learners_file(papers, "whole", PaperState.REGISTERED, place=41)
    told = dropped(tab, page, "certificate.pdf", good, "valid")
    for words in ("2 parts were checked, and all are valid.", HOLDER, NUMBER, TITLE):
        assert words in told
    assert lines(tab) == ["Code on the page | Valid", "Attached credential | Valid"]
    tab.value("document.querySelectorAll('.parts button')[1].click()")
    assert "whose list of withdrawals of" in comes_to(tab, "valid")
    gone = learners_file(papers, "withdrawn", PaperState.REVOKED, place=42)
    assert "2 of 2 parts that were checked: not valid." in dropped(
        tab, page, "certificate.pdf", gone, "not-valid"
    )
    other = learners_file(
        papers,
        "of another",
        PaperState.REGISTERED,
        place=43,
        holder="Somebody Else",
        number="JB1K-CSCX-0001-W",
    )
    assert "Several people" in dropped(tab, page, "certificate.pdf", other, "valid")
    assert any("Somebody Else" in line for line in lines(tab))
    assert complaints(tab) == []


def with_attached(pdf: bytes, attached: dict[str, bytes]) -> bytes:
    """The same page with other files attached to it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name, content in attached.items():
            document.attachments[name] = content
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_what_is_attached_and_changed_is_told_of(papers: Papers, served: Console, tab: Tab) -> None:
    page, text = f"{served.url}/", papers.paper("changed inside", PaperState.REGISTERED)
    changed = papers.badge("changed inside", PaperState.REGISTERED, place=51, holder=HOLDER, number=NUMBER)
    changed["credentialSubject"]["achievement"]["name"] = "Brain Surgery"
    told = dropped(tab, page, "a.pdf", page_of(text, learners=True, credential=encode(changed)), "not-valid")
    assert "1 of 2 parts that were checked: not valid." in told
    assert lines(tab)[1].startswith("Attached credential | Not valid")
    other = papers.claims("another's proof", name="Another One")
    proof = papers.paper("another's proof", PaperState.REVOKED, name=other.name)
    told = dropped(
        tab, page, "b.pdf", with_attached(page_of(text), {PROOF: qr_text.read(proof).data}), "not-valid"
    )
    assert [line.split(" | ")[0] for line in lines(tab)] == ["Code on the page", "Attached proof"]
    assert "Another One" in lines(tab)[1]
    strange = {"list.txt": b"milk", "other.json": b'{"hello": 1}'}
    told = dropped(tab, page, "c.pdf", with_attached(page_of(text), strange), "valid")
    assert "Could not be read" in told
    assert lines(tab)[1].startswith("Attached credential | Could not be read.")
    only = dropped(tab, page, "d.pdf", with_attached(page_of(text), {"list.txt": b"milk"}), "valid")
    assert "It stands in the register" in only
    assert lines(tab) == []
    assert complaints(tab) == []


def _stream(content: bytes, entries: str = "") -> bytes:
    return (
        f"1 0 obj\n<< {entries} /Length {len(content)} >>\nstream\n".encode()
        + content
        + b"\nendstream\nendobj\n"
    )


def hostile() -> dict[str, bytes | str]:
    """By name: a file, or the expression that makes it in the page where it is large."""
    bomb = zlib.compress(b"\0" * 64 * 1024 * 1024, 9)
    poison = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"type": "AchievementSubject"},
        "evidence": [{"evidence": [{"id": f"_:b{one}"} for one in range(90)]}] * 60,
    }
    jpeg = (
        b"\xff\xd8\xff\xc0\x00\x11\x08"
        + (65_000).to_bytes(2) * 2
        + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
        + b"\0" * 500
    )
    squares = "Array.from({length: 320}, (_, at) => `${at % 25 * 2} ${Math.floor(at / 25) * 3 + at % 2} 1 1 re`).join('\\n') + '\\nf\\n'"
    return {
        "beginnings without an end": "'%PDF-1.7\\n' + 'stream\\n'.repeat(5e6)",
        "beginnings with a length beyond the end": "'%PDF-1.7\\n' + '1 0 obj <</Length 999999999>> stream\\n'.repeat(1e6)",
        "beginnings with one end": "'%PDF-1.7\\n' + '1 0 obj stream\\n'.repeat(2e6) + 'endstream'",
        "one number of twenty million digits": "'%PDF-1.7\\n1 0 obj <<>> stream\\n' + '1'.repeat(2e7) + ' endstream'",
        "half a rectangle for ever": "'%PDF-1.7\\n1 0 obj <<>> stream\\n' + '1 1 1 1 '.repeat(4e6) + ' endstream'",
        "a rectangle of a million squares": "'%PDF-1.7\\n1 0 obj <<>> stream\\n' + '1 1 1 1 re\\n'.repeat(1e6) + ' f endstream'",
        "codes that are none, without end": f"'%PDF-1.7\\n1 0 obj <<>> stream\\n' + ({squares}).repeat(4000) + ' endstream'",
        "attached bombs": b"%PDF-1.7\n" + _stream(bomb, "/Type /EmbeddedFile /Filter /FlateDecode") * 60,
        "a picture of four thousand megapixels": b"%PDF-1.7\n" + _stream(jpeg, "/Subtype /Image /Filter /DCTDecode"),
        "an attached poison": b"%PDF-1.7\n" + _stream(json.dumps(poison).encode(), "/Type /EmbeddedFile"),
        "attached and nested": b"%PDF-1.7\n" + _stream(b'{"a":' * 40_000, "/Type /EmbeddedFile"),
    }  # fmt: skip


@pytest.mark.parametrize("made", hostile().values(), ids=hostile().keys())
def test_a_hostile_pdf_is_refused_in_bounded_time(
    made: bytes | str, papers: Papers, tab: Tab, tmp_path: Path
) -> None:
    tab.open(saved(papers, tmp_path))
    comes_to(tab, "ask")
    began = time.monotonic()
    if isinstance(made, bytes):
        given_file(tab, "hostile.pdf", made)
    else:
        tab.value(
            f"(() => {{ const carried = new DataTransfer(); carried.items.add(new File([{made}], 'hostile.pdf'));"
            " document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true})); })()"
        )
    while tab.value("document.body.dataset.state") != "unread":
        assert time.monotonic() - began < BOUND
        time.sleep(0.2)
    # The page answers no question while it works.
    assert time.monotonic() - began < BOUND
    assert "Could not be read" in tab.text()
    assert "{code}" not in tab.text()
    assert "Something went wrong" not in tab.text()
    tab.click(".unread button")
    assert "Is this certificate real?" in comes_to(tab, "ask")
    assert complaints(tab) == []
