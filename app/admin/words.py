"""How the matrix names those who may do something."""

from __future__ import annotations

from typing import Any, Final

from app.kit.words import Said, _

WHO: Final[dict[str, Said]] = {
    "a_signer": _("a signer of the document"),
    "administrator": _("the school's administrator"),
    "administrator_of": _("the administrator of the organisation"),
    "asker": _("the school that asked the council"),
    "checker": _("the staff of a school that works with the company"),
    "decider": _("the director, or a coordinator where the school lets them"),
    "own_mentor": _("the mentor themselves"),
    "assessed": _("the learner"),
    "assessor": _("the company"),
    "approver": _("the coordinator or the director"),
    "coordinator": _("the coordinator"),
    "by_calendar": _("the portal, on the day that was agreed"),
    "company_office": _("the company's office"),
    "company_side": _("the company"),
    "describer": _("the company"),
    "drafter": _("the coordinator or the internship supervisor"),
    "event_inviter": _("the school's staff"),
    "event_maker": _("the school's staff"),
    "grader": _("the school's staff"),
    "employer": _("the company's office"),
    "guardian": _("the legal representative"),
    "insurer_of": _("the school's office, or the company's"),
    "implementation_drafter": _("the coordinator or the school's administrator"),
    "implementation_row_drafter": _("the coordinator or the school's administrator"),
    "inviter": _("the coordinator, the school's or the company's administrator"),
    "issuer": _("the school that issued it"),
    "keeper_of_contacts": _("oneself, with a password if there is one"),
    "learner": _("the learner"),
    "member": _("anybody of the organisation"),
    "mentor": _("the mentor"),
    "of_batch": _("the coordinator or the school's administrator"),
    "of_rollover": _("the coordinator or the school's administrator"),
    "of_school": _("the coordinator or the school's administrator"),
    "office": _("the school's office"),
    "oneself": _("oneself"),
    "opener": _("the coordinator"),
    "opener_of_plan": _("whoever has a part in the placement"),
    "own_office": _("the company's office"),
    "owner": _("the owner of the link"),
    "partner": _("a school that works with the company"),
    "own_administrator": _("the company's own administrator"),
    "party": _("a party of the contract"),
    "pay_coordinator": _("the coordinator"),
    "portal_administrator": _("the portal administrator"),
    "programme_office": _("the coordinator or the school's administrator"),
    "organiser": _("the school's staff"),
    "procedure_setter": _("the coordinator, the school's administrator or the director"),
    "row_drafter": _("the coordinator or the internship supervisor"),
    "school_head": _("the director"),
    "school_staff": _("the school's staff"),
    "sender": _("whoever sent it"),
    "signer": _("whoever signs"),
    "its_settler": _("the coordinator or the company's office"),
    "order_signer": _("the director"),
    "place_office": _("the company's office"),
    "place_side": _("the place of the internship"),
    "settlement_signer": _("whoever signs"),
    "settler": _("the coordinator or the company's office"),
    "staff": _("the school's staff"),
    "writer": _("the learner"),
    "texts_office": _("the coordinator or the school's administrator"),
    "wording_keeper": _("the school's administrator or director"),
    "director": _("the director"),
    "instructed": _("the learner"),
    "instructor": _("the company"),
    "keeper": _("whoever keeps the lists of their company or school"),
    "represented": _("the legal representative"),
    "school_coordinator": _("the coordinator"),
}


def who(predicate: Any) -> Said:
    """In people's words; a predicate that has none yet is called by its own name."""
    name = predicate.__name__
    return WHO.get(name) or Said(name.replace("_", " "))
