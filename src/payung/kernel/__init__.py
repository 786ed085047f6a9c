"""Values without framework: rupiah, months, NIK, region codes, dates, amounts in words."""
