"""The characterisation, by the supervisor on the phone; the report, by the learner."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.assessment import paper_actions as actions
from app.assessment import paper_verbs as verbs
from app.assessment.forms import CharacterForm, CommentForm, DateForm, ReportForm
from app.assessment.papers import ASPECT_LABELS, Characterisation, CharacterState, Report, ReportState
from app.assessment.queries import characterisation_of, report_of
from app.assessment.scale import GRIPS
from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.kit.errors import NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import Placement

pages = room()

Seen = Annotated[Placement, seen(Placement)]
Described = Annotated[Sent[CharacterForm], sent(CharacterForm)]
Written = Annotated[Sent[ReportForm], sent(ReportForm)]
Words = Annotated[Sent[CommentForm], sent(CommentForm)]
MEDIA = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _paper(
    page: Page,
    placement: Placement,
    form: Sent[CharacterForm] | None = None,
    comment: Sent[CommentForm] | None = None,
) -> Response:
    paper = characterisation_of(page.db, placement.id)
    mine = verbs.CHARACTERISE.open_to(page.actor, placement)
    open_ = mine and (paper is None or paper.state is CharacterState.DRAFT)
    staff = placements.staff(page.actor, placement)
    if form is None:
        kept = {name: getattr(paper, name) for name in actions.FIELDS} if paper else {}
        form = blank(CharacterForm, **kept)
    return page.show(
        "assessment/characterise.html" if open_ else "assessment/character.html",
        status=422 if form.errors or (comment and comment.errors) else 200,
        placement=placement,
        paper=paper if paper and (paper.state is CharacterState.CONFIRMED or staff or mine) else None,
        form=form,
        aspects=list(ASPECT_LABELS.items()),
        grips=[(grip.value, page.words.text(said)) for grip, said in GRIPS.items()],
        comment=comment or blank(CommentForm),
        may_return=paper is not None and verbs.REOPEN.open_to(page.actor, paper),
    )


@pages.get("/vietas/{placement_id:int}/raksturojums", name="assessment.character")
def character(page: Signed, placement: Seen) -> Response:
    """Written by the supervisor, read by the others once it is confirmed."""
    return _paper(page, placement)


def _described(page: Page, placement: Placement, form: Sent[CharacterForm]) -> Characterisation:
    return actions.characterise(page.db, page.actor, placement, **form.data.model_dump())


@pages.post("/vietas/{placement_id:int}/raksturojums", name="assessment.characterise")
def characterise(page: Signed, placement: Seen, form: Described) -> Response:
    """Keeps what is written so far."""
    verbs.CHARACTERISE.check(page.db, page.actor, placement)
    if form.errors:
        return _paper(page, placement, form)
    _described(page, placement, form)
    notice = None if page.htmx else _("Saved. The school sees it when you confirm it.")
    return page.done(page.url("assessment.character", placement_id=placement.id), notice=notice)


@pages.post("/vietas/{placement_id:int}/raksturojums/apstiprinat", name="assessment.confirm")
def confirm(page: Signed, placement: Seen, form: Described) -> Response:
    """All three aspects, in one tap."""
    verbs.CHARACTERISE.check(page.db, page.actor, placement)
    if not form.errors:
        for name in ASPECT_LABELS:
            if getattr(form.data, name) is None:
                form.refuse(name, _("Choose one."))
            if not getattr(form.data, f"{name}_text"):
                form.refuse(f"{name}_text", _("Write one sentence."))
    if form.errors:
        return _paper(page, placement, form)
    paper = _described(page, placement, form)
    page.db.flush()  # a new characterisation has its number before it is confirmed
    actions.confirm(page.db, page.actor, paper)
    notice = _("Confirmed. The school and the trainee have received it.")
    return page.done(page.url("assessment.character", placement_id=placement.id), notice=notice)


@pages.post("/raksturojumi/{characterisation_id:int}/atgriezt", name="assessment.reopen")
def reopen(
    page: Signed, characterisation: Annotated[Characterisation, seen(Characterisation)], form: Words
) -> Response:
    """Back to the supervisor."""
    verbs.REOPEN.check(page.db, page.actor, characterisation)
    if form.errors:
        return _paper(page, characterisation.placement, comment=form)
    actions.reopen(page.db, page.actor, characterisation, comment=form.data.comment)
    to = page.url("assessment.placement", placement_id=characterisation.placement_id)
    return page.done(to, notice=_("Returned to the supervisor with your comment."))


def _report(
    page: Page,
    report: Report,
    form: Sent[ReportForm] | None = None,
    **forms: Any,
) -> Response:
    mine = verbs.WRITE_REPORT.open_to(page.actor, report)
    if form is None:
        form = blank(ReportForm)
        form.raw = {f"t{n}": [text] for n, text in enumerate(report.texts)}
    wrong = form.errors or any(each.errors for each in forms.values())
    shown = mine or report.state is not ReportState.DRAFT or verbs.writer(page.actor, report)
    return page.show(
        "assessment/write_report.html" if mine else "assessment/report.html",
        status=422 if wrong else 200,
        placement=report.placement,
        report=report,
        shown=shown,
        parts=list(zip(report.headings, report.texts, strict=True)) if shown else [],
        form=form,
        verbs=verbs,
        **{"comment": blank(CommentForm), "date": blank(DateForm, on=report.due_on), **forms},
    )


def _of(page: Page, placement: Placement) -> Report:
    report = report_of(page.db, placement.id)
    if report is None:
        raise NotFound("report")
    return report


@pages.get("/vietas/{placement_id:int}/parskats", name="assessment.report")
def report(page: Signed, placement: Seen) -> Response:
    """Written by the learner, read by the school when it is submitted."""
    return _report(page, _of(page, placement))


def _texts(form: Sent[ReportForm], report: Report) -> list[str]:
    """What was typed under each heading; longer than a page of paper allows is cut by nobody."""
    texts = [form.value(f"t{n}") for n in range(len(report.headings))]
    for n, text in enumerate(texts):
        if len(text) > 8000:
            form.refuse(f"t{n}", _("At most {n} characters.", n=8000))
    return texts


def _save(page: Page, report: Report, form: Sent[ReportForm]) -> None:
    """The texts, and the file when one was chosen."""
    texts = _texts(form, report)
    if form.errors:
        return
    actions.write_report(page.db, page.actor, report, texts=texts)
    if form.data.file is not None:
        file = form.data.file
        data = file.file.read(actions.MOST_BYTES + 1)
        form.attempt(
            lambda: actions.attach(page.db, page.actor, report, data=data, filename=file.filename or ""),
            "file",
        )


@pages.post("/vietas/{placement_id:int}/parskats", name="assessment.write_report")
def write_report(page: Signed, placement: Seen, form: Written) -> Response:
    """Keeps what is written so far; while typing, without a new page."""
    report = _of(page, placement)
    verbs.WRITE_REPORT.check(page.db, page.actor, report)
    if not form.errors:
        _save(page, report, form)
    if form.errors:
        return _report(page, report, form)
    notice = None if page.htmx else _("Saved. The school sees it when you submit it.")
    return page.done(page.url("assessment.report", placement_id=placement.id), notice=notice)


@pages.post("/vietas/{placement_id:int}/parskats/iesniegt", name="assessment.submit_report")
def submit_report(page: Signed, placement: Seen, form: Written) -> Response:
    """To the school."""
    report = _of(page, placement)
    verbs.SUBMIT_REPORT.check(page.db, page.actor, report)
    if not form.errors:
        _save(page, report, form)
    if not form.errors and not report.written:
        for n, text in enumerate(report.texts):
            if not text:
                form.refuse(f"t{n}", _("Write something here, or attach the report as a file."))
    if form.errors:
        return _report(page, report, form)
    actions.submit_report(page.db, page.actor, report)
    to = page.url("assessment.report", placement_id=placement.id)
    return page.done(to, notice=_("Submitted. The school will read it."))


@pages.post("/parskati/{report_id:int}/nonemt-failu", name="assessment.attach")
def attach(page: Signed, report: Annotated[Report, seen(Report)]) -> Response:
    """Takes the file out again."""
    actions.attach(page.db, page.actor, report, data=b"", filename="")
    return page.done(report.address, notice=_("The file is taken out."))


@pages.get("/parskati/{report_id:int}/fails", name="assessment.report_file")
def report_file(page: Signed, report: Annotated[Report, seen(Report)]) -> Response:
    """The attached file."""
    own = verbs.writer(page.actor, report)
    if not report.file or (report.state is ReportState.DRAFT and not own):
        raise NotFound("report_file")
    kind = MEDIA.get(report.filename[report.filename.rfind(".") :].lower(), "application/octet-stream")
    return page.download(content_of(page.db, report.file), report.filename, kind)


@pages.post("/parskati/{report_id:int}/pienemt", name="assessment.accept_report")
def accept_report(page: Signed, report: Annotated[Report, seen(Report)]) -> Response:
    """The school accepts it."""
    actions.accept_report(page.db, page.actor, report)
    return page.done(report.address, notice=_("The report is accepted."))


@pages.post("/parskati/{report_id:int}/atgriezt", name="assessment.return_report")
def return_report(page: Signed, report: Annotated[Report, seen(Report)], form: Words) -> Response:
    """Back to the learner."""
    verbs.RETURN_REPORT.check(page.db, page.actor, report)
    if form.errors:
        return _report(page, report, comment=form)
    actions.return_report(page.db, page.actor, report, comment=form.data.comment)
    return page.done(report.address, notice=_("Returned to the learner with your comment."))


@pages.post("/parskati/{report_id:int}/termins", name="assessment.set_report_due")
def set_report_due(
    page: Signed, report: Annotated[Report, seen(Report)], form: Annotated[Sent[DateForm], sent(DateForm)]
) -> Response:
    """The school's deadline."""
    verbs.SET_REPORT_DUE.check(page.db, page.actor, report)
    if form.errors:
        return _report(page, report, date=form)
    actions.set_report_due(page.db, page.actor, report, on=form.data.on)
    return page.done(report.address, notice=_("The deadline is set. The learner is told."))
