"""Frames in and out of tables: COPY into a temporary table, then INSERT under the policy; reads come back as frames."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection, transaction
from psycopg import sql

STAGING = "payung_incoming"
ROWS_PER_COPY = 100_000
ATTEMPTS = 20


def insert(table: str, frame: pl.DataFrame, *, columns: Sequence[str] | None = None) -> int:
    """Insert all rows of `frame` into `table` in the current transaction and return how many.

    COPY into a table under row-level security is refused, so rows pass through a temporary table whose columns
    have the types of `table`. Columns of the frame are named like those of the table (`columns` selects some);
    lists become arrays, structs and objects must be JSON text. Policies, constraints and defaults apply.
    """
    names = list(columns if columns is not None else frame.columns)
    chosen = frame.select(names)
    if chosen.is_empty():
        return 0
    target, staging = sql.Identifier(table), sql.Identifier(STAGING)
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = django_cursor.cursor
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(staging))
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                staging, listed, target
            )
        )
        statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(staging, listed)
        with cursor.copy(statement) as copy:
            for part in _as_text(chosen).iter_slices(ROWS_PER_COPY):
                copy.write(part.write_csv(include_header=False, quote_style="necessary").encode())
        cursor.execute(sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(target, listed, listed, staging))
        cursor.execute(sql.SQL("DROP TABLE {}").format(staging))
    return chosen.height


def read(query: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> pl.DataFrame:
    """Answer of a SELECT as a frame; placeholders are psycopg's (%s, %(name)s)."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        names = [column.name for column in cursor.cursor.description]
        oids = [column.type_code for column in cursor.cursor.description]
        rows = cursor.fetchall()
    schema = {name: TYPES.get(oid) for name, oid in zip(names, oids, strict=True)}
    return pl.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None)


def reserve_ids(table: str, count: int) -> range:
    """Take `count` consecutive ids from the table's own sequence; nobody else will get them."""
    if count == 0:
        return range(0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
        # Two reservations wait for each other; a single insert between them may still break a block: try again.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reserve {sequence}"])
        for _ in range(ATTEMPTS):
            cursor.execute(
                "SELECT min(id), max(id) FROM (SELECT nextval(%s::regclass) AS id FROM generate_series(1, %s)) taken",
                [sequence, count],
            )
            first, last = cursor.fetchone()
            if last - first + 1 == count:
                return range(first, last + 1)
    raise RuntimeError(f"{table}: no {count} consecutive ids in {ATTEMPTS} attempts")


TYPES: dict[int, Any] = {
    16: pl.Boolean,
    18: pl.String,
    20: pl.Int64,
    21: pl.Int16,
    23: pl.Int32,
    25: pl.String,
    701: pl.Float64,
    1042: pl.String,
    1043: pl.String,
    1082: pl.Date,
    1184: pl.Datetime("us", "UTC"),
    1009: pl.List(pl.String),
    1015: pl.List(pl.String),
    1016: pl.List(pl.Int64),
}


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists become array literals; everything else polars writes to CSV as PostgreSQL reads it."""
    arrays = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    return frame.with_columns(_array_literal(name) for name in arrays) if arrays else frame


def _array_literal(name: str) -> pl.Expr:
    quoted = (
        pl.element()
        .cast(pl.String)
        .str.replace_all("\\", "\\\\", literal=True)
        .str.replace_all('"', '\\"', literal=True)
    )
    inner = pl.col(name).list.eval(pl.lit('"') + quoted + pl.lit('"')).list.join(",")
    return pl.when(pl.col(name).is_not_null()).then(pl.lit("{") + inner + pl.lit("}")).alias(name)
