"""Every command says what it does and takes what the contract says; click's own words are in our catalogue."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import click
import pytest

from assessor_app.cli.click_words import of_click
from assessor_app.cli.commands import root

# What has no object to print: a service that runs, and schemas, which are JSON themselves.
WITHOUT_JSON = {"issuer serve", "designs schema", "forms schema"}
SPEAKING: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.types,
    import_module("click.parser"),
)


def commands(of: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    yield name, of
    if isinstance(of, click.Group):
        context = click.Context(of)
        for word in of.list_commands(context):
            one = of.get_command(context, word)
            assert one is not None
            yield from commands(one, f"{name} {word}".strip())


@pytest.mark.parametrize(("name", "command"), list(commands(root)))
def test_a_command_and_each_of_its_options_say_what_they_do(name: str, command: click.Command) -> None:
    assert command.help
    assert not [one.opts for one in command.params if isinstance(one, click.Option) and not one.help]
    if not isinstance(command, click.Group) and name not in WITHOUT_JSON:
        assert "--json" in {flag for one in command.params for flag in one.opts}


@pytest.mark.parametrize("command", [one for _name, one in commands(root) if isinstance(one, click.Group)])
def test_a_list_of_commands_cuts_no_sentence(command: click.Command) -> None:
    assert "..." not in command.get_help(click.Context(command)).partition("Commands:")[2]


def test_what_is_kept_as_clicks_words_is_said_by_click() -> None:
    """So that a new version of click, which says it otherwise, is noticed."""
    said = "".join(inspect.getsource(module) for module in SPEAKING)
    assert not [words for words in of_click() if words.replace("\n", "\\n").replace("\t", "\\t") not in said]


def test_what_a_list_of_certificates_holds_is_said_whole() -> None:
    """Those of the centre's other computers too, as the command lists them."""
    told = dict(commands(root))["certificates list"].help or ""
    assert "another computer of the centre" in told
