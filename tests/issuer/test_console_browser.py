"""The console in a real browser, without a script: read, decided, by mouse and by keyboard, at a desk and on a telephone."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from assessor_app.issuer.deciding.queue import Shelf
from assessor_app.issuer.people.rights import Role
from assessor_app.issuer.store.engine import file_url, open_store
from browser import Tab, browser
from console_tour import PHONE, sign_in, stops, take
from made import an_issuer
from office import Office
from scene import listed_places, play
from visitor import Console, console

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    folder, now = tmp_path_factory.mktemp("scene"), datetime.now(UTC)
    store = open_store(file_url(folder))
    issuer = an_issuer(store, folder, now=now)
    play(Office(issuer), folder, now=now)
    with console(issuer) as found:
        yield found
    store.close()


@pytest.fixture
def tab() -> Iterator[Tab]:
    with browser() as found:
        yield found


def test_somebody_signs_in_approves_one_and_sees_the_verdict(served: Console, tab: Tab) -> None:
    sign_in(tab, served, served.person("Joseph Mwangi", Role.REGISTRAR))
    assert "The count closes at every device." in tab.text()
    before = len(listed_places(Office(served.issuer), Shelf.DECIDE))
    tab.click('a[href="/console/queue"]', goes=True)
    tab.click(".record:last-child a.button", goes=True)
    assert "It waits for approval" in tab.text()
    tab.click('button[value="accept"]', goes=True)
    assert "Accepted. The device hears of it" in tab.text()
    assert "Joseph Mwangi" in tab.text()
    assert len(listed_places(Office(served.issuer), Shelf.DECIDE)) == before - 1
    tab.click(".me button", goes=True)
    assert "You are signed out." in tab.text()
    tab.open(f"{served.url}/console/queue")
    assert "Code of the authenticator" in tab.text()


def test_by_keyboard_alone_one_comes_to_the_queue(served: Console, tab: Tab) -> None:
    sign_in(tab, served, served.person("Leïla Haddad", Role.READER))
    tab.key("Tab")
    assert tab.value("document.activeElement.className") == "skip"
    for _step in range(2):
        tab.key("Tab")
    assert tab.value("document.activeElement.innerText") == "Queue"
    assert tab.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.key("Enter", goes=True)
    assert tab.value("document.querySelector('h1').innerText") == "Queue"


def test_no_page_runs_over_its_edge_and_everything_has_a_name(served: Console, tab: Tab) -> None:
    sign_in(tab, served, served.person("Tomasz Wójcik", Role.REGISTRAR, Role.OPERATOR))
    for name, path in stops(served).items():
        for width, height in ((1366, 768), PHONE, (320, 640)):
            tab.size(width, height, phone=width < 600)
            tab.open(f"{served.url}/console{path}")
            over = tab.value("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0, (name, width, over)
        assert tab.value(_NAMELESS) == [], name
        assert tab.value("document.querySelectorAll('h1').length") == 1, name


def test_every_page_is_pictured_light_and_dark(served: Console, tab: Tab, tmp_path: Path) -> None:
    take(served, tab, tmp_path)
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) >= 2 + 3 * len(stops(served))
    for path in pictures:
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            corner = picture.convert("RGB").getpixel((picture.width - 2, picture.height - 2))
        assert isinstance(corner, tuple)
        assert (sum(corner) < 200) == path.stem.endswith("-dark"), path.name


_NAMELESS = """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')].filter(
  e => !(e.innerText || '').trim() && !(e.labels && [...e.labels].some(l => l.textContent.trim())) && !e.getAttribute('aria-label')
).map(e => e.outerHTML)"""
