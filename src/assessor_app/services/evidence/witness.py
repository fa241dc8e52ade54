"""A witness's statement: who saw it, how they know the learner, in their own words, signed."""

import io
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.domain.folding import fold
from assessor_app.services.evidence.capture import keep, require_open, require_room, rules_of
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.people.plain_text import line, name_line

MEDIA_TYPE = "application/vnd.assessor.statement+json"
MOST_WORDS_CHARACTERS = 8_000
Stroke = Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a witness says. `strokes` is their signature, `typed` their name where they typed it instead."""

    who: str
    relation: str
    words: str
    saw_it: bool
    strokes: tuple[Stroke, ...] = ()
    typed: str = ""


def take_statement(
    desk: EvidenceDesk, *, by: str, assessment: str, occasion: str, statement: Statement, criterion: str = ""
) -> Evidence:
    """Keeps a statement as evidence of its own: it is no assessor's decision and decides nothing.

    Raises KnownError: `name-missing`, `statement-unseen` (who was not there is no witness), `statement-empty`
    (no relation or no words), `statement-unsigned`, `statement-other-name` (what is typed is not the whole name), `text-too-long`, and what `capture` raises.
    """
    kept = require_open(desk, by=by, assessment=assessment, occasion=occasion, criterion=criterion)
    said = _checked(statement)
    content = json.dumps(asdict(said), ensure_ascii=False).encode()
    require_room(desk, Kind.WITNESS, len(content), rules_of(desk, kept))
    return keep(
        desk,
        io.BytesIO(content),
        Evidence(
            id=secrets.token_hex(16),
            assessment=assessment,
            occasion=occasion,
            criterion=criterion,
            kind=Kind.WITNESS,
            media_type=MEDIA_TYPE,
            name=said.who,
            caption=said.relation,
            size=0,
            sha256="",
            file="",
            entered_at="",
            by=by,
        ),
    )


def read_statement(content: bytes) -> Statement:
    """A kept statement; raises KnownError `evidence-unreadable`."""
    try:
        said = json.loads(content)
        strokes = tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in said.pop("strokes"))
        return Statement(**said, strokes=strokes)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError("evidence-unreadable") from error


def _checked(statement: Statement) -> Statement:
    words = statement.words.strip()
    if len(words) > MOST_WORDS_CHARACTERS:
        raise KnownError("text-too-long", field="words", most=MOST_WORDS_CHARACTERS, length=len(words))
    said = replace(
        statement,
        who=name_line(statement.who),
        relation=line(statement.relation, field="relation"),
        words=words,
        typed=line(statement.typed, field="name"),
    )
    if not said.saw_it:
        raise KnownError("statement-unseen")
    if not said.relation or not said.words:
        raise KnownError("statement-empty")
    if not said.strokes and not said.typed:
        raise KnownError("statement-unsigned")
    # A part of a name is nobody's signature; only how it is spaced, and its capitals and accents, may differ.
    if not said.strokes and fold(said.typed).split() != fold(said.who).split():
        raise KnownError("statement-other-name", name=said.who)
    return said
