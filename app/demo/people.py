"""Invented people and companies for the demo; any likeness is chance."""

from __future__ import annotations

import random
from typing import Final, NamedTuple

MALE: Final = (
    "Jānis Kārlis Ralfs Gustavs Dāvis Emīls Roberts Toms Markuss Rihards Artūrs Edgars Kristers Niks Renārs "
    "Ēriks Ģirts Ādams Oskars Matīss Raivis Sandis Elvis Ņikita Aleksandrs Deniss Valters Hugo Uldis Intars"
).split()
FEMALE: Final = (
    "Elīna Patrīcija Anna Sanija Marta Līga Katrīna Paula Evelīna Žanete Annija Laura Sofija Estere Alise "
    "Madara Kristīne Undīne Ieva Dārta Beāte Samanta Ramona Viktorija Karīna Jolanta Agnese Zane Elza Rūta"
).split()
# the name of a man and of a woman of the same family
FAMILIES: Final = (
    ("Šķēle", "Šķēle"),
    ("Ņikitins", "Ņikitina"),
    ("Ķirsis", "Ķirse"),
    ("Ļaudams", "Ļaudama"),
    ("Čakste", "Čakste"),
    ("Jēkabsons", "Jēkabsone"),
    ("Vītols", "Vītola"),
    ("Bērziņš", "Bērziņa"),
    ("Kalniņš", "Kalniņa"),
    ("Ozoliņš", "Ozoliņa"),
    ("Zaķis", "Zaķe"),
    ("Ābols", "Ābola"),
    ("Liepa", "Liepa"),
    ("Auziņš", "Auziņa"),
    ("Žagars", "Žagare"),
    ("Ēvele", "Ēvele"),
    ("Pētersons", "Pētersone"),
    ("Ūdris", "Ūdre"),
    ("Lācis", "Lāce"),
    ("Krauklis", "Kraukle"),
    ("Apinis", "Apine"),
    ("Grīnbergs", "Grīnberga"),
    ("Sīlis", "Sīle"),
    ("Roze", "Roze"),
    ("Dzenis", "Dzene"),
    ("Ivanovs", "Ivanova"),
    ("Rudzītis", "Rudzīte"),
    ("Mežs", "Meža"),
    ("Kļaviņš", "Kļaviņa"),
    ("Šmits", "Šmite"),
)


class Workplace(NamedTuple):
    """A company of the demo and who works there."""

    name: str
    reg_no: str
    town: str
    prefixes: tuple[str, ...]
    mentors: int


WORKPLACES: Final = (
    Workplace("SIA „Zaļais Šefs”", "49990000011", "Tukums", ("ĒPS", "KON"), 3),
    Workplace("SIA „Baltijas Elektromontāža”", "49990000022", "Tukums", ("ELT",), 5),
    Workplace("IK „Kalēja darbnīca”", "49990000033", "Kuldīga", ("MET",), 3),
    Workplace("SIA „Abavas Maize”", "49990000044", "Sabile", ("KON", "ĒPS"), 4),
    Workplace("SIA „Metāls un Forma”", "49990000055", "Kandava", ("MET",), 5),
    Workplace("SIA „Ventas Mēbeles”", "49990000066", "Kuldīga", ("GAL",), 5),
    Workplace("AS „Kurzemes Koks”", "49990000077", "Talsi", ("GAL",), 6),
    Workplace("SIA „Pils Virtuve”", "49990000088", "Kuldīga", ("ĒPS", "KON"), 4),
    Workplace("SIA „Strāva Plus”", "49990000099", "Kandava", ("ELT",), 5),
    Workplace("ZS „Upeslejas”", "49990000101", "Kandava", ("ĒPS", "KON"), 2),
    Workplace("SIA „Precīzā Virpa”", "49990000112", "Tukums", ("MET",), 5),
    Workplace("SIA „Viesnīca Imula”", "49990000123", "Sabile", ("ĒPS", "KON"), 4),
)


class Someone(NamedTuple):
    """A name and whether it is a woman's."""

    given: str
    family: str
    woman: bool
    family_index: int


def someone(dice: random.Random) -> Someone:
    """A name by chance; the same dice give the same people."""
    woman, index = dice.random() < 0.42, dice.randrange(len(FAMILIES))
    return Someone(dice.choice(FEMALE if woman else MALE), FAMILIES[index][woman], woman, index)


def parent(dice: random.Random, child: Someone) -> Someone:
    """Somebody of the same family."""
    woman = dice.random() < 0.7
    return Someone(
        dice.choice(FEMALE if woman else MALE), FAMILIES[child.family_index][woman], woman, child.family_index
    )
