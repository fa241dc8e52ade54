"""The centre's certificate in the store, and what becomes of files made with and without it."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.services.packs.seal import drop_seal, set_seal
from certificates_of_a_centre import PASSPHRASE, make
from story import ADMIN, ASSESSOR, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


def a_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def test_files_are_signed_from_the_day_it_is_set_until_it_is_taken_away(story: Story) -> None:
    desk = story.device.sealing
    now = desk.clock.now()
    plain = a_pdf()
    assert desk.seal(plain) == plain
    days = (now - datetime.now(now.tzinfo)).days
    found = set_seal(desk, by=ADMIN, content=make(days=(days - 5, days + 100)).pkcs12, passphrase=PASSPHRASE)
    assert desk.store.seal() == found
    assert desk.signs()
    assert b"ETSI.CAdES.detached" in desk.seal(plain)
    assert PASSPHRASE.encode() not in b"".join(map(bytes, _values(story)))
    drop_seal(desk, by=ADMIN)
    assert desk.store.seal() is None
    assert desk.seal(plain) == plain


def _values(story: Story) -> list[bytes]:
    row = story.device.store.raw().execute("SELECT * FROM seal").fetchone()
    return [str(value).encode() for value in row]


def test_only_an_administrator_sets_or_takes_it(story: Story) -> None:
    desk = story.device.sealing
    with pytest.raises(KnownError, match="not-allowed"):
        set_seal(desk, by=ASSESSOR, content=make().pkcs12, passphrase=PASSPHRASE)
    with pytest.raises(KnownError, match="not-allowed"):
        drop_seal(desk, by=ASSESSOR)


def test_one_whose_days_are_over_is_not_taken(story: Story) -> None:
    desk = story.device.sealing
    with pytest.raises(KnownError, match="seal-not-in-force"):
        set_seal(desk, by=ADMIN, content=make(days=(-3000, -2990)).pkcs12, passphrase=PASSPHRASE)
    assert desk.store.seal() is None
    assert not desk.signs()
