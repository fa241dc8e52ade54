"""Two devices, one number: asked, held where the answer changes something, answered once."""

import re
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding import same
from assessor_app.issuer.deciding.decide import accept
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store import learners
from assessor_app.issuer.store.facts import stands
from office import Office, items_of, joined
from samples import CENTRE, NOW
from scene import certified
from visitor import console

REGISTRAR = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
READER = Person(id="2" * 32, name="Kemal Aydın", roles=frozenset({Role.READER}))


@pytest.fixture(scope="module")
def annexe(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Another device's work with the learner 2031, whom it knows by an id of its own."""
    return certified(tmp_path_factory.mktemp("annexe"), [("Amina Belo", " 20 31")], first_id=77)


@pytest.fixture
def asked(office: Office, lone: SimpleNamespace, annexe: SimpleNamespace) -> Office:
    """The issuer, of whom both are known."""
    for centre in (lone, annexe):
        joined(office, centre).send(items_of(centre), office.receive)
        office.judge()
    return office


def answered(office: Office, said: str, by: Person = REGISTRAR) -> str:
    with office.issuer.store.read() as connection:
        (question,) = same.questions(connection, most=5)
    one, other = question.one.learner.id, question.other.learner.id
    try:
        with office.issuer.store.write() as connection:
            same.answer(connection, by, centre=CENTRE, one=other, other=one, said=said, now=NOW)
    except KnownError as error:
        return error.code
    office.judge()
    return ""


def held(office: Office) -> set[str]:
    with office.issuer.store.read() as connection:
        return set(connection.execute(select(stands.c.code).where(stands.c.outcome == "held")).scalars())


def test_both_stand_side_by_side_and_the_second_waits(asked: Office) -> None:
    with asked.issuer.store.read() as connection:
        (question,) = same.questions(connection, most=5)
    sides = sorted(
        (side.learner.name, side.learner.number, side.forms) for side in (question.one, question.other)
    )
    assert sides == [("Amina Bellow", "2031", ("ELE-SAF",)), ("Amina Belo", "20 31", ())]
    assert held(asked) == {"same-number", "needs-held"}


def test_two_learners_go_on_as_two(asked: Office) -> None:
    assert answered(asked, "different", READER) == "role-missing"
    assert answered(asked, "perhaps") == "no-such-question"
    assert answered(asked, "unclear") == ""
    assert "same-number" in held(asked)
    assert answered(asked, "different") == ""
    assert held(asked) == set()
    with asked.issuer.store.read() as connection:
        assert same.waiting(connection) == 0


def test_one_learner_has_one_first_attempt(asked: Office) -> None:
    assert answered(asked, "same") == ""
    assert held(asked) == {"duplicate", "needs-held"}
    with asked.issuer.store.write() as connection:
        row = connection.execute(select(stands).where(stands.c.code == "duplicate")).one()
        which = Which(centre=row.centre, chain=row.chain, seq=row.seq, seen=row.n)
        accept(connection, REGISTRAR, which, now=NOW)
        one = f"{1:032x}"
        assert learners.one_person(connection, centre=CENTRE, learner_id=one) == {one, f"{77:032x}"}
    asked.judge()
    assert held(asked) == set()


def test_it_is_answered_on_its_page_once(asked: Office) -> None:
    with console(asked.issuer) as served:
        visitor = served.signed_in(served.person(REGISTRAR.name, Role.REGISTRAR))
        page = visitor.get("/console/learners")
        for told in ("Amina Bellow", "Amina Belo", "2031", "identity document …4821", "Floor laptop"):
            assert told in page.words
        pair = {name: re.search(rf'name="{name}" value="([^"]*)"', page.text)[1] for name in ("one", "other")}  # type: ignore[index]  # both are there
        done = visitor.post("/console/learners", centre=CENTRE, **pair, said="different")
        assert "two learners" in done.words
        assert "No two learners have one number." in done.words
        assert visitor.post("/console/learners", centre=CENTRE, **pair, said="same").status == 409
