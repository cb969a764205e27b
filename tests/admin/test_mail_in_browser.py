"""The pages of the mail in a real browser: axe, both themes, five widths, a check that shows itself."""

import pytest
from sqlalchemy import select

from app.demo.cast import by_key
from app.jobs.models import Job, Progress
from app.kit.clock import now
from app.kit.words import Said
from app.notifications.models import Channel, DomainCheck, Fate, Message, Notice
from app.notifications.settling import RETURNED
from tests.live import Live, Windows, axe, no_sideways

PAGES = (
    ("admin", "/administresana/pasts"),
    ("admin", "/administresana/pasts/rinda"),
    ("admin", "/administresana/pasts/zinas"),
    ("ilze", "/pazinojumi/nesanemti"),
    ("ilze", "/pazinojumi"),
    ("martins", "/profils"),
)
pytestmark = pytest.mark.slow


def fill(live: Live) -> None:
    """One of each fate, one failed letter, one check."""
    with live.session() as db:
        ilze, martins = by_key(db, "ilze"), by_key(db, "martins")
        assert ilze and martins
        school = ilze.memberships[0].organisation_id
        for fate, status in (
            (Fate.SENT, ""),
            (Fate.QUEUED, "4.4.1"),
            (Fate.REFUSED, "5.2.2"),
            (Fate.BOUNCED, "5.1.1"),
        ):
            message = Message(person_id=martins.id, sender_id=ilze.id, organisation_id=school, state=fate)
            message.channel, message.template, message.subject = Channel.EMAIL, "remind.sign", "Līgums gaida"
            message.recipient, message.status, message.error = martins.email, status, "550 5.1.1 " + "x" * 90
            message.undelivered_at = now() if status.startswith("5") else None
            db.add(message)
        payload = {"person": martins.id, "template": "remind.sign"}
        failed = Job(kind="notifications.write", payload=payload, progress=Progress.FAILED, tries=10)
        failed.error = "Unsent: 4.4.1 ConnectionRefusedError"
        said = Said("There are several SPF records; there must be one.").to_json()
        found = {"what": "spf", "level": "bad", "said": said, "record": "v=spf1 include:" + "x" * 120}
        told = Notice(
            person_id=ilze.id, actor_id=martins.id, verb=RETURNED.name, thing_type="message", thing_id=1
        )
        db.add_all([failed, told, DomainCheck(domain="portals.example", findings=[found])])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_on_every_screen(window: Windows, live: Live, dark: bool) -> None:
    fill(live)
    windows = {who: window(who, dark=dark) for who, _path in PAGES}
    for who, path in PAGES:
        page = windows[who]
        page.goto(live.url + path)
        axe(page)
        if not dark:
            no_sideways(page)


def test_the_result_of_the_check_comes_by_itself(window: Windows, live: Live) -> None:
    page = window("admin")
    page.goto(live.url + "/administresana/pasts")
    page.get_by_role("button", name="Pārbaudīt tagad").click()
    page.get_by_text("Vaicā serveriem").wait_for()
    live.work()
    page.get_by_text("Jāsalabo").wait_for(timeout=5000)
    with live.session() as db:
        assert db.scalars(select(DomainCheck)).one().domain == "localhost"
