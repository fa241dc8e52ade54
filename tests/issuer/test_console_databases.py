"""What the console asks of each database: lists in pages, names looked for, one decision among several."""

import html
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.deciding.queue import Shelf, lengths, listed
from assessor_app.issuer.people.rights import Role
from assessor_app.issuer.store import learners
from caller import Caller
from made import Issuer
from office import Office, fetched, items_of, joined
from running import serving
from samples import CENTRE, NOW
from visitor import PASSWORD, Console, Visitor, console

PATHS = ("", "/queue", "/queue?list=waiting", "/learners", "/register", "/centres", "/catalogue", "/log")


@pytest.fixture
def served(issuer: Issuer) -> Iterator[Console]:
    with console(issuer) as found:
        yield found


@pytest.fixture
def waiting(office: Office, lone: SimpleNamespace) -> Caller:
    caller = joined(office, lone)
    office.policy("after-approval")
    caller.send(items_of(lone), office.receive)
    office.judge()
    return caller


@pytest.mark.usefixtures("waiting")
def test_every_page_opens(served: Console) -> None:
    visitor = served.signed_in(served.person("Ingrid Solberg", Role.REGISTRAR, Role.OPERATOR))
    for path in PATHS:
        assert visitor.get(f"/console{path}").status == 200, path
    assert visitor.get("/console/centre", id=CENTRE).status == 200
    visitor.get("/console/register")
    for wanted in ("ami", "%%%", "a_b", "\\\\\\", "é́é"):
        assert visitor.post("/console/register", wanted=wanted).status == 200, wanted


@pytest.mark.usefixtures("waiting")
def test_a_list_is_turned_page_by_page_and_loses_nothing(office: Office) -> None:
    with office.issuer.store.read() as connection:
        for shelf in Shelf:
            seen, after = [], ""
            while True:
                page = listed(connection, shelf, after=after, most=1)
                seen += [(one.chain, one.seq) for one in page.places]
                after = page.after
                if not after:
                    break
            assert len(seen) == len(set(seen)) == getattr(lengths(connection), shelf)
            assert len(listed(connection, shelf, centre="C-9").places) == 0
        assert lengths(connection, centre=CENTRE) == lengths(connection)


def test_a_name_is_found_by_the_beginning_of_any_word_whatever_its_accents(office: Office) -> None:
    with office.issuer.store.write() as connection:
        for number, name in enumerate(("Łukasz Żółkowski", "María José Fernández", "100% Real_Name", "a\\b")):
            learners.told(
                connection,
                centre=CENTRE,
                learner_id=f"{number:032x}",
                chain="1" * 32,
                at=NOW,
                name=name,
                number=str(number),
            )
        for typed, wanted in (
            ("maria", "María José Fernández"),
            ("fernandez", "María José Fernández"),
            ("ŻÓŁ", "Łukasz Żółkowski"),
            ("100%", "100% Real_Name"),
            ("a\\b", "a\\b"),
        ):
            assert [one.name for one in learners.named(connection, typed, most=5)] == [wanted]
        for typed in ("0%", "100_", "real%name"):
            assert learners.named(connection, typed, most=5) == ()


def test_of_two_windows_one_decides(served: Console, office: Office, waiting: Caller) -> None:
    fetched(waiting, office)
    people = [served.signed_in(served.person(name, Role.REGISTRAR)) for name in ("Ingrid", "Joseph")]
    queue = people[0].get("/console/queue")
    link = re.search(r'class="button" href="([^"]*/record[^"]*)"', queue.text)
    assert link
    statuses: list[int] = []

    def decide(visitor: Visitor) -> None:
        page = visitor.get(html.unescape(link[1]))
        sent = {name: html.unescape(page.field(name)) for name in ("centre", "chain", "seq", "seen")}
        gate.wait()
        statuses.append(visitor.post("/console/decide", **sent, act="accept").status)

    gate = threading.Barrier(2)
    threads = [threading.Thread(target=decide, args=(visitor,)) for visitor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409]


@pytest.mark.slow
def test_of_two_processes_one_decides_and_a_session_is_good_at_both(
    database: str, issuer: Issuer, waiting: Caller, office: Office, tmp_path: Path
) -> None:
    fetched(waiting, office)
    with console(issuer) as served:
        name = served.person("Ingrid Solberg", Role.REGISTRAR)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with serving(database, tmp_path / "one") as one, serving(database, tmp_path / "two") as two:
        here = Visitor(one.url)
        sent = {"name": name, "password": PASSWORD, "digits": served.digits(name)}
        assert here.post("/console/sign-in", **sent).status == 200
        there = Visitor(two.url, cookies=here.cookies)
        assert there.get("/console").status == 200
        link = re.search(r'class="button" href="([^"]*/record[^"]*)"', here.get("/console/queue").text)
        assert link
        page = there.get(html.unescape(link[1]))
        values = {field: html.unescape(page.field(field)) for field in ("centre", "chain", "seq", "seen")}
        gate, statuses = threading.Barrier(2), list[int]()

        def decide(visitor: Visitor) -> None:
            gate.wait()
            statuses.append(visitor.post("/console/decide", **values, act="accept").status)

        threads = [threading.Thread(target=decide, args=(visitor,)) for visitor in (here, there)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(statuses) == [200, 409]
    told = [item for item in fetched(waiting, office) if isinstance(item, Verdict)]
    same = [item for item in told if (item.chain, str(item.seq)) == (values["chain"], values["seq"])]
    assert [(item.outcome, item.by) for item in same] == [("accepted", name)]
