"""An endorsement that an employer signed on a computer of its own."""

import json
from pathlib import Path

from click.testing import CliRunner

from assessor_app.cli.endorsing import endorse
from assessor_app.services.credentials.endorsing import endorsement_request
from story import ADMIN, Story

FORM = ("CUL-KNI", "1")


def signed_elsewhere(
    story: Story, folder: Path, version: str = "1", name: str = "Harbour Kitchens Ltd", **changes: str
) -> bytes:
    """What an employer sends back, made by the command that they have."""
    asked = endorsement_request(story.device.credentials, by=ADMIN, code=FORM[0], version=version)
    (folder / "request.json").write_text(json.dumps({**asked, **changes}), encoding="utf-8")
    done = CliRunner().invoke(
        endorse,
        [
            str(folder / "request.json"),
            *("--name", name, "--comment", "We hire whoever holds this."),
            *("--key", str(folder / "key.pem"), "--out", str(folder / "endorsement.json")),
        ],
    )
    assert done.exit_code == 0, done.output
    return (folder / "endorsement.json").read_bytes()
