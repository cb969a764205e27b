"""What the portal's administrator decides about trust."""

from __future__ import annotations

from app.identity.verbs import portal_administrator
from app.kit.verbs import Verb
from app.kit.words import _

IMPORT = Verb("trust.import", _("imported a trusted list or certificate"), who=(portal_administrator,))
END_ANCHOR = Verb("trust.end_anchor", _("ended trust in a certificate"), who=(portal_administrator,))
REFRESH = Verb("trust.refresh", _("asked for newer trusted lists"), who=(portal_administrator,))
