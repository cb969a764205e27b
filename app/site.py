"""What belongs to the site itself: health, accessibility statement, the service worker."""

from __future__ import annotations

from datetime import date

from fastapi import Request, Response
from fastapi.responses import FileResponse, JSONResponse
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.identity.door import Public, public_room
from app.identity.models import Kind, Organisation
from app.identity.roles import SCHOOL_STAFF
from app.jobs.models import Job
from app.schema import at_head

VERSION = "0.1.0"
EVALUATED = date(2026, 11, 23)
public = public_room()


@public.get("/health", name="site.health")
def health(request: Request) -> Response:
    """For the watchman: 503 when something is wrong."""
    found: dict[str, object] = {"version": VERSION, "database": False, "migrations": False, "jobs": {}}
    try:
        with request.app.state.database.session(write=False) as db:
            db.execute(text("SELECT 1"))
            found["database"] = True
            found["migrations"] = at_head(db.connection())
            counts = db.execute(select(Job.progress, func.count()).group_by(Job.progress)).all()
            jobs = {progress.value: n for progress, n in counts}
            found["jobs"] = {"waiting": jobs.get("waiting", 0), "failed": jobs.get("failed", 0)}
    except SQLAlchemyError as error:
        found["error"] = type(error).__name__
    well = found["database"] and found["migrations"] and not dict(found["jobs"] or {}).get("failed")  # type: ignore[call-overload]
    return JSONResponse(found, 200 if well else 503)


@public.get("/pieklustamiba", name="site.accessibility")
def accessibility(page: Public) -> Response:
    """The accessibility statement (MK 445), with the contacts of the school when there is one."""
    schools = select(Organisation).where(Organisation.kind == Kind.SCHOOL).limit(2)
    known = list(page.db.scalars(schools))
    mine = page.actor.organisation if page.actor and page.actor.roles & SCHOOL_STAFF else None
    school = mine or (known[0] if len(known) == 1 else None)
    return page.show("site/accessibility.html", evaluated=EVALUATED, school=school)


@public.get("/sw.js", name="site.worker")
def service_worker(request: Request) -> Response:
    """From the root, so that it may serve the whole site."""
    return FileResponse(request.app.state.assets.folder / "sw.js", media_type="text/javascript")
