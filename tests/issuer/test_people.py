"""Accounts of the awarding body's people: made by a code, opened by password and authenticator, slow to guess."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.people import accounts, delays, sessions
from assessor_app.issuer.people.rights import Person, Right, Role
from assessor_app.issuer.people.signin import sign_in
from assessor_app.issuer.people.totp import address, code_at, secret_text, step_matching, step_of
from assessor_app.issuer.people.welcome import arrive, settle_in
from assessor_app.issuer.store.accounts import attempt
from made import Issuer
from samples import NOW

NAME, PASSWORD = "Ingrid Holm", "correct horse battery"
LATER = NOW + timedelta(minutes=5)


def arrived(issuer: Issuer, name: str = NAME, *roles: Role) -> bytes:
    """An account that is set up; the secret of its authenticator."""
    with issuer.store.write() as connection:
        made = accounts.add(connection, name, roles or [Role.REGISTRAR], by="test", now=NOW)
        secret = arrive(connection, made.code, vault=issuer.vault, now=NOW).secret
        digits = code_at(secret, step_of(NOW))
        settle_in(connection, made.code, password=PASSWORD, digits=digits, vault=issuer.vault, now=NOW)
    return secret


def tried(issuer: Issuer, secret: bytes, **wrong: str) -> str:
    typed = {"name": NAME, "password": PASSWORD, "digits": code_at(secret, step_of(LATER)), "address": "x"}
    return sign_in(issuer.store, **{**typed, **wrong}, vault=issuer.vault, now=LATER)


def refused(issuer: Issuer, secret: bytes, **wrong: str) -> str:
    with pytest.raises(KnownError) as said:
        tried(issuer, secret, **wrong)
    return said.value.code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    assert code_at(b"12345678901234567890", seconds // 30) == code[-6:]


def test_a_code_of_a_step_before_or_after_is_taken_once() -> None:
    secret = b"12345678901234567890"
    for step in (-1, 0, 1):
        typed = code_at(secret, step_of(NOW) + step)
        found = step_matching(secret, f" {typed[:3]} {typed[3:]} ", now=NOW, after=0)
        assert found == step_of(NOW) + step
        assert step_matching(secret, typed, now=NOW, after=step_of(NOW) + step) is None
    for typed in (code_at(secret, step_of(NOW) + 2), "", "１２３４５６", "-1", "\ud800"):
        assert step_matching(secret, typed, now=NOW, after=0) is None


def test_an_authenticator_is_told_who_and_for_whom() -> None:
    told = address(b"\0" * 20, issuer="A & B: Awarding", name="Zoë O'Neil")
    assert told == (
        "otpauth://totp/A%20%26%20B%3A%20Awarding:Zo%C3%AB%20O%27Neil?secret="
        + "A" * 32
        + "&issuer=A%20%26%20B%3A%20Awarding"
    )
    assert secret_text(b"\0" * 20) == " ".join(["AAAA"] * 8)


def test_somebody_sets_up_their_account_and_signs_in(issuer: Issuer) -> None:
    secret = arrived(issuer)
    token = tried(issuer, secret, name="  INGRID  holm ")
    with issuer.store.write() as connection:
        found = sessions.find(connection, token, now=LATER)
        assert found is not None
        assert (found.person.name, found.person.roles) == (NAME, frozenset({Role.REGISTRAR}))
        with pytest.raises(KnownError, match="form-stale"):
            sessions.require_csrf(found.csrf, "é")
        sessions.require_csrf(found.csrf, found.csrf)
        sessions.touch(connection, token, now=LATER + timedelta(minutes=29))
        assert sessions.find(connection, token, now=LATER + timedelta(minutes=58))
        assert sessions.find(connection, token, now=LATER + timedelta(minutes=60)) is None
        assert sessions.find(connection, "guessed", now=LATER) is None
        sessions.finish(connection, token)
        assert sessions.find(connection, token, now=LATER) is None


def test_whatever_is_wrong_is_answered_alike(issuer: Issuer) -> None:
    secret = arrived(issuer)
    with issuer.store.write() as connection:
        accounts.add(connection, "Not Yet Ready", [Role.READER], by="test", now=NOW)
    wrongs = [
        {"password": "wrong"},
        {"digits": "000000"},
        {"name": "Nobody"},
        {"name": "Not Yet Ready"},
        {"name": "'; DROP TABLE account; --", "password": "\0\ud800"},
    ]
    for place, wrong in enumerate(wrongs):
        assert refused(issuer, secret, address=str(place), **wrong) == "sign-in-wrong"
    tried(issuer, secret)
    assert refused(issuer, secret) == "sign-in-wrong"  # that code was used


def test_guessing_gets_slower_for_a_name_and_nobody_else(issuer: Issuer) -> None:
    def waits(name: str, address: str, times: int) -> list[int]:
        found = []
        for _turn in range(times):
            try:
                with issuer.store.write() as connection:
                    delays.count_try(connection, name, address, now=NOW)
                found.append(0)
            except KnownError as error:
                found.append(int(str(error.details["seconds"])))
        return found

    assert waits(NAME, "a", 6) == [0, 0, 0, 0, 2, 2]
    assert waits("Nobody", "a", 6) == [0, 0, 0, 0, 2, 2]
    assert waits(NAME, "b", 1) == [0]
    with issuer.store.write() as connection:
        delays.forget(connection, NAME, "a")
    assert waits(NAME, "a", 1) == [0]
    for number in range(40):
        waits(NAME, str(number), 1)
    assert waits(NAME, "elsewhere", 1)[0] > 1  # from anywhere, at last
    with issuer.store.write() as connection:
        delays.count_try(connection, "Somebody", "a", now=NOW + timedelta(days=2))
        assert connection.execute(select(func.count()).select_from(attempt)).scalar_one() == 2


def test_a_code_is_good_once_and_for_a_week(issuer: Issuer) -> None:
    with issuer.store.write() as connection:
        made = accounts.add(connection, NAME, [Role.OPERATOR], by="test", now=NOW)

    def settled(password: str = PASSWORD, digits: str | None = None, days: int = 0, code: str = "") -> str:
        now = NOW + timedelta(days=days)
        try:
            with issuer.store.write() as connection:
                code = code or made.code
                secret = arrive(connection, code, vault=issuer.vault, now=now).secret
                typed = code_at(secret, step_of(now)) if digits is None else digits
                settle_in(connection, code, password=password, digits=typed, vault=issuer.vault, now=now)
        except KnownError as error:
            return error.code
        return ""

    assert settled(code="nonsense") == "welcome-code-wrong"
    assert settled(days=8) == "welcome-code-wrong"
    assert settled(password="short") == "password-too-short"
    assert settled(password="x" * 257) == "password-too-long"
    assert settled(password="I am ingrid holm") == "password-is-name"
    assert settled(digits="123") == "authenticator-wrong"
    assert settled() == ""
    assert settled() == "welcome-code-wrong"


def test_a_new_code_and_the_end_of_an_account_close_every_session(issuer: Issuer) -> None:
    secret = arrived(issuer)
    token = tried(issuer, secret)
    with issuer.store.write() as connection:
        accounts.change(connection, NAME, roles=[Role.READER, Role.OPERATOR], by="test", now=LATER)
        held = sessions.find(connection, token, now=LATER)
        assert held is not None
        assert not held.person.may(Right.DECIDE)
        accounts.renew(connection, NAME, by="test", now=LATER)
        assert sessions.find(connection, token, now=LATER) is None
        accounts.end(connection, NAME, by="test", now=LATER)
        (one,) = accounts.everybody(connection)
        assert (one.ready, one.code_until, one.ended_at is not None) == (False, None, True)
    assert refused(issuer, secret) == "sign-in-wrong"


@pytest.mark.parametrize(
    ("name", "roles", "code"),
    [
        ("", [Role.READER], "person-name-unusable"),
        ("x" * 81, [Role.READER], "person-name-unusable"),
        ("Somebody", [], "person-roles-missing"),
        (" ingrid  HOLM", [Role.READER], "person-there"),
    ],
)
def test_an_account_needs_a_name_of_its_own_and_a_role(
    issuer: Issuer, name: str, roles: list[Role], code: str
) -> None:
    with issuer.store.write() as connection:
        accounts.add(connection, NAME, [Role.READER], by="test", now=NOW)
        with pytest.raises(KnownError) as said:
            accounts.add(connection, name, roles, by="test", now=NOW)
    assert said.value.code == code


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.READER, {Right.READ}),
        (Role.OPERATOR, {Right.READ, Right.INVITE, Right.SUSPEND}),
        (Role.REGISTRAR, {Right.READ, Right.DECIDE, Right.REVOKE, Right.ANSWER}),
    ],
)
def test_each_role_has_its_rights(role: Role, rights: set[Right]) -> None:
    person = Person(id="", name="", roles=frozenset({role}))
    assert {right for right in Right if person.may(right)} == rights
