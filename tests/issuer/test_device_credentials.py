"""A credential that the issuer made comes down to the centre, and is handed out there."""

import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from openbadgeslib.ob3 import OB3Verifier

from assessor_app.cli.verify_input import registers_in
from assessor_app.credentials.judge import judge_credential
from assessor_app.documents.badge_image.badge import BadgeArtist
from assessor_app.documents.badge_image.drawer import FormBadges, badge_words
from assessor_app.domain.answer import Answer, PaperState
from assessor_app.domain.badge_design import BadgeDesign, of_form
from assessor_app.domain.errors import KnownError
from assessor_app.formats.feed import CredentialItem
from assessor_app.formats.piece import Piece, data_of
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.again import sign_again_due
from assessor_app.issuer.credentials.files import files_of
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.transcripts import sign_transcripts_due
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.online import KeyUse, active
from assessor_app.issuer.keys.rotation import replace_compromised
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import change
from assessor_app.issuer.register.published import publish
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.stacking.due import due
from assessor_app.issuer.stacking.release import award_qualification
from assessor_app.issuer.store import catalogue
from assessor_app.services.checking.desk import believed, own_ledger, trust_store
from assessor_app.services.credentials.export import Exported, export
from assessor_app.services.credentials.transcript import transcript
from assessor_app.services.packs.make import make_packs
from assessor_app.services.syncing.sync import sync
from assessor_app.storage.tables.credentials import of_qualifications
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.judge import judge_paper
from assessor_app.trust.register import Register
from caller import Caller
from enrolled import Wire, certified, earned, join
from office import Office, fetched, items_of, joined
from samples import CENTRE, NOW
from story import ADMIN, Story


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error


def issued(story: Story, wire: Wire) -> bytes:
    found = issue_due(wire.issuer.store, vault=wire.issuer.vault, badges=FormBadges(), now=story.clock.now())
    assert (found.count, found.faults) == (1, ())
    with wire.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    return made.content or b""


def handed_out(story: Story, number: str, folder: Path) -> Exported:
    folder.mkdir(exist_ok=True)
    (found,) = export(story.device.credentials, by=ADMIN, numbers=[number], folder=folder)
    return found


def test_the_next_sync_brings_the_one_that_is_signed_anew(story: Story, wire: Wire, tmp_path: Path) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))  # as the answer to a request to join does
    number = certified(story)
    synced(story, wire)
    before = issued(story, wire)
    synced(story, wire)
    issuer, now = wire.issuer, story.clock.now()
    with issuer.store.write() as connection:
        kid = active(connection, KeyUse.CREDENTIALS).kid
        replace_compromised(connection, kid, vault=issuer.vault, root=issuer.root, by="test", now=now)
    assert sign_again_due(issuer.store, vault=issuer.vault, now=now).count == 1
    synced(story, wire)
    out = handed_out(story, number, tmp_path / "out")
    assert [path.suffix for path in out.files] == [".json", ".png", ".svg", ".jwt", ".pdf"]
    after = (tmp_path / "out" / f"{number}.json").read_bytes()
    assert (kid in before.decode(), kid in after.decode()) == (True, False)


def test_it_comes_down_with_the_next_sync_and_goes_out_as_the_issuer_signed_it(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))  # as the answer to a request to join does
    number = certified(story)
    synced(story, wire)
    waiting = handed_out(story, number, tmp_path / "out")
    assert waiting.without is not None
    assert waiting.without.code == "credential-elsewhere"
    content = issued(story, wire)
    synced(story, wire)
    out = handed_out(story, number, tmp_path / "out")
    assert [path.suffix for path in out.files] == [".json", ".png", ".svg", ".jwt", ".pdf"]
    assert (tmp_path / "out" / f"{number}.json").read_bytes() == content
    baked = OB3Verifier.extract_token_from_png((tmp_path / "out" / f"{number}.png").read_bytes())
    assert json.loads(baked) == json.loads(content)
    checks = story.device.checks
    found = judge_credential(
        content,
        trust=trust_store(checks),
        ledger=lambda cti: own_ledger(checks, cti),
        now=story.clock.now(),
    )
    assert (found.answer, found.reason.value, found.state) == (
        Answer.VALID,
        "own-ledger",
        PaperState.REGISTERED,
    )
    assert json.loads(content)["credentialSubject"]["licenseNumber"] == number


def enrolled_with_a_credential(story: Story, wire: Wire) -> str:
    """The number of a paper whose credential has come down."""
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))
    number = certified(story)
    synced(story, wire)
    issued(story, wire)
    synced(story, wire)
    return number


def published_by(wire: Wire, story: Story, folder: Path) -> TrustStore:
    with wire.issuer.store.write() as connection:
        publish(connection, vault=wire.issuer.vault, now=story.clock.now())
        write_static(connection, folder)
        return TrustStore.of([read_anchor_list(anchors.newest_text(connection))])


def test_its_jwt_comes_down_too_and_is_good_by_what_the_issuer_publishes(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    number = enrolled_with_a_credential(story, wire)
    handed_out(story, number, tmp_path / "out")
    token = (tmp_path / "out" / f"{number}.jwt").read_bytes()
    with wire.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    assert token == made.jwt
    trust, now = published_by(wire, story, tmp_path / "published"), story.clock.now()
    found = judge_credential(
        token, trust=trust, ledger=lambda _cti: None, now=now, published=tmp_path / "published"
    )
    assert (found.answer, found.reason.value, found.carrier) == (Answer.VALID, "registered", "jwt")
    assert found.said.number == number
    (packed,) = make_packs(story.device.packs, by=ADMIN, numbers=[number], into=tmp_path, zipped=False)
    assert (packed.path / f"{number}.jwt").read_bytes() == token
    assert f"{number}.jwt" in (packed.path / "README.txt").read_text("utf-8-sig")


def test_a_device_that_knew_no_jwts_asks_for_those_that_it_lacks(story: Story, wire: Wire) -> None:
    number = enrolled_with_a_credential(story, wire)
    issued_credentials = story.device.tables.credentials
    with story.device.store.atomic():
        story.device.store.raw().execute("UPDATE issued_credential SET jwt = NULL, jwt_sha256 = NULL")
    assert issued_credentials.without_jwt(most=5) == (number,)
    synced(story, wire)
    assert issued_credentials.without_jwt(most=5) == ()
    with wire.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    assert (issued_credentials.jwt_of(number) or "").encode() == made.jwt
    synced(story, wire)
    assert story.device.tables.credentials.of_paper(number) == made.content


def test_a_computer_that_joins_later_hears_of_the_credentials_that_there_are(
    office: Office, lone: SimpleNamespace
) -> None:
    joined(office, lone).send(items_of(lone), office.receive)
    office.judge()
    issue_due(office.issuer.store, vault=office.issuer.vault, badges=FormBadges(), now=NOW)
    newcomer = Caller()
    newcomer.join(newcomer.request(), office.code(), office.enrol)
    told = fetched(newcomer, office)
    with office.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
    (item,) = [one for one in told if isinstance(one, CredentialItem)]
    pieces = {one.sha256: data_of(one) for one in told if isinstance(one, Piece) and one.what == "credential"}
    assert (pieces[item.sha256], pieces[item.jwt or ""]) == (made.content, made.jwt)


def test_a_copy_of_what_the_issuer_publishes_settles_a_paper_too(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    number = certified(story)
    synced(story, wire)
    folder = tmp_path / "published"
    with wire.issuer.store.write() as connection:
        publish(connection, vault=wire.issuer.vault, now=story.clock.now())
        write_static(connection, folder)
    trust = TrustStore.of([read_anchor_list((folder / "anchors").read_text("ascii"))])
    held = believed(registers_in(folder), trust)
    paper = story.device.tables.certificates.get(number)

    def judged(registers: tuple[Register, ...]) -> tuple[str, str]:
        found = judge_paper(
            paper.qr, trust=trust, registers=registers, ledger=lambda _cti: None, now=story.clock.now()
        )
        return found.answer.value, found.reason.value

    assert judged(()) == ("cannot-tell", "no-register")
    assert judged(held) == ("valid", "registered")
    assert registers_in(None) == registers_in(tmp_path) == ()


def test_a_qualification_that_somebody_at_the_issuer_awarded_comes_down_too(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))
    number = certified(story)
    synced(story, wire)
    code = story.device.tables.certificates.get(number).form_code
    registrar = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
    with wire.issuer.store.write() as connection:
        rule = f"\n  - {{code: ALL-ONE, title: Certified, sector: culinary, parts: [{code}]}}\n"
        text = catalogue.newest_catalogue(connection).decode() + rule
        catalogue.put_catalogue(connection, text.encode(), at=story.clock.now())
        ((one,), _more) = due(connection, now=story.clock.now(), most=5)
        awarded = award_qualification(
            connection,
            registrar,
            centre=one.centre,
            learner=one.learner.id,
            code="ALL-ONE",
            now=story.clock.now(),
        )
    issue_due(wire.issuer.store, vault=wire.issuer.vault, badges=FormBadges(), now=story.clock.now())
    synced(story, wire)
    (told,) = story.device.tables.credentials.without_paper()
    assert told.replace("-", "") == awarded.number
    out = handed_out(story, told, tmp_path / "out")
    assert [path.suffix for path in out.files] == [".json", ".png", ".svg", ".jwt"]
    erased_with_its_paper = f"SELECT number FROM {of_qualifications('SELECT cti FROM certificate')}"  # noqa: S608 - our own words
    assert [row[0] for row in story.device.store.raw().execute(erased_with_its_paper)] == [told]
    with wire.issuer.store.write() as connection:
        (paper,) = entries.of_award(connection, one.centre, one.stack.parts[0].award)
        change(connection, paper, PaperState.REVOKED, now=story.clock.now())
    synced(story, wire)
    gone = handed_out(story, told, tmp_path / "gone")
    assert gone.without is not None
    assert gone.without.details["state"] == "revoked"


def test_the_centres_badge_is_in_what_the_issuer_signs_and_around_it_without_its_word(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))
    look = BadgeDesign(
        shape="circle", sign="flame", colour="#4A148C", accent="#FFE082", paper="#FFFFFF", text="GRAND MASTER"
    )
    story.device.tables.badge_designs.add(
        of_form("ELE-SAF"), look, at=story.clock.now().isoformat(timespec="seconds"), by=ADMIN
    )
    number = certified(story)
    synced(story, wire)
    content = issued(story, wire)
    synced(story, wire)
    uri = json.loads(content)["credentialSubject"]["achievement"]["image"]["id"]
    signed = b64decode(uri.partition(",")[2]).decode()
    form = story.device.shelf.get("ELE-SAF", "1")
    artist = BadgeArtist()
    assert signed == artist.svg(badge_words(form, sample=False, design=replace(look, text="")))
    assert signed != artist.svg(badge_words(form, sample=False))
    handed_out(story, number, tmp_path / "out")
    around = (tmp_path / "out" / f"{number}.svg").read_text("utf-8")
    assert signed.partition("<title>")[2] in around
    with wire.issuer.store.read() as connection:
        (made,) = kept.standing(connection)
        files = files_of(connection, made, FormBadges())
    assert (tmp_path / "out" / f"{number}.png").read_bytes() == files["png"]


def test_the_issuer_signs_the_transcript_that_the_centre_asks_for(
    story: Story, wire: Wire, tmp_path: Path
) -> None:
    join(story, wire.issuer)
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))
    certified(story)
    number = earned(story, "CUL-KNI")
    synced(story, wire)
    issue_due(wire.issuer.store, vault=wire.issuer.vault, badges=FormBadges(), now=story.clock.now())
    synced(story, wire)
    desk, learner = story.device.credentials, story.learners[0]

    def written() -> tuple[Path, ...] | str:
        try:
            return transcript(desk, by=ADMIN, learner=learner, name="Transcript", folder=tmp_path)
        except KnownError as error:
            return error.code

    def signed() -> None:
        """As a worker does between requests."""
        found = sign_transcripts_due(wire.issuer.store, vault=wire.issuer.vault, now=story.clock.now())
        assert (found.count, found.faults) == (1, ())

    assert written() == "transcript-asked"
    synced(story, wire)
    assert written() == "transcript-asked", "no request signs one"
    signed()
    synced(story, wire)
    found = written()
    assert isinstance(found, tuple)
    content = found[0].read_bytes()
    trust = published_by(wire, story, tmp_path / "published")
    judged = judge_credential(
        content,
        trust=trust,
        ledger=lambda _cti: None,
        now=story.clock.now(),
        published=tmp_path / "published",
    )
    assert (judged.answer, len(judged.members)) == (Answer.VALID, 2)
    assert json.loads(content)["issuer"]["id"] == "did:web:issuer.test"
    (packed,) = make_packs(story.device.packs, by=ADMIN, numbers=[number], into=tmp_path, zipped=False)
    assert (packed.path / "transcript.json").read_bytes() == content
    with wire.issuer.store.write() as connection:
        paper = entries.by_number(connection, CENTRE, number.replace("-", ""))
        assert paper is not None
        change(connection, paper, PaperState.REVOKED, now=story.clock.now())
    synced(story, wire)
    assert written() == "transcript-asked", "it says what is true no longer"
    synced(story, wire)
    signed()
    synced(story, wire)
    again = written()
    assert isinstance(again, tuple)
    assert len(json.loads(again[0].read_bytes())["credentialSubject"]["verifiableCredential"]) == 1
