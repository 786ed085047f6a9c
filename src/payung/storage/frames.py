"""Frames in and out of tables: COPY to a temporary table, then INSERT under the policy; COPY back as a frame."""

import io
from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection, transaction
from psycopg import errors, pq, sql

STAGING = "payung_incoming"
ROWS_PER_COPY = 100_000
ATTEMPTS = 20

Parameters = Sequence[Any] | dict[str, Any] | None

# PostgreSQL's type oids; every other type arrives as its text.
NUMERIC = 1700
BOOLEAN = 16
MOMENT = 1184
DIRECT = {20: pl.Int64, 21: pl.Int16, 23: pl.Int32, 700: pl.Float32, 701: pl.Float64, 1082: pl.Date}
ARRAYS: dict[int, Any] = {
    1000: pl.Boolean,
    1005: pl.Int16,
    1007: pl.Int32,
    1009: pl.String,
    1014: pl.String,
    1015: pl.String,
    1016: pl.Int64,
}


def insert(table: str, frame: pl.DataFrame, *, columns: Sequence[str] | None = None) -> int:
    """Insert all rows of `frame` into `table` in the current transaction and return how many.

    COPY into a table under row-level security is refused, so rows pass through a temporary table whose columns
    have the types of `table`. Columns of the frame are named like those of the table (`columns` selects some).
    Lists become arrays, structs become JSON; JSON may also be given as text. An empty text stays an empty text
    and null stays NULL. Policies, constraints and the defaults of the columns not given apply.
    """
    names = list(columns if columns is not None else frame.columns)
    chosen = frame.select(names)
    if chosen.is_empty():
        return 0
    target, staging = sql.Identifier(table), sql.Identifier(STAGING)
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    with transaction.atomic(), connection.cursor() as wrapped, connection.wrap_database_errors:
        cursor = wrapped.cursor
        make = "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
        cursor.execute(sql.SQL(make).format(staging, listed, target))
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(staging, listed)) as copy:
            for part in chosen.iter_slices(ROWS_PER_COPY):
                # Every text is quoted: an unquoted blank is NULL, a quoted one is the empty text.
                copy.write(_as_text(part).write_csv(include_header=False, quote_style="non_numeric").encode())
        fill = "INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}"
        cursor.execute(sql.SQL(fill).format(target, listed, listed, staging))
        cursor.execute(sql.SQL("DROP TABLE {}").format(staging))
    return chosen.height


def read(query: str, parameters: Parameters = None) -> pl.DataFrame:
    """Answer of a SELECT as a frame; placeholders are psycopg's (%s, %(name)s), columns need different names.

    bigint -> Int64, date -> Date, timestamptz -> Datetime in UTC, arrays -> List, json and the rest -> String.
    A `numeric` (as the sum of a bigint is) is refused with TypeError: cast it, `sum(amount)::bigint`.
    """
    with connection.cursor() as wrapped, connection.wrap_database_errors:
        cursor = wrapped.cursor
        asked = sql.SQL("{}").format(sql.SQL(cursor.mogrify(query, parameters)))
        cursor.execute(sql.SQL("SELECT * FROM ({}) AS answer LIMIT 0").format(asked))
        types = {column.name: column.type_code for column in cursor.description}
        for name, oid in types.items():
            if oid == NUMERIC:
                raise TypeError(f"column {name} is numeric: cast it to bigint in the query")
        listed = sql.SQL(", ").join(
            sql.SQL("to_json({})" if oid in ARRAYS else "{}").format(sql.Identifier(name))
            for name, oid in types.items()
        )
        copying = sql.SQL("COPY (SELECT {} FROM ({}) AS answer) TO STDOUT (FORMAT csv)").format(listed, asked)
        answer = _copied(cursor, copying)
    if not answer:
        return pl.DataFrame(schema={name: _type(oid) for name, oid in types.items()})
    frame = pl.read_csv(
        answer,
        has_header=False,
        schema={name: DIRECT.get(oid, pl.String) for name, oid in types.items()},
    )
    return frame.with_columns(_parsed(name, oid) for name, oid in types.items() if _type(oid) != frame[name].dtype)


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
                "SELECT min(id), max(id)"
                " FROM (SELECT nextval(%s::regclass) AS id FROM generate_series(1, %s)) AS taken",
                [sequence, count],
            )
            first, last = cursor.fetchone()
            if last - first + 1 == count:
                return range(first, last + 1)
    raise RuntimeError(f"{table}: no {count} consecutive ids in {ATTEMPTS} attempts")


def _copied(cursor: Any, copying: sql.Composable) -> bytes:
    """What the server copies out. It sends row by row; those that have arrived are taken without waiting for each."""
    answer = io.BytesIO()
    with cursor.copy(copying) as copy:
        connected = cursor.connection.pgconn
        while part := copy.read():
            answer.write(part)
            size, part = connected.get_copy_data(1)
            while size > 0:
                answer.write(part)
                size, part = connected.get_copy_data(1)
            if size < 0:
                while result := connected.get_result():
                    if result.status != pq.ExecStatus.COMMAND_OK:
                        raise errors.error_from_result(result)
                break
    return answer.getvalue()


def _type(oid: int) -> Any:
    if oid in ARRAYS:
        return pl.List(ARRAYS[oid])
    return {BOOLEAN: pl.Boolean, MOMENT: pl.Datetime("us", "UTC")}.get(oid) or DIRECT.get(oid, pl.String)


def _parsed(name: str, oid: int) -> pl.Expr:
    text = pl.col(name)
    if oid == BOOLEAN:
        return text == "t"
    if oid == MOMENT:
        return text.str.to_datetime("%Y-%m-%d %H:%M:%S%.f%#z", time_zone="UTC", time_unit="us")
    return text.str.json_decode(_type(oid))


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists become array literals and structs JSON; the rest polars writes as PostgreSQL reads it."""
    changed = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.List):
            changed.append(_array_literal(name))
        elif isinstance(dtype, pl.Struct):
            changed.append(pl.col(name).struct.json_encode())
    return frame.with_columns(changed) if changed else frame


def _array_literal(name: str) -> pl.Expr:
    text = pl.element().cast(pl.String)
    escaped = text.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    quoted = (pl.lit('"') + escaped + pl.lit('"')).fill_null("NULL")
    inner = pl.col(name).list.eval(quoted).list.join(",")
    return pl.when(pl.col(name).is_not_null()).then(pl.lit("{") + inner + pl.lit("}")).alias(name)
