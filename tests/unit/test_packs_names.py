from datetime import date
from urllib.parse import parse_qs, urlparse

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.services.packs.linkedin import add_to_profile
from assessor_app.services.packs.names import LONGEST, apart, safe_name


@given(st.text(max_size=300))
def test_every_name_is_one_that_a_stick_takes(words: str) -> None:
    name = safe_name(words)
    assert 0 < len(name) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*')
    assert all(letter.isprintable() for letter in name if letter != " ")
    assert name == name.strip(" .")
    assert name not in {"", ".", ".."}
    assert safe_name(name) == name
    name.encode("utf-8")


def test_devices_of_windows_are_no_names() -> None:
    assert safe_name("con") == "_con"
    assert safe_name("Lpt1.notes") == "_Lpt1.notes"
    assert safe_name("Aux: a name / of two") == "_Aux a name of two" or safe_name("aux.x").startswith("_")
    assert safe_name("Constance") == "Constance"
    assert safe_name("...") == "-"


@given(st.lists(st.sampled_from(["Ana", "ANA", "ana 2", "Bo", "Straße", "STRASSE"]), max_size=12))
def test_no_two_are_the_same_to_a_stick(names: list[str]) -> None:
    told = apart(names)
    assert len({name.casefold() for name in told}) == len(names)


def test_the_link_fills_in_what_linkedin_asks() -> None:
    link = add_to_profile(
        title="First aid & CPR",
        organisation="Harbour Street",
        number="70AN-7RR6-0001-5",
        issued=date(2026, 11, 21),
        until=date(2029, 11, 21),
        url="HTTPS://CHECK.EXAMPLE.ORG/#2KCE",
    )
    asked = parse_qs(urlparse(link).query)
    assert asked["name"] == ["First aid & CPR"]
    assert asked["certUrl"] == ["HTTPS://CHECK.EXAMPLE.ORG/#2KCE"]
    assert (asked["issueYear"], asked["issueMonth"]) == (["2026"], ["11"])
    assert (asked["expirationYear"], asked["certId"]) == (["2029"], ["70AN-7RR6-0001-5"])
    bare = add_to_profile(title="A", organisation="B", number="N", issued=date(2026, 1, 2), until=None)
    assert "certUrl" not in bare
    assert "expiration" not in bare
