"""The lists of a school: its programmes and its learners."""

from __future__ import annotations

from typing import Final

from app.imports import parsers
from app.imports.shape import Alternatives, Field, Note, Shape, Values
from app.kit.identifiers import personal_code
from app.kit.words import _

NAMES: Final = (
    Field("surname", _("Surname"), ("Uzvārds", "Surname", "Last name"), parsers.name_part("surname")),
    Field(
        "given_name",
        _("Given name"),
        ("Vārds", "Vārdi", "Given name", "First name"),
        parsers.name_part("given_name"),
    ),
    Field(
        "given_surname",
        _("Given name and surname"),
        ("Vārds, uzvārds", "Vārds un uzvārds", "Vārds uzvārds", "Given name and surname", "Name"),
        parsers.name_of(),
    ),
    Field(
        "surname_given",
        _("Surname and given name"),
        (
            *(
                "Uzvārds, vārds",
                "Uzvārds un vārds",
                "Uzvārds vārds",
                "Audzēknis",
                "Audzēkņi",
                "Izglītojamais",
            ),
            *(
                "Izglītojamā uzvārds, vārds",
                "Skolēns",
                "Students",
                "Praktikants",
                "Learner",
                "Surname and given name",
            ),
        ),
        parsers.name_of(surname_first=True),
    ),
)
WHO: Final[Alternatives] = (("surname", "given_name"), ("given_surname",), ("surname_given",))
GROUP: Final = Field(
    "group", _("Group"), ("Grupa", "Grupas nosaukums", "Klase", "Gr", "Group"), parsers.text("group", 40)
)
PERSONAL_CODE: Final = Field(
    "personal_code",
    _("Personal code"),
    ("Personas kods", "P.k.", "PK", "Pers. kods", "Personal code"),
    parsers.personal_code,
)
_PROGRAMME_CODE: Final = Field(
    "programme_code",
    _("Programme code"),
    (
        *("Izglītības programmas kods", "Programmas kods", "Programma", "Izglītības programma", "Kods"),
        *("IP kods", "Programme code", "Programme"),
    ),
    parsers.programme_code,
)
STATUSES: Final = {
    **dict.fromkeys(("macas", "aktivs", "izglitojamais", "studying", "active"), "studying"),
    **dict.fromkeys(
        ("akademiskais atvalinajums", "akademiskaja atvalinajuma", "ak atv", "academic leave"), "leave"
    ),
    **dict.fromkeys(
        ("atskaitits", "atskaitita", "eksmatrikulets", "eksmatrikuleta", "izstajies", "izstajusies"), "left"
    ),
    **dict.fromkeys(("absolvejis", "absolvejusi", "beidzis", "beigusi", "left", "graduated"), "left"),
}


def _learner(values: Values) -> list[Note]:
    """The personal code of the old kind tells the date of birth; both are kept as written."""
    code, written = values.get("personal_code"), values.get("birth_date")
    born = personal_code(code).born if code else None
    if born and written is None:
        values["birth_date"] = born
    if born and written and born != written:
        said = _(
            "The personal code says {born:day} and the date of birth {written:day}.",
            born=born,
            written=written,
        )
        return [Note("birth_date", said, wrong=False)]
    return []


LEARNERS: Final = Shape(
    "learners",
    _("Learners"),
    (
        *NAMES,
        PERSONAL_CODE,
        Field(
            "birth_date",
            _("Date of birth"),
            ("Dzimšanas datums", "Dz. dat.", "Dzimšanas dat.", "Dzim. datums", "Dzimis", "Date of birth"),
            parsers.day("birth_date"),
        ),
        Field("course", _("Course"), ("Kurss", "Course"), parsers.whole("course", 1, 6)),
        GROUP,
        _PROGRAMME_CODE,
        Field(
            "status",
            _("Status"),
            ("Statuss", "Stāvoklis", "Status"),
            parsers.one_of(
                "status", STATUSES, _("Write “Mācās”, “Akadēmiskais atvaļinājums” or “Atskaitīts”.")
            ),
        ),
        Field(
            "email",
            _("E-mail"),
            ("E-pasts", "Epasts", "E-pasta adrese", "E-mail", "Email"),
            parsers.email("email"),
        ),
        Field(
            "phone",
            _("Phone"),
            ("Tālrunis", "Tālr.", "Mob.", "Mob. tālr.", "Mobilais", "Telefons", "Phone"),
            parsers.phone("phone"),
        ),
        Field(
            "guardian",
            _("Legal representative"),
            (
                "Likumiskais pārstāvis",
                "Pārstāvis",
                "Vecāks",
                "Aizbildnis",
                "Legal representative",
                "Guardian",
            ),
            parsers.name_of("guardian_"),
        ),
        Field(
            "guardian_phone",
            _("Representative’s phone"),
            ("Pārstāvja tālrunis", "Likumiskā pārstāvja tālrunis", "Pārstāvja tālr.", "Guardian phone"),
            parsers.phone("guardian_phone"),
        ),
    ),
    needs=(WHO, (("personal_code",),), (("group",),)),
    identity=("personal_code",),
    finish=_learner,
    passed_over=("Nr.", "N.p.k.", "Nr.p.k.", "Npk"),
)


def _module(values: Values) -> list[Note]:
    """Practice is part of a module's hours; of a practice it is all of them."""
    hours, practical = values.get("module_hours"), values.get("practical_hours")
    if hours is None or practical is None:
        return []
    if practical > hours:
        return [
            Note(
                "practical_hours",
                _("There are more practical hours than the module has: {hours:hours}.", hours=hours),
            )
        ]
    if values.get("module_kind") == "practice" and practical < hours:
        return [
            Note(
                "practical_hours",
                _("All hours of a practice are usually practical: {hours:hours}.", hours=hours),
                wrong=False,
            )
        ]
    return []


_MODULE_KINDS: Final = {
    **dict.fromkeys(
        ("profesionalais", "profesionala", "profesionalie", "b", "a", "c", "professional"), "professional"
    ),
    **dict.fromkeys(
        ("prakse", "kvalifikacijas prakse", "macibu prakse", "practice", "internship"), "practice"
    ),
}

PROGRAMMES: Final = Shape(
    "programmes",
    _("Programmes"),
    (
        _PROGRAMME_CODE,
        Field(
            "qualification",
            _("Qualification"),
            ("Kvalifikācija", "Profesionālā kvalifikācija", "Qualification"),
            parsers.text("qualification", 200),
        ),
        Field(
            "level",
            _("Qualification level"),
            ("LKI", "LKI līmenis", "Kvalifikācijas līmenis", "Level"),
            parsers.whole("level", 2, 8),
        ),
        Field(
            "programme_hours",
            _("Hours of the programme"),
            ("Programmas stundas", "Programmas apjoms", "Stundas programmā", "Programme hours"),
            parsers.whole("programme_hours", 1, 10_000),
        ),
        Field(
            "module",
            _("Module"),
            ("Modulis", "Moduļa nosaukums", "Moduļi", "Module"),
            parsers.text("module", 300),
        ),
        Field(
            "module_kind",
            _("Kind of module"),
            ("Moduļa veids", "Veids", "Module kind"),
            parsers.one_of("module_kind", _MODULE_KINDS, _("Write “profesionālais” or “prakse”.")),
        ),
        Field(
            "module_hours",
            _("Hours of the module"),
            ("Stundas kopā", "Moduļa stundas", "Stundas", "Module hours"),
            parsers.whole("module_hours", 1, 5_000),
        ),
        Field(
            "practical_hours",
            _("Practical hours"),
            ("no tām praktiskās", "Praktiskās stundas", "Praktiskās", "Practical hours"),
            parsers.whole("practical_hours", 0, 5_000),
        ),
        Field(
            "outcome",
            _("Learning outcome"),
            (
                "Sasniedzamais mācīšanās rezultāts",
                "Sasniedzamie mācīšanās rezultāti",
                "Mācīšanās rezultāts",
                "Rezultāts",
                "Learning outcome",
            ),
            parsers.text("outcome", 400),
        ),
    ),
    needs=tuple(
        ((name,),)
        for name in ("programme_code", "qualification", "level", "programme_hours", "module", "module_hours")
    ),
    identity=("programme_code", "qualification", "module", "outcome"),
    finish=_module,
    passed_over=("Nr.", "N.p.k.", "Nr.p.k.", "Npk"),
)
