"""The page on which each kind of provision is mended."""

from __future__ import annotations

from typing import Final

from app.law.case import Case

PAGES: Final = {
    "suitability": "/uznemumi/{company}/piemeriba",
    "evidence": "/vaditaji/{mentor}/pieradijumi",
    "office": "/uznemumi/{company}",
    "undeclared": "/uznemumi/{company}/polises#parbaude",
    "programme": "/skola/programmas/{programme}",
    "implementation": "/skola/programmas/{programme}/istenosana",
    "school": "/skola",
    "learner": "/izglitojamie/{learner}",
    "order": "/rikojumi",
    "company": "/vietas/{placement}/uznemums",
    "mentor": "/vietas/{placement}/vaditajs",
    "period": "/vietas/{placement}/periods",
    "plan": "/vietas/{placement}/plans",
    "acquaint": "/vietas/{placement}/iepazisanas",
    "terms": "/vietas/{placement}/parbaudit#nosacijumi",
    "contract": "/vietas/{placement}/ligums",
    "pay": "/vietas/{placement}/samaksa",
    "insurance": "/vietas/{placement}/samaksa#apdrosinasana",
    "safety": "/vietas/{placement}/drosiba",
    "practice": "/vietas/{placement}/programma",
    "diary": "/vietas/{placement}/dienasgramata",
    "assessment": "/vietas/{placement}/vertejumi",
    "file": "/vietas/{placement}/lieta",
}


def address(case: Case, where: str) -> str:
    """Empty when what it is about is not chosen yet."""
    page = PAGES.get(where, "")
    known = {name: number for name, number in case.ids.items() if number is not None}
    try:
        return page.format(placement=case.placement_id, **known)
    except KeyError:
        return f"/vietas/{case.placement_id}"
