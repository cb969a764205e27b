"""The administrator's pages; a school's administrator has the trail of the school."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.admin import actions, mail_pages, queries
from app.admin.forms import TrailSearch
from app.admin.sealing import sealing
from app.admin.words import who
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.jobs.models import Job, Progress
from app.kit.errors import Forbidden
from app.kit.pages import Page
from app.kit.verbs import named
from app.kit.words import _
from app.trust.queries import warnings as distrust

pages = room()
pages.include_router(mail_pages.pages)


def _only(page: Page, *roles: Role) -> None:
    if not page.actor.has(*roles):
        raise Forbidden("admin")


@pages.get("/administresana", name="admin.home")
def home(page: Signed) -> Response:
    """How the portal is."""
    _only(page, Role.PORTAL_ADMIN)
    settings = page.request.app.state.settings
    return page.show(
        "admin/home.html",
        figures=queries.figures(page.db),
        seal=sealing(settings),
        distrust=distrust(page.db),
    )


@pages.get("/administresana/darbi", name="admin.jobs")
def jobs(page: Signed) -> Response:
    """Work that waits or has failed."""
    _only(page, Role.PORTAL_ADMIN)
    found = queries.jobs(page.db, page.actor)
    failed = sum(job.progress is Progress.FAILED for job in found)
    return page.show("admin/jobs.html", jobs=found, failed=failed)


@pages.post("/administresana/darbi/atkartot", name="admin.retry_all")
def retry_all(page: Signed) -> Response:
    """Everything that has failed, once more."""
    _only(page, Role.PORTAL_ADMIN)
    failed = [job for job in queries.jobs(page.db, page.actor) if job.progress is Progress.FAILED]
    for job in failed:
        actions.retry(page.db, page.actor, job)
    return page.done(page.url("admin.jobs"), notice=_("Started again: {n}.", n=len(failed)))


@pages.post("/administresana/darbi/{job_id:int}/atkartot", name="admin.retry")
def retry(page: Signed, job: Annotated[Job, seen(Job)]) -> Response:
    """One failed job, once more."""
    actions.retry(page.db, page.actor, job)
    return page.done(page.url("admin.jobs"), notice=_("Started again: {n}.", n=1))


@pages.post("/administresana/darbi/{job_id:int}/atmest", name="admin.drop")
def drop(page: Signed, job: Annotated[Job, seen(Job)]) -> Response:
    """Nobody waits for it."""
    actions.drop(page.db, page.actor, job)
    return page.done(page.url("admin.jobs"), notice=_("Given up."))


@pages.get("/administresana/datnes", name="admin.files")
def files(page: Signed) -> Response:
    """The last checks of all files; while one runs, how far it is."""
    _only(page, Role.PORTAL_ADMIN)
    checks = queries.checks(page.db, page.actor)
    wrong = next((check for check in checks if check.wrong), None)
    return page.show(
        "admin/files.html",
        block="runs" if page.request.headers.get("hx-target") == "runs" else None,
        checks=checks,
        wrong=wrong,
        faults=queries.faults(page.db, wrong) if wrong else [],
        where=page.request.app.state.settings.files,
    )


@pages.post("/administresana/datnes/parbaudit", name="admin.check_files")
def check_files(page: Signed) -> Response:
    """Reads every file again, now."""
    actions.check_files(page.db, page.actor, page.actor.person)
    return page.done(page.url("admin.files"), notice=_("The check has begun."))


@pages.get("/administresana/organizacijas", name="admin.organisations")
def organisations(page: Signed, q: str = "") -> Response:
    """Schools, companies, associations."""
    _only(page, Role.PORTAL_ADMIN)
    found = queries.organisations(page.db, q[:100])
    return page.show("admin/organisations.html", organisations=found, q=q[:100])


@pages.get("/administresana/audits", name="admin.trail")
def trail(page: Signed) -> Response:
    """Who did what, when, as whom."""
    _only(page, Role.PORTAL_ADMIN, Role.SCHOOL_ADMIN)
    wanted = TrailSearch.read(page.request.query_params)
    rows, more = queries.trail(page.db, page.actor, wanted)
    return page.show("admin/trail.html", rows=rows, more=more, wanted=wanted, verbs=named)


@pages.get("/administresana/tiesibas", name="admin.matrix")
def matrix(page: Signed) -> Response:
    """Who may do what, read from the verbs themselves."""
    _only(page, Role.PORTAL_ADMIN, Role.SCHOOL_ADMIN)
    return page.show("admin/matrix.html", rooms=queries.matrix(), who=who)
