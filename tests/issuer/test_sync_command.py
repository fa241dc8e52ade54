"""`assessor-app sync` between a real folder and a real process of the issuer."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor_app.cli.commands import root
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding.decide import accept
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.queue import Shelf, listed
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store.centres import devices_of
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.transport import stick as transport
from enrolled import certified, join
from made import Issuer, an_issuer
from office import Office
from running import Running, serving
from story import PASSPHRASE, Story, TestClock, begin


def run(*args: str | Path, code: int) -> dict[str, Any]:
    done = CliRunner(env={"ASSESSOR_PASSPHRASE": PASSPHRASE}).invoke(
        root, [*map(str, args), "--json"], catch_exceptions=False
    )
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def approve(issuer: Issuer) -> None:
    """A person at the issuer approves, one after the other, whatever waits for that."""
    registrar = Person(id="1" * 32, name="Ingrid Holm", roles=frozenset({Role.REGISTRAR}))
    with issuer.store.write() as connection:
        for one in listed(connection, Shelf.DECIDE).places:
            which = Which(centre=one.centre, chain=one.chain, seq=one.seq, seen=one.n)
            accept(connection, registrar, which, now=datetime.now(UTC))


@pytest.fixture
def issuer(tmp_path: Path) -> Iterator[Issuer]:
    folder = tmp_path / "issuer"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    yield an_issuer(store, folder, now=datetime.now(UTC))
    store.close()


@pytest.fixture
def running(issuer: Issuer) -> Iterator[Running]:
    with serving(file_url(issuer.folder).render_as_string(hide_password=False), issuer.folder) as found:
        yield found


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return begin(tmp_path / "data", state_folder(), clock=TestClock(moment=datetime.now(UTC)))


def test_a_folder_that_belongs_to_nobody_says_so(story: Story, tmp_path: Path) -> None:
    story.device.close()
    said = run("sync", "--data", tmp_path / "data", code=1)
    assert said["error"] == "not-enrolled"


def test_records_are_handed_over_and_both_sides_count_the_same(
    story: Story, issuer: Issuer, running: Running, tmp_path: Path
) -> None:
    join(story, issuer, url=running.url)
    number = certified(story)
    story.device.close()
    first = run("sync", "--data", tmp_path / "data", "--wait", "30", code=0)
    assert (first["unsent"], first["held"], first["rejected"]) == (0, 0, 0)
    assert first["sent"] == first["accepted"] == first["captured"] > 5
    here = run("status", "--data", tmp_path / "data", code=0)
    there = CliRunner(env={"ASSESSOR_PASSPHRASE": "sesame"}).invoke(
        root, ["issuer", "status", "--data", str(issuer.folder), "--json"]
    )
    assert json.loads(there.stdout)["count"] == here["count"]
    paper = run("verify", "--data", tmp_path / "data", "--number", number, code=0)
    assert (paper["answer"], paper["state"]) == ("valid", "registered")
    again = run("sync", "--data", tmp_path / "data", code=0)
    assert (again["sent"], again["accepted"]) == (0, first["accepted"])


def test_what_the_issuer_holds_is_undecided_until_a_person_decided(
    story: Story, issuer: Issuer, running: Running, tmp_path: Path
) -> None:
    Office(issuer).policy("after-approval")
    join(story, issuer, url=running.url)
    certified(story)
    story.device.close()
    said = run("sync", "--data", tmp_path / "data", "--wait", "30", code=4)
    assert (said["unsent"], said["undecided"], said["rejected"]) == (0, 0, 0)
    assert said["held"] > 0
    approve(issuer)
    after = run("sync", "--data", tmp_path / "data", "--wait", "30", code=0)
    assert (after["held"], after["accepted"]) == (0, after["captured"])


def test_an_issuer_that_is_away_leaves_all_unsent(story: Story, issuer: Issuer, tmp_path: Path) -> None:
    join(story, issuer, url="http://127.0.0.1:9")
    story.device.close()
    said = run("sync", "--data", tmp_path / "data", code=4)
    assert (said["error"], said["reached"]) == ("issuer-away", False)
    assert said["unsent"] == said["captured"] > 0


def test_an_issuer_that_is_away_is_no_failure_where_nothing_waits_for_it(
    story: Story, issuer: Issuer, tmp_path: Path
) -> None:
    """Exit status 0 says that nothing is unsent or undecided; a sentence says that nobody answered."""
    sync = ["sync", "--data", str(tmp_path / "data"), "--wait", "30"]
    with serving(file_url(issuer.folder).render_as_string(hide_password=False), issuer.folder) as there:
        join(story, issuer, url=there.url)
        certified(story)
        story.device.close()
        before = run(*sync, code=0)
        assert before["reached"]
    said = run(*sync, code=0)
    assert (said["error"], said["reached"], said["closes"]) == ("issuer-away", False, True)
    assert (said["accepted"], said["unsent"], said["undecided"]) == (before["captured"], 0, 0)
    spoken = CliRunner(env={"ASSESSOR_PASSPHRASE": PASSPHRASE}).invoke(root, sync, catch_exceptions=False)
    assert spoken.exit_code == 0
    assert "The awarding body was not reached. Nothing is unsent or undecided here" in spoken.stderr


def test_an_issuer_that_is_away_while_it_holds_something_leaves_that_undecided(
    story: Story, issuer: Issuer, tmp_path: Path
) -> None:
    Office(issuer).policy("after-approval")
    with serving(file_url(issuer.folder).render_as_string(hide_password=False), issuer.folder) as there:
        join(story, issuer, url=there.url)
        certified(story)
        story.device.close()
        run("sync", "--data", tmp_path / "data", "--wait", "30", code=4)
    said = run("sync", "--data", tmp_path / "data", code=4)
    assert (said["error"], said["reached"], said["unsent"]) == ("issuer-away", False, 0)
    assert said["held"] > 0


def test_a_laptop_is_retired_when_nothing_is_left_on_it_alone(
    story: Story, issuer: Issuer, running: Running, tmp_path: Path
) -> None:
    join(story, issuer, url=running.url)
    certified(story)
    story.device.close()
    refused = run("retire", "--data", tmp_path / "data", code=1)
    assert refused["error"] == "retire-unsent"
    run("sync", "--data", tmp_path / "data", "--wait", "30", code=0)
    done = run("retire", "--data", tmp_path / "data", code=0)
    assert (done["state"], done["copy"]) == ("retired", None)
    assert run("sync", "--data", tmp_path / "data", code=0)["unsent"] == 0
    with issuer.store.read() as connection:
        assert [device.retired_at is not None for device in devices_of(connection)] == [True]
    assert " · retired  " in said("issuer", "status", "--data", issuer.folder)


def test_what_is_unsent_goes_on_a_stick_before_a_laptop_is_retired(story: Story, tmp_path: Path) -> None:
    certified(story)
    story.device.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    done = run("retire", "--data", tmp_path / "data", "--usb", stick, code=0)
    assert done["left"]["records"] > 5
    assert Path(done["copy"]).is_file()


def said(*args: str | Path) -> str:
    return (
        CliRunner(env={"ASSESSOR_PASSPHRASE": PASSPHRASE})
        .invoke(root, [*map(str, args)], catch_exceptions=False)
        .output
    )


def test_a_stick_says_what_lay_on_it_and_nothing_of_what_could_not_be_written(
    story: Story, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(story, issuer)
    certified(story)
    story.device.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "for-c-9-00000000-000001.assessor-sync").write_bytes(b"of somebody else")
    taken = said("sync", "--data", tmp_path / "data", "--usb", stick)
    assert "records were written" in taken
    assert "No new answer for this device lay there." in taken

    def full(_folder: Path, name: str, _content: bytes) -> Path:
        raise KnownError("file-not-written", path=name, why="No space left on device")

    monkeypatch.setattr(transport, "_written", full)
    refused = said("sync", "--data", tmp_path / "data", "--usb", stick)
    assert "No space left on device" in refused
    assert "No record had to go" not in refused
