"""Where documents and their signers stand, in whose name and in which way people sign."""

from __future__ import annotations

from enum import StrEnum

from app.kit.words import Said, _


class State(StrEnum):
    """The life of a document."""

    DRAFT = "draft"
    ISSUED = "issued"  # a letter: nobody signs it in the portal
    OUT = "out"
    COMPLETE = "complete"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.ISSUED: _("Issued"),
    State.OUT: _("Waiting for signatures"),
    State.COMPLETE: _("Signed by all"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}


class Party(StrEnum):
    """In whose name somebody signs."""

    LEARNER = "learner"
    GUARDIAN = "guardian"
    COMPANY = "company"
    SCHOOL = "school"

    @property
    def label(self) -> Said:
        """As shown."""
        return PARTIES[self]


PARTIES = {
    Party.LEARNER: _("Learner"),
    Party.GUARDIAN: _("Legal representative"),
    Party.COMPANY: _("Company"),
    Party.SCHOOL: _("Education institution"),
}


class Step(StrEnum):
    """Where one signer stands."""

    WAITING = "waiting"  # not yet their turn
    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"
    VOID = "void"  # the document changed or was withdrawn
    SPARED = "spared"  # another of the same party has signed, and one is enough
    REPLACED = "replaced"  # somebody else signs instead


PENDING = frozenset({Step.WAITING, Step.ASKED})
ASIDE = frozenset({Step.SPARED, Step.REPLACED})


class Way(StrEnum):
    """How a signature was given."""

    PORTAL = "portal"
    FILE = "file"
    PAPER = "paper"

    @property
    def label(self) -> Said:
        """As shown."""
        return WAYS[self]


WAYS = {
    Way.PORTAL: _("in the portal with a one-time code"),
    Way.FILE: _("outside the portal, in a signed file"),
    Way.PAPER: _("on paper"),
}


class Strength(StrEnum):
    """The legal strength of a signature; never mixed up (eIDAS 3, 25; Law on Legal Force of Documents)."""

    SIMPLE = "simple"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"
    HANDWRITTEN = "handwritten"
    TEST = "test"

    @property
    def label(self) -> Said:
        """In words, as the law calls it."""
        return STRENGTHS[self]

    @property
    def means(self) -> Said:
        """What it is worth, in one sentence."""
        return MEANINGS[self]


STRENGTHS = {
    Strength.SIMPLE: _("simple electronic signature"),
    Strength.ADVANCED: _("advanced electronic signature"),
    Strength.QUALIFIED: _("qualified electronic signature"),
    Strength.HANDWRITTEN: _("handwritten signature"),
    Strength.TEST: _("TEST signature"),
}
MEANINGS = {
    Strength.SIMPLE: _(
        "Not the same as eParaksts: it counts as evidence (eIDAS 25.1),"
        " and the portal keeps how it was given."
    ),
    Strength.ADVANCED: _("Tied to the person by a certificate, but not equal to a handwritten signature."),
    Strength.QUALIFIED: _("Equal to a handwritten signature (eIDAS 25.2)."),
    Strength.HANDWRITTEN: _("The original is on paper; the portal keeps a scan and who compared it."),
    Strength.TEST: _("Made with test certificates. Without legal force."),
}
