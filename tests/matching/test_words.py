"""What replies say in words: known as a whole or not at all, the more specific statement wins."""

from datetime import date

import pytest

from payung.matching import words

NO_LESSONS: dict[str, str] = {}


def say(cell, *, remark="", segment="", source="dukcapil", title="Hasil", lessons=NO_LESSONS):
    return words.read([(title, cell)], remark, segment, source, lessons)


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("PADAN", "matched"),
        ("Data  sesuai.", "matched"),
        ("TDK PADAN", "not-matched"),
        ("NIK tidak ditemukan", "not-matched"),
        ("Meninggal dunia", "deceased"),
        ("PINDAH", "moved"),
        ("Nama berbeda", "other-name"),
    ],
)
def test_usual_words_of_the_civil_registry(cell, verdict):
    assert say(cell).verdict == verdict


def test_an_unknown_word_says_nothing_and_is_kept_for_the_finding():
    assert say("Padan sebagian") == words.Said(unknown="Padan sebagian")


def test_not_found_at_the_insurer_may_mean_two_things_so_it_is_asked():
    assert say("Tidak ditemukan", source="bpjs").unknown == "Tidak ditemukan"
    assert (
        say("Tidak ditemukan", source="bpjs", lessons=words.taught(["tidak ditemukan=matched"])).verdict == "matched"
    )


def test_active_as_bpu_tells_number_and_month_in_one_cell():
    said = say("Aktif BPU s.d. Maret 2025, KPJ 24012345678", source="bpjs")
    assert said == words.Said("bpu", "24012345678", date(2025, 3, 1))


def test_active_alone_needs_the_segment():
    assert say("AKTIF", source="bpjs").verdict is None
    assert say("AKTIF", source="bpjs", segment="PU").verdict == "wage-earner"
    assert say("TIDAK AKTIF", source="bpjs", segment="PU").verdict == "matched"


def test_the_remark_says_more_exactly_why_not():
    assert say("Tidak padan", remark="Meninggal").verdict == "deceased"
    assert say("Tidak padan", remark="mohon dicek ke desa").verdict == "not-matched"


def test_a_remark_that_contradicts_is_not_chosen_from():
    assert say("Padan", remark="tidak padan").verdict is None


def test_yes_and_no_answer_the_heading():
    assert say("Ya", title="Padan").verdict == "matched"
    assert say("tidak", title="Padan").verdict == "not-matched"
    assert say("tidak", title="Meninggal") == words.Said()


def test_the_other_name_stands_behind_a_colon():
    assert say("Nama berbeda: SITI AMINAHH") == words.Said("other-name", name="SITI AMINAHH")


def test_a_sheet_may_be_called_by_its_verdict():
    assert words.of_title("TIDAK PADAN (12)", "dukcapil") == "not-matched"
    assert words.of_title("Data Padan", "dukcapil") == "matched"
    assert words.of_title("Sheet1", "dukcapil") is None


def test_a_lesson_needs_a_word_and_a_verdict():
    with pytest.raises(words.NotAVerdict, match="KATA=HASIL"):
        words.taught(["bersih=aman"])
