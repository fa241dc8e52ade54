"""The stops of endorsements in Settings: one that an employer signed, and the request for another."""

import json
from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_steps import Guide, Step, Stop, on, room
from assessor_app.device import Device
from assessor_app.domain.people import Staff
from assessor_app.services.credentials.endorsing import (
    add_endorsement,
    endorsement_request,
    endorsements_here,
)
from assessor_app.ui.endorsements.card import EndorsementsCard
from assessor_app.ui.settings.page import SettingsPage

_ENDORSER = b"an employer's key, in the tour!!"
_NAME = "Harbour Electrical Contractors"
_COMMENT = "Whoever holds this may start on our sites the next morning."


def endorsement_stops(device: Device, administrator: Staff) -> Iterator[Stop]:
    """Over the forms of a centre that is its own awarding body: of any other the word is taken at its issuer."""
    forms = sorted(device.tables.forms.all())
    if not forms or not device.tables.settings.centre().own_root:
        return
    section = on(SettingsPage, partial(SettingsPage.open_section, name="forms"))
    steps: tuple[Step, ...] = (
        partial(_endorse, by=administrator.id, form=forms[0]),
        room("settings"),
        section,
    )
    yield Stop(name="settings-endorsement", steps=steps)
    yield Stop(
        name="settings-endorsement-ask", steps=(section, on(EndorsementsCard, lambda card: card.ask.click()))
    )


def _endorse(guide: Guide, *, by: str, form: tuple[str, str]) -> None:
    """Signed with a key of the tour, for the picture alone; once, in whatever look the tour goes round."""
    from assessor_app.credentials.endorsements import endorse
    from assessor_app.credentials.signing import issuing_alone
    from assessor_app.trust.keys import SigningKey

    desk, (code, version) = guide.house.device.credentials, form
    if endorsements_here(desk, by=by):
        return
    asked = endorsement_request(desk, by=by, code=code, version=version)
    now = guide.house.device.checks.clock.now()
    issuing = issuing_alone(SigningKey(_ENDORSER))
    signed = endorse(asked["about"], name=_NAME, comment=_COMMENT, issuing=issuing, at=now)
    add_endorsement(desk, json.dumps(signed).encode(), by=by, code=code, version=version)
