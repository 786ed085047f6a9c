"""Given names of the peoples of an example's region, to be combined at random into people who do not exist."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Pool:
    """Names of one people: given names of men and women, and second names that either may carry."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    second_men: tuple[str, ...]
    second_women: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MALAY_MEN = _words(
    "Ahmad Andi Arman Arpan Azwar Baharudin Bakri Bambang Burhan Dahlan Darwis Dedi Deswan Edwar Efran Erwan Fahrul "
    "Firman Gusman Hamdan Harun Hasan Helmi Herlan Hermanto Idris Ihsan Ilham Irwan Iskandar Jamaludin Jasman Kasman "
    "Khairul Lukman Mahmud Mardan Marwan Midian Muslim Mustar Nasir Nopri Nurdin Nurman Pirman Rahmat Rasyid Ridwan "
    "Rizal Rusdi Rusman Sabirin Sabri Sahrul Sairun Sapri Sarwan Sudirman Suhaidi Syafril Syahrial Syamsul Tarmizi "
    "Tasman Usman Wahyu Yanhar Yusrin Zainal Zakaria Zulkarnain"
)
_MALAY_WOMEN = _words(
    "Aisyah Asnawati Asmara Darlena Dahlia Desmiati Desi Elvina Emilia Erna Fatimah Fitri Halimah Hasnah Hayati Herlina "
    "Ida Iis Ismawati Jamilah Jumiati Kartini Kasmawati Leni Lismawati Maimunah Mardiana Marlina Masnah Meri Misnawati "
    "Murni Nelly Nila Nurbaiti Nurhayati Nurlela Nursiah Rahmawati Ratna Reni Rohani Rosmaini Rosna Rukiah Salmah Samsiah "
    "Sapia Sarinah Siti Sri Suryani Susilawati Syamsidar Tina Titin Upik Wati Yeni Yulia Yusnita Zahara Zainab Zubaidah"
)
_MALAY_SECOND_MEN = _words(
    "Alfian Anwar Apriadi Arifin Asmadi Aswandi Effendi Fajri Faisal Gunadi Hadi Hakim Hamid Haryanto Hidayat Indrawan "
    "Irawan Jauhari Kurniawan Maulana Mulyadi Mustafa Nugraha Oktavian Permana Pratama Purnama Putra Rahman Ramadan "
    "Rustam Saleh Samsudin Saputra Setiawan Sofyan Subhan Sulaiman Supriadi Susanto Syahputra Syukri Wahab Wijaya "
    "Winata Yadi Yunus Yusuf"
)
_MALAY_SECOND_WOMEN = _words(
    "Afrida Agustina Anggraini Aprilia Astuti Damayanti Dewi Efrida Fitriani Handayani Hartati Hasanah Indah Kartika "
    "Kurnia Lestari Maharani Mariam Melati Nengsih Novita Nuraini Oktavia Permata Pertiwi Puspita Rahayu Rahma Safitri "
    "Sartika Sulastri Sundari Susanti Utami Wahyuni Wulandari Yanti Yuliana Yunita"
)
_JAVANESE = Pool(
    _words(
        "Agus Budi Dwi Eko Giman Hadi Harjo Jumadi Kasno Katiman Kuswanto Legiman Mujiono Mulyono Ngadimin Ngadiran Paijan "
        "Paiman Parjo Ponijan Purwadi Rahmadi Sagiman Saiman Samijan Sarno Slamet Sugeng Sugiarto Sukardi Sukiman Sumarno "
        "Sunarto Suparman Supono Suroso Sutarno Sutrisno Suyatno Tri Tukiman Tukiran Wagimin Wagiran Wahyono Waluyo Yatiman"
    ),
    _words(
        "Dwi Endang Giyem Hartini Jumiyem Kasinah Kasmini Katinem Lasmi Ngatinem Painem Parinem Poniyem Prapti Rusmini "
        "Sarinem Sarmi Sri Sukarti Sulami Sumarni Sumiati Sunarti Suparmi Supinah Surati Suryati Sutini Suwarni Tukinem "
        "Tumini Wagiyem Wakinem Wartini Watini Winarti Yatini"
    ),
    _words(
        "Adi Ari Basuki Cahyono Handoko Hartono Haryadi Kuncoro Nugroho Prabowo Pramono Prasetyo Purnomo Raharjo Santoso "
        "Saputro Setiono Subagyo Suharto Sulistyo Susilo Utomo Wibowo Widodo Winarno Yulianto"
    ),
    _words(
        "Andayani Astuti Hastuti Kusumawati Lestari Mulyani Ningsih Palupi Rahayu Setyowati Utami Wahyuni Widayati"
    ),
)
_MALAY = Pool(_MALAY_MEN, _MALAY_WOMEN, _MALAY_SECOND_MEN, _MALAY_SECOND_WOMEN)
_DAYAK = Pool(
    _words(
        "Agustinus Albertus Aleksius Aloysius Andreas Anselmus Antonius Barnabas Benediktus Bernadus Dominikus Donatus "
        "Emanuel Fabianus Fidelis Florensius Fransiskus Gregorius Heribertus Hilarius Ignasius Kanisius Kornelius Krispinus "
        "Laurensius Leonardus Lukas Marselinus Martinus Matius Mikael Nikolaus Pasifikus Paulus Petrus Pius Silvester Simon "
        "Stefanus Tarsisius Teodorus Thomas Titus Viktorius Vinsensius Yakobus Yohanes Yosef Yulius"
    ),
    _words(
        "Adelina Agata Agnes Anastasia Angela Anjelina Apolonia Bernadeta Brigita Cesilia Dorotea Elisabet Emerensiana "
        "Emiliana Eugenia Fabiana Faustina Fransiska Helena Hermina Imelda Katarina Klara Kornelia Kristina Lusia Magdalena "
        "Margareta Maria Marselina Marta Martina Monika Natalia Paulina Petronela Regina Rosalia Skolastika Sisilia Susana "
        "Teresia Valentina Veronika Viktoria Yuliana Yustina"
    ),
    _words(
        "Abong Adong Akim Aman Angkas Anyang Apui Asam Bakeng Balan Banyau Basuk Belawing Bujang Dangkan Duin Encin Garak "
        "Gunung Iban Ipui Jampung Jantan Jelani Juan Kanyan Kulat Lanyan Libau Limbai Luhat Lunsa Mading Manggai Mulok Nanga "
        "Ngabang Nyaring Nyumping Pateh Ranting Raung Rinyuakng Sabang Sudin Tanggul Unggal Uyub"
    ),
    _words(
        "Anoi Asun Benik Bulan Dayang Dinik Dungak Endu Inai Itam Jalei Kumang Lamin Lanting Lidi Limah Lunai Manik Minah "
        "Mului Nantai Ngelai Nyalik Nyuri Oyik Renik Rusai Selena Simai Suli Tamen Temini Unyang Uning"
    ),
)
_CHINESE = Pool(
    _words(
        "Bong Bun Chai Chia Chin Djap Fu Hiu Jap Kho Kui Lai Lay Lie Lim Liu Ng Ngo Phang Then Thin Tjhai Tjhia Tjong Wong"
    ),
    _words(
        "Bong Bun Chai Chia Chin Djap Fu Hiu Jap Kho Kui Lai Lay Lie Lim Liu Ng Ngo Phang Then Thin Tjhai Tjhia Tjong Wong"
    ),
    tuple(
        f"{first} {second}"
        for first in ("Bui", "Chung", "Djan", "Fui", "Hon", "Jun", "Kim", "Kok", "Min", "Nam", "Sin", "Tet")
        for second in ("Fo", "Khiong", "Lung", "Nyian", "Phin", "Sen")
    ),
    tuple(
        f"{first} {second}"
        for first in ("Bui", "Djun", "Fa", "Ket", "Khim", "Lan", "Mei", "Moi", "Nyuk", "Siu", "Sui", "Yun")
        for second in ("Chin", "Fong", "Hiong", "Jin", "Kiau", "Lian")
    ),
)

PEOPLES = {"melayu": _MALAY, "jawa": _JAVANESE, "dayak": _DAYAK, "tionghoa": _CHINESE}


def invent(rng: Random, people: str, sex: str) -> str:
    """A name of two or, rarely, one or three words. The sex is "L" or "P"."""
    pool = PEOPLES[people]
    given, second = (pool.men, pool.second_men) if sex == "L" else (pool.women, pool.second_women)
    draw = rng.random()
    if people in ("jawa", "melayu") and draw < 0.06:
        return rng.choice(given)
    if people != "tionghoa" and draw > 0.9:
        return f"{rng.choice(given)} {rng.choice(given)} {rng.choice(second)}"
    return f"{rng.choice(given)} {rng.choice(second)}"
