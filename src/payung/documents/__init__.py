"""Letters, lists and workbooks as people receive them: typst, PDF and xlsx, drawn from dataclasses and frames.

In: a `DecreeText`, a `Statement` of figures and Polars frames of people. Out: files. Nothing here knows Django,
a database or a clock; dates come from the caller. Doors:

- `request_letter.write`, `template_workbook.write`: what goes out before any roster, one workbook a sender
- `decree.write(text, frame, path, masked=, demo=, progress=)`: sk.pdf, or the masked lampiran-pengumuman.pdf
- `lists.write_selected`, `lists.write_waiting`, `lists.write_ineligible`
- `insurer.write`: unggah-bpjs.xlsx in the order of a replaceable YAML
- `budget.write`: anggaran.xlsx, before and after a roster exists
- `summary_text.write`: ringkasan.txt for WhatsApp
- `candidate_list.write`, `matching_request.write`, `replacement_list.write`, `verification_minutes.write`: the round
  of matching before the decree, its letter, what it changed, its minutes
- `marked_roster.write`: the sender's roster with findings beside each row
"""
