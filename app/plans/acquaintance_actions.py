"""The learner's confirmation, and the school's words."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement
from app.plans import verbs
from app.plans.acquaintance import TEXTS, confirmed
from app.plans.acquaintance_models import Acquaintance, SchoolText
from app.schools.models import School


@does(verbs.ACQUAINT)
def acquaint(db: Session, actor: Actor, placement: Placement, *, edition: int) -> Acquaintance:
    """The learner has read the edition that was on the screen, and keeps confidences (484: 11; 481: 8.5)."""
    if edition in confirmed(db, [placement.id]).get(placement.id, {}):
        raise Refused(_("You have confirmed this already."))
    made = Acquaintance(placement=placement, edition=edition, person_id=actor.person_id, confirmed_at=now())
    db.add(made)
    return made


@does(verbs.SET_TEXTS)
def set_texts(db: Session, actor: Actor, school: School, *, texts: Mapping[str, str]) -> None:
    """What differs from the usual words is kept; the usual words are not copied."""
    own = {each.name: each for each in db.scalars(select(SchoolText).filter_by(school_id=school.id))}
    for name, (_heading, _clause, usual) in TEXTS.items():
        text = texts.get(name, "").strip()
        if name in own:
            own[name].text = text
        elif text and text != usual:
            db.add(SchoolText(school_id=school.id, name=name, text=text))
