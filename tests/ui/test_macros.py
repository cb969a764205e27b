"""The shared pieces of pages say in words what they show."""

import re
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.testclient import TestClient

from app.kit.errors import Reason
from app.kit.forms import Sent, blank
from app.kit.words import _


class Visit(BaseModel):
    """A form for these tests."""

    name: str = ""
    roles: list[str] = []


@pytest.fixture
def ui(client: TestClient) -> Any:
    app = client.app
    assert isinstance(app, FastAPI)
    return app.state.templates["lv"].globals["ui"]


def wrong_form(**initial: Any) -> Sent[Visit]:
    form = blank(Visit, **initial)
    form.refuse("name", _("Fill in this field."))
    return form


def test_a_field_names_its_hint_and_its_error(ui: Any) -> None:
    html = str(ui.field(wrong_form(name="A<b"), "name", "Vārds", hint="Kā pasē", required=True))
    assert 'aria-describedby="h-name e-name"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="A&lt;b"' in html
    assert 'id="h-name"' in html
    assert 'id="e-name"' in html
    assert 'for="f-name"' in html


def test_a_clean_field_says_nothing_extra(ui: Any) -> None:
    html = str(ui.field(blank(Visit, name="Anna"), "name", "Vārds", required=True))
    assert "aria-" not in html.replace("aria-hidden", "")
    assert "fld--bad" not in html


def test_a_password_never_comes_back(ui: Any) -> None:
    assert "slepeni" not in str(ui.field(blank(Visit, name="slepeni"), "name", "Parole", type="password"))


def test_text_keeps_its_first_empty_line(ui: Any) -> None:
    html = str(ui.textarea(blank(Visit, name="\nOtrā rinda"), "name", "Teksts"))
    assert ">\n\nOtrā rinda</textarea>" in html


def test_the_summary_leads_to_every_field(ui: Any) -> None:
    form = wrong_form()
    form.refuse("roles", _("Choose at least one."))
    form.refuse("", _("Somebody changed these data meanwhile. Check them and save again."))
    summary = str(ui.errors(form))
    fields = str(ui.field(form, "name", "Vārds")) + str(ui.checks(form, "roles", "Lomas", [("a", "A")]))
    assert "2 lauki" in summary
    targets = re.findall(r'href="#([\w-]+)"', summary)
    assert targets == ["f-name", "f-roles"]
    assert all(f'id="{target}"' in fields for target in targets)


def test_choices_that_were_made_are_kept(ui: Any) -> None:
    options = [("a", "Pirmā"), ("b", "Otrā", "sīkāk")]
    html = str(ui.checks(blank(Visit, roles=["b"]), "roles", "Lomas", options, hint="Vismaz viena"))
    assert re.findall(r'value="(\w)" checked', html) == ["b"]
    assert "<legend>Lomas</legend>" in html
    assert "<small>sīkāk</small>" in html
    assert 'aria-describedby="h-roles"' in html


def test_the_tape_says_its_numbers_and_its_base(ui: Any) -> None:
    html = str(ui.tape(18.2, 31.4, _("of the programme")))
    label = re.search(r'aria-label="([^"]+)"', html)
    assert label
    assert all(number in label[1] for number in ("18,2", "31,4", "25"))
    assert 'class="tape__done" width="36.4%"' in html
    assert html.count("<line") == 18
    assert "style=" not in html


@pytest.mark.parametrize(("done", "plan"), [(0, 0), (60, 80), (49.9, 50)])
def test_the_tape_stays_in_its_box(ui: Any, done: float, plan: float) -> None:
    widths = [float(width) for width in re.findall(r'width="([\d.]+)%"', str(ui.tape(done, plan)))]
    assert all(0 <= width <= 100 for width in widths)


def test_what_is_closed_says_why_and_who_can_help(ui: Any) -> None:
    reason = Reason(_("Fill in this field."), clause="484: 8.4", fix=_("Open"), url="/vietas/1/plans")
    closed = Thing(label="Nosūtīt", url="/x", open=False, reasons=[reason], primary=True, icon=None)
    html = str(ui.deed(closed))
    assert "<form" not in html
    assert 'aria-disabled="true"' in html
    assert "484: 8.4" in html
    assert 'href="/vietas/1/plans"' in html


def test_what_is_open_posts(ui: Any) -> None:
    opened = Thing(label="Nosūtīt", url="/x", open=True, reasons=[], primary=True, icon="send")
    assert re.search(r'<form[^>]*method="post"[^>]*action="/x"', str(ui.deed(opened)))


def test_a_grave_deed_asks_first(ui: Any) -> None:
    html = str(ui.post("/x", "Dzēst", confirm="Paraksti zaudēs spēku."))
    assert html.index("<summary") < html.index("Paraksti zaudēs spēku.") < html.index("<button")


def test_every_state_of_the_belt_has_words(ui: Any) -> None:
    states = ["ok", "gaida", "nav", "plan", "skola", "plans", "briv"]
    assert str(ui.josta_legend(states)).count('class="lg"') == len(states)


def test_a_late_signature_reddens_one_line(ui: Any) -> None:
    signer = {"name": "A", "party": "B", "lines": ["gaida", "atvērts"], "state": "now", "late": True}
    assert str(ui.steps([signer])).count('class="late"') == 1
