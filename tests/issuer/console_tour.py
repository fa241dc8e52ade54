"""Pictures of every page of the console: `python tests/issuer/console_tour.py --out build/tour`."""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE), str(_HERE.parent / "e2e")]

from sqlalchemy import select  # noqa: E402 - the tests' own modules are found by the line above

from assessor_app.issuer.deciding.queue import Shelf  # noqa: E402
from assessor_app.issuer.people import accounts  # noqa: E402
from assessor_app.issuer.people.rights import Role  # noqa: E402
from assessor_app.issuer.register import entries  # noqa: E402
from assessor_app.issuer.store.engine import file_url, open_store  # noqa: E402
from assessor_app.issuer.store.facts import entry  # noqa: E402
from browser import Tab, browser  # noqa: E402
from made import an_issuer  # noqa: E402
from office import Office  # noqa: E402
from scene import CENTRES, REGISTRAR, listed_places, play  # noqa: E402
from visitor import PASSWORD, Console, console  # noqa: E402

DESK, PHONE = (1366, 768), (390, 844)


def stops(console: Console) -> dict[str, str]:
    """Each page by the name of its picture."""
    office = Office(console.issuer)
    waiting, fallen = listed_places(office, Shelf.DECIDE)[-1], listed_places(office, Shelf.REJECTED)[0]
    with console.issuer.store.read() as connection:
        number = connection.execute(
            select(entry.c.number).where(entry.c.state == "registered").order_by(entry.c.number).limit(1)
        ).scalar_one()
        paper = entries.by_number(connection, CENTRES[0].id, number)
    assert paper is not None

    def record(which: object) -> str:
        return "/record?" + "&".join(f"{name}={getattr(which, name)}" for name in ("centre", "chain", "seq"))

    return {
        "overview": "/",
        "queue": f"/queue?centre={CENTRES[0].id}",
        "queue-waiting": "/queue?list=waiting",
        "queue-rejected": "/queue?list=rejected",
        "record": record(waiting),
        "record-rejected": record(fallen),
        "stranded": "/stranded",
        "learners": "/learners",
        "qualifications": "/qualifications",
        "register": "/register",
        "paper": f"/paper?centre={paper.centre}&number={paper.number}",
        "centres": "/centres",
        "centre": f"/centre?id={CENTRES[0].id}",
        "catalogue": "/catalogue",
        "log": "/log",
    }


def sign_in(tab: Tab, console: Console, name: str) -> None:
    """As a person does: typed and clicked."""
    tab.open(f"{console.url}/console")
    for field, text in (("name", name), ("password", PASSWORD), ("digits", console.digits(name))):
        tab.click(f"#{field}")
        tab.type(text)
    tab.click("button", goes=True)


def take(console: Console, tab: Tab, out: Path) -> None:
    """Every page at a desk, light and dark, and on a telephone."""
    out.mkdir(parents=True, exist_ok=True)
    name = console.person(REGISTRAR.name, Role.REGISTRAR, Role.OPERATOR)
    tab.open(f"{console.url}/console/sign-in")
    tab.picture(out / "console-sign-in.png")
    with console.issuer.store.write() as connection:
        made = accounts.add(
            connection, "Grace Nakato", [Role.READER], by="command-line", now=console.parts.now()
        )
    tab.open(f"{console.url}/console/welcome")
    tab.click("#code")
    tab.type(made.code)
    tab.click("button", goes=True)
    tab.picture(out / "console-first-visit.png")
    sign_in(tab, console, name)
    tab.open(f"{console.url}/console/register")
    tab.click("#wanted")
    tab.type("amina")
    tab.key("Enter", goes=True)
    tab.picture(out / "console-found.png")
    tab.size(*DESK)
    tab.open(f"{console.url}/console/centres")
    tab.click("#centre")
    tab.type(CENTRES[1].id)
    tab.click("main .primary", goes=True)
    tab.picture(out / "console-invited.png")
    for stop, path in stops(console).items():
        for scheme in ("light", "dark"):
            tab.scheme(scheme)
            tab.size(*DESK)
            tab.open(f"{console.url}/console{path}")
            tab.picture(
                out / f"console-{stop}{'' if scheme == 'light' else '-dark'}.png", whole=stop not in _FIRST
            )
        tab.scheme("light")
        tab.size(*PHONE, phone=True)
        tab.open(f"{console.url}/console{path}")
        tab.picture(out / f"console-{stop}-phone.png")


_FIRST = frozenset({"overview", "queue"})
"""Pictures of what is seen without scrolling."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory(prefix="assessor-console-") as text:
        folder, now = Path(text), datetime.now(UTC)
        store = open_store(file_url(folder))
        issuer = an_issuer(store, folder, now=now)
        play(Office(issuer), folder, now=now)
        with console(issuer) as served, browser() as tab:
            take(served, tab, out)
        store.close()


if __name__ == "__main__":
    main()
