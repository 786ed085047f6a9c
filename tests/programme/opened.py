"""A small programme of Kabupaten Kaur for tests: three villages, JKK and JKM, one month."""

from datetime import UTC, datetime

from payung.accounts.models import User
from payung.programme import actions
from payung.programme.document import Document
from payung.programme.models import Programme

AT = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
VILLAGES = ["1704012001", "1704012002", "1704012004"]
SOURCE = {"source": "APBD", "owner": "17.04", "year": 2024, "ceiling": 10_000_000, "covers": ["JKK", "JKM"]}


def document(**changes: object) -> Document:
    plain = {
        "code": "kaur-2024",
        "name": "Perlindungan pekerja rentan Kabupaten Kaur 2024",
        "government": "17.04",
        "issuer": {"title": "Bupati Kaur"},
        "legal_basis": {"mengingat": ["UU 40/2004", "UU 24/2011"]},
        "insurance": ["JKK", "JKM"],
        "income": 1_000_000,
        "waves": [{"start": "2024-12", "months": 1, "villages": VILLAGES}],
        "funding": [SOURCE],
        "quota": {"method": "equal", "per_village": 2},
        "preference": ["decile asc"],
        "draw_seed": "benih",
    }
    return Document.model_validate(plain | changes)


def programme(by: User, **changes: object) -> Programme:
    return actions.open_programme(document=document(**changes), by=by, at=AT)
