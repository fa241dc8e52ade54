"""Every test of the store runs on both databases."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor_app.issuer.store.engine import Store, file_url, open_store, read_url
from assessor_app.issuer.store.migrate import migrate
from enrolled import Wire, wired
from made import Issuer, an_issuer, copy_the_schema
from office import Office, lone_centre
from postgres import Cluster, cluster
from story import Story, begin


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def migrated(postgresql: Cluster) -> str:
    """A database after all migrations, to copy from: nobody is connected to it."""
    store = open_store(read_url(postgresql.create("migrated")))
    migrate(store)
    store.close()
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of each kind: an empty one, but where a PostgreSQL is to have its tables anyway."""
    if request.param == "sqlite":
        yield file_url(tmp_path).render_as_string(hide_password=False)
        return
    server: Cluster = request.getfixturevalue("postgresql")
    name = f"t{secrets.token_hex(6)}"
    has_tables = not {"store", "issuer"}.isdisjoint(request.fixturenames)
    yield server.create(name, like=request.getfixturevalue("migrated") if has_tables else "template1")
    server.drop(name)


@pytest.fixture
def empty_store(database: str) -> Iterator[Store]:
    store = open_store(read_url(database))
    yield store
    store.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    copy_the_schema(empty_store)
    migrate(empty_store)
    return empty_store


@pytest.fixture
def issuer(empty_store: Store, tmp_path: Path) -> Issuer:
    """An issuer on each kind of database."""
    return an_issuer(empty_store, tmp_path)


@pytest.fixture
def office(issuer: Issuer) -> Office:
    return Office(issuer)


@pytest.fixture(scope="session")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with lone_centre(tmp_path_factory.mktemp("lone")) as centre:
        yield centre


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A centre that stands alone, on a device of its own."""
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def wire(story: Story, tmp_path: Path) -> Iterator[Wire]:
    """The wire from that device to an issuer."""
    with wired(story, tmp_path) as found:
        yield found


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Story]:
    """The laptop on the floor, of a centre that has an office PC too."""
    found = begin(tmp_path / "floor", tmp_path / "floor-state")
    yield found
    found.device.close()


@pytest.fixture
def pc(floor: Story, tmp_path: Path) -> Iterator[Story]:
    """The PC in the office, at the same time."""
    found = begin(tmp_path / "pc", tmp_path / "pc-state")
    found.clock.moment = floor.clock.moment
    yield found
    found.device.close()
