"""The verifier page in a real browser: served by the issuer, as a saved copy, without a network, before a camera."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from assessor_app.credentials.baking import bake_svg
from assessor_app.domain.answer import PaperState
from assessor_app.formats.verifier_page import verifier_page
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import static
from assessor_app.issuer.store.engine import file_url, open_store
from assessor_app.resources import verifier_folder
from assessor_app.trust.keys import SigningKey
from browser import Tab, browser
from dropping import comes_to, complaints, given_file, saved
from film import before_camera
from made import HOST, an_issuer
from nginx import nginx
from papers import Papers, drawn, page_of
from visitor import Console, console

pytestmark = pytest.mark.slow
PHONE, DESK = (390, 844), (1366, 768)
STRANGER = SigningKey(bytes([9]) * 32)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    folder = tmp_path_factory.mktemp("verifier")
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


def scanned(tab: Tab, page: str, text: str, state: str) -> str:
    """As the camera of a telephone opens it: the code is an address. The paper before it is gone."""
    tab.open("about:blank")
    tab.open(f"{page}#{text.partition('#')[2]}")
    return comes_to(tab, state)


def pasted(tab: Tab, text: str, state: str) -> str:
    if tab.value("document.querySelector('#text')") is None:
        tab.value("[...document.querySelectorAll('.next button, .unread button')].at(-1).click()")
    tab.click("#text")
    tab.value("document.querySelector('#text').value = ''")
    tab.type(text)
    tab.click("form button")
    return comes_to(tab, state)


def test_every_answer_as_it_is_scanned(papers: Papers, served: Console, tab: Tab) -> None:
    page, yesterday = f"{served.url}/", papers.now.date() - timedelta(days=1)
    told = scanned(tab, page, papers.paper("registered", PaperState.REGISTERED), "valid")
    for words in (
        *("Valid", "Signed by Harbour Street Training Centre under Example Awarding", "As of"),
        *("Amina Bello", "born 4 March 1998", "Electrical Safety: Isolation and Proving Dead"),
        *("04HM-ASW9-0012-G", "EQF level 3 (indicative)", "Call +1 555 0123"),
        "The paper must say the same. Ask for an identity document.",
    ):
        assert words in told
    assert tab.value("location.href") == page
    assert tab.value("history.length") <= 3
    told = scanned(tab, page, papers.paper("new"), "cannot-tell")
    assert "does not have it yet" in told
    assert "Call +1 555 0123 and quote" in told.replace("\xa0", " ")
    lapsed = papers.paper("lapsed", provisional_until=yesterday)
    assert "It was provisional until" in scanned(tab, page, lapsed, "cannot-tell")
    told = scanned(tab, page, papers.paper("stranger", by=STRANGER), "cannot-tell")
    assert "that alone does not make it a forgery" in told
    assert "This is what the code says of itself" in told
    good = papers.paper("registered")
    other = papers.paper("registered", name="Amina Bella")
    forged = other[:-103] + good[-103:]
    assert "what it says was changed or never signed" in scanned(tab, page, forged, "not-valid")
    for name, state, words in (
        ("withdrawn", PaperState.REVOKED, "withdrew the award on"),
        ("refused", PaperState.REJECTED, "did not accept it"),
        ("undone", PaperState.ANNULLED, "The award was annulled on"),
    ):
        assert words in scanned(tab, page, papers.paper(name, state), "not-valid")
    replaced = papers.paper("old", PaperState.SUPERSEDED, successor="04HMASW90013H")
    assert "It was replaced by certificate 04HMASW90013H" in scanned(tab, page, replaced, "not-valid")
    expired = papers.paper("expired", PaperState.REGISTERED, valid_until=yesterday)
    assert "It was valid until" in scanned(tab, page, expired, "not-valid")
    outside = papers.paper("outside", PaperState.REGISTERED, scope=("AUT",))
    assert "had not allowed to certify ELE-SAF" in scanned(tab, page, outside, "not-valid")
    assert "Could not be read" in scanned(tab, page, "https://x/#ABCDEFG", "unread")
    assert complaints(tab) == []


def test_nothing_behind_the_hash_is_sent(papers: Papers, served: Console, tab: Tab) -> None:
    text = papers.paper("private", PaperState.REGISTERED)
    tab.call("Network.enable")
    scanned(tab, f"{served.url}/", text, "valid")
    asked = [
        event["params"]["request"]
        for event in tab.pipe.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    code = text.partition("#")[2]
    assert {request["method"] for request in asked} == {"GET"}
    assert all(code[:40] not in request["url"] for request in asked)
    assert all(str(request.get("urlFragment", ""))[1:] in {"", code} for request in asked)
    assert {request["url"].removeprefix(served.url) for request in asked} <= {
        *("/", "/anchors", "/register/manifest", "/register/000", "/sw.js", "/manifest.webmanifest", "/icon.svg"),
    }  # fmt: skip


def test_after_one_visit_it_works_without_a_network(papers: Papers, served: Console, tab: Tab) -> None:
    page = f"{served.url}/"
    revoked, good = papers.paper("gone", PaperState.REVOKED), papers.paper("kept", PaperState.REGISTERED)
    scanned(tab, page, good, "valid")
    tab.until("navigator.serviceWorker.controller !== null")
    tab.call("Network.enable")
    tab.call(
        "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0
    )
    assert "As of" in scanned(tab, page, good, "valid")
    assert "withdrew the award" in scanned(tab, page, revoked, "not-valid")
    assert complaints(tab) == []


def test_a_saved_copy_knows_its_issuer_without_any_network(papers: Papers, tab: Tab, tmp_path: Path) -> None:
    page = saved(papers, tmp_path)
    text = papers.paper("saved", PaperState.REGISTERED)
    told = scanned(tab, page, text, "cannot-tell")
    assert "Whether it was withdrawn since cannot be seen without a network." in told
    assert "Signed by Harbour Street Training Centre under Example Awarding" in told
    assert tab.value("location.href") == page
    assert "never signed" in pasted(tab, text.replace(HOST.upper(), "ISSUER.EVIL"), "not-valid")
    assert complaints(tab) == []


def test_a_saved_copy_finds_the_register_at_the_issuers_host(
    papers: Papers, served: Console, tmp_path: Path, repository: Path
) -> None:
    example = repository / "docs" / "issuer" / "nginx.conf"
    text = papers.paper("from afar", PaperState.REGISTERED)
    with nginx(example, upstream=served.url, public=tmp_path / "public", folder=tmp_path, name=HOST) as front:
        flags = (
            f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{front.url.rpartition(':')[2]}",
            "--ignore-certificate-errors",
        )
        with browser(script=True, flags=flags) as tab:
            assert "It stands in the register" in scanned(tab, saved(papers, tmp_path), text, "valid")
            assert "It stands in the register" in scanned(tab, f"https://{HOST}/", text, "valid")
            assert tab.value("location.href") == f"https://{HOST}/"
            assert complaints(tab) == []


def test_the_page_of_a_centre_alone_says_so_and_a_sample_centre_that_it_is_one(
    tab: Tab, tmp_path: Path, repository: Path
) -> None:
    vectors = json.loads((repository / "resources" / "vectors" / "answers.json").read_text(encoding="utf-8"))
    built = (verifier_folder() / "index.html").read_text(encoding="utf-8")
    text = next(one["text"] for one in vectors["answers"] if one["name"] == "a centre alone")
    for sample in (False, True):
        page = tmp_path / f"{sample}.html"
        listed = [vectors["lists"]["centre alone"]]
        page.write_text(verifier_page(built, lists=listed, host=None, sample=sample), encoding="utf-8")
        tab.open(page.as_uri())
        comes_to(tab, "ask")
        told = pasted(tab, text, "cannot-tell")
        assert "Signed by Harbour Street Training Centre as its own award" in told
        assert ("SAMPLE: nobody has earned this certificate." in told) is sample


def test_what_was_published_for_a_static_host_is_the_page(papers: Papers, tab: Tab, tmp_path: Path) -> None:
    with papers.issuer.store.read() as connection:
        static.write_static(connection, tmp_path)
    urls = json.loads((tmp_path / "urls.json").read_text(encoding="utf-8"))
    assert urls[f"https://{HOST}/"] == "index.html"
    assert {
        f"https://{HOST}/{name}" for name in ("sw.js", "icon.svg", "manifest.webmanifest", "licences.txt")
    } <= set(urls)
    manifest = json.loads((tmp_path / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["icons"][0]["src"] == "icon.svg"
    told = scanned(tab, (tmp_path / "index.html").as_uri(), papers.paper("static"), "cannot-tell")
    assert "Example Awarding" in told


def test_a_newer_list_of_keys_is_taken_from_the_issuer(papers: Papers, tab: Tab) -> None:
    with papers.issuer.store.read() as connection:
        before = anchors.newest_text(connection)
    with console(papers.issuer) as served:
        text = papers.paper("later", PaperState.REGISTERED)
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        with papers.issuer.store.write() as connection:
            after = anchors.sign(connection, papers.issuer.root, now=datetime.now(UTC))
        assert before != after
        scanned(tab, f"{served.url}/", text, "valid")
        tab.until(
            f"localStorage.getItem('assessor-verifier/1')?.includes({json.dumps(after[-80:])})"
            f" || document.querySelector('#issuer').textContent.includes({json.dumps(after[-80:])})"
        )


def test_a_pdf_and_a_picture_are_read(papers: Papers, served: Console, tab: Tab) -> None:
    text = papers.paper("on paper", PaperState.REGISTERED)
    pdf = page_of(text)
    for file in (pdf, page_of(text, learners=True)):
        tab.open("about:blank")
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        given_file(tab, "paper.pdf", file)
        assert "Amina Bello" in comes_to(tab, "valid")
    scan = drawn(pdf, dpi=150)
    for kind in ("PNG", "JPEG", "PDF"):
        tab.open("about:blank")
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        given_file(tab, f"scan.{kind.lower()}", _as(scan, kind))
        assert "Amina Bello" in comes_to(tab, "valid"), kind
    for content, words in (
        (b"nothing", "cannot be read as a picture"),
        (_as(scan.crop((0, 0, 300, 300)), "PNG"), "No code"),
    ):
        tab.open("about:blank")
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        given_file(tab, "other", content)
        assert words in comes_to(tab, "unread")


def _as(picture: Image.Image, kind: str) -> bytes:
    import io

    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def test_a_credential_and_a_badge_are_judged(papers: Papers, served: Console, tab: Tab) -> None:
    good = papers.badge("badge", PaperState.REGISTERED, place=7)
    gone = papers.badge("badge withdrawn", PaperState.REVOKED, place=70_000)
    svg = bake_svg('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', good)
    changed = json.loads(json.dumps(good))
    changed["credentialSubject"]["achievement"]["name"] = "Brain Surgery"
    whole = papers.jwt(good)
    head, payload, signature = whole.split(b".")
    broken = b".".join((head, payload, signature[:-8] + b"AAAAAAAA"))
    for name, content, state, words in (
        ("credential.json", json.dumps(good).encode(), "valid", "whose list of withdrawals of"),
        ("credential.jwt", whole, "valid", "credential (JWT)"),
        ("withdrawn.jwt", papers.jwt(gone), "not-valid", "It has been withdrawn."),
        ("changed.jwt", broken, "not-valid", "it was changed, or made by somebody else"),
        ("badge.svg", svg, "valid", "Nguyễn Thị Thu Hà"),
        ("withdrawn.json", json.dumps(gone).encode(), "not-valid", "It has been withdrawn."),
        (
            "changed.json",
            json.dumps(changed).encode(),
            "not-valid",
            "it was changed, or made by somebody else",
        ),
        ("other.json", b'{"hello": 1}', "unread", "cannot be relied on"),
    ):
        tab.open("about:blank")
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        given_file(tab, name, content)
        assert words in comes_to(tab, state), name
        assert complaints(tab) == []
    tab.call("Network.enable")
    tab.call(
        "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0
    )
    tab.click(".unread button")
    given_file(tab, "credential.json", json.dumps(good).encode())
    assert "whose list of withdrawals of" in comes_to(tab, "valid")


def test_its_own_camera_reads_a_printed_page(papers: Papers, served: Console, tmp_path: Path) -> None:
    film = tmp_path / "desk.y4m"
    text = papers.paper("filmed", PaperState.REGISTERED)
    film.write_bytes(before_camera(drawn(page_of(text), dpi=200)))
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    with browser(script=True, flags=flags) as tab:
        tab.size(*PHONE, phone=True)
        tab.open(f"{served.url}/")
        comes_to(tab, "ask")
        tab.click(".ask .first")
        told = comes_to(tab, "valid")
        assert "Amina Bello" in told
        assert tab.value("document.querySelector('video')") is None
        assert complaints(tab) == []


def test_it_speaks_german_and_goes_either_way(papers: Papers, served: Console, tab: Tab) -> None:
    text = papers.paper("german", PaperState.REVOKED)
    scanned(tab, f"{served.url}/", text, "not-valid")
    tab.value(
        "(() => { const s = document.querySelector('select'); s.value = 'de'; s.dispatchEvent(new Event('change')); })()"
    )
    assert "hat" in tab.text()
    assert tab.value("document.documentElement.lang") == "de"
    assert "Ungültig" in tab.text() or "Nicht gültig" in tab.text()
    for direction in ("ltr", "rtl"):
        tab.value(f"document.documentElement.dir = {json.dumps(direction)}")
        for width, zoom in ((390, 1), (320, 1), (640, 2), (1366, 2)):
            tab.size(width // zoom, 844, phone=False)
            assert tab.value("document.documentElement.scrollWidth <= innerWidth"), (direction, width, zoom)


def test_by_keyboard_and_for_those_who_hear(papers: Papers, served: Console, tab: Tab) -> None:
    text = papers.paper("heard", PaperState.REGISTERED)
    tab.open(f"{served.url}/")
    comes_to(tab, "ask")
    named = "[...document.querySelectorAll('button, select, textarea, a, input:not([hidden])')].every((one) => one.innerText || one.getAttribute('aria-label') || one.labels?.length)"
    assert tab.value(named)
    for _ in range(20):
        tab.key("Tab")
        if tab.value("document.activeElement.id") == "text":
            break
    tab.type(text)
    tab.key("Tab")
    tab.key("Enter")
    comes_to(tab, "valid")
    assert tab.value("document.activeElement.tagName + document.activeElement.textContent") == "H1Valid"
    assert "04HM-ASW9-0012-G" in tab.value("document.querySelector('[role=status]').textContent")
    assert tab.value("document.querySelector('[role=status]').getAttribute('aria-live')") == "assertive"
    assert tab.value(named)
