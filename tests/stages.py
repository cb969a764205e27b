"""A placement brought to any stage by the real actions, as the demo year plays them."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.demo.placing import Director
from app.demo.setting import Part, SetUp
from app.demo.world import forget_letters
from app.pay import actions as pay
from app.pay.models import Instrument
from app.placements.models import Placement
from app.schools.models import Learner
from tests.kept import kept


@kept
def play(
    db: Session, cast: Cast, plays: str, *, learner: Learner | None = None, number: int = 0
) -> Placement:
    """`play(db, cast, "ready")`, "guardian-turn", "company-turn", "running", …; its letters are not sent."""
    place = SetUp({key: person.id for key, person in cast.people.items()}, {cast.company.id: cast.dace.id})
    who = learner or cast.learner
    Director(db, place).play(Part(who.id, cast.company.id, cast.mentor.id, plays, number))
    forget_letters(db)
    db.commit()
    placement = db.scalars(
        select(Placement).where(Placement.learner_id == who.id).order_by(Placement.id.desc())
    ).first()
    assert placement is not None
    return placement


def provide(db: Session, cast: Cast, placement: Placement) -> None:
    """Pay and both insurances, so that nothing of these stands in the way of the start."""
    assert placement.starts is not None
    assert placement.ends is not None
    ilze = cast.actor("ilze")
    pay.agree(db, ilze, placement, instrument=Instrument.STIPEND, amount=Decimal(150))
    for number, keeper in (("NG", cast.school), ("CTA", cast.company)):
        pay.add_policy(
            db,
            ilze,
            keeper,
            insurer="Daugava",
            number=number,
            starts=placement.starts,
            ends=placement.ends,
        )
