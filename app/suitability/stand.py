"""Where a company stands with a school: from no opinion to a decision that ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.companies.models import Company
from app.kit.clock import today
from app.kit.words import Said, _
from app.schools.models import Programme
from app.suitability.models import CouncilTerms, Decision, Opinion, Standing, State

SOON = timedelta(days=60)


class Stage(StrEnum):
    """What comes next."""

    NONE = "none"
    WAITING = "waiting"
    READY = "ready"
    VALID = "valid"
    ENDING = "ending"
    ENDED = "ended"
    REFUSED = "refused"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    Stage.NONE: _("No decision"),
    Stage.WAITING: _("Waiting for the council"),
    Stage.READY: _("The school has to decide"),
    Stage.VALID: _("Suitable"),
    Stage.ENDING: _("Ends soon"),
    Stage.ENDED: _("Decision has ended"),
    Stage.REFUSED: _("Not suitable"),
}


@dataclass
class Stand:
    """One company, one school, one programme or all: what was asked, said and decided, newest first."""

    school_id: int
    company: Company
    programme: Programme | None
    terms: CouncilTerms
    opinions: list[Opinion] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def waiting(self) -> Opinion | None:
        """The school's own request that the council has not answered."""
        asked = (o for o in self.opinions if o.state is State.ASKED and o.school_id == self.school_id)
        return next(asked, None)

    @property
    def opinion(self) -> Opinion | None:
        """The newest opinion, whoever asked for it."""
        return next((o for o in self.opinions if o.state is State.GIVEN), None)

    @property
    def decision(self) -> Decision | None:
        """The newest that stands."""
        return next((d for d in self.decisions if d.state is Standing.STANDS), None)

    @property
    def earlier(self) -> list[Decision]:
        """Those before it, and those withdrawn."""
        return [d for d in self.decisions if d is not self.decision]

    @property
    def stage(self) -> Stage:
        """What comes next, today."""
        return stage_of(self.decision, self.opinion, self.waiting, today())


def stage_of(decision: Decision | None, opinion: Opinion | None, waiting: Opinion | None, on: date) -> Stage:
    """A positive decision counts until it ends; a newer opinion asks for a new one."""
    newer = opinion is not None and (decision is None or decision.opinion_id != opinion.id)
    ended = decision is not None and decision.valid_until is not None and decision.valid_until < on
    if decision is not None and not ended:
        if not decision.positive:
            return Stage.REFUSED
        soon = decision.valid_until is not None and decision.valid_until - on <= SOON
        return Stage.ENDING if soon else Stage.VALID
    if newer:
        return Stage.READY
    if waiting is not None:
        return Stage.WAITING
    return Stage.ENDED if ended else Stage.NONE
