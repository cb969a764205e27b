"""Professional qualifications by their official names, to choose from; a school may write another."""

from __future__ import annotations

from typing import Final

QUALIFICATIONS: Final = (
    "Apdares darbu strādnieks",
    "Aprūpētājs",
    "Autoatslēdznieks",
    "Automehāniķis",
    "Datorsistēmu tehniķis",
    "Elektromontieris",
    "Elektrotehniķis",
    "Ēku būvtehniķis",
    "Frizieris-stilists",
    "Kiberdrošības tehniķis",
    "Konditors",
    "Lauksaimniecības mehanizācijas tehniķis",
    "Loģistikas darbinieks",
    "Mehatronisku sistēmu tehniķis",
    "Mēbeļu galdnieks",
    "Pavāra palīgs",
    "Pavārs",
    "Pārdevējs",
    "Programmēšanas tehniķis",
    "Programmvadības metālapstrādes darbgaldu iestatītājs",
    "Programmvadības metālapstrādes darbgaldu operators",
    "Viesmīlis",
    "Viesu uzņemšanas dienesta speciālists",
    "Virtuves darbinieks",
)
