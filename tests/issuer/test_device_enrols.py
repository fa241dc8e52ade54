"""A real device joins a real issuer: adopted, certifying under another root, restarted, and asked for by stick."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assessor_app.device.syncing import by_stick
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.domain.number import normalise
from assessor_app.domain.sync_policy import Registration
from assessor_app.formats import enrolment
from assessor_app.formats.enrolment import OldChain, OwnRoot, Request
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.verify_request import read_verify_request
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.kept import standing
from assessor_app.issuer.enrolling.delegate import delegations_of
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.intake.stick import Stick
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import published
from assessor_app.issuer.store import chains, settings
from assessor_app.issuer.store.centres import Centre, find_centre, find_device
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.issuer.store.facts import stands
from assessor_app.issuer.verifying.known import Knowledge
from assessor_app.issuer.verifying.verify import verify
from assessor_app.services.awards.issue import issue
from assessor_app.services.checking.check import check_number
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.enrolling.answer import Joined, join_by_network, take_answer
from assessor_app.services.enrolling.request import ask_to_join, request_file
from assessor_app.services.enrolling.restarting import restart_chain, send_restart
from assessor_app.services.records.check import check_records
from assessor_app.services.records.ports import RETIRED_CHAIN
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.services.syncing.sync import sync
from assessor_app.trust import jws, keys
from assessor_app.trust.enrolling import prove_chain, prove_root
from assessor_app.trust.own_root import OwnCentre, own_anchor_list
from caller import Caller
from enrolled import Wire
from made import Issuer, an_issuer
from samples import CENTRE
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

URL = "https://issuer.test"


@dataclass
class Office:
    """The issuer's side of it; `lost` answers do not arrive."""

    issuer: Issuer
    story: Story
    lost: int = 0
    requests: list[Request] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.requests)

    def enrol(self, data: bytes, /) -> bytes:
        self.requests.append(enrolment.decode_request(jws.peek(enrolment.read_request(data))[1]))
        with self.issuer.store.write() as connection:
            text = enrol(
                connection,
                enrolment.read_request(data),
                vault=self.issuer.vault,
                now=self.story.clock.now(),
            )
        if self.lost:
            self.lost -= 1
            raise KnownError("connection-lost", host="issuer.test")
        return enrolment.write_answer(text)

    def code(self, *, scope: tuple[str, ...] = ("*",), days: int = 400) -> str:
        with self.issuer.store.write() as connection:
            named = Centre(id=CENTRE, name="Weldon Training")
            now = self.story.clock.now()
            return invite(connection, named, by="test", now=now, scope=scope, days=days).code

    def join(self, code: str | None = None, **how: bool) -> Joined:
        return join_by_network(
            self.story.device.enrolling,
            by=ADMIN,
            code=code or self.code(),
            url=URL,
            connect=lambda _url: nullcontext(self),
            **how,
        )

    def hand_over(self) -> None:
        """Everything goes up, and is judged; nothing is left."""
        wire = Wire(issuer=self.issuer, clock=self.story.clock.now)
        quiet = 0
        while quiet < 2:
            done = sync(self.story.device.syncing, wire)
            assert done.error is None
            quiet = 0 if done.tally.came else quiet + 1
        assert done.settled, done
        assert not done.tally.problems

    def outcomes(self, chain: str) -> dict[int, str]:
        """Where each record of a chain stands at the issuer, by its place."""
        with self.issuer.store.read() as connection:
            chosen = select(stands.c.seq, stands.c.outcome).where(stands.c.chain == chain)
            return {row.seq: row.outcome for row in connection.execute(chosen)}


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


@pytest.fixture
def office(story: Story, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "issuer").mkdir()
    store = open_store(read_url(file_url(tmp_path / "issuer").render_as_string(hide_password=False)))
    now = story.clock.now() - timedelta(hours=1)
    yield Office(an_issuer(store, tmp_path / "issuer", now=now), story)
    store.close()


def certified(story: Story, number: str) -> str:
    story.add_learner("Amina Bello", number)
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], looked_at=[work.id])
    (made,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return made


def test_a_centre_that_stood_alone_belongs_to_the_issuer_at_once(story: Story, office: Office) -> None:
    device, old = story.device, story.device.tables.records.active_chain()
    before = certified(story, "2031")
    joined = office.join()
    assert joined.adopted == 1
    assert joined.enrolment == device.tables.enrolment.current()
    assert (joined.enrolment.name, joined.enrolment.centre, joined.enrolment.url) == (
        "Example Awarding",
        CENTRE,
        URL,
    )
    chain = device.tables.records.active_chain()
    assert chain.id == joined.enrolment.device != old.id
    centre = device.tables.settings.centre()
    assert (centre.own_root, centre.awarding_body) == (False, "Example Awarding")
    assert device.tables.enrolment.pending() is None
    # Both papers are good on the centre's own device: one by the root of before, one by the issuer's.
    after = certified(story, "2032")
    answers = [check_number(device.checks, number) for number in (before, after)]
    assert [judged.answer for judged in answers] == [Answer.VALID, Answer.VALID]
    assert [judged.own_award for judged in answers] == [True, False]
    assert answers[1].awarding_body == "Example Awarding"
    assert answers[1].claims.provisional_until is not None
    assert check_records(device.tables.records, device.tables.waiting).ok


def make_sample(story: Story) -> None:
    settings_here = story.device.tables.settings
    with story.device.ledger.transactions.atomic():
        settings_here.put_centre(replace(settings_here.centre(), sample=True))


def test_a_sample_joins_marked_or_not_at_all(story: Story, office: Office) -> None:
    make_sample(story)
    number = certified(story, "2031")
    office.join()
    office.hand_over()
    knowledge = Knowledge()
    with office.issuer.store.write() as connection:
        anchors.sign(connection, office.issuer.root, now=story.clock.now())
        published.publish(connection, vault=office.issuer.vault, now=story.clock.now())
        assert anchors.wanted(connection, issued_at=story.clock.now()).centres[CENTRE].name == (
            "SAMPLE · Weldon Training"
        )
    paper = story.device.tables.certificates.get(normalise(number))
    for asked in ({"qr": paper.qr}, {"number": number, "name": paper.holder}):
        request = read_verify_request(json.dumps(asked).encode())
        told = verify(office.issuer.store, request, knowledge=knowledge, now=story.clock.now())
        assert (told["answer"], told["sample"]) == ("valid", True)
        assert told["message"].startswith("SAMPLE: nobody has earned this certificate.")
    badges = FormBadges()
    issue_due(office.issuer.store, vault=office.issuer.vault, badges=badges, now=story.clock.now())
    with office.issuer.store.read() as connection:
        (made,) = standing(connection)
    credential = json.loads(made.content or b"")
    assert credential["description"].startswith("SAMPLE")
    assert credential["credentialSubject"]["source"]["name"] == "SAMPLE · Weldon Training"
    country = story.device.tables.settings.centre().country
    assert country
    assert credential["credentialSubject"]["source"]["address"]["addressCountryCode"] == country
    request = read_verify_request(json.dumps({"credential": credential}).encode())
    told = verify(office.issuer.store, request, knowledge=knowledge, now=story.clock.now())
    assert told["sample"], told
    # Whoever names the centre anew does not take the mark off; and no real laptop comes beside it.
    office.code()
    with office.issuer.store.read() as connection:
        assert find_centre(connection, CENTRE).name == "SAMPLE · Weldon Training"  # type: ignore[union-attr]


def test_a_sample_joins_no_issuer_that_others_reach_and_no_centre_of_real_work(
    story: Story, office: Office, tmp_path: Path
) -> None:
    make_sample(story)
    with office.issuer.store.write() as connection:
        settings.put(connection, "host", "award.org")
    with pytest.raises(KnownError, match="sample-not-here"):
        office.join()
    with office.issuer.store.write() as connection:
        settings.put(connection, "host", "issuer.test")
    real = begin(tmp_path / "real", tmp_path / "state of it", clock=story.clock)
    Office(office.issuer, real).join()
    real.device.close()
    with pytest.raises(KnownError, match="sample-among-others"):
        office.join()


def test_what_was_signed_before_is_handed_over_and_its_papers_registered(
    story: Story, office: Office
) -> None:
    certified(story, "2031")
    old = story.device.tables.records.active_chain()
    joined = office.join()
    office.hand_over()
    assert set(office.outcomes(old.id).values()) == {"accepted"}
    assert len(office.outcomes(old.id)) == old.head_seq
    assert set(office.outcomes(joined.enrolment.device).values()) == {"accepted"}


def test_papers_of_every_delegation_of_before_are_registered(story: Story, office: Office) -> None:
    """A centre that stood alone for years renewed its own word more than once."""
    numbers = [certified(story, "2031")]
    for number in range(2032, 2036):
        story.clock.moment += timedelta(days=25)
        numbers.append(certified(story, str(number)))
    story.clock.moment += timedelta(days=29)
    story.device.tables.records.put_delegation(*renewed(story))
    numbers.append(certified(story, "2040"))
    story.clock.moment += timedelta(days=29)
    story.device.tables.records.put_delegation(*renewed(story))
    old = story.device.tables.records.active_chain()
    office.join()
    (proved,) = office.requests[-1].old
    assert len(proved.earlier) == 2
    with office.issuer.store.read() as connection:
        assert len(delegations_of(connection, centre=CENTRE, chain=old.id)) == 3
    office.hand_over()
    assert set(office.outcomes(old.id).values()) == {"accepted"}


def renewed(story: Story) -> tuple[str, bytes]:
    chain = story.device.tables.records.active_chain()
    delegate = own_root_delegate(story.device.founding, story.device.tables.settings.centre())
    delegation = delegate(chain)
    assert delegation is not None
    return chain.id, delegation


def test_a_chain_that_was_restarted_before_is_vouched_for_by_its_root(story: Story, office: Office) -> None:
    certified(story, "2031")
    first = story.device.tables.records.active_chain()
    fork(story)
    restarted(story)
    second = story.device.tables.records.active_chain()
    joined = office.join()
    assert joined.adopted == 2
    office.hand_over()
    for chain in (first, second):
        assert set(office.outcomes(chain.id).values()) == {"accepted"}


def fork(story: Story) -> None:
    """As if another copy of this folder had signed on."""
    chain = story.device.tables.records.active_chain()
    story.device.marks.prepare(chain.id, chain.head_seq + 5, "f" * 64)()


def restarted(story: Story) -> None:
    device = story.device
    delegate = own_root_delegate(device.founding, device.tables.settings.centre())
    restart_chain(device.enrolling, device.pins, by=ADMIN, pin=PINS[ADMIN], delegate=delegate)


def test_only_an_administrator_joins(story: Story, office: Office) -> None:
    desk = story.device.enrolling
    with pytest.raises(KnownError) as refused:
        ask_to_join(desk, by=ASSESSOR, code=office.code(), url=URL)
    assert refused.value.code == "not-allowed"
    pending = ask_to_join(desk, by=ADMIN, code=office.code(), url=URL)
    answer = office.enrol(enrolment.write_request(pending.text))
    with pytest.raises(KnownError) as refused:
        take_answer(desk, answer, by=ASSESSOR)
    assert refused.value.code == "not-allowed"
    assert desk.store.current() is None
    assert take_answer(desk, answer, by=ADMIN).enrolment.centre == CENTRE


def test_an_answer_that_was_lost_is_given_again(story: Story, office: Office) -> None:
    code = office.code()
    office.lost = 1
    with pytest.raises(KnownError) as lost:
        office.join(code)
    assert lost.value.code == "connection-lost"
    assert story.device.tables.enrolment.current() is None
    certified(story, "2031")
    joined = office.join(code)
    assert office.asked == 2
    assert office.requests[0] == office.requests[1]
    assert joined.enrolment.device == office.requests[0].chain


def test_another_code_is_another_request(story: Story, office: Office) -> None:
    desk = story.device.enrolling
    first = ask_to_join(desk, by=ADMIN, code=office.code(), url=URL)
    second = ask_to_join(desk, by=ADMIN, code=office.code())
    assert (first.chain, second.url) != (second.chain, URL)
    answer = office.enrol(enrolment.write_request(first.text))
    with pytest.raises(KnownError) as refused:
        take_answer(desk, answer, by=ADMIN)
    assert refused.value.code == "enrolled-other"


def test_a_code_is_good_once_and_a_wrong_one_changes_nothing(
    story: Story, office: Office, tmp_path: Path
) -> None:
    code = office.code()
    other = begin(tmp_path / "other", tmp_path / "state")
    office.story = other
    office.join(code)
    other.device.close()
    office.story = story
    with pytest.raises(KnownError) as refused:
        office.join(code)
    assert refused.value.code == "code-wrong"
    with pytest.raises(KnownError) as refused:
        office.join(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert refused.value.code == "code-unreadable"
    story.clock.moment += timedelta(days=40)
    late = office.code()
    story.clock.moment += timedelta(days=400)
    with pytest.raises(KnownError) as refused:
        office.join(late)
    assert refused.value.code == "code-wrong"
    assert story.device.tables.enrolment.current() is None
    assert story.device.tables.settings.centre().own_root


def test_an_answer_by_somebody_who_does_not_know_the_code_is_refused(
    story: Story, office: Office, tmp_path: Path
) -> None:
    pending = ask_to_join(story.device.enrolling, by=ADMIN, code=office.code(), url=URL)
    (tmp_path / "stranger").mkdir()
    store = open_store(read_url(file_url(tmp_path / "stranger").render_as_string(hide_password=False)))
    stranger = Office(an_issuer(store, tmp_path / "stranger", now=story.clock.now()), story)
    with pytest.raises(KnownError) as refused:
        stranger.enrol(enrolment.write_request(pending.text))
    assert refused.value.code == "code-wrong"
    store.close()
    with pytest.raises(KnownError) as refused:
        take_answer(story.device.enrolling, b"<!doctype html>", by=ADMIN)
    assert refused.value.code == "enrolled-unreadable"
    assert story.device.tables.enrolment.pending() == pending


def test_joining_again_is_asked_for_and_keeps_one_chain_after_another(story: Story, office: Office) -> None:
    first = office.join()
    certified(story, "2031")
    with pytest.raises(KnownError) as refused:
        office.join()
    assert refused.value.code == "enrolled-already"
    second = office.join(again=True)
    assert second.enrolment.device != first.enrolment.device
    office.hand_over()
    with office.issuer.store.read() as connection:
        for chain in story.device.tables.records.chains():
            kept = chains.find(connection, chain.id)
            assert kept is not None
            assert (kept.device, kept.head_seq) == (second.enrolment.device, chain.head_seq)


def test_what_the_awarding_body_asks_is_followed(story: Story, office: Office) -> None:
    with office.issuer.store.write() as connection:
        settings.put(connection, "policy", "after-approval")
    joined = office.join(office.code(scope=("ELE",), days=30))
    assert joined.enrolment.policy.registration is Registration.AFTER_APPROVAL
    assert joined.certifies_until == "2026-12-22T09:" + joined.certifies_until[14:]
    number = certified(story, "2031")
    paper = story.device.tables.certificates.get(number)
    assert paper.provisional_until == (story.clock.moment + timedelta(days=90)).date().isoformat()
    policy = replace(joined.enrolment.policy, provisional_days=14)
    story.device.tables.enrolment.put_policy(policy, catalogue=2)
    sooner = story.device.tables.certificates.get(certified(story, "2032"))
    assert sooner.provisional_until == (story.clock.moment + timedelta(days=14)).date().isoformat()


def test_a_form_in_use_in_other_words_stays_and_is_named(story: Story, office: Office) -> None:
    shelf = story.device.shelf
    offered = shelf.offered()["CUL-KNI", "1"]
    changed = offered.content.replace(b"provisional_days: 90", b"provisional_days: 60")
    changed = changed if changed != offered.content else offered.content + b"\n# another\n"
    shelf.adopt(changed, at=story.clock.now())
    joined = office.join()
    assert joined.differing == ("CUL-KNI v1",)
    assert shelf.digest("CUL-KNI", "1") != shelf.digest("ELE-SAF", "1")
    assert len(story.device.tables.forms.all()) == 7


def test_what_was_signed_while_the_stick_was_on_its_way_is_handed_over_too(
    story: Story, office: Office
) -> None:
    certified(story, "2031")
    old = story.device.tables.records.active_chain()
    pending = ask_to_join(story.device.enrolling, by=ADMIN, code=office.code())
    answer = office.enrol(enrolment.write_request(pending.text))
    certified(story, "2032")
    last = story.device.tables.records.active_chain().head_seq
    assert last > old.head_seq
    joined = take_answer(story.device.enrolling, answer, by=ADMIN)
    certified(story, "2033")
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok
    office.hand_over()
    assert office.outcomes(old.id) == dict.fromkeys(range(1, last + 1), "accepted")
    assert set(office.outcomes(joined.enrolment.device).values()) == {"accepted"}


def test_a_clock_outside_the_delegation_asks_a_person_first(story: Story, office: Office) -> None:
    pending = ask_to_join(story.device.enrolling, by=ADMIN, code=office.code(), url=URL)
    answer = office.enrol(enrolment.write_request(pending.text))
    story.clock.moment += timedelta(days=45)
    with pytest.raises(KnownError) as asked:
        take_answer(story.device.enrolling, answer, by=ADMIN)
    assert asked.value.code == "clock-question"
    assert story.device.tables.enrolment.current() is None
    assert take_answer(story.device.enrolling, answer, by=ADMIN, clock_confirmed=True).adopted == 1


def test_a_clock_that_is_a_little_slow_asks_nobody(story: Story, office: Office) -> None:
    pending = ask_to_join(story.device.enrolling, by=ADMIN, code=office.code(), url=URL)
    story.clock.moment += timedelta(minutes=20)
    answer = office.enrol(enrolment.write_request(pending.text))
    story.clock.moment -= timedelta(minutes=19)
    assert take_answer(story.device.enrolling, answer, by=ADMIN).adopted == 1
    certified(story, "2031")
    office.hand_over()


def test_a_folder_that_may_not_sign_does_not_join_and_a_restart_drops_what_it_asked(
    story: Story, office: Office
) -> None:
    desk = story.device.enrolling
    certified(story, "2031")
    pending = ask_to_join(desk, by=ADMIN, code=office.code(), url=URL)
    answer = office.enrol(enrolment.write_request(pending.text))
    fork(story)
    with pytest.raises(KnownError) as refused:
        take_answer(desk, answer, by=ADMIN)
    assert refused.value.code == "chain-behind"
    restarted(story)
    assert desk.store.pending() is None
    with pytest.raises(KnownError) as refused:
        take_answer(desk, answer, by=ADMIN)
    assert refused.value.code == "no-request"
    assert office.join().adopted == 2


def test_a_restarted_device_asks_by_its_old_key_and_goes_on(story: Story, office: Office) -> None:
    first = office.join().enrolment
    certified(story, "2031")
    fork(story)
    restarted(story)
    chain = story.device.tables.records.active_chain()
    assert chain.delegation is None
    enrolled = story.device.tables.enrolment.current()
    assert enrolled is not None
    assert enrolled.device == first.device != chain.id
    with pytest.raises(KnownError) as waits:
        certified(story, "2032")
    assert waits.value.code == "waits-for"
    answered = send_restart(story.device.enrolling, office)
    assert answered is not None
    assert answered.enrolment == story.device.tables.enrolment.current()
    assert (answered.enrolment.device, answered.enrolment.url) == (chain.id, URL)
    assert send_restart(story.device.enrolling, office) is None
    certified(story, "2033")
    office.hand_over()
    for known in story.device.tables.records.chains():
        assert len(office.outcomes(known.id)) == known.head_seq
    with office.issuer.store.read() as connection:
        before = find_device(connection, first.device)
        assert before is not None
        assert before.retired_at is not None


def test_a_sync_asks_for_the_new_chain_first(story: Story, office: Office, tmp_path: Path) -> None:
    office.join()
    fork(story)
    restarted(story)
    office.hand_over()
    known = story.device.tables.enrolment.current()
    assert known is not None
    assert known.device == story.device.tables.records.active_chain().id
    # By stick it takes one trip more.
    stick = tmp_path / "stick"
    stick.mkdir()
    fork(story)
    restarted(story)
    waits = by_stick(story.device, stick)
    assert waits.error is not None
    assert waits.error.code == "enrolment-waits"
    taken = Stick(
        office.issuer.store, stick, vault=office.issuer.vault, pieces=None, now=story.clock.now()
    ).take(lambda: None)
    assert taken.enrolments == 1
    assert by_stick(story.device, stick).error is None
    assert list(stick.glob("to-issuer-*"))


@pytest.mark.parametrize("lost", [0, 1])
def test_a_device_restarted_twice_before_it_was_answered_is_known_by_either_key(
    story: Story, office: Office, lost: int
) -> None:
    office.join()
    certified(story, "2031")
    for turn in range(2):
        fork(story)
        restarted(story)
        if not turn and lost:
            office.lost = 1
            with pytest.raises(KnownError):
                send_restart(story.device.enrolling, office)
    answered = send_restart(story.device.enrolling, office)
    assert answered is not None
    assert answered.enrolment.device == story.device.tables.records.active_chain().id
    office.hand_over()
    for known in story.device.tables.records.chains():
        assert len(office.outcomes(known.id)) == known.head_seq


def test_the_word_of_a_root_alone_takes_no_chain_that_is_known(story: Story, office: Office) -> None:
    """Anybody can make a root: it neither restarts a device nor takes over what another one brought."""
    office.join()
    victim = story.device.tables.records.active_chain()
    root = keys.generate()
    now = story.clock.now()
    anchors = own_anchor_list(OwnCentre(id="c", name="Mallory"), root=root, online=keys.generate(), now=now)
    mallory = Caller()

    def taking(request_id: str) -> list[OldChain]:
        head = ChainHead(chain=victim.id, seq=victim.head_seq, hash=victim.head_hash)
        public = mallory.key.public
        return [prove_chain(request_id, public=public, head=head, key=root, of=victim.public)]

    def vouching(request_id: str) -> OwnRoot:
        return prove_root(request_id, public=mallory.key.public, anchors=anchors, root=root)

    restart = mallory.request(purpose="restart", old=taking, own_root=vouching)
    with pytest.raises(KnownError) as refused:
        mallory.join(restart, None, office.enrol)
    assert refused.value.code == "enrolment-proof-wrong"
    joining = mallory.request(old=taking, own_root=vouching)
    assert mallory.join(joining, office.code(), office.enrol).adopted == []
    with office.issuer.store.read() as connection:
        kept = chains.find(connection, victim.id)
        assert kept is not None
        assert kept.device == victim.id


def test_by_stick_the_request_is_a_file_and_so_is_the_answer(story: Story, office: Office) -> None:
    desk = story.device.enrolling
    pending = ask_to_join(desk, by=ADMIN, code=office.code())
    name, content = request_file(desk, pending)
    assert name.startswith("enrolment-request-")
    joined = take_answer(desk, office.enrol(content), by=ADMIN)
    assert joined.enrolment.url == ""
    with pytest.raises(KnownError) as refused:
        take_answer(desk, content, by=ADMIN)
    assert refused.value.code == "no-request"


def test_a_retired_device_still_syncs_and_the_issuer_counts_it_among_those_that_are_gone(
    story: Story, office: Office
) -> None:
    joined = office.join()
    office.hand_over()
    story.device.tables.settings.put(RETIRED_CHAIN, joined.enrolment.device)
    with pytest.raises(KnownError) as refused:
        certified(story, "2031")
    assert refused.value.code == "chain-retired"
    office.hand_over()
    with office.issuer.store.read() as connection:
        kept = find_device(connection, joined.enrolment.device)
    assert kept is not None
    assert kept.retired_at is not None
    restarted(story)
    with pytest.raises(KnownError) as refused:
        send_restart(story.device.enrolling, office)
    assert refused.value.code == "enrolment-refused"
    anew = office.join(again=True)
    assert anew.enrolment.device != joined.enrolment.device
    certified(story, "2032")
    office.hand_over()
