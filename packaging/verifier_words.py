"""The words of the verifier page out of the one catalogue: `verifier_words.py OUT` writes `{language: {English: …}}` as JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "verifier" / "src"
TRANSLATIONS = ROOT / "resources" / "translations"
# As in babel.cfg.
_OPTIONS = {"**.js": {"parse_template_string": "true"}}


def wanted() -> list[str | tuple[str, ...]]:
    """The texts that the page speaks, in English: one text, or the singular and plural of one."""
    found = extract_from_dir(str(SOURCE), method_map=[("**.js", "javascript")], options_map=_OPTIONS)
    return [message for _file, _line, message, _comments, _context in found]


def catalogue(path: Path) -> Iterator[tuple[str, str | list[str]]]:
    """English and translation of every text of the page that has one."""
    with path.open("rb") as file:
        translated = read_po(file, locale=path.parent.parent.name)
    for message in dict.fromkeys(wanted()):
        known = translated.get(message if isinstance(message, str) else message[0])
        forms = known.string if known and not known.fuzzy else ""
        if all(forms) if isinstance(forms, tuple | list) else forms:
            key = message if isinstance(message, str) else message[0]
            yield key, forms if isinstance(forms, str) else list(forms)


def main(out: Path) -> None:
    """Languages that lack a word of the page are left out: half a page in another language helps nobody."""
    files = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/assessor.po"))
    words = {path.parent.parent.name.replace("_", "-"): dict(catalogue(path)) for path in files}
    every = {message if isinstance(message, str) else message[0] for message in wanted()}
    whole = {language: known for language, known in words.items() if known.keys() == every}
    text = json.dumps(whole, ensure_ascii=False)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
