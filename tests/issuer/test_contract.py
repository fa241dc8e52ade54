"""The names by which scripts drive a sync: commands, options and members of what is told. They do not change."""

import json

import click
import pytest
from click.testing import CliRunner

from assessor_app.cli.commands import root

PLACE = {"--data", "--database", "--json"}


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("issuer init", PLACE | {"--host", "--name", "--root-out"}),
        ("issuer invite", PLACE | {"--centre", "--scope", "--days"}),
        ("issuer suspend", PLACE | {"--device", "--centre", "--person", "--lift"}),
        ("issuer status", PLACE),
        ("issuer publish", PLACE | {"--out"}),
        ("issuer import", PLACE | {"--usb"}),
        ("issuer serve", PLACE | {"--port", "--ready-file"}),
        ("issuer policy", PLACE | {"--registration"}),
        ("enrol", {"--data", "--json", "--url", "--code", "--file", "--usb"}),
        ("sync", {"--data", "--json", "--usb", "--wait"}),
        ("retire", {"--data", "--json", "--usb"}),
        ("verify", {"--data", "--json", "--number", "--trust", "--published"}),
    ],
)
def test_every_command_has_its_options(command: str, options: set[str]) -> None:
    found: click.Command = root
    context = click.Context(root)
    for name in command.split():
        assert isinstance(found, click.Group)
        inner = found.get_command(context, name)
        assert inner is not None, name
        found = inner
    assert options <= {option for one in found.params for option in one.opts}


def test_the_defaults_that_scripts_rely_on() -> None:
    sync = root.get_command(click.Context(root), "sync")
    assert sync is not None
    assert next(one.default for one in sync.params if one.name == "wait") == 10


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("sync", "--wait", "-1"), 2), (("enrol", "--url", "https://x"), 2), (("enrol", "--code", "X"), 2)],
)
def test_bad_usage_is_status_2_before_anything_is_opened(arguments: tuple[str, ...], code: int) -> None:
    assert CliRunner().invoke(root, arguments).exit_code == code


def test_an_issuer_tells_its_members(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_PASSPHRASE", "sesame")
    place = ("--data", f"{tmp_path}/issuer", "--json")

    def told(*arguments: str) -> dict[str, object]:
        done = CliRunner().invoke(root, ["issuer", *arguments, *place], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        found: dict[str, object] = json.loads(done.stdout)
        return found

    made = told("init", "--name", "Example Awarding")
    assert {"issuer", "root", "fingerprint", "root_file", "warnings"} <= set(made)
    assert {"code", "expires"} <= set(told("invite", "--centre", "C-1"))
    status = told("status")
    assert set(status["count"]) == {"captured", "unsent", "held", "accepted", "rejected"}  # type: ignore[call-overload]  # an object of JSON
    assert {"closes", "centres"} <= set(status)
