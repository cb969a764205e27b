"""The characterisation and the report."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import paper_verbs as verbs
from app.assessment.papers import ASPECTS, Characterisation, CharacterState, Report
from app.assessment.paperwork import issue_characterisation, issue_report, issue_sheet
from app.assessment.verbs import ISSUE
from app.documents.models import Document
from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement

MOST_BYTES = 10 * 1024 * 1024
BEGINNINGS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}
FIELDS = (*ASPECTS, *(f"{name}_text" for name in ASPECTS), "to_learner", "to_school")


@does(verbs.CHARACTERISE)
def characterise(db: Session, actor: Actor, placement: Placement, /, **words: Any) -> Characterisation:
    """Keeps what has been written so far: three aspects and proposals."""
    if unknown := words.keys() - set(FIELDS):
        raise ValueError(f"not of a characterisation: {sorted(unknown)}")
    paper = db.scalar(select(Characterisation).where(Characterisation.placement_id == placement.id))
    if paper is None:
        paper = Characterisation(placement=placement, state=CharacterState.DRAFT)
        db.add(paper)
    if paper.state is CharacterState.CONFIRMED:
        raise Refused(_("The characterisation is confirmed. The school can return it for correction."))
    for name, value in words.items():
        setattr(paper, name, value.strip() if isinstance(value, str) and name.endswith("_text") else value)
    return paper


@does(verbs.CONFIRM)
def confirm(db: Session, actor: Actor, paper: Characterisation) -> None:
    """All three aspects are there (481: 6.1.3); the document is issued."""
    if not paper.complete:
        text = _("Describe all three aspects: choose a word and write a sentence for each.")
        raise Refused(Reason(text, "481: 6.1.3", code="R41"))
    paper.confirmed_at, paper.confirmed_by_id, paper.comment = now(), actor.person_id, ""
    paper.confirmed_by = actor.person
    issue_characterisation(db, paper)


@does(verbs.REOPEN)
def reopen(db: Session, actor: Actor, paper: Characterisation, *, comment: str) -> None:
    """The school wants something said differently."""
    if not comment.strip():
        raise Refused(_("Write what has to be corrected."))
    paper.comment, paper.confirmed_at, paper.confirmed_by = comment.strip(), None, None


@does(verbs.WRITE_REPORT)
def write_report(db: Session, actor: Actor, report: Report, *, texts: list[str]) -> None:
    """Keeps what has been written so far."""
    if len(texts) != len(report.headings):
        raise Refused(_("The headings of the report have changed. Open it again."))
    report.texts, report.saved_at = [text.strip() for text in texts], now()


@does(verbs.ATTACH)
def attach(db: Session, actor: Actor, report: Report, *, data: bytes, filename: str) -> None:
    """A PDF or DOCX instead of the form; without data the file is taken out."""
    if not data:
        report.file = report.filename = ""
        return
    name = filename.replace("\\", "/").rpartition("/")[2][-200:]
    beginning = BEGINNINGS.get(name[name.rfind(".") :].lower() if "." in name else "")
    if beginning is None or not data.startswith(beginning):
        raise Refused(_("Choose a PDF or DOCX file."))
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than 10 MB."))
    report.file, report.filename, report.saved_at = store_of(db).put(data), name, now()


@does(verbs.SUBMIT_REPORT)
def submit_report(db: Session, actor: Actor, report: Report) -> None:
    """To the school."""
    if not report.written:
        text = _("Write something under each heading, or attach the report as a file.")
        raise Refused(Reason(text, "481: 6.1.4", code="R42"))
    report.submitted_at, report.comment = now(), ""


@does(verbs.ACCEPT_REPORT)
def accept_report(db: Session, actor: Actor, report: Report) -> None:
    """It is good; what was written in the form becomes a document."""
    report.decided_at, report.decided_by_id = now(), actor.person_id
    if not report.file:
        issue_report(db, report, actor.person)


@does(verbs.RETURN_REPORT)
def return_report(db: Session, actor: Actor, report: Report, *, comment: str) -> None:
    """Says what to correct."""
    if not comment.strip():
        raise Refused(_("Write what has to be corrected."))
    report.comment, report.decided_at, report.decided_by_id = comment.strip(), now(), actor.person_id


@does(verbs.SET_REPORT_DUE)
def set_report_due(db: Session, actor: Actor, report: Report, *, on: date) -> None:
    """The school's deadline (481: 8.4)."""
    report.due_on = on


@does(ISSUE)
def issue(db: Session, actor: Actor, placement: Placement) -> Document:
    """The sheet with everything known now; a later one is a new version of the same document."""
    return issue_sheet(db, placement)
