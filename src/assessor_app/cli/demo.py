"""`assessor-app demo`: a data folder with the sample centre in it."""

import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from assessor_app.cli.opening import PASSPHRASE, data_folder, data_option, json_option
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.sample.make import make_sample
from assessor_app.sample.people import PASSPHRASE as SHOWN
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.wording.catalogue import gettext as _


@click.command(help=_("Make the data folder, or fill an empty one, with the sample centre."))
@data_option
@json_option
@speaks_plainly
def demo(data: Path | None, *, as_json: bool) -> None:
    """Invented people, a finished sitting with certificates, one half done."""
    folder = data_folder(data)
    passphrase = os.environ.get(PASSPHRASE) or SHOWN
    made = make_sample(folder, state=state_folder(), now=datetime.now().astimezone(), passphrase=passphrase)
    members = [{"label": label, "role": role, "pin": pin} for label, role, pin in made.members]
    counts = {
        "learners": made.learners,
        "sittings": made.sittings,
        "assessments": made.assessments,
        "certificates": len(made.certificates),
        **asdict(made.status.count),
    }
    value = {
        "data": str(folder),
        "counts": counts,
        "certificates": list(made.certificates),
        "members": members,
        "recovery": made.recovery,
    }
    lines = [_("Sample data is in {folder}.").format(folder=folder)]
    lines += [_("{label}: PIN {pin}").format(label=label, pin=pin) for label, _role, pin in made.members]
    say(as_json, value, *lines)
