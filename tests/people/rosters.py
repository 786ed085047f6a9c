"""Checked rosters and a programme for tests, with only what a test says in sight."""

import hashlib
from datetime import UTC, date, datetime
from types import SimpleNamespace

import polars as pl

from payung.people import actions as people_actions
from payung.programme.models import Programme, Wave
from payung.roster import actions as roster_actions
from payung.roster import columns

AT = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
VILLAGE = "1704012001"
OTHER_VILLAGE = "1704012002"
SITI = {
    "nik": "1704990101800001",
    "kk": "1704990101100001",
    "name": "SITI AMINAH",
    "birth_date": date(1979, 6, 1),
    "sex": "P",
    "village": VILLAGE,
    "occupation": "Nelayan",
    "occupation_code": "nelayan-perikanan",
}
BUDI = (
    SITI
    | {"nik": "1704990202850002", "kk": "1704990101100002", "name": "BUDI SANTOSO", "sex": "L"}
    | {"birth_date": date(1985, 2, 2)}
)
TEXTS = (
    "nik kk name name_key sex birth_place occupation occupation_code address rt rw hamlet village phone mother"
    " heir status agency segment"
)
VALUES: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(TEXTS.split(), pl.String),
    "birth_date": pl.Date,
    "income": pl.Int64,
    "decile": pl.Int8,
    "alive": pl.Boolean,
    "disability": pl.Boolean,
    "head_of_family": pl.Boolean,
    "has_data_error": pl.Boolean,
}
FINDINGS = {
    "key": pl.UInt32,
    "file": pl.Int32,
    "sheet": pl.Int32,
    "row": pl.Int64,
    **dict.fromkeys(["cell", "column", "code", "severity", "kind", "message", "suggestion"], pl.String),
}


def programme(government="1704000000", **criteria):
    """A programme of a government with one wave of one month in December 2024 for two villages."""
    assume = criteria.pop("assume", ["resident", "working", "wage_earner", "civil_servant", "covered_elsewhere"])
    document = {
        "code": "kaur-2024",
        "name": "Perlindungan pekerja rentan",
        "government": government,
        "issuer": {"title": "Bupati"},
        "legal_basis": {"mengingat": ["UU 24/2011"]},
        "insurance": ["JKK", "JKM"],
        "income": 1_000_000,
        "waves": [{"start": "2024-12", "months": 1}],
        "funding": [
            {"source": "APBD", "owner": government, "year": 2024, "ceiling": 168_000_000, "covers": ["JKK", "JKM"]}
        ],
        "quota": {"method": "equal", "total": 10},
        "criteria": {"min_age": 17, **criteria},
        "assume": assume,
        "draw_seed": "benih",
    }
    made = Programme.objects.create(
        government=government,
        region=government,
        code="kaur-2024",
        name=document["name"],
        segment="BPU",
        insurance=["JKK", "JKM"],
        income=1_000_000,
        min_age=17,
        draw_seed="benih",
        protection_starts=date(2024, 12, 1),
        document=document,
        document_sha256="0" * 64,
    )
    villages = [VILLAGE, OTHER_VILLAGE, government[:4] + "012001"]
    Wave.objects.create(
        segment=made.segment,
        insurance=made.insurance,
        income=made.income,
        government=government,
        region=government,
        programme=made,
        number=1,
        start=date(2024, 12, 1),
        months=1,
        villages=sorted(set(villages)),
    )
    return made


def checked(*people, name="kemuning.xlsx", findings=()):
    """What `roster.check` hands over for one file with these people; `findings` are (row index, code, kind)."""
    return together(file_of(*people, name=name, findings=findings))


def file_of(*people, name="kemuning.xlsx", findings=()):
    return {"name": name, "people": people, "findings": findings}


def together(*files):
    """Several files of one run."""
    sources, rows, found = [], [], []
    for number, file in enumerate(files):
        refused = {index for index, _, kind in file["findings"] if kind == "data"}
        first = len(rows)
        for index, person in enumerate(file["people"]):
            said = {field: person.get(field) for field in VALUES}
            said["name_key"] = person.get("name_key") or person["name"]
            said["has_data_error"] = index in refused
            rows.append({"key": len(rows), "file": number, "sheet": 0, "row": index + 2} | said)
        for index, code, kind in file["findings"]:
            found.append(
                dict.fromkeys(FINDINGS)
                | {"key": first + index, "file": number, "sheet": 0, "row": index + 2, "code": code, "kind": kind}
                | {"severity": "error", "message": f"Baris {index + 2}: {code}."}
            )
        cells = pl.DataFrame(
            {
                "row": range(2, len(file["people"]) + 2),
                "A": [p["nik"] for p in file["people"]],
                "B": [str(p["birth_date"]) for p in file["people"]],
            },
            schema_overrides={"row": pl.Int64, "A": pl.String},
        )
        kinds = cells.with_columns(A=pl.lit("text"), B=pl.lit("date")).select("A", "B")
        sheet = SimpleNamespace(name="Sheet1", cells=cells, kinds=kinds)
        sha256 = hashlib.sha256(repr((file["people"], file["findings"])).encode()).hexdigest()
        sources.append(
            SimpleNamespace(
                notices=[],
                error=None,
                sheets=[],
                source=SimpleNamespace(name=file["name"], format="generic", sha256=sha256, sheets=[sheet]),
            )
        )
    keys = {"key": pl.UInt32, "file": pl.Int32, "sheet": pl.Int32, "row": pl.Int64}
    unsaid = [
        pl.lit(None).alias(name) for name in (*columns.HASHED, *columns.HASHED_WHERE_STATED) if name not in VALUES
    ]
    return SimpleNamespace(
        files=sources,
        rows=pl.DataFrame(rows, schema=keys | VALUES).with_columns(unsaid),
        findings=pl.DataFrame(found, schema=FINDINGS),
    )


def receive(programme, what, by, at=AT):
    return roster_actions.receive(programme_id=programme.id, checked=what, by=by, at=at)


def linked(programme, what, by, at=AT):
    """Receive, accept and link in one go."""
    receive(programme, what, by, at)
    roster_actions.accept(programme_id=programme.id, by=by, at=at)
    return people_actions.link(programme_id=programme.id, by=by, at=at)
