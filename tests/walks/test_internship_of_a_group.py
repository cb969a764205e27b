"""An internship of a whole group in a real browser, from the programme to the mark, as every party of it."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.demo.cast import actor_of
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document, Signer, Step
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import is_working_day
from app.placements.models import Placement, State
from app.safety import actions as safety
from app.safety.topics import CHECKLISTS, OPTIONAL, Kind
from app.schools.models import Group, Learner, Programme
from tests.letters import Post
from tests.live import Live, Windows, axe, no_sideways

pytestmark = pytest.mark.slow
CODES = ("010108-20017", "020207-20028")


def two_learners(live: Live) -> int:
    """Mārtiņš is 17; Elza of the same group is of age. The number of the group."""
    with live.session() as db:
        group = db.scalars(select(Group).where(Group.name == "GAL-32")).one()
        martins = db.scalars(select(Learner).where(Learner.group_id == group.id)).one()
        elza = Person(given_name="Elza", family_name="Āboliņa", email="elza@abava.example")
        elza.birth_date, elza.personal_code = date(today().year - 19, 2, 2), CODES[1]
        martins.person.personal_code = CODES[0]
        elza.fill_keys()
        db.add(Learner(school_id=group.school_id, person=elza, group=group, sort_key=elza.sort_key))
        db.add(Membership(person=elza, organisation_id=group.school_id, role=Role.LEARNER))
        db.flush()
        return group.id


def write_the_programme(ilze: Page, live: Live) -> None:
    with live.session() as db:
        programme = db.scalars(select(Programme.id).order_by(Programme.id)).first()
    ilze.goto(f"{live.url}/prakses-programmas/jauna/{programme}")
    axe(ilze)
    ilze.fill("[name=aim]", "Nostiprināt galdnieka prasmes uzņēmumā.")
    ilze.fill("[name=tasks]", "Iepazīties ar uzņēmumu\nIzgatavot izstrādājumu")
    ilze.fill("[name=criteria]", "Darba kvalitāte\nPatstāvība")
    ilze.fill("[name=hours]", "320")
    ilze.fill("[name=weeks]", "8")
    ilze.get_by_role("button", name="Pievienot").click()
    expect(ilze.locator("main")).to_contain_text("Mēbeļu galdnieka prakse")


def make_the_placements(ilze: Page, live: Live, group: int) -> None:
    ilze.goto(f"{live.url}/vietas/grupai/{group}")
    ilze.select_option("[name=kind]", "practice")
    ilze.fill("[name=starts]", today().isoformat())
    ilze.fill("[name=ends]", (today() + timedelta(days=54)).isoformat())
    for select_ in ilze.locator("select[name^=mentor_]").all():
        select_.select_option(label="Aigars Ozols")
    ilze.get_by_role("button", name=re.compile("Izveidot")).click()
    expect(ilze.locator("h1")).to_contain_text("Grupas GAL-32 dokumenti")
    with live.session() as db:  # so that a day can be logged whatever day it is
        for placement in db.scalars(select(Placement)):
            placement.work_days, placement.weeks = "1234567", "C" * 8


def agree_for_all(window: Windows, live: Live, ilze: Page, group: int) -> None:
    ilze.get_by_role("button", name="Nosūtīt visus melnrakstus saskaņošanai").click()
    expect(ilze.locator("body")).to_contain_text("Nosūtītas 2 programmas")
    aigars = window("aigars", width=390)
    aigars.goto(live.url)
    aigars.get_by_role("link", name=re.compile("Prakses programma gaida")).first.click()
    aigars.get_by_role("button", name=re.compile("visiem 2 izglītojamajiem")).click()
    expect(aigars.locator("body")).to_contain_text("Saskaņotas 2 programmas")
    axe(aigars)


def order(window: Windows, live: Live, ilze: Page, group: int) -> None:
    ilze.goto(f"{live.url}/vietas/grupai/{group}/ligumi")
    ilze.get_by_role("button", name="Sagatavot rīkojumu").click()
    axe(ilze)
    no_sideways(ilze, (320, 1440))
    ilze.fill("[name=position]", "prakses vadītāja")
    ilze.get_by_role("button", name="Saglabāt").click()
    ilze.get_by_role("button", name="Nosūtīt direktoram").click()
    expect(ilze.locator("body")).to_contain_text("gaida direktora parakstu")
    guntis = window("guntis")
    guntis.goto(f"{live.url}/dokumenti")
    guntis.locator("a.name", has_text="Rīkojums par praksi").first.click()
    post = Post(live.app)
    guntis.get_by_role("button", name="Nosūtīt kodu").click()
    live.work()
    code = re.search(r"\b\d{6}\b", post.text())
    assert code is not None
    guntis.fill("[name=code]", code[0])
    guntis.locator("form:has([name=code]) button").first.click()
    expect(guntis.locator("body")).to_contain_text("Parakstīts")


def send_contracts(ilze: Page, live: Live, group: int) -> None:
    ilze.goto(f"{live.url}/vietas/grupai/{group}/ligumi")
    ilze.get_by_role("button", name="Nosūtīt līgumus").click()
    expect(ilze.locator("h1")).to_contain_text("Nosūtīti 2 līgumi")
    for path in (f"/vietas/grupai/{group}/ligumi", "/rikojumi", "/prakses-programmas"):
        ilze.goto(f"{live.url}{path}")
        axe(ilze)
        no_sideways(ilze, (320, 1440))


def sign_and_instruct(live: Live) -> None:
    """What other walks do by hand: each party signs; the mentor instructs, the learners confirm."""
    with live.session() as db:
        for document in db.scalars(select(Document).where(Document.kind == "contract_481")):
            wanted = select(Signer).where(Signer.document_id == document.id, Signer.step == Step.ASKED)
            while signer := db.scalar(wanted):
                actor, code = actor_of(db, signer.person), make_code(db, signer)
                documents.sign(db, actor, signer, code=code, sha256=document.edition.sha256)
                db.flush()
        for placement in db.scalars(select(Placement)):
            assert placement.mentor
            mentor = actor_of(db, placement.mentor.person)
            learner = actor_of(db, placement.learner.person)
            for kind in (Kind.FIRE, Kind.INDUCTION, Kind.INITIAL):
                topics = [key for key in CHECKLISTS[kind] if key not in OPTIONAL]
                made = safety.instruct(db, mentor, placement, kind=kind, on=today(), topics=topics)
                safety.confirm(db, learner, made)
            assert placement.state is State.ACTIVE


def log_a_day(window: Windows, live: Live) -> None:
    martins = window("martins", width=390)
    martins.goto(f"{live.url}/diena?datums={today()}")
    expect(martins.locator("main")).to_contain_text("no prakses programmas")
    martins.locator(".picks label").first.click()
    martins.get_by_role("button", name="Saglabāt dienu").click()
    martins.goto(f"{live.url}/nedelas")
    week = f"{today().isocalendar().week}. nedēļa"
    martins.locator("a:visible", has_text=week).first.click()
    expect(martins.locator("body")).to_contain_text("Plāno savu darba dienu")


def assess(window: Windows, live: Live, ilze: Page) -> None:
    """The place proposes a mark, the school sets the final one."""
    with live.session() as db:
        place = db.scalars(select(Placement).order_by(Placement.id)).first()
        assert place
        address, who = place.address, place.learner.person.name
    aigars = window("aigars", width=390)
    aigars.goto(f"{live.url}{address}/vertejumi")
    aigars.locator("main a[href*='/vertejumi/']").first.click()
    for answers in aigars.locator("fieldset.three").all():
        answers.locator("label").first.click()
    aigars.locator("label:has(input[name=mark][value='8'])").click()
    aigars.fill("[name=good]", "Strādā rūpīgi.")
    aigars.fill("[name=better]", "Jāplāno laiks.")
    aigars.get_by_role("button", name="Iesniegt skolai").click()
    expect(aigars.locator("body")).to_contain_text("Gaida galīgo vērtējumu")
    ilze.goto(f"{live.url}{address}/vertejumi")
    ilze.locator("main a[href*='/vertejumi/']").first.click()
    ilze.locator("label:has(input[name=mark][value='8'])").first.click()
    ilze.get_by_role("button", name="Izlikt galīgo vērtējumu").click()
    expect(ilze.locator("body")).to_contain_text("Galīgais vērtējums")
    expect(ilze.locator("body")).to_contain_text(who)


def test_from_the_programme_to_the_mark(window: Windows, live: Live) -> None:
    if not is_working_day(today()) and today().isoweekday() < 6:
        pytest.skip("nothing is logged on a public holiday")
    group = two_learners(live)
    ilze = window("ilze")
    write_the_programme(ilze, live)
    make_the_placements(ilze, live, group)
    agree_for_all(window, live, ilze, group)
    order(window, live, ilze, group)
    send_contracts(ilze, live, group)
    sign_and_instruct(live)
    log_a_day(window, live)
    assess(window, live, ilze)
