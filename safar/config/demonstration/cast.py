"""Who is in the demonstration: offices, colleagues and invented families. Nobody here exists."""

from __future__ import annotations

from typing import NamedTuple

PASSWORD = "voluntary-2016"  # noqa: S105 - printed at every start of a demonstration that only this machine reaches


class OfficePlan(NamedTuple):
    """An office to make: `above` is the code of the office above; the telephone is one nobody has."""

    code: str
    name: str
    kind: str
    country: str
    above: str
    timezone: str
    language: str
    telephone: str


OFFICES = [
    OfficePlan("HQ", "Headquarters", "organisation", "CH", "", "Europe/Zurich", "en", "+41 900 000 010"),
    OfficePlan("LIS", "Lisbon", "country", "PT", "HQ", "Europe/Lisbon", "pt", "+351 900 000 100"),
    OfficePlan("THR", "Tehran", "country", "IR", "HQ", "Asia/Tehran", "fa-af", "+98 900 000 0200"),
    OfficePlan("KBL", "Kabul", "country", "AF", "HQ", "Asia/Kabul", "fa-af", "+93 900 000 300"),
    OfficePlan("HEA", "Herat", "sub_office", "AF", "KBL", "Asia/Kabul", "fa-af", "+93 900 000 400"),
    OfficePlan("ANM", "Autoridade das Migrações", "authority", "PT", "HQ", "Europe/Lisbon", "pt", "+351 900 000 500"),
]


class StaffPlan(NamedTuple):
    """A colleague to make: user name, name, role, office, language of their pages."""

    username: str
    name: str
    role: str
    office: str
    language: str


STAFF = [
    StaffPlan("ana", "Ana Marques", "counsellor", "LIS", "pt"),
    StaffPlan("rui", "Rui Teixeira", "counsellor", "LIS", "pt"),
    StaffPlan("ines", "Inês Falcão", "protection_officer", "LIS", "pt"),
    StaffPlan("duarte", "Duarte Lemos", "movement_officer", "LIS", "pt"),
    StaffPlan("tiago", "Tiago Sousa", "airport_assistant", "LIS", "pt"),
    StaffPlan("marta", "Marta Coelho", "reintegration_officer", "LIS", "pt"),
    StaffPlan("helena", "Helena Prado", "programme_manager", "LIS", "pt"),
    StaffPlan("sofia", "Sofia Brandão", "programme_manager", "LIS", "pt"),
    StaffPlan("farzana", "فرزانه نوری", "counsellor", "THR", "fa-af"),
    StaffPlan("kamran", "کامران صدر", "counsellor", "THR", "fa-af"),
    StaffPlan("shirin", "شیرین کاوه", "protection_officer", "THR", "fa-af"),
    StaffPlan("behzad", "بهزاد رستگار", "movement_officer", "THR", "fa-af"),
    StaffPlan("nader", "نادر سپهر", "airport_assistant", "THR", "fa-af"),
    StaffPlan("laleh", "لاله بهار", "programme_manager", "THR", "fa-af"),
    StaffPlan("zarghuna", "زرغونه هوتک", "programme_manager", "KBL", "fa-af"),
    StaffPlan("najib", "نجیب پامیر", "programme_manager", "KBL", "fa-af"),
    StaffPlan("mirwais", "میرویس سروری", "reintegration_officer", "HEA", "fa-af"),
    StaffPlan("parwin", "پروین آرین", "reintegration_officer", "HEA", "fa-af"),
    StaffPlan("noor", "Noor Haddad", "protection_officer", "HQ", "en"),
    StaffPlan("erik", "Erik Sand", "data_protection_officer", "HQ", "en"),
    StaffPlan("clara", "Clara Winter", "complaints_officer", "HQ", "en"),
    StaffPlan("auditor", "Ingrid Holm", "auditor", "HQ", "en"),
    StaffPlan("paulo", "Paulo Rebelo", "competent_authority", "ANM", "pt"),
    StaffPlan("admin", "Alex Weber", "administrator", "HQ", "en"),
]

# One account a role is printed at each start; the others are listed on the administrator's page.
SHOWN = ["ana", "farzana", "ines", "duarte", "tiago", "mirwais", "helena", "erik", "clara", "paulo", "auditor", "admin"]

# Where people of the demonstration leave from: office, code, name as itineraries have it, time zone.
STATIONS = [("LIS", "LIS", "Lisboa", "Europe/Lisbon"), ("THR", "MHD", "مشهد", "Asia/Tehran")]


class InterpreterPlan(NamedTuple):
    """An interpreter to enter: office, name, languages, gender, a telephone nobody has."""

    office: str
    name: str
    languages: tuple[str, ...]
    gender: str
    telephone: str


INTERPRETERS = [
    InterpreterPlan("LIS", "Roxana Amini", ("fa-af", "ps", "en", "pt"), "female", "+351 900 000 601"),
    InterpreterPlan("LIS", "Mamadu Embaló", ("pt", "fr", "en"), "male", "+351 900 000 602"),
    InterpreterPlan("THR", "گل‌افروز بیات", ("fa-af", "ps"), "female", "+98 900 000 0603"),
]


class FamilyMember(NamedTuple):
    """An invented person: full name, Latin spelling, sex, year of birth, place in the case, relation to the first."""

    name: str
    latin: str
    sex: str
    born: int
    role: str = "main"
    relation: str = ""


GIVEN_AF = [
    ("فرید", "Farid", "male"),
    ("زهرا", "Zahra", "female"),
    ("جمشید", "Jamshid", "male"),
    ("شکیلا", "Shakila", "female"),
    ("نادر", "Nader", "male"),
    ("مرضیه", "Marzia", "female"),
    ("حمید", "Hamid", "male"),
    ("رقیه", "Ruqia", "female"),
    ("یونس", "Yunus", "male"),
    ("فاطمه", "Fatima", "female"),
    ("سلیمان", "Sulaiman", "male"),
    ("لیلا", "Laila", "female"),
    ("ایوب", "Ayub", "male"),
    ("نرگس", "Nargis", "female"),
    ("داوود", "Dawood", "male"),
    ("ملالی", "Malalai", "female"),
]
FAMILY_AF = [
    ("حیدری", "Haidari"),
    ("رحیمی", "Rahimi"),
    ("نظری", "Nazari"),
    ("صافی", "Safi"),
    ("کریمی", "Karimi"),
    ("امیری", "Amiri"),
    ("سادات", "Sadat"),
    ("یوسفی", "Yusufi"),
    ("بارکزی", "Barakzai"),
    ("غفوری", "Ghafuri"),
    ("وردک", "Wardak"),
    ("اکبری", "Akbari"),
    ("هاشمی", "Hashimi"),
    ("ستانکزی", "Stanekzai"),
    ("قادری", "Qaderi"),
]
CHILDREN_AF = [
    ("مینا", "Mina", "female"),
    ("امید", "Omid", "male"),
    ("سارا", "Sara", "female"),
    ("یاسر", "Yasir", "male"),
    ("هدیه", "Hadia", "female"),
    ("ادریس", "Idris", "male"),
]
# Third-country nationals in Portugal: name, sex, year of birth, nationality, language, town of return.
PEOPLE_PT = [
    ("Wellington Prates", "male", 1988, "BR", "pt", "Goiânia"),
    ("Josefa Amaral Brito", "female", 1979, "BR", "pt", "Belo Horizonte"),
    ("Valdir Nogueira Luz", "male", 1991, "BR", "pt", "Curitiba"),
    ("Cleide Santana Rocha", "female", 1985, "BR", "pt", "Salvador"),
    ("Edivaldo Peçanha", "male", 1969, "BR", "pt", "Governador Valadares"),
    ("Rosângela Tavares Dutra", "female", 1994, "BR", "pt", "Recife"),
    ("Gurpreet Dhaliwal", "male", 1993, "IN", "en", "Jalandhar"),
    ("Harjinder Sandhu", "male", 1987, "IN", "en", "Ludhiana"),
    ("Tanvir Chowdhury", "male", 1990, "BD", "en", "Sylhet"),
    ("Aminata Sané", "female", 1986, "GW", "pt", "Bissau"),
    ("Braima Djaló", "male", 1982, "GW", "pt", "Bafatá"),
    ("Adelino Quissanga", "male", 1975, "AO", "pt", "Benguela"),
    ("Luzia Cabinda Neto", "female", 1992, "AO", "pt", "Luanda"),
    ("Emanuel Évora Lima", "male", 1984, "CV", "pt", "Mindelo"),
    ("Oleksii Hrytsenko", "male", 1977, "UA", "en", "Poltava"),
    ("Youssef Benkirane", "male", 1989, "MA", "fr", "Beni Mellal"),
    ("Fatoumata Baldé", "female", 1996, "SN", "fr", "Ziguinchor"),
    ("Suresh Adhikari", "male", 1985, "NP", "en", "Pokhara"),
    ("Marlene Guedes Pinto", "female", 1990, "ST", "pt", "São Tomé"),
    ("Otávio Bittencourt", "male", 1998, "BR", "pt", "Florianópolis"),
    ("Neusa Malheiros", "female", 1972, "BR", "pt", "Vitória"),
    ("Kelvin Osagie", "male", 1991, "NG", "en", "Benin City"),
    ("Abdoulaye Diatta", "male", 1983, "SN", "fr", "Thiès"),
    ("Ivone Sambú", "female", 1988, "GW", "pt", "Cacheu"),
    ("Washington Queiroz", "male", 1981, "BR", "pt", "Fortaleza"),
    ("Simone Azevedo Luz", "female", 1987, "BR", "pt", "Campinas"),
    ("Dilson Varela", "male", 1979, "CV", "pt", "Praia"),
    ("Raimunda Pacheco", "female", 1965, "BR", "pt", "Manaus"),
]
TOWNS_AF = ["هرات", "کابل", "مزار شریف", "بامیان", "غزنی", "قندهار"]
