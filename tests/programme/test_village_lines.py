"""A funding line of all villages becomes one line a village; kelurahan have no budget of their own."""

from payung.programme import village_lines
from payung.programme.document import Document

DENPASAR = {
    "code": "dua-desa",
    "name": "Dua desa di Denpasar",
    "government": "51.71",
    "issuer": {"title": "Wali Kota Denpasar"},
    "legal_basis": {"mengingat": ["UU 40/2004"]},
    "insurance": ["JKK", "JKM"],
    "income": 1_000_000,
    "waves": [{"start": "2023-02", "months": 12, "villages": ["51.71.03.2008", "51.71.04.2008"]}],
    "quota": {"method": "equal", "per_village": 100},
    "draw_seed": "dua desa",
}
VILLAGE_FUNDS = {"source": "DD", "owner": "villages", "year": 2023, "ceiling": 20_160_000, "covers": ["JKK", "JKM"]}
CITY = {"source": "APBD", "owner": "51.71", "year": 2023, "ceiling": 1, "covers": ["JKK"]}
TEGAL_HARUM, UBUNG_KAJA, SESETAN = "5171032008", "5171042008", "5171011003"


def test_every_village_pays_from_its_own_budget() -> None:
    document = Document.model_validate(DENPASAR | {"funding": [VILLAGE_FUNDS, CITY]})
    spread, written = village_lines.spread(document, [UBUNG_KAJA, TEGAL_HARUM])
    assert [(line.source, line.owner, line.ceiling) for line in spread.funding] == [
        ("DD", TEGAL_HARUM, 20_160_000),
        ("DD", UBUNG_KAJA, 20_160_000),
        ("APBD", "5171000000", 1),
    ]
    assert written == [0, 0, 1]


def test_a_kelurahan_has_no_line() -> None:
    document = Document.model_validate(DENPASAR | {"funding": [VILLAGE_FUNDS]})
    spread, _ = village_lines.spread(document, [SESETAN, TEGAL_HARUM])
    assert [line.owner for line in spread.funding] == [TEGAL_HARUM]


def test_a_document_without_such_lines_stays_as_it_is() -> None:
    document = Document.model_validate(DENPASAR | {"funding": [CITY]})
    assert village_lines.spread(document, [TEGAL_HARUM]) == (document, [0])
