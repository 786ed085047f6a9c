"""Balances."""

from __future__ import annotations

import polars as pl

from payung.storage import frames


def balances(subjects: list[str]) -> pl.DataFrame:
    """account_id, subject, name, balance (Int64 rupiah; 0 without postings) of the accounts of subjects, sorted."""
    return frames.read(
        "SELECT a.id AS account_id, a.subject, a.name, coalesce(sum(p.amount), 0)::bigint AS balance"
        " FROM ledger_account a LEFT JOIN ledger_posting p ON p.account_id = a.id"
        " WHERE a.subject = ANY(%s) GROUP BY a.id ORDER BY a.subject, a.name",
        [subjects],
    )


def moved_by_wave(wave_id: int) -> pl.DataFrame:
    """account_id, subject, name, amount (Int64 rupiah): what the entries of a wave moved, account by account."""
    return frames.read(
        "SELECT a.id AS account_id, a.subject, a.name, sum(p.amount)::bigint AS amount"
        " FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id"
        " WHERE e.wave_id = %s GROUP BY a.id ORDER BY a.subject, a.name",
        [wave_id],
    )


def entries(subject: str) -> pl.DataFrame:
    """Every posting of a subject in order: entry_id, kind, on, name, amount, wave_id, action_id."""
    return frames.read(
        'SELECT e.id AS entry_id, e.kind, e."on", a.name, p.amount, e.wave_id, e.action_id'
        " FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id JOIN ledger_account a ON a.id = p.account_id"
        " WHERE a.subject = %s ORDER BY p.id",
        [subject],
    )
