"""What is shown of evidence, as values; words are ready to read."""

import mimetypes
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from assessor_app.domain.evidence import WRITTEN, Evidence, Kind
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import short_day

ICONS = {
    Kind.PHOTO: "image",
    Kind.AUDIO: "audio-lines",
    Kind.VIDEO: "film",
    Kind.FILE: "file",
    Kind.WITNESS: "user-check",
    Kind.PRODUCT: "package-search",
    Kind.SIMULATION: "rectangle-goggles",
}
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_LONGEST_STEM = 80
_KIB = 1024
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A piece of evidence: `title` is what it is and when, `words` what it is called or shows.

    `file_name` is what a copy of it is called outside; empty where there is none to save.
    """

    id: str
    kind: Kind
    criterion: str
    occasion: str
    title: str
    words: str
    removed: bool = False
    file_name: str = ""


def piece_view(item: Evidence) -> PieceView:
    """A piece, ready to read."""
    when = item.taken_at or item.entered_at
    parts = [item.criterion, kind_word(item.kind), f"{short_day(when)} {when[11:16]}", size_words(item.size)]
    parts += [_("the work alone")] if item.work_only else []
    title = " · ".join(part for part in parts if part)
    words = item.caption or item.name
    if item.kind in WRITTEN:
        words = _("{name}, {relation}").format(name=item.name, relation=item.caption)
    return PieceView(
        id=item.id,
        kind=item.kind,
        criterion=item.criterion,
        occasion=item.occasion,
        title=title,
        words=words,
        removed=not item.counts,
        file_name=copy_name(item),
    )


def copy_name(item: Evidence) -> str:
    """What a copy is called outside: a name that every system takes, ending as its content does."""
    if item.kind in WRITTEN:
        return ""
    name = PurePath(item.name or item.caption or kind_word(item.kind))
    by_type = ".jpg" if item.kind is Kind.PHOTO else mimetypes.guess_extension(item.media_type) or ""
    suffix = by_type if item.kind is Kind.PHOTO or not _SUFFIX.fullmatch(name.suffix) else name.suffix
    stem = name.stem if name.suffix and _SUFFIX.fullmatch(name.suffix) else name.name
    kept = (one if unicodedata.category(one)[0] in "LMN" or one in " -_" else " " for one in stem)
    return f"{' '.join(''.join(kept).split())[:_LONGEST_STEM].strip() or kind_word(item.kind)}{suffix}"


def kind_word(kind: Kind) -> str:
    """What a kind is called."""
    return {
        Kind.PHOTO: _("Photo"),
        Kind.AUDIO: _("Sound"),
        Kind.VIDEO: _("Film"),
        Kind.FILE: _("File"),
        Kind.WITNESS: _("Witness"),
        Kind.PRODUCT: _("Product note"),
        Kind.SIMULATION: _("Simulation note"),
    }[kind]


def piece_act_word(kind: Kind, act: str) -> str:
    """What was done to a piece: "photo", "photo taken out", "photo put back"."""
    what = kind_word(kind)
    if act == "removed":
        return _("{what} taken out").format(what=what)
    return _("{what} put back").format(what=what) if act == "put-back" else what


def size_words(size: int) -> str:
    """A size as people say it: "340 KB", "12 MB"."""
    if size < _MIB:
        return _("{count} KB").format(count=max(size // _KIB, 1))
    return _("{count} MB").format(count=size // _MIB)
