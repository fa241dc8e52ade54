"""The invented people of the sample centre. Nobody here exists."""

from dataclasses import dataclass

from assessor_app.domain.people import Role

PASSPHRASE = "sample"  # noqa: S105 - shown on the sign-in page of invented data; it guards nothing


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of the sample staff, with the PIN that the sign-in page shows."""

    key: str
    name: str
    label: str
    roles: frozenset[Role]
    registration: str
    scope: tuple[str, ...]
    pin: str
    trainee: bool = False

    @property
    def role(self) -> str:
        """The code of the one role that this member has."""
        (role,) = self.roles
        return role.value


ADMINISTRATOR = Member(
    key="administrator",
    name="Ingrid Solberg",
    label="Ingrid · administrator",
    roles=frozenset({Role.ADMINISTRATOR}),
    registration="",
    scope=(),
    pin="5029",
)
MEMBERS = (
    Member(
        key="assessor",
        name="Joseph Mwangi",
        label="Joseph · assessor, electrical",
        roles=frozenset({Role.ASSESSOR}),
        registration="ASR-1187",
        scope=("electrical", "automotive"),
        pin="4071",
    ),
    Member(
        key="trainee",
        name="Kemal Aydın",
        label="Kemal · trainee assessor",
        roles=frozenset({Role.ASSESSOR}),
        registration="ASR-1310",
        scope=("automotive", "culinary"),
        pin="6152",
        trainee=True,
    ),
    Member(
        key="second-assessor",
        name="Leïla Haddad",
        label="Leïla · assessor, kitchen and first aid",
        roles=frozenset({Role.ASSESSOR}),
        registration="ASR-1203",
        scope=("culinary", "healthcare"),
        pin="8360",
    ),
    Member(
        key="quality-assurer",
        name="Tomasz Wójcik",
        label="Tomasz · quality assurer",
        roles=frozenset({Role.QUALITY_ASSURER}),
        registration="IQA-0311",
        scope=("*",),
        pin="9163",
    ),
    Member(
        key="centre-staff",
        name="Grace Nakato",
        label="Grace · office",
        roles=frozenset({Role.CENTRE_STAFF}),
        registration="",
        scope=(),
        pin="2746",
    ),
)

# (name, group): forty names in the scripts that the paper must print.
LEARNERS = (
    ("Amina Bello", "Electrical A"),
    ("Seán Ó Conaill", "Electrical A"),
    ("María José Fernández", "Electrical A"),
    ("Nguyễn Thị Thu Hà", "Electrical A"),
    ("Олена Шевченко", "Electrical A"),
    ("يوسف بن صالح الحداد", "Electrical A"),
    ("राजेश कुमार शर्मा", "Electrical A"),
    ("ሰላማዊት ተስፋዬ", "Electrical A"),
    ("Łukasz Żółkowski", "Electrical A"),
    ("Daniel Okafor", "Electrical A"),
    ("Zuzana Dvořáková", "Kitchen B"),
    ("Ibrahima Diallo", "Kitchen B"),
    ("فاطمة الزهراء", "Kitchen B"),
    ("प्रिया नायर", "Kitchen B"),
    ("አበበ ቢቂላ ደምሴ", "Kitchen B"),
    ("Дмитро Коваленко", "Kitchen B"),
    ("Kwame Asante", "Kitchen B"),
    ("Siobhán Byrne", "Kitchen B"),
    ("João Pedro da Conceição Albuquerque Vasconcelos e Sá Nogueira", "Kitchen B"),
    ("Fatoumata Traoré", "Kitchen B"),
    ("Мария Петрова", "First aid C"),
    ("Георги Димитров", "First aid C"),
    ("سارة عبد الرحمن", "First aid C"),
    ("محمد الأمين ولد أحمد", "First aid C"),
    ("सुनीता देवी", "First aid C"),
    ("अर्जुन सिंह", "First aid C"),
    ("ሄለን ገብረመድህን", "First aid C"),
    ("ዮሐንስ ኃይሌ", "First aid C"),
    ("Chiara Rossi", "First aid C"),
    ("Henrik Bjørnstad", "First aid C"),
    ("Aroha Te Rangi", "Brakes D"),
    ("Mateus Oliveira", "Brakes D"),
    ("Katarzyna Nowak", "Brakes D"),
    ("Bogdan Ionescu", "Brakes D"),
    ("Tamás Szűcs", "Brakes D"),
    ("Ayşe Yıldırım", "Brakes D"),
    ("Olu Adeyemi", "Brakes D"),
    ("Петър Стоянов", "Brakes D"),
    ("خالد العمري", "Brakes D"),
    ("Emma Lindqvist", "Brakes D"),
)
