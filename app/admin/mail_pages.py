"""The administrator's pages of the mail."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.admin import actions, mail
from app.admin.forms import LONGEST, MailSearch
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.jobs.models import Job, Progress
from app.kit.errors import Forbidden
from app.kit.pages import Page
from app.kit.words import _
from app.notifications.models import Fate

pages = room()


def _only(page: Page) -> None:
    if not page.actor.has(Role.PORTAL_ADMIN):
        raise Forbidden("admin")


@pages.get("/administresana/pasts", name="admin.mail")
def overview(page: Signed) -> Response:
    """Whether letters leave and arrive."""
    _only(page)
    return page.show(
        "admin/mail.html",
        block="checks",
        days=mail.days(page.db),
        reasons=mail.reasons(page.db),
        counts=mail.queue_counts(page.db),
        lost=mail.lost(page.db, page.actor, 6),
        check=mail.latest_check(page.db, page.actor),
        checking=mail.asking(page.db, page.actor),
        setup=mail.setup(page.db, page.request.app.state.settings),
    )


@pages.get("/administresana/pasts/rinda", name="admin.mail_queue")
def queue(page: Signed, radit: str = "", q: str = "") -> Response:
    """What waits to be sent, is being sent, or has failed."""
    _only(page)
    progress = Progress(radit) if radit in {"waiting", "running", "failed"} else None
    return page.show(
        "admin/mail_queue.html",
        rows=mail.queue(page.db, page.actor, progress, q[:LONGEST]),
        counts=mail.queue_counts(page.db),
        shown=progress.value if progress else "",
        q=q[:LONGEST],
    )


@pages.post("/administresana/pasts/rinda/{job_id:int}/atkartot", name="admin.retry_letter")
def retry(page: Signed, job: Annotated[Job, seen(Job)]) -> Response:
    """One that has failed, once more."""
    actions.retry(page.db, page.actor, job)
    return page.done(page.url("admin.mail_queue"), notice=_("Started again: {n}.", n=1))


@pages.post("/administresana/pasts/rinda/{job_id:int}/atmest", name="admin.drop_letter")
def drop(page: Signed, job: Annotated[Job, seen(Job)]) -> Response:
    """Nobody waits for it."""
    actions.drop(page.db, page.actor, job)
    return page.done(page.url("admin.mail_queue"), notice=_("Given up."))


@pages.get("/administresana/pasts/zinas", name="admin.messages")
def messages(page: Signed) -> Response:
    """What was sent and what could not be."""
    _only(page)
    wanted = MailSearch.read(page.request.query_params)
    rows, more = mail.messages(page.db, page.actor, wanted)
    return page.show("admin/messages.html", messages=rows, more=more, wanted=wanted, fates=list(Fate))


@pages.post("/administresana/pasts/domens", name="admin.check_domain")
def check_domain(page: Signed) -> Response:
    """Asks the name servers, by a job."""
    actions.check_domain(page.db, page.actor, page.actor.person)
    said = _("The name servers are being asked; the result is here in a moment.")
    return page.done(page.url("admin.mail"), notice=said)


@pages.post("/administresana/pasts/izmeginajums", name="admin.send_test")
def send_test(page: Signed) -> Response:
    """A letter to oneself, by the way of all letters."""
    actions.send_test(page.db, page.actor, page.actor.person)
    said = _("A test letter to {address} is on its way.", address=page.actor.person.email)
    return page.done(page.url("admin.mail"), notice=said)
