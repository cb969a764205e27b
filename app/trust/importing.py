"""Taking in lists and certificates: never an older one over a newer, never on the word of nobody."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.esign import trusted_list
from app.esign.anchors import Anchor
from app.esign.identity import identity
from app.esign.trust import read_anchors, vouching
from app.esign.trusted_list import Unusable, read_list
from app.identity.models import Person
from app.kit.db import store_of
from app.kit.errors import Reason, Refused
from app.kit.words import Said, _
from app.trust.models import Origin, TrustAnchor, TrustedList
from app.trust.queries import newest


@dataclass(frozen=True)
class Given:
    """A file, and on whose word; `fingerprint`: the SHA-256 of the signer's certificate, as it was given."""

    data: bytes
    origin: Origin
    by: Person | None = None
    fingerprint: str = ""
    testing: bool = False  # whether this portal signs by its test authority
    name: str = ""

    @property
    def is_list(self) -> bool:
        """XML begins with a bracket; certificates do not."""
        return self.data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"

    @property
    def named(self) -> str:
        """The fingerprint as it is kept, whatever is between its pairs."""
        return "".join(c for c in self.fingerprint.lower() if c in "0123456789abcdef")


def keep(db: Session, given: Given) -> TrustedList | TrustAnchor:
    """A list or a file of certificates; the row, or of several certificates the first. Raises `Refused`."""
    return keep_list(db, given) if given.is_list else keep_anchors(db, given)[0]


def keep_list(db: Session, given: Given) -> TrustedList:
    """The same file again changes nothing."""
    try:
        read = read_list(given.data)
    except Unusable as unusable:
        raise Refused(Reason(unusable.said)) from unusable
    _fits(given, test=read.test)
    last = _newest(db, read)
    if last is not None and last.sha256 == read.sha256:
        return last
    if last is not None and read.number <= last.number:
        raise Refused(
            _("Number {old} is not newer than number {new}, which is here.", old=read.number, new=last.number)
        )
    vouched_by = _vouched(db, read, given)
    row = TrustedList(
        country=read.country,
        number=read.number,
        lotl=read.lotl,
        test=read.test,
        issued_at=read.issued_at,
        next_update=read.next_update,
        sha256=store_of(db).put(given.data),
        signer=_called(read.signer)[:500] if read.signer else "",
        fingerprint=read.signer_sha256,
        vouched_by=vouched_by,
        services=len(read.anchors),
        origin=given.origin,
        imported_by=given.by,
    )
    db.add(row)
    return row


def keep_anchors(db: Session, given: Given) -> list[TrustAnchor]:
    """Every certificate of the file; one that is trusted already is not taken twice."""
    try:
        found = read_anchors(given.data, given.name)
    except Unusable as unusable:
        raise Refused(Reason(unusable.said)) from unusable
    for one in found:
        _fits(given, test=one.test)
    return [_anchor(db, one, given) for one in found]


def _anchor(db: Session, one: Anchor, given: Given) -> TrustAnchor:
    sha256 = store_of(db).put(one.certificate)
    known = select(TrustAnchor).where(TrustAnchor.sha256 == sha256, TrustAnchor.ended_at.is_(None))
    row = db.scalar(known)
    if row is None:
        status = one.statuses[0]
        assert status.until is not None
        row = TrustAnchor(
            purpose=one.purpose,
            name=_called(one.certificate)[:500],
            test=one.test,
            sha256=sha256,
            valid_from=status.since,
            valid_until=status.until,
            imported_by=given.by,
        )
        db.add(row)
    return row


def _called(certificate: bytes) -> str:
    who = identity(certificate)
    return f"{who.name}, {who.organisation}" if who.organisation not in {"", who.name} else who.name


def _fits(given: Given, test: bool) -> None:
    """Test certificates and real ones are never trusted side by side."""
    if given.testing and not test:
        raise Refused(
            Reason(
                _("This portal signs by its test authority; real lists and certificates are not taken here."),
                fix=_("whoever runs the portal, by DVB_TEST_SIGNING"),
            )
        )
    if test and not given.testing:
        raise Refused(_("These are test certificates: signatures that rest on them have no legal force."))


def _newest(db: Session, read: trusted_list.TrustedList) -> TrustedList | None:
    here = (one for one in newest(db) if (one.country, one.lotl) == (read.country, read.lotl))
    return next(here, None)


def _vouched(db: Session, read: trusted_list.TrustedList, given: Given) -> str:
    """Whose word the signer rests on: a list of lists, the issue before, or a fingerprint that was given."""
    if read.signer and not _valid_when_issued(read):
        raise Refused(_("The certificate of the list's signer was not valid when the list was issued."))
    here = newest(db)
    if by := vouching(read, [_again(db, one) for one in here if one.lotl]):
        return by
    for one in here:
        if one.country == read.country and one.fingerprint and one.fingerprint == read.signer_sha256:
            return f"{one.country} {one.number}"
    if given.named and given.named in {read.signer_sha256, read.sha256}:
        return ""
    raise Refused(_unknown(read, bool(given.named)))


def _unknown(read: trusted_list.TrustedList, named: bool) -> Said:
    if named:
        return _("The fingerprint is not that of the list's signer; it is {sha256}.", sha256=_shown(read))
    return _(
        "No list of lists that is here names the signer of this list. If you have compared the fingerprint "
        "with an official publication, give it explicitly: {sha256}.",
        sha256=_shown(read),
    )


def _shown(read: trusted_list.TrustedList) -> str:
    return read.signer_sha256 or read.sha256


def _again(db: Session, row: TrustedList) -> trusted_list.TrustedList:
    return read_list(store_of(db).get(row.sha256))


def _valid_when_issued(read: trusted_list.TrustedList) -> bool:
    signer = x509.load_der_x509_certificate(read.signer)
    return signer.not_valid_before_utc <= read.issued_at <= signer.not_valid_after_utc
