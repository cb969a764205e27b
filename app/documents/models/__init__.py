"""Tables of documents."""

from app.documents.models.circuits import Circuit
from app.documents.models.codes import OneTimeCode, Series
from app.documents.models.delegations import Delegation
from app.documents.models.documents import Document, Edition, Reader, Signer, also_seen, signers_for
from app.documents.models.signatures import Brought, Sealed, Signature, Verdict
from app.documents.models.states import ASIDE, PENDING, Party, State, Step, Strength, Way

__all__ = [
    "ASIDE",
    "PENDING",
    "Brought",
    "Circuit",
    "Delegation",
    "Document",
    "Edition",
    "OneTimeCode",
    "Party",
    "Reader",
    "Sealed",
    "Series",
    "Signature",
    "Signer",
    "State",
    "Step",
    "Strength",
    "Verdict",
    "Way",
    "also_seen",
    "signers_for",
]
