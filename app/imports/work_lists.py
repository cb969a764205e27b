"""The lists about work: the Enterprise Register, and the placements a coordinator keeps in Excel."""

from __future__ import annotations

from typing import Final

from app.imports import parsers
from app.imports.school_lists import GROUP, NAMES, PERSONAL_CODE, WHO
from app.imports.shape import Field, Note, Shape, Values
from app.kit.words import Said, _


def _company(values: Values) -> list[Note]:
    """The register keeps the postal index apart from the address."""
    index = values.pop("index", "")
    if index and values.get("address"):
        values["address"] = f"{values['address']}, {index}"
    return []


def _ended(values: Values) -> Said | None:
    if ended := values.get("ended_on"):
        return _("The company ended on {day:day}.", day=ended)
    return _("The company is closed in the register.") if values.get("closed") else None


REGISTER: Final = Shape(
    "register",
    _("Enterprise Register"),
    (
        Field(
            "reg_no",
            _("Register number"),
            (
                *("regcode", "Reģistrācijas numurs", "Reģ. Nr.", "Reģistrācijas Nr.", "Reģ. numurs"),
                *("Vienotais reģistrācijas numurs", "Nodokļu maksātāja kods", "Register number"),
            ),
            parsers.register_number,
        ),
        Field(
            "name",
            _("Company"),
            ("name", "Nosaukums", "Uzņēmuma nosaukums", "Company"),
            parsers.text("name", 300),
        ),
        Field("legal_form", _("Legal form"), ("type", "Tips", "Veids"), parsers.text("legal_form", 10)),
        Field(
            "legal_form_text",
            _("Legal form in words"),
            ("type_text", "Juridiskā forma", "Uzņēmējdarbības forma"),
            parsers.text("legal_form_text", 100),
        ),
        Field("registered", _("Registered on"), ("registered", "Reģistrēts"), parsers.day("registered_on")),
        Field("terminated", _("Ended on"), ("terminated", "Izslēgts", "Likvidēts"), parsers.day("ended_on")),
        Field("closed", _("Mark of closing"), ("closed", "Slēgts"), parsers.text("closed", 10)),
        Field(
            "address", _("Address"), ("address", "Adrese", "Juridiskā adrese"), parsers.text("address", 280)
        ),
        Field("index", _("Postal index"), ("index", "Pasta indekss", "Indekss"), parsers.postal_index),
    ),
    needs=((("reg_no",),), (("name",),)),
    identity=("reg_no",),
    finish=_company,
    left_out=_ended,
    passed_over=(
        *("sepa", "name_before_quotes", "name_in_quotes", "name_after_quotes", "without_quotes", "regtype"),
        *("regtype_text", "addressid", "region", "city", "atvk", "reregistration_term"),
    ),
)


def _period(values: Values) -> list[Note]:
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        return [Note("ends", _("The end is before the beginning, {day:day}.", day=starts))]
    return []


_KINDS: Final = {
    **dict.fromkeys(("dvb", "darba vide balstitas macibas"), "dvb"),
    **dict.fromkeys(("prakse", "kvalifikacijas prakse", "macibu prakse", "internship"), "practice"),
}

PLACEMENTS: Final = Shape(
    "placements",
    _("Placements"),
    (
        *NAMES,
        PERSONAL_CODE,
        GROUP,
        Field(
            "company_name",
            _("Company"),
            (
                "Uzņēmums",
                "Uzņēmuma nosaukums",
                "Darba devējs",
                "Prakses vieta",
                "DVB vieta",
                "Firma",
                "Company",
            ),
            parsers.text("company_name", 300),
        ),
        REGISTER["reg_no"],
        Field(
            "mentor",
            _("Mentor"),
            (
                *(
                    "Vadītājs",
                    "Vadītājs uzņēmumā",
                    "DVB vadītājs",
                    "DVB vadītājs uzņēmumā",
                    "Prakses vadītājs",
                ),
                *("Prakses vadītājs uzņēmumā", "Mentors", "Mentor"),
            ),
            parsers.name_of("mentor_"),
        ),
        Field(
            "mentor_phone",
            _("Mentor’s phone"),
            ("Vadītāja tālr.", "Vadītāja tālrunis", "Mentora tālr.", "Mentora tālrunis", "Vadītāja mob."),
            parsers.phone("mentor_phone"),
        ),
        Field(
            "mentor_email",
            _("Mentor’s e-mail"),
            ("Vadītāja e-pasts", "Mentora e-pasts"),
            parsers.email("mentor_email"),
        ),
        Field(
            "kind",
            _("Kind of placement"),
            ("Veids", "DVB vai prakse", "Mācību veids"),
            parsers.one_of("kind", _KINDS, _("Write “DVB” or “prakse”.")),
        ),
        Field(
            "starts", _("From"), ("No", "Sākums", "Sākuma datums", "No datuma", "From"), parsers.day("starts")
        ),
        Field(
            "ends",
            _("Until"),
            ("Līdz", "Beigas", "Beigu datums", "Līdz datumam", "Until"),
            parsers.day("ends"),
        ),
        Field(
            "contract_no",
            _("Contract number"),
            ("Līguma Nr.", "Līguma numurs", "Līgums", "Contract number"),
            parsers.text("contract_no", 40),
        ),
        Field(
            "pay",
            _("Stipend or wage"),
            (
                "Stipendija / alga",
                "Alga / stipendija",
                "Stipendija vai alga",
                "Stipendija",
                "Samaksa",
                "Atlīdzība",
            ),
            parsers.pay,
        ),
        Field(
            "company_hours",
            _("Hours in the company"),
            ("Stundas uzņ.", "Stundas uzņēmumā", "Stundas pie darba devēja", "Stundas", "Hours"),
            parsers.whole("company_hours", 1, 5_000),
        ),
    ),
    needs=(WHO, (("company_name",), ("reg_no",)), (("starts",),), (("ends",),)),
    identity=("surname", "given_name", "group", "reg_no", "starts"),
    finish=_period,
    passed_over=("Nr.", "N.p.k.", "Nr.p.k.", "Npk", "Piezīmes"),
)
