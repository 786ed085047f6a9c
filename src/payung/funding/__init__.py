"""Who pays: funding lines with a ceiling, and what each source may pay."""
