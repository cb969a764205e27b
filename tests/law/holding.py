"""What must hold after every deed of a walk, whoever did what in whichever order."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import exists, select

from app.diary.models import State as WeekState
from app.diary.models import Week
from app.documents.models import Document, Edition, Signer, Step
from app.documents.models import State as DocumentState
from app.kit.rules import Moment
from app.law.queries import cases, judged, law
from app.placements.models import LIVE, State
from tests.law.walk import World, deeds

# the moment that is passed by coming from one state into the other
PASSES: Final[dict[Any, Moment]] = {
    (State.DRAFT, State.SIGNING): Moment.SEND,
    (State.CONCLUDED, State.ACTIVE): Moment.START,
    (State.ACTIVE, State.COMPLETED): Moment.CLOSE,
}
UNDOES: Final = {"diary.undo_approve"}  # the mentor's tap too many is taken back
BY_ITSELF: Final = {"contracts.apply_amendment", "contracts.begin_pause", "contracts.end"}  # on their day
CARRY: Final = {"placements", "contracts", "internships"}  # the rooms that carry a placement on
BEGIN: Final = {"contracts.end_early", "documents.sign"}  # what else begins or carries on a way out


class Holding:
    """Remembers how it was, and compares."""

    def __init__(self, world: World, reachable: set[str]) -> None:
        self.world, self.reachable = world, reachable
        self.states = {each.id: each.state for each in world.placements}
        self.signed = self._signed()
        self.approved = self._approved()

    def after(self, deed: str) -> None:
        """Everything, after this deed or after days have gone by."""
        self._nothing_is_lost(deed)
        self._the_law(deed)
        self._ways_out()

    def _nothing_is_lost(self, deed: str) -> None:
        assert not self._unsigned(), f"{deed}: signed by all, and nobody has signed"
        signed, approved = self._signed(), self._approved()
        for number, edition in self.signed.items():
            assert signed.get(number) == edition, f"{deed}: document {number} was signed and has changed"
        if deed not in UNDOES:
            for number, week in self.approved.items():
                assert approved.get(number) == week, f"{deed}: week {number} was approved and has changed"
        self.signed, self.approved = signed, approved

    def _signed(self) -> dict[int, Any]:
        by_all = ~exists().where(Signer.document_id == Document.id, Signer.step != Step.SIGNED)
        wanted = (
            select(Document.id, Edition.no, Edition.sha256, Document.number)
            .join(Edition)
            .where(Document.state == DocumentState.COMPLETE, by_all)
            .where(exists().where(Signer.document_id == Document.id))
        )
        return {row[0]: tuple(row) for row in self.world.db.execute(wanted.order_by(Document.id, Edition.no))}

    def _unsigned(self) -> list[int]:
        nobody = ~exists().where(Signer.document_id == Document.id)
        wanted = select(Document.id).where(Document.state == DocumentState.COMPLETE, nobody)
        return list(self.world.db.scalars(wanted))

    def _approved(self) -> dict[int, Any]:
        wanted = select(Week.id, Week.placement_id, Week.monday, Week.hours)
        return {
            row[0]: tuple(row)
            for row in self.world.db.execute(wanted.where(Week.state == WeekState.APPROVED))
        }

    def _the_law(self, deed: str) -> None:
        """No moment is passed against a rule that stops."""
        for placement in self.world.placements:
            was, now = self.states.get(placement.id), placement.state
            if was is not now:
                self.states[placement.id] = now
                self.world.steps[f"{was} → {now}"] += 1
                if (moment := PASSES.get((was, now))) and (against := self._against(placement.id, moment)):
                    raise AssertionError(f"{deed} brought a placement to {now} against {against}")

    def _against(self, placement_id: int, moment: Moment) -> list[str]:
        held = law(self.world.db)
        case = cases(self.world.db, [placement_id], held)[placement_id]
        return [each.rule.code for each in judged(case, moment, held) if each.stops]

    def _ways_out(self) -> None:
        """Whatever is under way, somebody can carry on or end it."""
        for placement in self.world.placements:
            if placement.state in LIVE:
                assert self._way_out(placement), f"nobody can do anything with a placement {placement.state}"

    def _way_out(self, placement: Any) -> bool:
        for deed in deeds().values():
            room = deed.name.partition(".")[0]
            if not ((room in CARRY and deed.verb.to) or deed.name in BEGIN):
                continue
            if not deed.verb.of or deed.name not in self.reachable | BY_ITSELF:
                continue
            for thing in self.world.targets(deed):
                mine = deed.fits(thing) and self._of(thing) is placement
                if mine and any(deed.verb.permits(actor, thing) for actor in self.world.actors):
                    return True
        return False

    def _of(self, thing: Any) -> Any:
        subject = getattr(thing, "trail_subject", "")
        return next((p for p in self.world.placements if p.trail_subject == subject), None)
