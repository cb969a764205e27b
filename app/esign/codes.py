"""Everything the verifier can say, by code; the sentence is for people, the code for programs."""

from __future__ import annotations

from enum import Enum, StrEnum

from app.kit.words import Said, _


class Weight(Enum):
    """What a finding does to the verdict."""

    REFUSE = "refuse"
    WAIT = "wait"
    NOTE = "note"


class Code(StrEnum):
    """The findings; `SAYS` has the sentences, `WAITING` and `NOTES` those that do not refuse."""

    # the file
    DAMAGED = "DAMAGED"
    NOT_SIGNED = "NOT_SIGNED"
    UNKNOWN_FORMAT = "UNKNOWN_FORMAT"
    TOO_LARGE = "TOO_LARGE"
    TOO_LONG = "TOO_LONG"  # the check needed more time or memory than allowed
    ENCRYPTED = "ENCRYPTED"
    UNREADABLE = "UNREADABLE"  # not there, or nobody may open it
    # the container
    MIMETYPE = "MIMETYPE"
    BAD_NAME = "BAD_NAME"
    DUPLICATE_NAME = "DUPLICATE_NAME"
    TRAILING_BYTES = "TRAILING_BYTES"
    LEADING_BYTES = "LEADING_BYTES"
    OVERLAPPING = "OVERLAPPING"
    NAME_MISMATCH = "NAME_MISMATCH"
    TOO_MANY_FILES = "TOO_MANY_FILES"
    BOMB = "BOMB"
    MANIFEST_MISMATCH = "MANIFEST_MISMATCH"
    # the signature's XML
    XML_FORBIDDEN = "XML_FORBIDDEN"  # a document type, an entity, a comment, a processing instruction
    XML_STRUCTURE = "XML_STRUCTURE"
    DUPLICATE_ID = "DUPLICATE_ID"
    ALGORITHM = "ALGORITHM"
    TRANSFORM = "TRANSFORM"
    REFERENCE = "REFERENCE"  # points at something that is not a file of the container
    NOT_COVERED = "NOT_COVERED"  # a file of the container is not under the signature
    PROFILE = "PROFILE"  # another kind of signature than XAdES or PAdES baseline
    # the cryptography
    DIGEST_MISMATCH = "DIGEST_MISMATCH"
    SIGNATURE_VALUE = "SIGNATURE_VALUE"
    SIGNED_PROPERTIES = "SIGNED_PROPERTIES"
    CERTIFICATE_MISMATCH = "CERTIFICATE_MISMATCH"
    WEAK_KEY = "WEAK_KEY"
    WEAK_DIGEST = "WEAK_DIGEST"
    BAD_CERTIFICATE = "BAD_CERTIFICATE"
    # time
    NO_TIMESTAMP = "NO_TIMESTAMP"
    TIMESTAMP = "TIMESTAMP"
    TSA_UNTRUSTED = "TSA_UNTRUSTED"
    # trust
    CHAIN = "CHAIN"
    EXPIRED = "EXPIRED"
    KEY_USAGE = "KEY_USAGE"
    # revocation
    NO_REVOCATION = "NO_REVOCATION"
    REVOKED = "REVOKED"
    OCSP_OTHER_CERTIFICATE = "OCSP_OTHER_CERTIFICATE"
    OCSP_RESPONDER = "OCSP_RESPONDER"
    OCSP_SIGNATURE = "OCSP_SIGNATURE"
    OCSP_TIME = "OCSP_TIME"
    OCSP_UNKNOWN = "OCSP_UNKNOWN"
    # the PDF
    PDF_CHANGED = "PDF_CHANGED"
    PDF_COVERAGE = "PDF_COVERAGE"
    # the meaning
    NOT_ISSUED_DOCUMENT = "NOT_ISSUED_DOCUMENT"
    OLD_VERSION = "OLD_VERSION"
    WRONG_SIGNER = "WRONG_SIGNER"
    SAME_SIGNER_TWICE = "SAME_SIGNER_TWICE"
    # worth knowing
    TEST = "TEST"
    NOT_QUALIFIED = "NOT_QUALIFIED"
    NO_CODE_KNOWN = "NO_CODE_KNOWN"

    @property
    def weight(self) -> Weight:
        """What it does to the verdict."""
        if self in WAITING:
            return Weight.WAIT
        return Weight.NOTE if self in NOTES else Weight.REFUSE

    @property
    def says(self) -> Said:
        """The sentence for people."""
        return SAYS[self]


WAITING = frozenset({Code.NO_REVOCATION})
NOTES = frozenset({Code.TEST, Code.NOT_QUALIFIED, Code.SAME_SIGNER_TWICE, Code.NO_CODE_KNOWN})
SAYS: dict[Code, Said] = {
    Code.DAMAGED: _("The file is damaged and cannot be read."),
    Code.NOT_SIGNED: _("The file holds no signature."),
    Code.UNKNOWN_FORMAT: _("The file is neither .edoc, .asice nor a signed PDF."),
    Code.TOO_LARGE: _("The file is too large to be checked."),
    Code.TOO_LONG: _("Checking the file took more time or memory than is allowed."),
    Code.ENCRYPTED: _("The file is encrypted; it cannot be checked."),
    Code.UNREADABLE: _("There is no such file, or it cannot be opened."),
    Code.MIMETYPE: _("The container does not begin with its type, or the type is wrong."),
    Code.BAD_NAME: _("A file in the container has a forbidden name."),
    Code.DUPLICATE_NAME: _("Two files in the container have the same name."),
    Code.TRAILING_BYTES: _("There is something after the end of the file that nobody signed."),
    Code.LEADING_BYTES: _("There is something before the beginning of the container."),
    Code.OVERLAPPING: _("Files in the container overlap, or something is hidden between them."),
    Code.NAME_MISMATCH: _("A file is called differently inside the container and in its contents."),
    Code.TOO_MANY_FILES: _("There are too many files in the container."),
    Code.BOMB: _("The container unpacks to far more than is allowed."),
    Code.MANIFEST_MISMATCH: _("The container's list of contents does not match the files in it."),
    Code.XML_FORBIDDEN: _("The signature's XML holds what is forbidden there."),
    Code.XML_STRUCTURE: _("The signature's XML is not built as the standard asks."),
    Code.DUPLICATE_ID: _("Two elements of the signature have the same identifier."),
    Code.ALGORITHM: _("The signature uses an algorithm that is not accepted."),
    Code.TRANSFORM: _("The signature asks to change the files before they are checked."),
    Code.REFERENCE: _("The signature points at something that is not in the container."),
    Code.NOT_COVERED: _("A file in the container is not under the signature."),
    Code.PROFILE: _("The signature is of a kind that cannot be checked here."),
    Code.DIGEST_MISMATCH: _("The document was changed after it was signed."),
    Code.SIGNATURE_VALUE: _("The signature is not the one made with the signer's key."),
    Code.SIGNED_PROPERTIES: _("What the signer stated about the signature was changed."),
    Code.CERTIFICATE_MISMATCH: _("The certificate in the file is not the one that was signed with."),
    Code.WEAK_KEY: _("The signer's key is too short."),
    Code.WEAK_DIGEST: _("The signature rests on a digest that is no longer safe."),
    Code.BAD_CERTIFICATE: _("The signer's certificate cannot be read."),
    Code.NO_TIMESTAMP: _("The signature has no time stamp: when it was made is not proved."),
    Code.TIMESTAMP: _("The time stamp is not of this signature, or was changed."),
    Code.TSA_UNTRUSTED: _("The time stamp is by a service that was not trusted at that time."),
    Code.CHAIN: _("The certificate is by an issuer that was not trusted at that time."),
    Code.EXPIRED: _("The certificate was not valid when the signature was made."),
    Code.KEY_USAGE: _("The certificate is not for signing documents."),
    Code.NO_REVOCATION: _("Whether the certificate was revoked is not known yet."),
    Code.REVOKED: _("The certificate was revoked when the signature was made."),
    Code.OCSP_OTHER_CERTIFICATE: _("The proof about revocation is about another certificate."),
    Code.OCSP_RESPONDER: _("The proof about revocation is by somebody who may not give it."),
    Code.OCSP_SIGNATURE: _("The proof about revocation was changed."),
    Code.OCSP_TIME: _("The proof about revocation is of another time than the signature."),
    Code.OCSP_UNKNOWN: _("The issuer does not know the certificate."),
    Code.PDF_CHANGED: _("The PDF was changed after it was signed."),
    Code.PDF_COVERAGE: _("The signature does not cover the whole PDF."),
    Code.NOT_ISSUED_DOCUMENT: _("Another document was signed, not the one that the portal issued."),
    Code.OLD_VERSION: _("An earlier version of the document was signed."),
    Code.WRONG_SIGNER: _("Somebody else signed, not the person who is expected."),
    Code.SAME_SIGNER_TWICE: _("The same person signed twice; it is counted once."),
    Code.TEST: _("TEST: the signature rests on test certificates and has no legal force."),
    Code.NOT_QUALIFIED: _("The signature is not a qualified one."),
    Code.NO_CODE_KNOWN: _("The portal does not know the person's code; the name was compared."),
}
