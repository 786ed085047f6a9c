"""The letter that goes with a list of candidates to the agency that is asked to match it; F4 PDF by typst."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.documents import letterpress
from payung.kernel import dates, rupiah, terbilang


@dataclass(frozen=True)
class MatchingRequest:
    """What the letter says. `asked` is the sentence of what the agency is asked for; its number stays open."""

    government: str
    region: str
    agency: str | None
    addressee: str
    programme: str
    asked: str
    people: int
    file: str
    list_sha256: str
    on: date
    place: str | None = None
    demo: bool = False


def write(request: MatchingRequest, path: Path) -> None:
    """Write the letter as PDF."""
    agency = request.agency or "............................................"
    values = {
        "demo": request.demo,
        "draft": False,
        "government": request.government,
        "region": request.region,
        "agency": agency,
        "agency_heading": letterpress.balanced(agency.removesuffix(f" {request.region}").upper(), 46),
        "place": request.place,
        "addressee": request.addressee,
        "programme": request.programme,
        "asked": request.asked,
        "people": rupiah.number(request.people),
        "people_words": terbilang.words(request.people),
        "file": request.file,
        "list_sha256": request.list_sha256,
        "on": dates.long(request.on),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letterpress.press("matching_request", values, request.on))
