"""What belongs to the site itself: health, accessibility statement, the service worker."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from fastapi import Request, Response
from fastapi.responses import FileResponse, JSONResponse
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.identity.door import Public, public_room
from app.identity.models import Kind, Organisation
from app.identity.roles import SCHOOL_STAFF
from app.jobs.models import Job, Progress
from app.schema import at_head

VERSION = "0.1.0"
EVALUATED = date(2026, 11, 23)
public = public_room()


@dataclass
class Health:
    """What a watchman needs to know; what could not be seen stays as it is here."""

    version: str = VERSION
    database: bool = False
    migrations: bool = False
    jobs: dict[str, int | None] = field(default_factory=lambda: {"waiting": None, "failed": None})
    error: str = ""

    def look(self, db: Session) -> None:
        """One thing after the other, so that the first failure leaves the rest unsaid."""
        db.execute(text("SELECT 1"))
        self.database = True
        self.migrations = at_head(db.connection())
        if self.migrations:
            counted = db.execute(select(Job.progress, func.count()).group_by(Job.progress))
            jobs = dict(counted.all())
            self.jobs = {name: jobs.get(Progress(name), 0) for name in ("waiting", "failed")}

    @property
    def well(self) -> bool:
        """Everything reachable, up to date, and no job given up."""
        return self.database and self.migrations and self.jobs["failed"] == 0


@public.get("/health", name="site.health")
def health(request: Request) -> Response:
    """For the watchman: 503 when something is wrong."""
    found = Health()
    try:
        with request.app.state.database.session(write=False) as db:
            found.look(db)
    except (SQLAlchemyError, OSError) as error:
        found.error = type(error).__name__
    return JSONResponse(asdict(found), 200 if found.well else 503)


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
