"""Migration operations that say who may touch a table: Tenant, Shared, AppendOnly, and Function for narrow doors."""

from typing import Any

from django.db.migrations.operations.special import RunSQL

APP = "payung_app"

# One range serves every level: a village, a kecamatan or the whole government is an interval of codes.
# An unset scope is NULL and a RESET one is '': both compare to no row.
IN_SCOPE = """
    government = current_setting('app.government', true)
    AND region >= current_setting('app.low', true)
    AND region < current_setting('app.high', true)
"""


# Rows without a region: of the government in scope, or of the whole installation ('').
OF_GOVERNMENT = "government IN ('', current_setting('app.government', true))"


class Tenant(RunSQL):
    """Rows belong to a government and a region: the policy shows and takes only those in the scope set.

    The owner of the table keeps a policy of his own, because row security is forced and a migration of rows or a
    SECURITY DEFINER function would otherwise silently see nothing. `writes` narrows what payung_app may do.
    """

    def __init__(self, table: str, writes: str = "INSERT, UPDATE, DELETE", rule: str = IN_SCOPE) -> None:
        self.table, self.writes, self.rule = table, writes, rule
        super().__init__(
            [
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY in_scope ON {table} TO PUBLIC USING ({rule}) WITH CHECK ({rule})",
                f"CREATE POLICY owner_maintains ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
                *_grants(table, f"SELECT, {writes}"),
            ],
            [
                f"DROP POLICY IF EXISTS owner_maintains ON {table}",
                f"DROP POLICY IF EXISTS in_scope ON {table}",
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            ],
        )

    def deconstruct(self):  # type: ignore[no-untyped-def]
        return self.__class__.__name__, [self.table, self.writes, self.rule], {}

    def describe(self) -> str:
        return f"Only rows in scope of {self.table}"


class Shared(RunSQL):
    """Rows that belong to the whole installation: no row security. `writes` may be '' for a table only read."""

    def __init__(self, table: str, writes: str = "INSERT, UPDATE, DELETE") -> None:
        self.table, self.writes = table, writes
        super().__init__(_grants(table, f"SELECT, {writes}" if writes else "SELECT"), RunSQL.noop)

    def deconstruct(self):  # type: ignore[no-untyped-def]
        return self.__class__.__name__, [self.table, self.writes], {}

    def describe(self) -> str:
        return f"Grant {self.table}"


class AppendOnly(RunSQL):
    """Facts: payung_app may add and read; nobody, the owner included, may UPDATE, DELETE or TRUNCATE.

    Goes after Tenant or Shared of the same table, or alone. TRUNCATE needs a trigger of its own: it escapes
    row triggers.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        refusal = f"{table}: fakta yang sudah dicatat tidak diubah atau dihapus; catat fakta berikutnya."
        super().__init__(
            [
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP}",
                *_grants(table, "SELECT, INSERT"),
                f"CREATE OR REPLACE FUNCTION {table}_refuses_change() RETURNS trigger LANGUAGE plpgsql"
                " SET search_path = public, pg_temp AS $payung$ BEGIN"
                f" RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END $payung$",
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_refuses_change()",
                f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses_change()",
            ],
            [
                f"DROP TRIGGER append_only_truncate ON {table}",
                f"DROP TRIGGER append_only ON {table}",
                f"DROP FUNCTION {table}_refuses_change()",
            ],
        )

    def deconstruct(self):  # type: ignore[no-untyped-def]
        return self.__class__.__name__, [self.table], {}

    def describe(self) -> str:
        return f"{self.table} is append-only"


class Function(RunSQL):
    """A SECURITY DEFINER function: a narrow door through which payung_app reaches what it may not touch itself.

    Function("covered_until(who bigint) RETURNS date", "SELECT max(month) FROM ... WHERE person_id = who").
    The search path is pinned; only payung_app may call it. Every name in one schema is unique, so the function is
    dropped by its name alone.
    """

    def __init__(self, signature: str, body: str, language: str = "sql", volatility: str = "STABLE") -> None:
        self.signature, self.body, self.language, self.volatility = signature, body, language, volatility
        name = signature.split("(", 1)[0].strip()
        super().__init__(
            [
                f"CREATE OR REPLACE FUNCTION {signature} LANGUAGE {language} {volatility} SECURITY DEFINER"
                f" SET search_path = public, pg_temp AS $payung${body}$payung$",
                f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {name} TO {APP}",
            ],
            f"DROP FUNCTION IF EXISTS {name}",
        )

    def deconstruct(self):  # type: ignore[no-untyped-def]
        return self.__class__.__name__, [self.signature, self.body, self.language, self.volatility], {}

    def describe(self) -> str:
        return f"Door {self.signature}"


def _grants(table: str, rights: str) -> list[Any]:
    """Grant `rights`, and the use of the sequences behind the table's identity columns (frames reserve ids)."""
    return [
        f"GRANT {rights} ON {table} TO {APP}",
        f"""DO $payung$ DECLARE own text; BEGIN
            FOR own IN SELECT pg_get_serial_sequence('{table}', attname) FROM pg_attribute
                        WHERE attrelid = '{table}'::regclass AND attidentity <> '' LOOP
                EXECUTE 'GRANT USAGE, SELECT ON SEQUENCE ' || own || ' TO {APP}';
            END LOOP; END $payung$""",  # noqa: S608
    ]
