"""The list of documents."""

from __future__ import annotations

from fastapi import Response
from sqlalchemy import func, select

from app.documents import kinds
from app.documents.listing import STATES, Search, View, counts, first_view, listed
from app.documents.standing import Known, of_document
from app.identity.door import Signed, room
from app.identity.roles import SCHOOL_STAFF

pages = room()
PAGE = 50


@pages.get("/dokumenti", name="documents.list")
def show_all(page: Signed) -> Response:
    """To sign, to read, sent, all; what waits for me first."""
    query, staff = page.request.query_params, bool(page.actor.roles & SCHOOL_STAFF)
    search, numbers = Search.of(query), counts(page.db, page.actor)
    asked = query.get("skats", "")
    view = View(asked) if asked in set(View) else View.ALL if search.narrows else first_view(numbers)
    number = query.get("lpp", "1")
    at = max(int(number), 1) if number.isdecimal() and len(number) < 5 else 1
    wanted, total = listed(page.actor, view, search), numbers[view]
    if search.narrows:
        total = page.db.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    found = list(page.db.scalars(wanted.limit(PAGE).offset((at - 1) * PAGE)))
    known = Known.of(page.db, page.actor, found)
    return page.show(
        "documents/list.html",
        rows=[(document, of_document(document, known, readers=staff)) for document in found],
        view=view,
        views=list(View),
        counts=numbers,
        search=search,
        kinds=kinds.KINDS,
        kind_of=kinds.label,
        states={name: label for name, (label, _states) in STATES.items()},
        staff=staff,
        at=at,
        total=total,
        last=max(1, -(-total // PAGE)),
    )
