"""What the portal's administrator does."""

from __future__ import annotations

from app.identity.verbs import portal_administrator
from app.kit.verbs import Verb
from app.kit.words import _

RETRY = Verb("admin.retry", _("started failed work again"), who=(portal_administrator,))
SEND_TEST = Verb("admin.send_test", _("sent a test letter"), who=(portal_administrator,))
CHECK_DOMAIN = Verb("admin.check_domain", _("had the sending domain checked"), who=(portal_administrator,))
DROP = Verb("admin.drop", _("gave up failed work"), who=(portal_administrator,))
CHECK_FILES = Verb("admin.check_files", _("began a check of all files"), who=(portal_administrator,))
