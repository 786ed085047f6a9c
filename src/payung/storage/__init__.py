"""Where things are kept: PostgreSQL (embedded or by DATABASE_URL), frames by COPY, files by hash, backup."""
