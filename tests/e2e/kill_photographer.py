"""A hand that takes photos, takes some of them out and puts them back, in a process of its own, until it is killed (-9).

Started by `test_kill_photos` with the data folder, the folder of chain marks, the key in hex, the assessment's id and a
seed. Each line that it writes is one JSON list, out of the process before anything else happens:

- `["try", act, id]`: an act begins: `keep` (no id yet), `remove` or `put-back`;
- `["kept", id, sha256]`, `["removed", id, ""]`, `["put-back", id, ""]`: it came back, and the page would say so.
"""

import io
import random
import sys
from pathlib import Path

from PIL import Image

from assessor_app.device import open_device
from assessor_app.device.evidence import evidence_desk
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.remove import put_back, remove
from assessor_app.storage.engine.slots import Opened
from kill_child import report
from story import ASSESSOR

SIDES = (320, 900, 1_600)


def photo(chance: random.Random) -> io.BytesIO:
    """A photo of noise, which no encoder makes small."""
    side = chance.choice(SIDES)
    image = Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side))
    source = io.BytesIO()
    image.save(source, "JPEG")
    source.seek(0)
    return source


def main(folder: str, state: str, key: str, assessment: str, seed: str) -> None:
    device = open_device(
        Path(folder), lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]), state=Path(state)
    )
    chance, desk = random.Random(int(seed)), evidence_desk(device)  # noqa: S311 - a hand at random is no secret
    (occasion,) = device.tables.assessments.occasions(assessment)
    while True:
        source = photo(chance)
        report("try", "keep", "")
        made = capture(desk, by=ASSESSOR, assessment=assessment, occasion=occasion.id, source=source)
        report("kept", made.id, made.sha256)
        if chance.random() < 0.5:
            report("try", "remove", made.id)
            remove(desk, by=ASSESSOR, evidence=made.id)
            report("removed", made.id, "")
            if chance.random() < 0.5:
                report("try", "put-back", made.id)
                put_back(desk, by=ASSESSOR, evidence=made.id)
                report("put-back", made.id, "")


if __name__ == "__main__":
    main(*sys.argv[1:])
