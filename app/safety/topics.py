"""The checklists of instruction (749: 12, 18; 238), and the hazards named for adolescents (206)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from app.kit.words import Said, _


class Kind(StrEnum):
    """What a learner is instructed in (749: 10, 16; 481: 9.3)."""

    INDUCTION = "induction"
    INITIAL = "initial"
    FIRE = "fire"
    REPEATED = "repeated"
    UNPLANNED = "unplanned"
    TARGETED = "targeted"

    @property
    def label(self) -> Said:
        """As shown."""
        return KINDS[self]

    @property
    def clause(self) -> str:
        """Where it is asked for."""
        return CLAUSES[self]


KINDS: Final = {
    Kind.INDUCTION: _("Induction"),
    Kind.INITIAL: _("Initial instruction at the workplace"),
    Kind.FIRE: _("Fire-safety instruction"),
    Kind.REPEATED: _("Repeated instruction"),
    Kind.UNPLANNED: _("Unplanned instruction"),
    Kind.TARGETED: _("Targeted instruction"),
}
CLAUSES: Final = {
    Kind.INDUCTION: "749: 10",
    Kind.INITIAL: "749: 16.1",
    Kind.FIRE: "481: 9.3",
    Kind.REPEATED: "749: 23",
    Kind.UNPLANNED: "749: 24",
    Kind.TARGETED: "749: 25",
}
FIRST: Final = (Kind.INDUCTION, Kind.INITIAL, Kind.FIRE)  # before the first task
AT_WORKPLACE: Final = (Kind.INITIAL, Kind.REPEATED, Kind.UNPLANNED)  # each begins the year anew
REASONED: Final = (Kind.UNPLANNED, Kind.TARGETED)  # say why, or for which work

_INDUCTION: Final = {
    "12.1": _("What the company does and its main risks"),
    "12.2": _("How these risks affect safety and health"),
    "12.3": _("The rules of work"),
    "12.4": _("Who answers for labour protection, and how it is organised"),
    "12.5": _("Mandatory health checks: what for and when"),
    "12.6": _("Safety signs"),
    "12.7": _("Rights and duties in labour protection"),
    "12.8": _("The workers' representatives, whom to turn to"),
    "12.9": _("What to do in an emergency and after an accident"),
    "12.10": _("Other matters of labour protection"),
}
_WORKPLACE: Final = {
    "18.1": _("The workshop, its process and machines, order at the workplace"),
    "18.2": _("Safe ways to walk and drive on the premises"),
    "18.3": _("The risks of this work and this workplace"),
    "18.4": _("How they affect health and safety"),
    "18.5": _("Safe methods, shown at work"),
    "18.6": _("How to use the tools and machines"),
    "18.7": _("How to use protective equipment"),
    "18.8": _("What to do in an emergency and after an accident here"),
    "18.9": _("The safety signs at this workplace"),
    "18.10": _("Protection that is in place: guards, ventilation, order"),
    "18.11": _("Other matters of this work"),
}
_FIRE: Final = {
    "fire.1": _("Ways out and the meeting place"),
    "fire.2": _("How to raise the alarm: 112, the alarm button, whom to tell"),
    "fire.3": _("Where the extinguishers are and how to use them"),
    "fire.4": _("Smoking and open fire: where not"),
    "fire.5": _("Electricity, flammable materials, dust and waste"),
    "fire.6": _("What everybody does in an evacuation"),
}
CHECKLISTS: Final[dict[Kind, dict[str, Said]]] = {
    Kind.INDUCTION: _INDUCTION,
    Kind.INITIAL: _WORKPLACE,
    Kind.FIRE: _FIRE,
    Kind.REPEATED: _WORKPLACE,
    Kind.UNPLANNED: _WORKPLACE,
    Kind.TARGETED: _WORKPLACE,
}
TOPICS: Final[dict[str, Said]] = {**_INDUCTION, **_WORKPLACE, **_FIRE}
OPTIONAL: Final = frozenset({"12.10", "18.11"})  # "other" has nothing to say everywhere


def required(kind: Kind) -> set[str]:
    """The first instruction is whole; a later one covers what it is held for."""
    return set(CHECKLISTS[kind]) - OPTIONAL if kind in FIRST else set()


class HazardTag(StrEnum):
    """Work that adolescents may do only in training, supervised and protected (206)."""

    MACHINES = "machines"
    CHEMICALS = "chemicals"
    DUST = "dust"
    NOISE = "noise"
    LIFTING = "lifting"
    HEIGHT = "height"
    ELECTRICITY = "electricity"
    HOT = "hot"
    EXPLOSION = "explosion"
    TRANSPORT = "transport"
    CLIMATE = "climate"
    RADIATION = "radiation"
    BIOLOGICAL = "biological"
    ANIMALS = "animals"
    UNDERGROUND = "underground"

    @property
    def label(self) -> Said:
        """As shown."""
        return HAZARDS[self]


HAZARDS: Final = {
    HazardTag.MACHINES: _("Machines with blades, presses, saws"),
    HazardTag.CHEMICALS: _("Harmful chemicals, paints, solvents"),
    HazardTag.DUST: _("Harmful dust, asbestos"),
    HazardTag.NOISE: _("Strong noise and vibration"),
    HazardTag.LIFTING: _("Heavy loads, lifted often"),
    HazardTag.HEIGHT: _("Work at a height or on scaffolding"),
    HazardTag.ELECTRICITY: _("Electrical installations under voltage"),
    HazardTag.HOT: _("Welding, hot metal, open fire"),
    HazardTag.EXPLOSION: _("Danger of fire or explosion"),
    HazardTag.TRANSPORT: _("Moving vehicles, lifts and cranes"),
    HazardTag.CLIMATE: _("Great heat or cold"),
    HazardTag.RADIATION: _("Harmful radiation"),
    HazardTag.BIOLOGICAL: _("Infection"),
    HazardTag.ANIMALS: _("Dangerous animals, slaughter"),
    HazardTag.UNDERGROUND: _("Work underground, in wells, tanks and trenches"),
}
