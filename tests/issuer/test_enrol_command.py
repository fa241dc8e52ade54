"""`assessor-app enrol` between a real folder and a real process of the issuer, by network and by stick."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assessor_app.cli.commands import root
from assessor_app.device import open_device
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.storage.engine.highwater import state_folder
from enrolled import certified
from made import PASSPHRASE as ISSUERS
from made import an_issuer
from misbehaving import answering, http
from running import Running, serving
from story import PASSPHRASE, Story, TestClock, begin


def ran(*args: str | Path, passphrase: str = PASSPHRASE) -> Result:
    return CliRunner(env={"ASSESSOR_PASSPHRASE": passphrase}).invoke(
        root, [*map(str, args), "--json"], catch_exceptions=False
    )


def run(*args: str | Path, code: int | None = 0, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    done = ran(*args, passphrase=passphrase)
    assert code is None or done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issuer")
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    an_issuer(store, folder, now=datetime.now(UTC))
    store.close()
    return folder


@pytest.fixture(scope="module")
def running(issuer: Path) -> Iterator[Running]:
    with serving(file_url(issuer).render_as_string(hide_password=False), issuer) as found:
        yield found


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return begin(
        tmp_path / "data", state_folder(), clock=TestClock(moment=datetime.now(UTC) - timedelta(hours=1))
    )


@pytest.fixture
def data(story: Story, tmp_path: Path) -> Path:
    """A centre that stands alone, closed."""
    story.device.close()
    return tmp_path / "data"


def code_of(issuer: Path, *more: str) -> str:
    invite: tuple[str | Path, ...] = ("issuer", "invite", "--data", issuer, "--centre", "C-1042", *more)
    return str(run(*invite, passphrase=ISSUERS)["code"])


def test_a_device_joins_by_network(data: Path, issuer: Path, running: Running) -> None:
    joined = run("enrol", "--data", data, "--url", running.url, "--code", code_of(issuer))
    assert joined["state"] == "joined"
    assert (joined["name"], joined["centre"], joined["adopted"]) == ("Example Awarding", "C-1042", 1)
    assert joined["differing"] == []
    assert run("status", "--data", data)["chain"] == joined["device"]
    synced = run("sync", "--data", data, "--wait", "30")
    assert (synced["unsent"], synced["accepted"]) == (0, synced["captured"])
    again = run("enrol", "--data", data, "--url", running.url, "--code", code_of(issuer), code=1)
    assert again["error"] == "enrolled-already"
    anew = run("enrol", "--data", data, "--url", running.url, "--code", code_of(issuer), "--again")
    assert anew["device"] != joined["device"]
    assert run("sync", "--data", data, "--wait", "30")["unsent"] == 0
    assert run("records", "check", "--data", data)["ok"]


def test_a_paper_of_before_is_registered_after_it(
    story: Story, issuer: Path, running: Running, tmp_path: Path
) -> None:
    number = certified(story)
    story.device.close()
    data = tmp_path / "data"
    run("enrol", "--data", data, "--url", running.url, "--code", code_of(issuer))
    synced = run("sync", "--data", data, "--wait", "30")
    assert synced["accepted"] == synced["captured"] > 8
    (paper,) = run("certificates", "list", "--data", data)["certificates"]
    assert (paper["number"], paper["state"]) == (number, "registered")
    assert run("verify", "--number", number, "--data", data)["answer"] == "valid"
    told = run("issuer", "status", "--data", issuer, passphrase=ISSUERS)
    assert told["closes"]


def test_whoever_holds_the_issuers_list_alone_checks_a_paper_of_before(
    story: Story, issuer: Path, running: Running, tmp_path: Path
) -> None:
    """The centre's own key signed it; the issuer's list says whose key that was, and its register has the paper."""
    number = certified(story)
    paper = story.device.tables.certificates.get(number).qr
    story.device.close()
    data, out = tmp_path / "data", tmp_path / "published"

    def told(expected: int) -> dict[str, Any]:
        run("issuer", "publish", "--data", issuer, "--out", out, passphrase=ISSUERS)
        return run("verify", paper, "--trust", out / "anchors", "--published", out, code=expected)

    assert told(3)["reason"] == "unknown-issuer"
    code = code_of(issuer, "--centre", "C-2007")
    run("enrol", "--data", data, "--url", running.url, "--code", code)
    waits = told(3)
    assert (waits["answer"], waits["reason"]) == ("cannot-tell", "not-yet-registered")
    run("sync", "--data", data, "--wait", "30")
    found = told(0)
    assert (found["answer"], found["reason"], found["state"]) == ("valid", "registered", "registered")
    assert (found["awarding_body"], found["centre"], found["own_award"]) == (
        "Example Awarding",
        "Harbour Training Centre",  # invited by its id alone, it is called as it calls itself
        False,
    )
    assert run("verify", "--number", number, "--data", data)["answer"] == "valid"


def test_a_device_joins_by_two_files_on_a_stick(data: Path, issuer: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"jpg")
    asked = run("enrol", "--data", data, "--code", code_of(issuer), "--usb", stick)
    assert asked["state"] == "asked"
    assert Path(asked["file"]).name.startswith("enrolment-request-")
    waiting = run("enrol", "--data", data, "--usb", stick, code=4)
    assert (waiting["state"], waiting["request"]) == ("waiting", asked["request"])
    # The stick is taken twice, and has the answer to somebody else on it.
    for _turn in range(2):
        assert (
            run("issuer", "import", "--data", issuer, "--usb", stick, passphrase=ISSUERS)["enrolments"] == 1
        )
    (answer,) = stick.glob("enrolment-answer-*")
    (stick / "enrolment-answer-a-torn-one-00000000.assessor-enrol").write_bytes(answer.read_bytes()[:2000])
    joined = run("enrol", "--data", data, "--usb", stick)
    assert (joined["state"], joined["url"], joined["centre"]) == ("joined", "", "C-1042")
    assert run("enrol", "--data", data, "--usb", stick, code=1)["error"] == "no-request"
    # Invited by its id alone, the centre is called as it calls itself, in the list that the root signs.
    store = open_store(read_url(file_url(issuer).render_as_string(hide_password=False)))
    with store.read() as connection:
        listed = anchors.wanted(connection, issued_at=datetime.now(UTC)).centres["C-1042"]
    store.close()
    assert listed.name == "Harbour Training Centre"


def test_a_device_that_never_sees_a_network_gets_its_papers_registered(
    story: Story, issuer: Path, tmp_path: Path
) -> None:
    number = certified(story)
    story.device.close()
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    run("enrol", "--data", data, "--code", code_of(issuer, "--centre", "C-2008"), "--usb", stick)
    root, away = issuer / "root-key.json", tmp_path / "drawer.json"
    root.rename(away)
    adopted = run("issuer", "import", "--data", issuer, "--usb", stick, passphrase=ISSUERS)
    assert not adopted["list_current"], "the adopted key waits for the root's signature, and that is said"
    again = ("issuer", "import", "--data", issuer, "--usb", stick, "--root")
    assert run(*again, away, passphrase=ISSUERS)["list_current"]
    away.rename(root)
    assert run("enrol", "--data", data, "--usb", stick)["adopted"] == 1
    assert run("sync", "--data", data, "--usb", stick, code=4)["unsent"] > 8
    taken = run("issuer", "import", "--data", issuer, "--usb", stick, passphrase=ISSUERS)
    assert (taken["envelopes"], taken["refused"]) == (1, {})
    back = run("sync", "--data", data, "--usb", stick)
    assert (back["unsent"], back["accepted"], back["closes"]) == (0, back["captured"], True)
    (paper,) = run("certificates", "list", "--data", data)["certificates"]
    assert (paper["number"], paper["state"]) == (number, "registered")


def test_a_device_joins_by_a_file_that_somebody_mails(data: Path, issuer: Path, tmp_path: Path) -> None:
    stick, mine = tmp_path / "stick", tmp_path / "mine.assessor-enrol"
    stick.mkdir()
    code = code_of(issuer)
    asked = run("enrol", "--data", data, "--code", code, "--file", mine)
    assert asked["file"] == str(mine)
    assert run("enrol", "--data", data, "--code", code, "--file", mine)["request"] == asked["request"]
    (tmp_path / "other").write_bytes(b"mine already")
    assert run("enrol", "--data", data, "--code", code, "--file", tmp_path / "other", code=2)["error"] == (
        "file-there"
    )
    (stick / "request.assessor-enrol").write_bytes(mine.read_bytes())
    run("issuer", "import", "--data", issuer, "--usb", stick, passphrase=ISSUERS)
    (answer,) = stick.glob("enrolment-answer-*")
    assert run("enrol", "--data", data, "--file", mine, code=2)["error"] == "enrolled-unreadable"
    missing = run("enrol", "--data", data, "--file", tmp_path / "mistyped", code=2)
    assert missing["error"] == "answer-missing"
    assert "mistyped" in missing["message"]
    assert run("enrol", "--data", data, "--file", answer)["state"] == "joined"


def test_a_code_is_good_once_and_nothing_else_is_a_code(
    data: Path, issuer: Path, running: Running, tmp_path: Path
) -> None:
    begin(
        tmp_path / "other", state_folder(), clock=TestClock(moment=datetime.now(UTC) - timedelta(hours=1))
    ).device.close()
    code = code_of(issuer)
    run("enrol", "--data", tmp_path / "other", "--url", running.url, "--code", code)
    used = run("enrol", "--data", data, "--url", running.url, "--code", code, code=1)
    assert used["error"] == "code-wrong"
    typed = run("enrol", "--data", data, "--url", running.url, "--code", "ABCDE", code=2)
    assert typed["error"] == "code-unreadable"
    assert run("sync", "--data", data, code=1)["error"] == "not-enrolled"


@pytest.mark.slow
def test_a_sign_in_page_a_server_that_is_away_and_no_tls_change_nothing(
    data: Path, issuer: Path, running: Running
) -> None:
    code = code_of(issuer)
    page = http("200 OK", b"<!doctype html><title>Free Wi-Fi</title>", "Content-Type: text/html")
    with answering(page) as portal:
        said = run("enrol", "--data", data, "--url", portal.url, "--code", code, code=4)
    assert (said["state"], said["error"]) == ("waiting", "answer-not-issuer")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    said = run("enrol", "--data", data, "--url", nobody, "--code", code, code=4)
    assert said["error"] == "issuer-away"
    said = run("enrol", "--data", data, "--url", "http://192.0.2.7", "--code", code, code=2)
    assert said["error"] == "address-not-https"
    assert run("enrol", "--data", data, code=4)["error"] == "issuer-away", "asked again where it was asked"
    joined = run("enrol", "--data", data, "--url", running.url, "--code", code)
    assert joined["state"] == "joined"


def test_how_it_goes_there_is_said_once(data: Path, tmp_path: Path) -> None:
    for wrong in (
        ("--url", "https://issuer.example"),
        ("--code", "0000-0000"),
        ("--url", "https://issuer.example", "--usb", str(tmp_path), "--code", "x"),
    ):
        assert ran("enrol", "--data", data, *wrong).exit_code == 2
    assert run("enrol", "--data", data, code=1)["error"] == "no-request"
    gone = run("enrol", "--data", data, "--usb", tmp_path / "gone", code=2)
    assert gone["error"] == "stick-missing"


@pytest.mark.slow
def test_the_sample_centre_is_adopted_whole(issuer: Path, running: Running, tmp_path: Path) -> None:
    data = tmp_path / "sample"
    made = run("demo", "--data", data, passphrase="sample")
    before = run("certificates", "list", "--data", data, passphrase="sample")["certificates"]
    code = code_of(issuer, "--centre", "C-sample")
    joined = run("enrol", "--data", data, "--url", running.url, "--code", code, passphrase="sample")
    assert joined["adopted"] == 1
    synced = run("sync", "--data", data, "--wait", "60", passphrase="sample")
    assert synced["unsent"] == 0
    after = run("certificates", "list", "--data", data, passphrase="sample")["certificates"]
    assert {paper["number"] for paper in after} == set(made["certificates"])
    states = {paper["number"]: paper["state"] for paper in before}
    registered = [paper for paper in after if paper["state"] == "registered"]
    assert len(registered) == sum(state == "provisional" for state in states.values()) > 0
    told = run("verify", "--number", registered[0]["number"], "--data", data, code=None, passphrase="sample")
    assert told["sample"]
    assert told["message"].startswith("SAMPLE")
    assert run("records", "check", "--data", data, passphrase="sample")["ok"]
    device = open_device(data, lambda slots: slots.open_with("sample"), state=state_folder())
    assert device.tables.settings.centre().awarding_body == "Example Awarding"
    device.close()
