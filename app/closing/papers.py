"""The papers of a placement, gathered from the rooms, and bound into one PDF with its contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import Document, State
from app.documents.typeset import pdf
from app.kit.clock import now, riga, today
from app.kit.db import store_of
from app.kit.words import Words
from app.placements.models import Kind, Placement

TEMPLATE = "file_v1"
LV = Words.of("lv")
KINDS: Final = {Kind.DVB: "Darba vidē balstītas mācības", Kind.PRACTICE: "Prakse"}


@dataclass(frozen=True)
class Paper:
    """One document of the file; `bytes_of` gives its PDF."""

    title: str
    on: date | None
    number: str
    bytes_of: Callable[[], bytes]
    url: str = ""
    state: str = ""


Source = Callable[[Session, Placement], list[Paper]]
sources: Final[list[Source]] = []  # of the rooms, wired in


def issued(db: Session, placement: Placement) -> list[Paper]:
    """Every document about the placement that was sent out, oldest first."""
    wanted = select(Document).where(
        Document.subject == placement.trail_subject,
        Document.state.in_((State.COMPLETE, State.OUT, State.ISSUED)),
    )
    return [paper_of(db, document) for document in db.scalars(wanted.order_by(Document.id))]


def paper_of(db: Session, document: Document) -> Paper:
    """A document as a paper of the file: its newest bytes as they were issued."""
    moment = document.completed_at or document.created_at
    return Paper(
        title=document.title,
        on=riga(moment).date(),
        number=document.number,
        bytes_of=lambda: store_of(db).get(document.edition.sha256),
        url=document.address,
        state=LV.text(document.state.label),
    )


def papers(db: Session, placement: Placement) -> list[Paper]:
    """All of the file, in the order of the rooms."""
    return [paper for source in sources for paper in source(db, placement)]


def bound(db: Session, placement: Placement) -> bytes:
    """One PDF: the contents, then every paper; bookmarks lead to each."""
    found = papers(db, placement)
    parts = [PdfReader(BytesIO(paper.bytes_of())) for paper in found]
    cover = PdfReader(BytesIO(pdf(TEMPLATE, _values(placement, found, [len(p.pages) for p in parts], 1))))
    if len(cover.pages) > 1:  # a long list of contents moves everything that follows
        pages = [len(part.pages) for part in parts]
        cover = PdfReader(BytesIO(pdf(TEMPLATE, _values(placement, found, pages, len(cover.pages)))))
    writer = PdfWriter()
    for title, part in zip(["Saturs", *(p.title for p in found)], [cover, *parts], strict=True):
        first = len(writer.pages)
        for page in part.pages:
            writer.add_page(page)
        writer.add_outline_item(title=title, page_number=first)
    writer.add_metadata({"/Title": f"Lieta: {placement.learner.person.name}"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _values(placement: Placement, found: list[Paper], pages: list[int], cover: int) -> dict[str, Any]:
    rows, at = [], cover + 1
    for paper, count in zip(found, pages, strict=True):
        rows.append(
            {
                "title": paper.title,
                "number": paper.number,
                "on": LV.day(paper.on) if paper.on else "",
                "state": paper.state,
                "page": str(at),
            }
        )
        at += count
    person, group = placement.learner.person, placement.learner.group
    starts, ends = placement.starts, placement.ends
    return {
        "iso": today().isoformat(),
        "made": LV.moment(now()),
        "kind": KINDS[placement.kind],
        "school": placement.school.name,
        "learner": person.name,
        "group": group.name if group else "",
        "qualification": placement.programme.qualification if placement.programme else "",
        "company": placement.company.name if placement.company else placement.school.name,
        "period": f"{LV.day(starts)}–{LV.day(ends)}" if starts and ends else "",
        "state": LV.text(placement.state.label),
        "rows": rows,
        "total": str(at - 1),
    }
