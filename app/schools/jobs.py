"""Letters to colleagues."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.identity.actions import ask_reset
from app.identity.actor import actor_for
from app.identity.models import Organisation, Person
from app.jobs.work import After, Workshop, on
from app.notifications.jobs import post

INVITATION_LIFE = timedelta(days=7)


@on("schools.write_to_staff")
def write_to_staff(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """The link is made when the letter leaves: to a new password, or to the portal for those who have one."""
    person = db.get_one(Person, payload["person"])
    link = shop.settings.base_url
    if not person.password_hash:
        actor = actor_for(person, person.memberships, payload["organisation"], "system")
        link += f"/parole/{ask_reset(db, actor, person, INVITATION_LIFE)}"
    values = {
        "link": link,
        "organisation": db.get(Organisation, payload["organisation"]),
        "doer": db.get(Person, payload["actor"]),
        "new": not person.password_hash,
    }
    return post(shop, db, person, "schools.add_staff", payload["organisation"], values)
