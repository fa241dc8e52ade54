"""What every test shares: no surprise goes unnoticed."""

import itertools
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test may touch the keyring of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import pytest
from hypothesis import settings

from cheap import guess_cheaply, migrate_once

# A shared machine is slow now and then; how long an example took says nothing about the code.
settings.register_profile("assessor", deadline=None)
settings.load_profile("assessor")


guess_cheaply()
migrate_once()


@pytest.fixture(scope="session")
def _state_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for each test. pytest would read through all that there are to number the next, and thousands are to come."""
    made = tmp_path_factory.mktemp("states")
    return (made / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _state_folder(_state_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Chain marks are kept outside the data folder; in a test, outside the user's own folders too."""
    folder = next(_state_folders)
    folder.mkdir()
    monkeypatch.setenv("ASSESSOR_STATE", str(folder))


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log that the test did not ask for fails the test (mark `expects_log` to ask)."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    surprises = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not surprises, f"unexpected log: {[record.getMessage() for record in surprises]}"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says what a test counted at the end of the run, whichever process it ran in."""
    return lambda line: record_property("told", line)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first: begun late, it would be all that is left, on one of several processors."""
    items.sort(key=_minutes, reverse=True)


def _minutes(item: pytest.Item) -> float:
    marker = item.get_closest_marker("slow")
    return float(marker.kwargs.get("minutes", 0)) if marker else 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for found in terminalreporter.stats.values() for report in found]
    told = [
        str(value)
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "told"
    ]
    if told:
        terminalreporter.section("counted")
        terminalreporter.write_line("\n".join(told))
