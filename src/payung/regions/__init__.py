"""Every province, kabupaten, kecamatan and village of Indonesia, with validity, successors and local spellings."""
