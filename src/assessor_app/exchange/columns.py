"""Which column of a roster is which: by the words of its header, in the languages that rosters come in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assessor_app.domain.folding import fold


class Column(StrEnum):
    """What a column of a roster can hold."""

    NUMBER = "number"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Positions of columns, from 0; None where the file has none. `name`, or `first` and `last`, must be there.

    `family_first` writes *last first* instead of *first last*.
    """

    number: int | None = None
    name: int | None = None
    first: int | None = None
    last: int | None = None
    group: int | None = None
    family_first: bool = False

    @property
    def has_name(self) -> bool:
        return self.name is not None or self.first is not None or self.last is not None


# English, French, Spanish, Portuguese, Italian, German, Dutch, Polish, Turkish, Vietnamese, Swahili, Russian, Ukrainian,
# Greek, Arabic, Persian, Hebrew, Hindi, Amharic, Chinese.
_WORDS = {
    Column.NUMBER: """
        number|no|nr|num|id|code|learner number|learner no|learner id|student number|student no|student id|candidate number
        |candidate no|registration number|reg no|admission number|index number|ref|reference
        |numéro|n°|matricule|numero|nº|número|matrícula|legajo|cédula|matricola|nummer|matrikelnummer|matrikel|personalnummer
        |teilnehmernummer|numer|numara|öğrenci no|số|mã|mã số|mã học viên|nambari|namba|номер|табельный номер|αριθμός|αρ
        |رقم|الرقم|رقم المتدرب|رقم الطالب|شماره|מספר|מספר זהות|תז|क्रमांक|संख्या|क्रम संख्या|अनुक्रमांक|ቁጥር|መለያ ቁጥር|学号|编号|号码""",
    Column.NAME: """
        name|full name|learner|learner name|student|student name|candidate|candidate name|participant|trainee|names
        |nom complet|nom et prénom|nom prénom|nom|stagiaire|apprenant|nombre|nombre completo|nombre y apellidos
        |apellidos y nombre|alumno|nome|nome completo|aluno|nome e cognome|cognome e nome|vollständiger name|teilnehmer
        |volledige naam|naam|deelnemer|imię i nazwisko|ad soyad|adı soyadı|họ tên|họ và tên|tên đầy đủ|jina|jina kamili|фио|ф и о
        |имя и фамилия|полное имя|слушатель|ученик|піб|прізвище та ім'я|ονοματεπώνυμο|όνομα και επώνυμο|الاسم|اسم|الاسم الكامل|اسم المتدرب|نام
        |نام و نام خانوادگی|שם|שם מלא|नाम|पूरा नाम|ስም|ሙሉ ስም|姓名|名字""",
    Column.FIRST: """
        first name|firstname|first|given name|given names|forename|forenames|prénom|prénoms|primer nombre|nombres
        |nome próprio|vorname|voornaam|imię|ad|adı|tên|jina la kwanza|имя|ім'я|όνομα|الاسم الأول|שם פרטי|पहला नाम|名""",
    Column.LAST: """
        last name|lastname|last|surname|family name|nom de famille|apellido|apellidos|primer apellido|apelido|sobrenome|cognome
        |nachname|familienname|achternaam|nazwisko|soyad|soyadı|họ|jina la ukoo|фамилия|прізвище|επώνυμο|επίθετο|اسم العائلة
        |اللقب|نام خانوادگی|שם משפחה|उपनाम|कुलनाम|የአባት ስም|姓""",
    Column.GROUP: """
        group|class|cohort|section|batch|team|groupe|classe|promotion|grupo|clase|curso|turma|gruppo|corso|gruppe|klasse|kurs|groep
        |klas|grupa|klasa|grup|sınıf|nhóm|lớp|kikundi|darasa|группа|класс|група|клас|ομάδα|τάξη|τμήμα|مجموعة|المجموعة|صف|الصف|فصل|شعبة
        |گروه|کلاس|קבוצה|כיתה|समूह|कक्षा|बैच|ቡድን|ክፍል|班级|组""",
}


def _meanings() -> Iterator[tuple[str, Column]]:
    for column, text in _WORDS.items():
        for word in text.split("|"):
            yield fold(word), column


_MEANING = dict(_meanings())


def meaning(header: str) -> Column | None:
    """What a column with this header holds, if its words are known."""
    return _MEANING.get(fold(header))


def guess(header: Sequence[str]) -> Columns:
    """The columns that the header's words tell; the first of two with one meaning."""
    found: dict[Column, int] = {}
    for index, text in enumerate(header):
        column = meaning(text)
        if column is not None:
            found.setdefault(column, index)
    # "Nom" beside "Prénom" is the family name; "Nombre" beside "Apellidos" the given one.
    whole = found.get(Column.NAME)
    columns = Columns(
        number=found.get(Column.NUMBER),
        name=whole,
        first=found.get(Column.FIRST),
        last=found.get(Column.LAST),
        group=found.get(Column.GROUP),
    )
    if columns.first is not None and columns.last is None:
        return replace(columns, last=whole, name=None)
    if columns.last is not None and columns.first is None:
        return replace(columns, first=whole, name=None)
    return columns
