"""Keys: made, changed as a matter of routine, compromised, and the root compromised."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cose
from assessor_app.formats.delegation import decode as decode_delegation
from assessor_app.formats.register import hashed
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.enrolling.delegate import delegate, renew
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.keys import anchors, online, rotation
from assessor_app.issuer.keys.did_document import did_document
from assessor_app.issuer.keys.online import KeyState, KeyUse
from assessor_app.issuer.keys.root import read_root
from assessor_app.issuer.keys.vault import open_vault
from assessor_app.issuer.register import entries, published
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import centres, feed
from assessor_app.issuer.store.bodies import invitation
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import Store
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.cose_sign import DELEGATION_CONTEXT, is_genuine
from assessor_app.trust.register import lookup, read_register
from made import PASSPHRASE, Issuer
from samples import CENTRE, NOW, a_device

LATER = NOW + timedelta(days=30)


def trust(issuer: Issuer) -> TrustStore:
    with issuer.store.read() as connection:
        return TrustStore.of([read_anchor_list(anchors.newest_text(connection))])


def with_a_device(issuer: Issuer) -> None:
    """A device with a delegation of the issuer."""
    with issuer.store.write() as connection:
        invite(connection, Centre(id=CENTRE, name="Weldon Training"), by="test", now=NOW)
        centres.add_device(connection, a_device())
        renew(connection, a_device(), vault=issuer.vault, now=NOW)


def delegation_of(issuer: Issuer) -> bytes:
    with issuer.store.read() as connection:
        device = centres.find_device(connection, a_device().id)
    assert device is not None
    return device.delegation


def told(issuer: Issuer) -> list[str]:
    with issuer.store.read() as connection:
        found = feed.after(connection, centre=CENTRE, to=a_device().id, position=0, most=100)
    return [placed.item.kind for placed in found]


def test_a_new_issuer_lists_its_keys_and_its_register_is_believed(issuer: Issuer) -> None:
    with issuer.store.read() as connection:
        standing = anchors.newest(connection)
        register = read_register(published.published(connection).content, trust=trust(issuer))
    assert standing.current
    listed = read_anchor_list(standing.text)
    assert listed.issuer == "did:web:issuer.test"
    assert listed.content.host == "ISSUER.TEST"
    assert sorted(use for key in listed.content.keys for use in key.use) == [
        "credentials", "delegation", "receipts", "register",
    ]  # fmt: skip
    assert register.is_fresh(NOW)
    assert not register.is_fresh(NOW + timedelta(days=15))


def test_keys_at_rest_open_with_the_passphrase_alone(issuer: Issuer) -> None:
    with issuer.store.read() as connection, pytest.raises(KnownError) as said:
        open_vault(connection, passphrase="open")
    assert said.value.code == "passphrase-wrong"
    with pytest.raises(KnownError) as said:
        read_root(issuer.made.root_file, passphrase="open")
    assert said.value.code == "passphrase-wrong"
    assert issuer.made.root_file.stat().st_mode & 0o077 == 0
    assert issuer.root.key.public.hex() == issuer.made.root


def test_a_routine_change_keeps_good_what_was_signed(issuer: Issuer) -> None:
    with_a_device(issuer)
    old = delegation_of(issuer)
    with issuer.store.write() as connection:
        changed = rotation.rotate(
            connection, tuple(KeyUse), vault=issuer.vault, root=issuer.root, by="test", now=LATER
        )
        renew(connection, a_device(), vault=issuer.vault, now=LATER)
        document = did_document(connection)
    assert len(changed.keys) == len(KeyUse)
    for made in (old, delegation_of(issuer)):
        message = cose.decode(made)
        signer = trust(issuer).signer(message.kid, use="delegation")
        assert signer is not None
        assert not signer.is_compromised
        assert is_genuine(message, context=DELEGATION_CONTEXT, public=signer.public)
    with issuer.store.read() as connection:
        content = published.published(connection).content
        assert all(
            row.kid in document.decode() for row in online.all_keys(connection) if row.use != "exchange"
        )
    assert read_register(content, trust=trust(issuer)).is_fresh(LATER)
    assert "anchors" in told(issuer)


def test_a_compromised_key_is_listed_and_every_device_delegated_to_anew(issuer: Issuer) -> None:
    with_a_device(issuer)
    old = cose.decode(delegation_of(issuer))
    with issuer.store.write() as connection:
        changed = rotation.replace_compromised(
            connection, old.kid.hex(), vault=issuer.vault, root=issuer.root, by="test", now=LATER
        )
    assert changed.devices == 1
    signer = trust(issuer).signer(old.kid, use="delegation")
    assert signer is not None
    assert signer.is_compromised
    assert signer.key.compromised_at == "2026-12-26T09:00:00+00:00"
    new = cose.decode(delegation_of(issuer))
    assert new.kid.hex() == changed.keys[0]
    assert decode_delegation(new.payload).public == decode_delegation(old.payload).public
    assert told(issuer)[-2:] == ["anchors", "delegation"], (
        "a delegation is believed by the list that came before it"
    )
    with issuer.store.write() as connection, pytest.raises(KnownError) as said:
        rotation.replace_compromised(
            connection, old.kid.hex(), vault=issuer.vault, root=issuer.root, by="test", now=LATER
        )
    assert said.value.code == "key-compromised-already"


def test_a_compromised_register_key_leaves_a_register_that_is_believed(issuer: Issuer) -> None:
    with issuer.store.write() as connection:
        kid = online.active(connection, KeyUse.REGISTER).kid
        before = published.published(connection).content
        rotation.replace_compromised(
            connection, kid, vault=issuer.vault, root=issuer.root, by="test", now=LATER
        )
        after = published.published(connection).content
    with pytest.raises(KnownError) as said:
        read_register(before, trust=trust(issuer))
    assert said.value.code == "register-compromised"
    assert read_register(after, trust=trust(issuer)).is_fresh(LATER)


def test_a_new_root_is_another_issuer_to_whoever_was_not_told(issuer: Issuer) -> None:
    before = trust(issuer)
    old_root = issuer.root
    path = issuer.folder / "second-root.json"
    with issuer.store.write() as connection:
        rotation.replace_root(connection, root_out=path, passphrase=PASSPHRASE, by="test", now=LATER)
    new = trust(issuer).lists[0]
    assert new.root == read_root(path, passphrase=PASSPHRASE).key.public
    # Whoever held the old list goes on with it, until a person adds the new one in its place.
    assert TrustStore.of([*before.lists, new]).lists == before.lists
    assert new.content.keys == before.lists[0].content.keys
    with issuer.store.write() as connection, pytest.raises(KnownError) as said:
        anchors.sign(connection, old_root, now=LATER)
    assert said.value.code == "root-other"


def test_a_suspended_device_is_listed_where_it_was_cut(issuer: Issuer) -> None:
    with_a_device(issuer)
    with issuer.store.write() as connection:
        subject = suspend.subject_of(
            connection, device=a_device().id[:12] + a_device().id[12:], centre=None, person=None
        )
        suspend.suspend(connection, subject, by="test", now=LATER)
        assert not anchors.newest(connection).current
        anchors.sign(connection, issuer.root, now=LATER)
        assert anchors.newest(connection).current
    listed = trust(issuer).lists[0]
    assert listed.is_suspended(a_device().id[:16])
    assert told(issuer)[-1] == "suspension"
    with issuer.store.write() as connection:
        suspend.lift(connection, subject, by="test", now=LATER)
        anchors.sign(connection, issuer.root, now=LATER)
    assert not trust(issuer).lists[0].is_suspended(a_device().id[:16])


def test_a_paper_is_looked_up_after_it_was_registered_and_after_it_was_revoked(issuer: Issuer) -> None:
    cti = bytes(range(16))
    with issuer.store.write() as connection:
        paper = Paper(
            centre=CENTRE,
            digest=hashed(cti).hex(),
            state="registered",
            on_day="2026-11-26",
            successor=None,
            number="04HMASW90012G",
            award="1" * 32,
            chain="2" * 32,
            seq=3,
        )
        assert not published.is_due(connection, now=NOW)
        entries.add(connection, paper, at=NOW)
        assert published.is_due(connection, now=NOW)
        first = published.publish(connection, vault=issuer.vault, now=NOW)
        assert not published.is_due(connection, now=NOW)
        assert published.is_due(connection, now=NOW + timedelta(days=8))
        entries.change(connection, paper, PaperState.REVOKED, on=LATER.date(), successor=None, at=LATER)
        # The clock stands still, and yet the second is the newer one.
        second = published.publish(connection, vault=issuer.vault, now=NOW)
    states = []
    for made in (first, second):
        found = lookup(read_register(made.register.content, trust=trust(issuer)), cti)
        assert found is not None
        states.append(found.state)
    assert states == [PaperState.REGISTERED, PaperState.REVOKED]
    assert second.register.as_of > first.register.as_of


def test_a_code_itself_is_not_kept(store: Store) -> None:
    with store.write() as connection:
        made = invite(connection, Centre(id=CENTRE, name="Weldon Training"), by="test", now=NOW)
        kept = connection.execute(select(invitation)).mappings().one()
    assert made.expires == NOW + timedelta(days=14)
    assert not any(made.code.replace("-", "") in str(value) for value in kept.values())


@pytest.mark.parametrize(
    ("centre", "scope", "days", "code"),
    [
        ("", ("*",), 400, "centre-unusable"),
        ("C" * 65, ("*",), 400, "centre-unusable"),
        ("two\nlines", ("*",), 400, "centre-unusable"),
        (CENTRE, (), 400, "scope-unusable"),
        (CENTRE, ("",), 400, "scope-unusable"),
        (CENTRE, ("ELE",) * 33, 400, "scope-unusable"),
        (CENTRE, ("*",), 0, "days-unusable"),
    ],
)
def test_nobody_is_invited_in_words_that_a_delegation_cannot_say(
    store: Store, centre: str, scope: tuple[str, ...], days: int, code: str
) -> None:
    with store.write() as connection, pytest.raises(KnownError) as said:
        invite(connection, Centre(id=centre, name=centre), scope=scope, days=days, by="test", now=NOW)
    assert said.value.code == code


def test_a_delegation_says_what_it_was_asked_to(issuer: Issuer) -> None:
    device = a_device()
    with issuer.store.write() as connection:
        made = delegate(
            connection,
            centre=CENTRE,
            device=device.id,
            public=bytes.fromhex(device.public),
            scope=("ELE", "AUT-BRK"),
            days=30,
            vault=issuer.vault,
            now=NOW,
        )
    content = decode_delegation(cose.decode(made.content).payload)
    assert content.scope == ("ELE", "AUT-BRK")
    assert content.expires - content.issued_at == 30 * 86_400
    assert content.issued_at - content.not_before == 3_600
    assert made.last == "2026-12-26T09:00:00+00:00"


def test_no_key_is_active_twice(issuer: Issuer) -> None:
    with issuer.store.write() as connection:
        rotation.rotate(
            connection, [KeyUse.REGISTER], vault=issuer.vault, root=issuer.root, by="test", now=LATER
        )
        rows = online.all_keys(connection)
    active = sorted(row.use for row in rows if row.state == KeyState.ACTIVE)
    assert active == sorted(use.value for use in KeyUse)
