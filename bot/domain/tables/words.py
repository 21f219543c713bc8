"""Words of headers and cells in six languages (en, ru, lv, fi, nb, he). Data and look-ups only."""

import re
from functools import lru_cache
from typing import TypeVar

from bot.domain.clients import Status, Tier
from bot.domain.folding import fold
from bot.domain.people import Role

T = TypeVar("T")

HEADERS = {
    "external_id": "external id, id, client id, customer id, code, client code, client number, customer number; внешний id, внешний код,"
    " код, код клиента, номер клиента, ид; ārējais id, kods, klienta kods, klienta numurs; ulkoinen tunnus, tunnus, asiakasnumero,"
    " asiakastunnus; ekstern id, kundenummer, kundenr, kode; מזהה, מזהה חיצוני, מספר לקוח, קוד לקוח, קוד",
    "client": "client, client name, customer, customer name, company, company name, organisation, organization, organization name, organisation name,"
    " account, account name, firm, org; клиент, название клиента, наименование клиента, компания, название компании, организация,"
    " название организации, фирма, заказчик, покупатель, контрагент;"
    " klients, klienta nosaukums, uzņēmums, uzņēmuma nosaukums, kompānija, organizācija, pasūtītājs;"
    " asiakas, asiakkaan nimi, yritys, yrityksen nimi, yhtiö, organisaatio;"
    " kunde, kundenavn, firma, firmanavn, selskap, bedrift, organisasjon; לקוח, שם הלקוח, שם לקוח, חברה, שם החברה, שם חברה, ארגון",
    "name": "name, full name, first and last name, display name, formatted name; фио, ф и о, имя и фамилия, фамилия имя,"
    " фамилия имя отчество, полное имя, название, наименование; vārds uzvārds, vārds un uzvārds, pilns vārds, nosaukums;"
    " nimi, koko nimi; navn, fullt navn; שם, שם מלא, שם פרטי ומשפחה",
    "first_name": "first name, given name, firstname, forename; имя; vārds; etunimi; fornavn; שם פרטי",
    "middle_name": "middle name, additional name, patronymic; отчество, второе имя; tēvvārds; toinen nimi; mellomnavn; שם אמצעי",
    "surname": "surname, last name, lastname, family name; фамилия; uzvārds; sukunimi; etternavn; שם משפחה",
    "employee": "employee, employee name, staff, staff member; сотрудник, работник; darbinieks; työntekijä; medarbeider; עובד, שם העובד",
    "contact": "contact, contact name, contact person, person, fn; контакт, контактное лицо, имя контакта, наименование контакта; kontakts, kontaktpersona;"
    " yhteyshenkilö, kontakti; kontakt, kontaktperson; איש קשר, שם איש קשר",
    "position": "position, job, job title, jobtitle, title, organization title, role at work; должность; amats; asema, titteli, nimike, tehtävä; stilling, tittel; תפקיד",
    "role": "role, access, rights; роль, права; loma, tiesības; rooli, oikeudet; rolle, tilgang; הרשאה",
    "phone": "phone, phone number, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone, phone value,"
    " work phone, business phone, office phone, home phone, other phone, primary phone, company main phone, direct phone;"
    " телефон, номер телефона, тел, мобильный, мобильный телефон, телефон мобильный, моб, моб телефон, сотовый, рабочий телефон,"
    " телефон рабочий, рабочий прямой телефон, домашний телефон, другой телефон, контактный телефон, телефон контакта; tālrunis, tālruņa numurs, telefons, mobilais, mobilais tālrunis, mob tālrunis, mob, darba tālrunis, mājas tālrunis, kontakttālrunis;"
    " puhelin, puhelinnumero, puh, matkapuhelin, gsm, työpuhelin, kotipuhelin, muu puhelin; telefon, telefonnummer, tlf, mobil, mobiltelefon, mobilnummer, arbeidstelefon, jobbtelefon,"
    " telefon arbeid, telefon hjem; טלפון, מספר טלפון, טל, נייד, טלפון נייד, מספר נייד, טלפון בעבודה, טלפון עבודה, טלפון בבית",
    "email": "email, e mail, mail, email address, e mail address, e mail value, email value, work email, business email, personal email,"
    " home email, work e mail, home e mail; почта, эл почта, электронная почта, имейл, емейл, рабочий email, рабочий e mail,"
    " личный email, личный e mail, частный e mail, частный email, домашний e mail, другой email, другой e mail, email рабочий, эл адрес;"
    " e pasts, epasts, e pasta adrese, darba e pasts; sähköposti, sähköpostiosoite; epost, e post, e postadresse; דוא ל, דואל, אימייל, מייל",
    "country": "country, country region, address country, business country, business country region, home country, home country region,"
    " other country, other country region, adr country; страна; valsts; maa; land; מדינה, ארץ",
    "city": "city, town, address city, business city, home city, other city, adr city; город, населенный пункт; pilsēta; kaupunki, paikkakunta; by, sted, poststed; עיר",
    "manager": "manager, account manager, our manager, sales manager, responsible, responsible person, sales rep, owner,"
    " account owner, contact owner, company owner; менеджер, ответственный, ответственный пользователь, ответственный за контакт,"
    " ответственный менеджер, наш менеджер, куратор; menedžeris, vadītājs, atbildīgais, klientu menedžeris, klientu vadītājs;"
    " vastuuhenkilö, asiakasvastaava, myyjä, päällikkö; ansvarlig, kundeansvarlig, selger; מנהל, מנהל לקוח, מנהל תיק, אחראי",
    "team": "team, group; команда, группа; komanda, grupa; tiimi, ryhmä; gruppe, lag; צוות",
    "department": "department, organization department; отдел, подразделение; nodaļa; osasto; avdeling; מחלקה",
    "segment": "segment, industry; сегмент, отрасль; segments, nozare; segmentti, toimiala; bransje; מגזר, סגמנט, ענף",
    "tier": "tier, category, class; уровень, категория, класс; līmenis, kategorija; taso, luokka, kategoria; nivå, kategori; דרגה, רמה, קטגוריה",
    "status": "status, state; статус, состояние; statuss; tila; tilstand; סטטוס, מצב",
    "first_deal": "first deal, first order, first purchase, client since, customer since; первая сделка, дата первой сделки, первый заказ,"
    " первая покупка, клиент с; pirmais darījums, pirmais pasūtījums, pirmais pirkums, klients kopš; ensimmäinen kauppa, ensimmäinen tilaus,"
    " asiakas alkaen; første handel, første ordre, første kjøp, kunde siden; עסקה ראשונה, הזמנה ראשונה, לקוח מאז",
    "last_deal": "last deal, last order, last purchase, latest order; последняя сделка, последний заказ, последняя покупка;"
    " pēdējais darījums, pēdējais pasūtījums; viimeisin kauppa, viimeinen kauppa, viimeisin tilaus; siste handel, siste ordre, siste kjøp;"
    " עסקה אחרונה, הזמנה אחרונה",
    "contract_signed": "contract signed, contract date, contract start, signed; договор подписан, дата договора, дата подписания, договор от;"
    " līgums noslēgts, līgums parakstīts, līguma datums; sopimus allekirjoitettu, sopimuspäivä, sopimus alkaa;"
    " kontrakt signert, kontraktsdato, avtale signert, avtaledato; חוזה נחתם, תאריך חוזה, תחילת חוזה",
    "contract_ends": "contract ends, contract end, contract until, contract expires, end of contract; договор до, окончание договора,"
    " договор истекает, срок договора; līgums līdz, līguma beigas, līgums beidzas; sopimus päättyy, sopimuksen loppu;"
    " kontrakt utløper, kontrakt slutter, avtale utløper, avtale slutter; חוזה מסתיים, סיום חוזה, תוקף חוזה",
    "share": "share, share of sales, sales share; доля, доля продаж, доля в продажах; daļa, pārdošanas daļa, īpatsvars;"
    " osuus, myyntiosuus, osuus myynnistä; andel, salgsandel, andel av salget; נתח, נתח מכירות, חלק",
    "birthday": "birthday, birth date, birthdate, date of birth, dob, born, bday; день рождения, дата рождения, др, д р, дата рожд;"
    " dzimšanas diena, dzimšanas datums, dz d, dz diena; syntymäpäivä, syntymäaika, synt; bursdag, fødselsdag, fødselsdato, født;"
    " יום הולדת, תאריך לידה",
    "language": "language, lang; язык; valoda; kieli; språk; שפה",
    "zone": "zone, time zone, timezone; часовой пояс, зона; laika josla, laika zona; aikavyöhyke; tidssone; אזור זמן",
    "decides": "decision maker, decides; принимает решения, лпр; lēmumu pieņēmējs, lēmējs; päättäjä; beslutningstaker; מקבל החלטות",
    "likes": "likes, interests, hobbies, hobby; увлечения, интересы, любит; intereses, hobiji, patīk; kiinnostukset, harrastukset;"
    " interesser, hobbyer, liker; תחביבים, אוהב",
    "notes": "notes, note, comment, comments, remarks; заметки, заметка, примечание, примечания, комментарий; piezīmes, piezīme, komentārs;"
    " muistiinpanot, huomautukset, huomiot, kommentti; notater, notat, merknad, kommentar; הערות, הערה",
    "contact_notes": "contact notes, notes about the contact, notes on contact; заметки о контакте, примечание о контакте; piezīmes par kontaktu;"
    " yhteyshenkilön muistiinpanot; notater om kontakten, kontaktnotater; הערות על איש הקשר",
    "surveys": "surveys, asks for ratings, survey consent; опросы, согласие на опросы; aptaujas; kyselyt; undersøkelser, spørreundersøkelser; סקרים",
    "invitations": "invitations, invites; приглашения; ielūgumi; kutsut; invitasjoner; הזמנות לאירועים, הזמנות",
    "greetings": "congratulations, greetings; поздравления; apsveikumi; onnittelut; gratulasjoner, hilsener; ברכות",
    "ref": "rapport id, rapport, ref; rapport ид; rapport kods; rapport tunnus; rapport nummer; rapport מזהה",
    "reports_to": "reports to, supervisor, boss, team lead, line manager; подчиняется, кому подчиняется, руководитель, начальник;"
    " tiešais vadītājs, pakļauts, priekšnieks; esimies, esihenkilö; leder, nærmeste leder, rapporterer til; מנהל ישיר, ממונה, כפוף ל",
    "hired": "hired, hire date, hired on, start date, works since, employed since; принят, дата приема, дата приема на работу, работает с;"
    " pieņemts darbā, darbā kopš, darba sākums; palkattu, työsuhde alkoi, aloituspäivä; ansatt, ansatt siden, ansatt dato, startdato;"
    " תאריך קבלה, תחילת עבודה, תאריך תחילת עבודה",
}

# Parts of headings of the columns that count before (first) and after (second) those without any.
_RANKS = {
    "phone": (
        ("mobil", "cell", "моб", "сотов", "gsm", "matkapuh", "נייד"),
        ("home", "other", "дом", "друг", "mājas", "majas", "koti", "muu", "hjem", "בבית"),
    ),
    "email": (
        ("work", "business", "рабоч", "darba", "tyo", "arbeid"),
        ("home", "other", "personal", "личн", "частн", "дом", "друг"),
    ),
    "country": (("business", "work"), ("home", "other")),
    "city": (("business", "work"), ("home", "other")),
    "position": (("job", "position", "organization"), ("title",)),
    "name": (("full", "display", "formatted", "фио"), ()),
}
_NUMBERS = re.compile(r"(?<!\S)\d+(?!\S)|(?<=[^\W\d])\d+$")

_TIERS = {
    Tier.KEY: "key, key client, ключевой, ключ, atslēgas, galvenais, avain, avainasiakas, nøkkel, nøkkelkunde, מפתח, לקוח מפתח",
    Tier.REGULAR: "regular, обычный, постоянный, регулярный, parasts, pastāvīgs, regulārs, tavallinen, vakio, vanlig, fast, רגיל, קבוע",
    Tier.NEW: "new, новый, jauns, uusi, ny, חדש",
}
_STATUSES = {
    Status.ACTIVE: "active, активный, активен, действующий, aktīvs, aktiivinen, aktiv, פעיל",
    Status.RISK: "risk, at risk, под угрозой, в зоне риска, риск, apdraudēts, riskā, riski, vaarassa, utsatt, i fare, risiko, בסיכון",
    Status.LOST: "lost, потерян, потерянный, ушёл, ушел, zaudēts, menetetty, tapt, mistet, אבוד",
}
_ROLES = {
    Role.HEAD: "head, owner, director, руководитель, директор, владелец, direktors, īpašnieks, johtaja, omistaja, daglig leder, eier, מנכל, הנהלה",
    Role.LEAD: "lead, team lead, team leader, лид, тимлид, руководитель группы, руководитель команды, komandas vadītājs, grupas vadītājs,"
    " tiiminvetäjä, tiimin vetäjä, teamleder, ראש צוות",
    Role.MANAGER: "manager, менеджер, menedžeris, klientu menedžeris, päällikkö, asiakasvastaava, kundeansvarlig, מנהל, מנהל לקוחות",
}
_LANGUAGES = {
    "en": "en, eng, english, английский, angļu, englanti, engelsk, אנגלית",
    "ru": "ru, rus, russian, русский, krievu, venäjä, russisk, רוסית",
    "lv": "lv, lav, latvian, latviešu, латышский, latvia, latvisk, לטבית",
    "fi": "fi, fin, finnish, suomi, финский, somu, finsk, פינית",
    "nb": "nb, no, nn, nor, norwegian, norsk, норвежский, norvēģu, norja, נורווגית",
    "he": "he, iw, heb, hebrew, עברית, иврит, ebreju, heprea, hebraisk",
}
_ANSWERS = {
    True: "yes, y, true, 1, x, +, ✓, да, jā, kyllä, ja, כן",
    False: "no, n, false, 0, -, нет, nē, ei, nei, לא",
}


def key_of(text: str) -> str:
    """A word as the tables here are searched: folded, without punctuation and what stands in brackets."""
    bare = re.sub(r"[(\[].*?[)\]]", " ", fold(text))
    return " ".join(re.sub(r"[^\w+✓-]|_|(?<=\w)-(?=\w)", " ", bare).split())


def _index(words: dict[T, str]) -> dict[str, T]:
    lines = ((value, line.replace(";", ",").split(",")) for value, line in words.items())
    return {key_of(word): value for value, line in lines for word in line}


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    return _index(HEADERS)


def header(text: str) -> str | None:
    """The field a header word stands for; "Phone 2" is a phone too; None for an unknown word."""
    known, word = _headers(), key_of(text)
    if not word:
        return None
    return known.get(word) or known.get(
        " ".join(part for part in _NUMBERS.sub(" ", word).split() if part != "-")
    )


def rank(field: str, text: str) -> int:
    """Which of several columns of one field counts first (lowest): a mobile before a switchboard before a home."""
    word = key_of(text)
    for place, stems in enumerate(_RANKS.get(field, ())):
        if any(stem in word for stem in stems):
            return place * 2
    return 1


@lru_cache(maxsize=1)
def _cells() -> tuple[dict[str, Tier], dict[str, Status], dict[str, Role], dict[str, str], dict[str, bool]]:
    return _index(_TIERS), _index(_STATUSES), _index(_ROLES), _index(_LANGUAGES), _index(_ANSWERS)


def tier(text: str) -> Tier | None:
    """The tier a word stands for."""
    return _cells()[0].get(key_of(text))


def status(text: str) -> Status | None:
    """The status a word stands for."""
    return _cells()[1].get(key_of(text))


def role(text: str) -> Role | None:
    """The role a word stands for."""
    return _cells()[2].get(key_of(text))


def language(text: str) -> str | None:
    """The code of one of the six languages, by code or name."""
    return _cells()[3].get(key_of(text))


def answer(text: str) -> bool | None:
    """Yes or no."""
    return _cells()[4].get(key_of(text))
