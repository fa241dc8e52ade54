"""Weak writing in English forms: what a trade would not accept. Pure functions over words.

Rules of thumb, so they warn and never refuse. They know English alone; callers ask for English forms only.
"""

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_AND = re.compile(
    r"(?:\band(?:\s+then)?|[,;]\s*then|;)\s+(?:\w+ly\s+)?(?P<verb>[\w-]+)\s*(?P<next>[\w’'-]*)", re.IGNORECASE
)
_POINTERS = _listed(
    "the a an it them each every both all its their his her own this that these those any no one two three another"
    " him himself herself itself themselves"
)
# Verbs of the workshop that are hardly ever nouns: they join two behaviours whatever stands around them.
_PLAIN_VERBS = _listed(
    "adjusts agrees applies asks attaches carries chooses cleans closes confirms connects decides disconnects disposes"
    " explains fastens fits gives hangs holds identifies informs inserts isolates keeps leaves lifts lowers maintains"
    " opens performs proves puts raises reads refuses removes replaces returns says secures selects strips switches"
    " takes tells tightens verifies waits wears wipes writes"
)
# Verbs that are nouns as often: they join two behaviours after a singular thing ("the circuit and tests for dead").
_NOUN_VERBS = _listed(
    "calls checks clamps cooks cools covers cuts drains dries drills fills heats labels loads locks logs marks measures"
    " names notes places positions pumps records reports rinses sets shuts signs slices states stops stores tags tapes"
    " tests torques turns uses washes"
)
_UNSEEN = re.compile(
    r"\b(understand(?:s|ing)?|knows?|knowing|(?:is|are|be|being) aware(?: of)?|awareness|appreciates?|realises?|realizes?"
    r"|recogni[sz]es the importance|believes?|thinks?|feels?|ensures?|familiar(?:ises|izes)? with)\b",
    re.IGNORECASE,
)
_UNMEASURED = re.compile(
    r"\b(appropriate(?:ly)?|properly|safely|adequate(?:ly)?|suitably|satisfactor(?:y|ily)|correctly|competently|efficiently"
    r"|effectively|carefully|as (?:needed|required|necessary|appropriate))\b",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"\b(safe|safety|hygiene|first aid|cpr|rescue|emergency|hazards?|fire|electric(?:al)?|brakes?|construction|healthcare"
    r"|automotive)\b",
    re.IGNORECASE,
)
_STOP_WORDS = _listed(
    "a an and any are as at be been before after but by can do does each for from has have if in into is it its no"
    " not of off on once only or other out over own so than that the their them then there these they this those to"
    " under until up was were what when where which while who with without learner count counts"
)
ALIKE = 0.8
_LOOK_BACK = 200  # a criterion is a line; a hostile one must not cost the square of its length


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, folded, without a plural or third-person s; numbers count as words."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _STOP_WORDS)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004 - "gas" stays "gas"


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """The Jaccard index of two sets of words: 0 for nothing in common, 1 for the same set."""
    return len(first & second) / len(first | second) if first or second else 0.0


def says_the_same(criterion: str, benchmark: str) -> bool:
    """True when a benchmark says nothing that its criterion does not say already."""
    said, benchmarked = content_words(criterion), content_words(benchmark)
    return benchmarked <= said or shared(said, benchmarked) >= ALIKE


def second_behaviour(text: str) -> str | None:
    """The verb after an "and" that makes two behaviours of one criterion, or None.

    The first word of a criterion is its verb: in the third person (isolates) or a command (isolate).
    """
    words = _WORD.findall(text)
    third_person = bool(words) and _inflected(words[0])
    for found in _AND.finditer(text):
        before = _WORD.findall(text[max(0, found.start() - _LOOK_BACK) : found.start()])
        if before and _is_verb(found["verb"], found["next"], before=before, third_person=third_person):
            return found["verb"]
    return None


def _is_verb(word: str, following: str, *, before: list[str], third_person: bool) -> bool:
    listed = word.casefold() if third_person else f"{word.casefold()}s"
    pointed = following.casefold() in _POINTERS
    if listed in _PLAIN_VERBS or (listed in _NOUN_VERBS and pointed):
        return True
    if not third_person or not _inflected(word):
        return False
    after_verb = len(before) == 1  # "locks and tags"
    after_one_thing = listed in _NOUN_VERBS and not _inflected(before[-1])
    return pointed or after_verb or after_one_thing


def _inflected(word: str) -> bool:
    return word.casefold().endswith("s") and not word.casefold().endswith("ss")


def unseen(text: str) -> str | None:
    """A verb that nobody can see in a criterion (understands, is aware …), or a word that measures nothing."""
    found = _UNSEEN.search(text)
    return found.group() if found else unmeasured(text)


def unmeasured(text: str) -> str | None:
    """A word such as "appropriately" that leaves the measure to whoever reads it."""
    found = _UNMEASURED.search(text)
    return found.group() if found else None


def about_safety(title: str, sector: str) -> bool:
    return bool(_SAFETY.search(title) or _SAFETY.search(sector.replace("-", " ")))
