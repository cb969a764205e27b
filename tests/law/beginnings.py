"""Where walks begin: with nothing, half-way, in the middle of learning."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.demo.proofs import found_fit, found_suitable
from app.identity.actions import join
from app.identity.roles import Role
from app.schools.models import Learner
from tests.kept import kept
from tests.placements.parts import another_company, another_learner
from tests.stages import play


@kept
def people(db: Session) -> Cast:
    """The cast, somebody of age, a company that is suitable too."""
    cast = Cast.create(db)
    db.flush()
    elza = another_learner(db, cast)
    elza.person.email = "elza.abolina@abava.example"
    join(db, elza.person, cast.school.id, Role.LEARNER)
    other = another_company(db, cast)
    db.flush()
    ivars = next(m for m in other.mentors)
    found_suitable(db, cast.school.id, other, cast.guntis)
    found_fit(db, cast.school.id, ivars, cast.guntis)
    cast.people |= {"elza": elza.person, "ivars": ivars.person}
    db.commit()
    return cast


def with_(plays: str, *, adult: bool = False) -> Callable[[Session], Cast]:
    """The learner of age, or Mārtiņš, has come so far."""

    def begin(db: Session) -> Cast:
        cast = people(db)
        elza = db.scalars(select(Learner).where(Learner.person_id == cast.people["elza"].id)).one()
        play(db, cast, plays, learner=elza if adult else None)
        return cast

    return begin


BEGINNINGS: dict[str, Callable[[Session], Cast]] = {
    "nothing": people,
    "ready": with_("ready"),
    "ready-adult": with_("ready", adult=True),
    "director-turn": with_("director-turn"),
    "instruction-turn": with_("instruction-turn", adult=True),
    "running": with_("running"),
    "running-adult": with_("running", adult=True),
}
