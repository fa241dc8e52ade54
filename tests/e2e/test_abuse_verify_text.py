"""The text of a code, mangled in every way: it still verifies, or it gets a sentence; never *valid* for another paper."""

import os
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.device import open_device
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor, cose, qr_text
from assessor_app.services.checking.check import check_text
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.trust.judge import Judged
from assessor_app.wording.checking import answer_sentence
from assessor_app.wording.errors import SENTENCES, sentence
from doors import tell
from sample_copy import sample_at


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    sample_at(folder / "data", folder / "state")
    return folder


@pytest.fixture(scope="module")
def checks(sample: Path) -> Iterator[tuple[CheckDesk, str]]:
    device = open_device(
        sample / "data",
        lambda slots: slots.open_with("sample"),
        state=sample / "state" / "chains",
        readonly=True,
    )
    number = device.tables.certificates.lines()[0].number
    yield device.checks, device.tables.certificates.get(number).qr
    device.close()


def answer_of(desk: CheckDesk, text: str) -> Answer | None:
    """The answer, or None for text that has none; then there is a sentence for it."""
    judged: Judged | None = None
    refused: list[str] = []
    try:
        judged = check_text(desk, text)
    except KnownError as error:
        refused.append(sentence(error) if error.code in SENTENCES else "")
    assert all(refused)
    if judged is None:
        return None
    assert answer_sentence(judged).isprintable()
    return judged.answer


def test_the_text_as_scanners_and_people_bring_it(checks: tuple[CheckDesk, str]) -> None:
    desk, text = checks
    broken = "\n".join(text[at : at + 40] for at in range(0, len(text), 40))
    spaced = " ".join(text[at : at + 5] for at in range(0, len(text), 5))
    for brought in (
        text,
        text.lower(),
        text.title(),
        f"  {text}\r\n",
        broken,
        spaced,
        broken.replace("\n", "\r\n\t"),
    ):
        assert answer_of(desk, brought) is Answer.VALID


def test_every_truncation_is_never_valid(checks: tuple[CheckDesk, str]) -> None:
    desk, text = checks
    assert all(answer_of(desk, text[:length]) is not Answer.VALID for length in range(len(text)))
    assert all(answer_of(desk, text[start:]) is not Answer.VALID for start in range(1, len(text)))


def test_a_changed_character_is_never_valid(checks: tuple[CheckDesk, str]) -> None:
    desk, text = checks
    start = text.index("#") + 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    for place in range(start, len(text)):
        other = letters[(letters.index(text[place]) + 1 + place % 31) % 32]
        assert answer_of(desk, text[:place] + other + text[place + 1 :]) is not Answer.VALID


def base32(data: bytes) -> str:
    return "ASSESSOR:" + b32encode(data).rstrip(b"=").decode()


HOSTILE = {
    "arrays 10,000 deep": b"\x81" * 10_000 + b"\x00",
    "arrays 2,000 deep": b"\x81" * 2_000 + b"\x00",
    "maps 600 deep": b"\xa1\x00" * 600 + b"\x00",
    "tags 1,000 deep": b"\xd2" * 1_000 + b"\x00",
    "COSE of COSE": b"\xd2\x84" * 500 + b"\x00",
    "an array of 2**64 items": b"\x9b" + b"\xff" * 8,
    "a text of 2**63 bytes": b"\x7b\x7f" + b"\xff" * 7,
    "no end": b"\x9f" * 1000,
    "a shared value in itself": b"\xd8\x1c\x81\xd8\x1d\x00",
    "a huge number": b"\xc2\x59\x03\xe8" + b"\xff" * 1000,
    "nothing": b"",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_cbor_is_unreadable(checks: tuple[CheckDesk, str], kind: str) -> None:
    assert answer_of(checks[0], base32(HOSTILE[kind])) is None


@pytest.mark.parametrize(
    "name", ["\x1b[2JAmina", "Amina\nBello", "Amina \u202eolleB", "Amina\x07", " Amina "]
)
def test_a_strange_paper_whose_words_steer_the_screen_is_unreadable(
    checks: tuple[CheckDesk, str], name: str
) -> None:
    """Anybody can sign a paper with a key of their own; its words are shown before anybody vouches for them."""
    payload = cose.decode(qr_text.read(checks[1]).data).payload
    claims = cbor.decode(payload, most_bytes=2_000)
    claims[-65537][3] = name
    message = replace(cose.decode(qr_text.read(checks[1]).data), payload=cbor.encode(claims), kid=b"stranger")
    assert answer_of(checks[0], base32(cose.encode(message))) is None


@settings(max_examples=200)
@given(data=st.binary(max_size=1200))
def test_random_bytes_are_unreadable(checks: tuple[CheckDesk, str], data: bytes) -> None:
    assert answer_of(checks[0], base32(data)) is None


@settings(max_examples=200)
@given(text=st.text(max_size=300))
def test_random_text_is_unreadable(checks: tuple[CheckDesk, str], text: str) -> None:
    assert answer_of(checks[0], text) is None
    assert answer_of(checks[0], "ASSESSOR:" + text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "ASSESSOR:" + "A" * 90_000,
        " " * 100_000,
        "HTTPS://" + "A." * 40_000 + "/#AAAA",
        "\u202eASSESSOR:AAAA",
        "<b>ASSESSOR:AAAA</b>",
        "../../../etc/passwd",
        "/dev/zero",
        "/",
        os.fsdecode(b"\xff\xfe\x80"),
    ],
    ids=["long", "long code", "spaces", "long host", "overridden", "HTML", "a path", "a device", "a folder", "bytes"],
)  # fmt: skip
def test_the_command_says_so_in_a_sentence(sample: Path, text: str) -> None:
    tell("verify", text, "--data", sample / "data", state=sample / "state").require_sentence()


def test_the_command_reads_a_text_over_several_lines(sample: Path, checks: tuple[CheckDesk, str]) -> None:
    text = checks[1].lower()
    brought = "\n".join(text[at : at + 50] for at in range(0, len(text), 50))
    told = tell("verify", brought, "--json", "--data", sample / "data", state=sample / "state")
    assert (told.status, told.json["answer"]) == (0, "valid")
