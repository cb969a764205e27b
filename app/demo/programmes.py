"""Programmes of the demo school: qualifications of the official list, modules in its usual style."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from app.schools.models import Module, ModuleKind, Outcome, Programme


class DemoModule(NamedTuple):
    """A module: its name, its hours, how many are practical, and what the learner can do after it."""

    name: str
    hours: int
    practical: int
    outcomes: tuple[str, ...]
    practice: bool = False


class DemoProgramme(NamedTuple):
    """A programme of the demo."""

    prefix: str
    code: str
    qualification: str
    level: int
    hours: int
    modules: tuple[DemoModule, ...]


def _practice(name: str, hours: int) -> DemoModule:
    outcomes = ("Plāno savu darba dienu", "Izpilda darba uzdevumu uzņēmumā", "Novērtē paveikto")
    return DemoModule(name, hours, hours, outcomes, True)


PROGRAMMES: Final[tuple[DemoProgramme, ...]] = (
    DemoProgramme(
        "GAL",
        "33 543 04 1",
        "Mēbeļu galdnieks",
        4,
        4760,
        (
            DemoModule(
                "Darba aizsardzība un ergonomika",
                120,
                72,
                (
                    "Sakārto darba vietu",
                    "Lieto aizsardzības līdzekļus",
                    "Rīkojas ugunsgrēkā",
                    "Sniedz pirmo palīdzību",
                ),
            ),
            DemoModule(
                "Koka materiālu apstrāde ar rokas instrumentiem",
                240,
                168,
                ("Uzasina instrumentus", "Ēvelē un zāģē", "Slīpē virsmas", "Lasa rasējumu"),
            ),
            DemoModule(
                "Mēbeļu detaļu izgatavošana",
                480,
                360,
                (
                    "Virpo sagataves pēc rasējuma",
                    "Izgatavo stūra savienojumus",
                    "Iestata formātzāģi",
                    "Frēzē profilus",
                    "Kontrolē izmērus",
                ),
            ),
            DemoModule(
                "Koka izstrādājumu virsmu apdare",
                320,
                240,
                ("Sagatavo virsmu", "Eļļo un vasko", "Lako ar pulverizatoru", "Novērtē apdares kvalitāti"),
            ),
            DemoModule(
                "Mēbeļu montāža",
                400,
                320,
                ("Montē korpusu", "Uzstāda furnitūru", "Iepako un nogādā", "Strādā pie klienta"),
            ),
            _practice("Mēbeļu galdnieka prakse", 560),
        ),
    ),
    DemoProgramme(
        "ELT",
        "33 522 01 1",
        "Elektrotehniķis",
        4,
        4760,
        (
            DemoModule(
                "Elektrodrošība",
                120,
                60,
                ("Atslēdz un nobloķē iekārtu", "Pārbauda sprieguma neesamību", "Lieto aizsarglīdzekļus"),
            ),
            DemoModule(
                "Elektroinstalāciju montāža",
                560,
                420,
                ("Lasa shēmas", "Montē sadalnes", "Ievelk kabeļus", "Veic mērījumus"),
            ),
            DemoModule(
                "Elektroiekārtu apkope",
                480,
                360,
                ("Meklē bojājumus", "Nomaina komponentus", "Aizpilda apkopes žurnālu"),
            ),
            DemoModule(
                "Automatizācijas pamati",
                360,
                240,
                ("Programmē loģisko releju", "Pieslēdz sensorus", "Pārbauda ķēdi"),
            ),
            _practice("Elektrotehniķa prakse", 560),
        ),
    ),
    DemoProgramme(
        "KON",
        "33 811 02 1",
        "Konditors",
        4,
        4760,
        (
            DemoModule(
                "Izejvielu sagatavošana",
                160,
                96,
                ("Novērtē izejvielas", "Aprēķina receptūru", "Ievēro higiēnu"),
            ),
            DemoModule(
                "Mīklas izstrādājumu gatavošana",
                520,
                400,
                ("Gatavo rauga mīklu", "Gatavo smilšu mīklu", "Cep un atdzesē"),
            ),
            DemoModule(
                "Tortu un desertu noformēšana",
                480,
                380,
                ("Gatavo krēmus", "Noformē torti", "Temperē šokolādi"),
            ),
            DemoModule(
                "Darbs konditorejas cehā",
                380,
                320,
                ("Plāno maiņas darbu", "Apkalpo iekārtas", "Marķē produkciju"),
            ),
            _practice("Konditora prakse", 560),
        ),
    ),
    DemoProgramme(
        "MET",
        "32 521 01 1",
        "Programmvadības metālapstrādes darbgaldu operators",
        3,
        3340,
        (
            DemoModule(
                "Rasējumu lasīšana", 200, 120, ("Lasa rasējumu", "Nosaka pielaides", "Izvēlas sagatavi")
            ),
            DemoModule(
                "Mērīšana un kvalitātes kontrole",
                280,
                168,
                ("Mēra ar bīdmēru", "Mēra ar mikrometru", "Aizpilda protokolu"),
            ),
            DemoModule(
                "Darbs ar CNC virpu un frēzi",
                640,
                520,
                ("Iestata darbgaldu", "Ievada programmu", "Nomaina instrumentu", "Apstrādā detaļu"),
            ),
            _practice("Darbgaldu operatora prakse", 280),
        ),
    ),
    DemoProgramme(
        "ĒPS",
        "33 811 02 1",
        "Pavārs",
        4,
        4760,
        (
            DemoModule(
                "Darba vides organizēšana virtuvē",
                120,
                72,
                ("Ievēro higiēnas prasības", "Aprēķina izejvielas", "Plāno darba secību"),
            ),
            DemoModule(
                "Auksto ēdienu pagatavošana", 360, 280, ("Gatavo salātus", "Gatavo uzkodas", "Noformē ēdienu")
            ),
            DemoModule(
                "Karsto ēdienu pagatavošana",
                520,
                420,
                (
                    "Izvēlas termisko apstrādi",
                    "Gatavo mērces",
                    "Gatavo gaļas ēdienus",
                    "Gatavo zivju ēdienus",
                ),
            ),
            DemoModule(
                "Ēdienkartes izveide un kalkulācija",
                240,
                120,
                ("Sastāda ēdienkarti", "Aprēķina pašizmaksu", "Pasūta izejvielas"),
            ),
            _practice("Pavāra prakse", 560),
        ),
    ),
)


def put_programme(db: Session, school_id: int, demo: DemoProgramme) -> Programme:
    """A licensed programme with its modules and outcomes."""
    programme = Programme(
        school_id=school_id,
        code=demo.code,
        qualification=demo.qualification,
        level=demo.level,
        hours=demo.hours,
        licence_no="P-1234",
        licensed_until=date(2031, 8, 31),
        flagged_dvb=True,
    )
    for position, module in enumerate(demo.modules, 1):
        programme.modules.append(
            Module(
                position=position,
                name=module.name,
                kind=ModuleKind.PRACTICE if module.practice else ModuleKind.PROFESSIONAL,
                hours=module.hours,
                practical_hours=module.practical,
                outcomes=[Outcome(position=n, text=text) for n, text in enumerate(module.outcomes, 1)],
            )
        )
    db.add(programme)
    db.flush()
    return programme
