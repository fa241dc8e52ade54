"""`POST /verify`: papers and credentials told of to systems; nothing is told of a number to whoever does not know the name."""

import asyncio
import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.cli.verify_credential import judge_here_or_alone
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.domain.number import make, normalise
from assessor_app.formats.verify_request import read_verify_request
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.files import files_of
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.lists import publish_lists
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import entries, published
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.issuer.verifying.known import Knowledge
from assessor_app.issuer.verifying.verify import verify
from assessor_app.issuer.web.turnstile import Turnstile
from assessor_app.wording.answers import credential_value
from made import an_issuer
from office import Office, items_of, joined
from running import Running, serving
from samples import NOW

BADGES = FormBadges()
OTHER = make("f" * 32, 7)
"""A number that is nobody's, with a check character that fits."""


@pytest.fixture
def ask(office: Office, lone: SimpleNamespace) -> Any:
    """Asks an issuer with a centre's two papers: the second stands, the first was replaced by it."""
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    assert not issue_due(office.issuer.store, vault=office.issuer.vault, badges=BADGES, now=NOW).faults
    with office.issuer.store.write() as connection:
        # The centre was adopted with its key: the root has to say so.
        anchors.sign(connection, office.issuer.root, now=NOW + timedelta(minutes=1))
        published.publish(connection, vault=office.issuer.vault, now=NOW)
    knowledge = Knowledge()

    def asking(**asked: Any) -> dict[str, Any]:
        request = read_verify_request(json.dumps(asked).encode())
        return verify(office.issuer.store, request, knowledge=knowledge, now=NOW)

    return asking


def test_the_text_of_a_code(ask: Any, lone: SimpleNamespace) -> None:
    old, new = (ask(qr=paper.qr) for paper in lone.papers)
    assert (new["kind"], new["answer"], new["reason"]) == ("paper", "valid", "registered")
    assert new["claims"]["name"] == "Amina Bellow"
    assert new["awarding_body"] == "Example Awarding"
    assert (old["answer"], old["reason"]) == ("not-valid", "superseded")
    assert normalise(old["successor"]) == lone.papers[1].number
    letters = lone.papers[1].qr
    changed = letters[:-30] + ("A" if letters[-30] != "A" else "B") + letters[-29:]
    assert ask(qr=changed)["answer"] != "valid"
    with pytest.raises(KnownError, match="qr-unreadable"):
        ask(qr="https://example.org")


def test_a_number_says_nothing_without_the_name(ask: Any, lone: SimpleNamespace) -> None:
    number = lone.papers[1].number
    told = ask(number=number, name="  amina   BELLOW ")
    assert (told["answer"], told["reason"], told["claims"]["mark"]) == ("valid", "registered", None)
    by_code = ask(qr=lone.papers[1].qr)
    differ = {name for name in told if told[name] != by_code[name]}
    assert differ <= {"claims", "as_of", "since", "message"}
    assert {name for name in told["claims"] if told["claims"][name] != by_code["claims"][name]} <= {"mark"}
    nothing = ask(number=number, name="Somebody Else")
    assert nothing == ask(number=OTHER, name="Amina Bellow")
    assert nothing["reason"] == "number-unknown"
    with pytest.raises(KnownError, match="number-check"):
        ask(number=number[:-1] + ("A" if number[-1] != "A" else "B"), name="Amina Bellow")


def test_a_credential_in_every_coat_is_answered_as_on_the_command_line(
    ask: Any, office: Office, tmp_path: Path
) -> None:
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
        files = files_of(connection, made, BADGES)
        write_static(connection, tmp_path)
        trust = anchors.newest_text(connection)
    told = ask(credential=json.loads(files["json"]))
    assert (told["kind"], told["answer"], told["reason"]) == ("credential", "valid", "registered")
    here = judge_here_or_alone(files["json"], [trust], published=tmp_path, data=None)
    assert {**told, "as_of": None} == {**credential_value(here.judged), "as_of": None}
    assert ask(credential=files["json"].decode())["answer"] == "valid"
    for kind in ("png", "svg"):
        baked = ask(file=b64encode(files[kind]).decode())
        assert (baked["answer"], baked["carrier"]) == ("valid", kind)
    forged = json.loads(files["json"])
    forged["name"] = "Another title"
    assert (ask(credential=forged)["answer"], ask(credential=forged)["reason"]) == ("not-valid", "altered")
    with office.issuer.store.write() as connection:
        paper = entries.by_number(connection, made.centre, made.number)
        assert paper is not None
        entries.change(connection, paper, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
        publish_lists(connection, vault=office.issuer.vault, now=NOW)
    assert ask(credential=files["json"].decode())["reason"] == "revoked"
    with pytest.raises(KnownError, match="credential-unreadable"):
        ask(file=b64encode(b"GIF89a").decode())


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (b"", "verify-unreadable"),
        (b"[" * 50_000, "verify-unreadable"),
        (b'{"qr":1}', "verify-unreadable"),
        (b'{"qr":"A","more":1}', "verify-unreadable"),
        (b'{"credential":[]}', "verify-unreadable"),
        (b'{"file":"@@"}', "verify-unreadable"),
        (b"{}", "verify-one-thing"),
        (b'{"number":"1"}', "verify-one-thing"),
        (b'{"name":"1"}', "verify-one-thing"),
        (b'{"qr":"A","name":"B"}', "verify-one-thing"),
        (b'{"qr":"A","file":"QQ=="}', "verify-one-thing"),
        (b'{"credential":"' + b"x" * 300_000 + b'"}', "credential-too-large"),
    ],
)
def test_what_is_no_request(asked: bytes, code: str) -> None:
    with pytest.raises(KnownError, match=f"^{code}"):
        read_verify_request(asked)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_a_known_error(data: bytes) -> None:
    try:
        read_verify_request(data)
    except KnownError as error:
        told = error.code
        assert told in {"verify-unreadable", "verify-one-thing", "credential-too-large"}


def test_strangers_wait_in_a_line_of_bounded_length() -> None:
    async def crowd() -> list[str]:
        stile, open_ = Turnstile(at_once=2, waiting=3), asyncio.Event()

        async def one() -> str:
            try:
                async with stile.entered():
                    await open_.wait()
                    return "in"
            except KnownError as error:
                return error.code

        tasks = [asyncio.create_task(one()) for _ in range(9)]
        await asyncio.sleep(0)
        open_.set()
        first = await asyncio.gather(*tasks)
        return [*first, await one()]

    told = asyncio.run(crowd())
    assert (told.count("in"), told.count("too-often"), told[-1]) == (6, 4, "in")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("verify")
    database = file_url(folder).render_as_string(hide_password=False)
    store = open_store(read_url(database))
    an_issuer(store, folder, now=datetime.now(UTC))
    store.close()
    with serving(database, folder) as found:
        yield found


def test_over_http_with_a_limit_on_numbers(running: Running) -> None:
    def post(asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        code, answer = running.ask("/verify", method="POST", body=json.dumps(asked).encode())
        return code, json.loads(answer)

    assert post({"qr": "nothing"}) == (
        400,
        {"error": "qr-unreadable", "message": post({"qr": "nothing"})[1]["message"]},
    )
    asked = {"number": OTHER, "name": "Amina Bellow"}
    codes = [post(asked)[0] for _ in range(8)]
    assert codes[:6] == [200] * 6
    assert 429 in codes[6:]
    assert post({"credential": "{}"})[0] == 400
