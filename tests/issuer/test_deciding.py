"""What people at the issuer decide: written once, passed on along what needs it, told to the device."""

import json
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from assessor_app.domain.answer import PaperState as State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import Outcome
from assessor_app.formats.feed import PaperState
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.deciding.decide import accept, reject
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.revoke import take_away
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store.bodies import audit
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.store.verdicts import Decided
from caller import Caller
from office import Office, fetched, items_of, joined, papers_of
from samples import CENTRE, NOW

REGISTRAR = Person(id="1" * 32, name="Ingrid Holm", roles=frozenset({Role.REGISTRAR}))
READER = Person(id="2" * 32, name="Kemal Aydin", roles=frozenset({Role.READER}))
REASON = "Seen the sheet of that day"


def standing(office: Office, **wanted: object) -> list[Which]:
    """The records that stand so, in the order of their chain."""
    with office.issuer.store.read() as connection:
        rows = connection.execute(
            select(stands)
            .where(*[stands.c[name] == value for name, value in wanted.items()])
            .order_by(stands.c.chain, stands.c.seq)
        ).all()
    return [Which(centre=row.centre, chain=row.chain, seq=row.seq, seen=row.n) for row in rows]


def accepted(office: Office, which: Which, reason: str = "", by: Person = REGISTRAR) -> Decided:
    with office.issuer.store.write() as connection:
        return accept(connection, by, which, reason=reason, now=NOW)


def rejected(office: Office, which: Which, reason: str = REASON, by: Person = REGISTRAR) -> Decided:
    with office.issuer.store.write() as connection:
        return reject(connection, by, which, reason=reason, now=NOW)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as said:
        act()
    return said.value.code


def acts(office: Office) -> list[tuple[str, str]]:
    with office.issuer.store.read() as connection:
        rows = connection.execute(select(audit.c.act, audit.c.by).order_by(audit.c.serial)).all()
    return [(row.act, row.by) for row in rows if row.act.startswith("record-")]


@pytest.fixture
def waiting(office: Office, lone: SimpleNamespace) -> Caller:
    """A device whose papers wait for approval."""
    caller = joined(office, lone)
    office.policy("after-approval")
    caller.send(items_of(lone), office.receive)
    office.judge()
    return caller


def test_what_was_approved_is_registered_told_once_and_frees_what_needs_it(
    office: Office, lone: SimpleNamespace, waiting: Caller
) -> None:
    fetched(waiting, office)
    approved = 0
    while queue := standing(office, code="waiting-approval"):
        assert accepted(office, queue[0]).outcome is Outcome.ACCEPTED
        office.judge()
        approved += 1
    assert approved == 2
    assert office.count() == {"captured": len(lone.records), "accepted": len(lone.records)}
    assert papers_of(office, lone, waiting) == [State.SUPERSEDED, State.REGISTERED]
    told = [item for item in fetched(waiting, office) if isinstance(item, Verdict)]
    assert len({(item.chain, item.seq, item.n) for item in told}) == len(told)
    assert [item.by for item in told if item.by] == [REGISTRAR.name] * 2
    assert [item for item in fetched(waiting, office) if isinstance(item, Verdict)] == []
    assert acts(office) == [("record-accepted", REGISTRAR.name)] * 2


def test_a_rejection_goes_along_what_needs_it_and_an_overruled_one_comes_back_along_it(
    office: Office, lone: SimpleNamespace, waiting: Caller
) -> None:
    first = standing(office, code="waiting-approval")[0]
    assert refused(lambda: rejected(office, first, "  ")) == "reason-missing"
    assert refused(lambda: rejected(office, first, "x" * 501)) == "reason-too-long"
    rejected(office, first)
    office.judge()
    fallen = standing(office, outcome="rejected", code="needs-rejected")
    assert fallen
    assert papers_of(office, lone, waiting)[0] is State.REJECTED

    (again,) = standing(office, code="by-person")
    assert refused(lambda: accepted(office, fallen[0], REASON)) == "not-for-a-person"
    assert refused(lambda: accepted(office, again)) == "reason-missing"
    assert accepted(office, again, REASON).outcome is Outcome.ACCEPTED
    office.judge()
    assert standing(office, outcome="rejected") == []
    assert papers_of(office, lone, waiting)[0] is State.REGISTERED
    verdicts = [item for item in fetched(waiting, office) if isinstance(item, Verdict)]
    history = [(item.outcome, item.codes) for item in verdicts if item.seq == first.seq]
    assert history[-3:] == [("held", ["waiting-approval"]), ("rejected", ["by-person"]), ("accepted", [])]
    assert [item.sentence for item in verdicts if item.seq == first.seq][-2:] == [REASON, REASON]
    assert [act for act, _by in acts(office)] == ["record-rejected", "record-overruled"]


@pytest.mark.usefixtures("waiting")
def test_whoever_has_not_the_role_or_saw_an_older_verdict_decides_nothing(office: Office) -> None:
    first, *_rest = standing(office, code="waiting-approval")
    assert refused(lambda: accepted(office, first, by=READER)) == "role-missing"
    assert refused(lambda: rejected(office, first, by=READER)) == "role-missing"
    old = Which(centre=first.centre, chain=first.chain, seq=first.seq, seen=first.seen - 1)
    assert refused(lambda: accepted(office, old)) == "decided-meanwhile"
    nowhere = Which(centre=first.centre, chain=first.chain, seq=9999, seen=0)
    assert refused(lambda: rejected(office, nowhere)) == "record-not-here"
    elsewhere = Which(centre="C-9", chain=first.chain, seq=first.seq, seen=first.seen)
    assert refused(lambda: rejected(office, elsewhere)) == "no-such-centre"
    accepted(office, first)
    assert refused(lambda: rejected(office, first)) == "decided-meanwhile"
    done = Which(centre=first.centre, chain=first.chain, seq=first.seq, seen=first.seen + 1)
    assert refused(lambda: rejected(office, done)) == "decided-already"
    assert refused(lambda: accepted(office, done)) == "decided-already"


def test_of_two_who_decide_at_once_one_does(office: Office, waiting: Caller) -> None:
    first, *_rest = standing(office, code="waiting-approval")
    fetched(waiting, office)
    ended: list[str] = []
    gate = threading.Barrier(4)

    def act(number: int) -> None:
        gate.wait()
        try:
            accepted(office, first) if number % 2 else rejected(office, first)
            ended.append("done")
        except KnownError as error:
            ended.append(error.code)

    threads = [threading.Thread(target=act, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["decided-meanwhile"] * 3 + ["done"]
    told = [item for item in fetched(waiting, office) if isinstance(item, Verdict)]
    assert [item.n for item in told if item.seq == first.seq] == [first.seen + 1]


def test_what_waits_behind_a_suspension_is_let_through_one_by_one(
    office: Office, lone: SimpleNamespace
) -> None:
    caller, items = joined(office, lone), items_of(lone)
    caller.send(items[:4], office.receive)
    with office.issuer.store.write() as connection:
        subject = suspend.subject_of(connection, device=caller.chain, centre=None, person=None)
        suspend.suspend(connection, subject, by="test", now=NOW)
    caller.send(items, office.receive)
    office.judge()
    while held := standing(office, code="suspended"):
        accepted(office, held[0])
        office.judge()
    assert office.count() == {"captured": len(items), "accepted": len(items)}


def test_bytes_that_nobody_signed_are_never_let_through(office: Office) -> None:
    caller = Caller()
    caller.join(caller.request(), office.code(), office.enrol)
    caller.send([RecordItem(chain=caller.chain, seq=1, jws="not.a.jws")], office.receive)
    office.judge()
    (rubbish,) = standing(office, outcome="rejected")
    assert refused(lambda: accepted(office, rubbish, REASON)) == "not-for-a-person"


@pytest.mark.parametrize(
    ("how", "act"), [(State.REVOKED, "award-revoked"), (State.ANNULLED, "award-annulled")]
)
def test_an_award_is_taken_away_with_all_its_papers(
    office: Office, lone: SimpleNamespace, how: State, act: str
) -> None:
    caller = joined(office, lone)
    caller.send(items_of(lone), office.receive)
    office.judge()
    fetched(caller, office)
    number = lone.papers[1].number.replace("-", "")

    def taken(by: Person = REGISTRAR, which: str = number, reason: str = REASON) -> None:
        with office.issuer.store.write() as connection:
            take_away(connection, by, centre=CENTRE, number=which, how=how, reason=reason, now=NOW)

    assert refused(lambda: taken(READER)) == "role-missing"
    assert refused(lambda: taken(reason="")) == "reason-missing"
    assert refused(lambda: taken(which="NONE")) == "no-such-paper"
    taken()
    assert papers_of(office, lone, caller) == [how, how]
    told = [item for item in fetched(caller, office) if isinstance(item, PaperState)]
    assert {(item.number, item.state, item.reason) for item in told} == {
        (paper.number.replace("-", ""), how.value, REASON) for paper in lone.papers
    }
    assert refused(taken) == "award-ended"
    with office.issuer.store.read() as connection:
        row = connection.execute(select(audit).where(audit.c.act == act)).one()
    assert (row.by, json.loads(row.detail)["reason"]) == (REGISTRAR.name, REASON)
