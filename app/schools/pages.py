"""All addresses of the room."""

from __future__ import annotations

from app.identity.door import room
from app.schools import (
    group_pages,
    guardian_pages,
    learner_pages,
    programme_pages,
    school_pages,
    year_pages,
)

pages = room()
for part in (school_pages, year_pages, programme_pages, group_pages, learner_pages, guardian_pages):
    pages.include_router(part.pages)
