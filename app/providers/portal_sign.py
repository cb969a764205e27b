"""PortalSign of LVRTC: the document goes to eparaksts.lv, the person signs it there and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from app.kit.words import _
from app.providers.steps import Again, Failed, Go, SignedFile, Step, Task
from app.providers.web import basic, call, multipart

SEE_OTHER: Final = frozenset({302, 303})
NOT_YET: Final = frozenset({202, 204, 425})
TRIES: Final = 10
PAUSE: Final = 3  # seconds


@dataclass(frozen=True)
class PortalSign:
    """`url` takes the file; the signed one is at `{url}/{process}/download`."""

    url: str
    user: str
    password: str
    code: str = "portalsign"

    def outside(self, _task: Task) -> bool:
        """Each of its steps is a question to eparaksts.lv."""
        return True

    def advance(self, task: Task) -> Step:
        """Sends the file; when the person is back, fetches the signed one."""
        return self._fetched(task) if "process" in task.kept else self._sent(task)

    def _sent(self, task: Task) -> Step:
        back = f"{task.back}?{urlencode({'state': task.key})}"
        wishes = {"return_to_uri": back, "document_format": "edoc", "sign_mode": "single"}
        body, kind = multipart((task.name, task.pdf, "application/pdf"), **wishes, lang=task.language)
        answer = call(self.url, body, Content_Type=kind, Authorization=basic(self.user, self.password))
        to = answer.headers.get("Location", "")
        process = urlsplit(to).path.rstrip("/").rpartition("/")[2]
        if answer.status not in SEE_OTHER or not process or urlsplit(to).scheme not in {"https", "http"}:
            return Failed(_("eParaksts did not take the document (answer {n}).", n=answer.status))
        return Go(to, {"process": process})

    def _fetched(self, task: Task) -> Step:
        place = f"{self.url}/{quote(task.kept['process'], safe='')}/download"
        answer = call(place, Authorization=basic(self.user, self.password))
        if answer.status in NOT_YET and (tries := task.kept.get("tries", 0)) < TRIES:
            return Again(PAUSE, {**task.kept, "tries": tries + 1})
        if answer.status != 200 or not answer.body:
            return Failed(_("Nothing was signed at eParaksts. You can begin again."))
        ending = "pdf" if answer.body.startswith(b"%PDF-") else "edoc"
        return SignedFile(f"{task.name.rsplit('.', 1)[0]}.{ending}", answer.body)
