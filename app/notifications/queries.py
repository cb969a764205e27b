"""The bell: how many notices wait, and what each of them says."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.identity.actor import Actor
from app.kit.pages import Page
from app.kit.verbs import named
from app.kit.words import Said, _
from app.notifications.models import Notice

MOST = 100


def unread(page: Page) -> int:
    """Asked by the layout, so that only whole pages pay for it: one statement, from an index."""
    if page.actor is None:
        return 0
    wanted = select(func.count()).where(Notice.person_id == page.actor.person_id, Notice.read_at.is_(None))
    return page.db.scalar(wanted) or 0


def latest(page: Page) -> list[Notice]:
    """The newest notices with who did it."""
    actor: Actor = page.actor
    wanted = Notice.visible_to(actor).order_by(Notice.id.desc()).limit(MOST)
    return list(page.db.scalars(wanted.options(joinedload(Notice.actor))))


def says(notice: Notice) -> Said:
    """What was done; a verb that has been taken out of the portal still says something."""
    verb = named.get(notice.verb)
    return verb.says if verb else _("changed something")
