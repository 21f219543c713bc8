"""Countries as people write them, and the zone of those that have only one. Data and look-ups, no rules."""

from functools import lru_cache

from bot.domain.folding import fold

# ISO code | the zone, if all parts of the country agree since 2023 | names in en, ru, lv, fi, nb, he and others in use.
# Names from Unicode CLDR, zones from the IANA time zone database.
_TABLE = """
AD|Europe/Andorra|Andorra|Андорра|Andora|אנדורה|AND
AE|Asia/Dubai|United Arab Emirates|ОАЭ|Apvienotie Arābu Emirāti|Arabiemiirikunnat|De forente arabiske emirater|איחוד האמירויות הערביות|UAE|U.A.E.|ARE
AF|Asia/Kabul|Afghanistan|Афганистан|Afganistāna|Afganistan|אפגניסטן|AFG
AG|America/Antigua|Antigua & Barbuda|Антигуа и Барбуда|Antigva un Barbuda|Antigua ja Barbuda|Antigua og Barbuda|אנטיגואה וברבודה|ATG
AI|America/Anguilla|Anguilla|Ангилья|Angilja|אנגווילה|AIA
AL|Europe/Tirane|Albania|Албания|Albānija|אלבניה|Shqipëria|ALB
AM|Asia/Yerevan|Armenia|Армения|Armēnija|ארמניה|ARM
AO|Africa/Luanda|Angola|Ангола|אנגולה|AGO
AQ||Antarctica|Антарктида|Antarktika|Antarktis|אנטארקטיקה|ATA
AR|America/Argentina/Buenos_Aires|Argentina|Аргентина|Argentīna|Argentiina|ארגנטינה|ARG
AS|Pacific/Pago_Pago|American Samoa|Американское Самоа|ASV Samoa|Amerikan Samoa|Amerikansk Samoa|סמואה האמריקנית|ASM
AT|Europe/Vienna|Austria|Австрия|Austrija|Itävalta|Østerrike|אוסטריה|Österreich|AUT
AU||Australia|Австралия|Austrālija|אוסטרליה|AUS
AW|America/Aruba|Aruba|Аруба|ארובה|ABW
AX|Europe/Mariehamn|Åland Islands|Аландские о-ва|Olandes salas|Ahvenanmaa|Åland|איי אולנד|ALA
AZ|Asia/Baku|Azerbaijan|Азербайджан|Azerbaidžāna|Azerbaidžan|Aserbajdsjan|אזרבייג׳ן|AZE
BA|Europe/Sarajevo|Bosnia & Herzegovina|Босния и Герцеговина|Bosnija un Hercegovina|Bosnia ja Hertsegovina|Bosnia-Hercegovina|בוסניה והרצגובינה|Bosnia|Босния|BIH
BB|America/Barbados|Barbados|Барбадос|Barbadosa|ברבדוס|BRB
BD|Asia/Dhaka|Bangladesh|Бангладеш|Bangladeša|בנגלדש|BGD
BE|Europe/Brussels|Belgium|Бельгия|Beļģija|Belgia|בלגיה|België|Belgique|BEL
BF|Africa/Ouagadougou|Burkina Faso|Буркина-Фасо|Burkinafaso|בורקינה פאסו|BFA
BG|Europe/Sofia|Bulgaria|Болгария|Bulgārija|בולגריה|BLG
BH|Asia/Bahrain|Bahrain|Бахрейн|Bahreina|בחריין|BAH
BI|Africa/Bujumbura|Burundi|Бурунди|Burundija|בורונדי|BDI
BJ|Africa/Porto-Novo|Benin|Бенин|Benina|בנין|BEN
BL|America/St_Barthelemy|St. Barthélemy|Сен-Бартелеми|Senbartelmī|Saint-Barthélemy|סנט ברתולומיאו|BLM
BM|Atlantic/Bermuda|Bermuda|Бермудские о-ва|Bermudu salas|ברמודה|BMU
BN|Asia/Brunei|Brunei|Бруней|Bruneja|ברוניי|BRN
BO|America/La_Paz|Bolivia|Боливия|Bolīvija|בוליביה|BOL
BQ|America/Kralendijk|Caribbean Netherlands|Бонэйр, Синт-Эстатиус и Саба|Nīderlandes Karību salas|Karibian Alankomaat|Karibisk Nederland|האיים הקריביים ההולנדיים|BES
BR||Brazil|Бразилия|Brazīlija|Brasilia|Brasil|ברזיל|BRA
BS|America/Nassau|Bahamas|Багамы|Bahamu salas|Bahama|איי בהאמה|BHS
BT|Asia/Thimphu|Bhutan|Бутан|Butāna|בהוטן|BTN
BW|Africa/Gaborone|Botswana|Ботсвана|Botsvāna|בוטסואנה|BWA
BY|Europe/Minsk|Belarus|Беларусь|Baltkrievija|Valko-Venäjä|בלארוס|Белоруссия|BLR
BZ|America/Belize|Belize|Белиз|Beliza|בליז|BLZ
CA||Canada|Канада|Kanāda|Kanada|קנדה|CAN
CC|Indian/Cocos|Cocos (Keeling) Islands|Кокосовые о-ва|Kokosu (Kīlinga) salas|Kookossaaret (Keelingsaaret)|Kokosøyene|איי קוקוס (קילינג)|CCK
CD||Congo - Kinshasa|Конго - Киншаса|Kongo (Kinšasa)|Kongon demokraattinen tasavalta|Kongo|קונגו - קינשאסה|DR Congo|COD
CF|Africa/Bangui|Central African Republic|Центрально-Африканская Республика|Centrālāfrikas Republika|Keski-Afrikan tasavalta|Den sentralafrikanske republikk|הרפובליקה המרכז-אפריקאית|CAF
CG|Africa/Brazzaville|Congo - Brazzaville|Конго - Браззавиль|Kongo (Brazavila)|Kongon tasavalta|Kongo-Brazzaville|קונגו - ברזאויל|COG
CH|Europe/Zurich|Switzerland|Швейцария|Šveice|Sveitsi|Sveits|שווייץ|Schweiz|Suisse|Svizzera|CHE
CI|Africa/Abidjan|Côte d’Ivoire|Кот-д’Ивуар|Kotdivuāra|Norsunluurannikko|Elfenbenskysten|חוף השנהב|Ivory Coast|CIV
CK|Pacific/Rarotonga|Cook Islands|о-ва Кука|Kuka salas|Cookinsaaret|Cookøyene|איי קוק|COK
CL||Chile|Чили|Čīle|צ׳ילה|CHL
CM|Africa/Douala|Cameroon|Камерун|Kamerūna|Kamerun|קמרון|CMR
CN||China|Китай|Ķīna|Kiina|Kina|סין|CHN
CO|America/Bogota|Colombia|Колумбия|Kolumbija|Kolumbia|קולומביה|COL
CR|America/Costa_Rica|Costa Rica|Коста-Рика|Kostarika|קוסטה ריקה|CRI
CU|America/Havana|Cuba|Куба|Kuba|Kuuba|קובה|CUB
CV|Atlantic/Cape_Verde|Cape Verde|Кабо-Верде|Kaboverde|Kap Verde|Kapp Verde|כף ורדה|CPV
CW|America/Curacao|Curaçao|Кюрасао|Kirasao|קוראסאו|CUW
CX|Indian/Christmas|Christmas Island|о-в Рождества|Ziemsvētku sala|Joulusaari|Christmasøya|אי חג המולד|CXR
CY|Asia/Nicosia|Cyprus|Кипр|Kipra|Kypros|קפריסין|Κύπρος|CYP
CZ|Europe/Prague|Czechia|Чехия|Čehija|Tšekki|Tsjekkia|צ׳כיה|Česko|Czech Republic|Чешская Республика|Česká republika|CZE
DE|Europe/Berlin|Germany|Германия|Vācija|Saksa|Tyskland|גרמניה|Deutschland|DEU
DJ|Africa/Djibouti|Djibouti|Джибути|Džibutija|ג׳יבוטי|DJI
DK|Europe/Copenhagen|Denmark|Дания|Dānija|Tanska|Danmark|דנמרק|DNK
DM|America/Dominica|Dominica|Доминика|Dominika|דומיניקה|DMA
DO|America/Santo_Domingo|Dominican Republic|Доминиканская Республика|Dominikāna|Dominikaaninen tasavalta|Den dominikanske republikk|הרפובליקה הדומיניקנית|DOM
DZ|Africa/Algiers|Algeria|Алжир|Alžīrija|Algerie|אלג׳יריה|DZA
EC||Ecuador|Эквадор|Ekvadora|אקוודור|ECU
EE|Europe/Tallinn|Estonia|Эстония|Igaunija|Viro|Estland|אסטוניה|Eesti|EST
EG|Africa/Cairo|Egypt|Египет|Ēģipte|Egypti|מצרים|EGY
EH|Africa/El_Aaiun|Western Sahara|Западная Сахара|Rietumsahāra|Länsi-Sahara|Vest-Sahara|סהרה המערבית|ESH
ER|Africa/Asmara|Eritrea|Эритрея|Eritreja|אריתריאה|ERI
ES||Spain|Испания|Spānija|Espanja|Spania|ספרד|España|ESP
ET|Africa/Addis_Ababa|Ethiopia|Эфиопия|Etiopija|Etiopia|אתיופיה|ETH
FI|Europe/Helsinki|Finland|Финляндия|Somija|Suomi|פינלנד|FIN
FJ|Pacific/Fiji|Fiji|Фиджи|Fidži|פיג׳י|FJI
FK|Atlantic/Stanley|Falkland Islands|Фолклендские о-ва|Folklenda salas|Falklandinsaaret|Falklandsøyene|איי פוקלנד|FLK
FM||Micronesia|Федеративные Штаты Микронезии|Mikronēzija|Mikronesia|Mikronesiaføderasjonen|מיקרונזיה|FSM
FO|Atlantic/Faroe|Faroe Islands|Фарерские о-ва|Fēru salas|Färsaaret|Færøyene|איי פארו|FRO
FR|Europe/Paris|France|Франция|Francija|Ranska|Frankrike|צרפת|FRA
GA|Africa/Libreville|Gabon|Габон|Gabona|גבון|GAB
GB|Europe/London|United Kingdom|Великобритания|Apvienotā Karaliste|Iso-Britannia|Storbritannia|בריטניה|UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Англия|Британия|Соединённое Королевство|Anglija|Lielbritānija|Englanti|אנגליה|GBR
GD|America/Grenada|Grenada|Гренада|Grenāda|גרנדה|GRD
GE|Asia/Tbilisi|Georgia|Грузия|Gruzija|גאורגיה|GEO
GF|America/Cayenne|French Guiana|Французская Гвиана|Francijas Gviāna|Ranskan Guayana|Fransk Guyana|גיאנה הצרפתית|GUF
GG|Europe/Guernsey|Guernsey|Гернси|Gērnsija|גרנזי|GGY
GH|Africa/Accra|Ghana|Гана|Gana|גאנה|GHA
GI|Europe/Gibraltar|Gibraltar|Гибралтар|Gibraltārs|גיברלטר|GIB
GL||Greenland|Гренландия|Grenlande|Grönlanti|Grønland|גרינלנד|GRL
GM|Africa/Banjul|Gambia|Гамбия|Gambija|גמביה|GMB
GN|Africa/Conakry|Guinea|Гвинея|Gvineja|גינאה|GIN
GP|America/Guadeloupe|Guadeloupe|Гваделупа|Gvadelupa|גוואדלופ|GLP
GQ|Africa/Malabo|Equatorial Guinea|Экваториальная Гвинея|Ekvatoriālā Gvineja|Päiväntasaajan Guinea|Ekvatorial-Guinea|גינאה המשוונית|GNQ
GR|Europe/Athens|Greece|Греция|Grieķija|Kreikka|Hellas|יוון|Ελλάδα|GRC
GS|Atlantic/South_Georgia|South Georgia & South Sandwich Islands|Южная Георгия и Южные Сандвичевы о-ва|Dienviddžordžija un Dienvidsendviču salas|Etelä-Georgia ja Eteläiset Sandwichinsaaret|Sør-Georgia og Sør-Sandwichøyene|ג׳ורג׳יה הדרומית ואיי סנדוויץ׳ הדרומיים|SGS
GT|America/Guatemala|Guatemala|Гватемала|Gvatemala|גואטמלה|GUA
GU|Pacific/Guam|Guam|Гуам|Guama|גואם|GUM
GW|Africa/Bissau|Guinea-Bissau|Гвинея-Бисау|Gvineja-Bisava|גינאה-ביסאו|GNB
GY|America/Guyana|Guyana|Гайана|Gajāna|גיאנה|GUY
HK|Asia/Hong_Kong|Hong Kong SAR China|Гонконг (САР)|Ķīnas īpašās pārvaldes apgabals Honkonga|Hongkong – Kiinan erityishallintoalue|Hongkong SAR Kina|הונג קונג (אזור מנהלי מיוחד של סין)|Hong Kong|Гонконг|HKG
HN|America/Tegucigalpa|Honduras|Гондурас|Hondurasa|הונדורס|HND
HR|Europe/Zagreb|Croatia|Хорватия|Horvātija|Kroatia|קרואטיה|Hrvatska|HRV
HT|America/Port-au-Prince|Haiti|Гаити|האיטי|HTI
HU|Europe/Budapest|Hungary|Венгрия|Ungārija|Unkari|Ungarn|הונגריה|Magyarország|HUN
ID||Indonesia|Индонезия|Indonēzija|אינדונזיה|IDN
IE|Europe/Dublin|Ireland|Ирландия|Īrija|Irlanti|Irland|אירלנד|Éire|IRL
IL|Asia/Jerusalem|Israel|Израиль|Izraēla|ישראל|ISR
IM|Europe/Isle_of_Man|Isle of Man|о-в Мэн|Menas sala|Mansaari|Man|האי מאן|IMN
IN|Asia/Kolkata|India|Индия|Indija|Intia|הודו|IND
IO|Indian/Chagos|British Indian Ocean Territory|Британская территория в Индийском океане|Indijas okeāna Britu teritorija|Brittiläinen Intian valtameren alue|Det britiske territoriet i Indiahavet|הטריטוריה הבריטית באוקיינוס ההודי|IOT
IQ|Asia/Baghdad|Iraq|Ирак|Irāka|Irak|עיראק|IRQ
IR|Asia/Tehran|Iran|Иран|Irāna|איראן|IRN
IS|Atlantic/Reykjavik|Iceland|Исландия|Islande|Islanti|Island|איסלנד|Ísland|ISL
IT|Europe/Rome|Italy|Италия|Itālija|Italia|איטליה|ITA
JE|Europe/Jersey|Jersey|Джерси|Džērsija|ג׳רזי|JEY
JM|America/Jamaica|Jamaica|Ямайка|Jamaika|ג׳מייקה|JAM
JO|Asia/Amman|Jordan|Иордания|Jordānija|Jordania|ירדן|JOR
JP|Asia/Tokyo|Japan|Япония|Japāna|Japani|יפן|JPN
KE|Africa/Nairobi|Kenya|Кения|Kenija|Kenia|קניה|KEN
KG|Asia/Bishkek|Kyrgyzstan|Киргизия|Kirgizstāna|Kirgisia|Kirgisistan|קירגיזסטן|Киргизстан|KGZ
KH|Asia/Phnom_Penh|Cambodia|Камбоджа|Kambodža|Kambodsja|קמבודיה|KHM
KI||Kiribati|Кирибати|קיריבאטי|KIR
KM|Indian/Comoro|Comoros|Коморы|Komoru salas|Komorit|Komorene|קומורו|COM
KN|America/St_Kitts|St. Kitts & Nevis|Сент-Китс и Невис|Sentkitsa un Nevisa|Saint Kitts ja Nevis|Saint Kitts og Nevis|סנט קיטס ונוויס|KNA
KP|Asia/Pyongyang|North Korea|КНДР|Ziemeļkoreja|Pohjois-Korea|Nord-Korea|קוריאה הצפונית|PRK
KR|Asia/Seoul|South Korea|Республика Корея|Dienvidkoreja|Etelä-Korea|Sør-Korea|קוריאה הדרומית|Korea|Корея|Republic of Korea|KOR
KW|Asia/Kuwait|Kuwait|Кувейт|Kuveita|כווית|KWT
KY|America/Cayman|Cayman Islands|о-ва Кайман|Kaimanu salas|Caymansaaret|Caymanøyene|איי קיימן|CYM
KZ||Kazakhstan|Казахстан|Kazahstāna|Kazakstan|Kasakhstan|קזחסטן|Қазақстан|KAZ
LA|Asia/Vientiane|Laos|Лаос|Laosa|לאוס|LAO
LB|Asia/Beirut|Lebanon|Ливан|Libāna|Libanon|לבנון|LBN
LC|America/St_Lucia|St. Lucia|Сент-Люсия|Sentlūsija|Saint Lucia|סנט לוסיה|LCA
LI|Europe/Vaduz|Liechtenstein|Лихтенштейн|Lihtenšteina|ליכטנשטיין|LIE
LK|Asia/Colombo|Sri Lanka|Шри-Ланка|Šrilanka|סרי לנקה|LKA
LR|Africa/Monrovia|Liberia|Либерия|Libērija|ליבריה|LBR
LS|Africa/Maseru|Lesotho|Лесото|Lesoto|לסוטו|LSO
LT|Europe/Vilnius|Lithuania|Литва|Lietuva|Liettua|Litauen|ליטא|LTU
LU|Europe/Luxembourg|Luxembourg|Люксембург|Luksemburga|Luxemburg|לוקסמבורג|Lëtzebuerg|LUX
LV|Europe/Riga|Latvia|Латвия|Latvija|לטביה|LVA
LY|Africa/Tripoli|Libya|Ливия|Lībija|לוב|LBY
MA|Africa/Casablanca|Morocco|Марокко|Maroka|Marokko|מרוקו|Maroc|MOR
MC|Europe/Monaco|Monaco|Монако|Monako|מונקו|MCO
MD|Europe/Chisinau|Moldova|Молдова|מולדובה|Молдавия|MDA
ME|Europe/Podgorica|Montenegro|Черногория|Melnkalne|מונטנגרו|MNE
MF|America/Marigot|St. Martin|Сен-Мартен|Senmartēna|Saint-Martin|סן מרטן|MAF
MG|Indian/Antananarivo|Madagascar|Мадагаскар|Madagaskara|Madagaskar|מדגסקר|MDG
MH|Pacific/Majuro|Marshall Islands|Маршалловы о-ва|Māršala salas|Marshallinsaaret|Marshalløyene|איי מרשל|MHL
MK|Europe/Skopje|North Macedonia|Северная Македония|Ziemeļmaķedonija|Pohjois-Makedonia|Nord-Makedonia|מקדוניה הצפונית|Macedonia|Македония|MKD
ML|Africa/Bamako|Mali|Мали|מאלי|MLI
MM|Asia/Yangon|Myanmar (Burma)|Мьянма (Бирма)|Mjanma (Birma)|מיאנמר (בורמה)|Burma|Бирма|MMR
MN||Mongolia|Монголия|Mongolija|מונגוליה|MNG
MO|Asia/Macau|Macao SAR China|Макао (САР)|ĶTR īpašais administratīvais reģions Makao|Macao – Kiinan erityishallintoalue|Macao SAR Kina|מקאו (אזור מנהלי מיוחד של סין)|Macau|MAC
MP|Pacific/Saipan|Northern Mariana Islands|Северные Марианские о-ва|Ziemeļu Marianas salas|Pohjois-Mariaanit|Nord-Marianene|איי מריאנה הצפוניים|MNP
MQ|America/Martinique|Martinique|Мартиника|Martinika|מרטיניק|MTQ
MR|Africa/Nouakchott|Mauritania|Мавритания|Mauritānija|מאוריטניה|MRT
MS|America/Montserrat|Montserrat|Монтсеррат|Montserrata|מונסראט|MSR
MT|Europe/Malta|Malta|Мальта|מלטה|MLT
MU|Indian/Mauritius|Mauritius|Маврикий|Maurīcija|מאוריציוס|MUS
MV|Indian/Maldives|Maldives|Мальдивы|Maldīvija|Malediivit|Maldivene|האיים המלדיביים|MDV
MW|Africa/Blantyre|Malawi|Малави|Malāvija|מלאווי|MWI
MX||Mexico|Мексика|Meksika|Meksiko|מקסיקו|México|MEX
MY|Asia/Kuala_Lumpur|Malaysia|Малайзия|Malaizija|Malesia|מלזיה|MYS
MZ|Africa/Maputo|Mozambique|Мозамбик|Mozambika|Mosambik|מוזמביק|MOZ
NA|Africa/Windhoek|Namibia|Намибия|Namībija|נמיביה|NAM
NC|Pacific/Noumea|New Caledonia|Новая Каледония|Jaunkaledonija|Uusi-Kaledonia|Ny-Caledonia|קלדוניה החדשה|NCL
NE|Africa/Niamey|Niger|Нигер|Nigēra|ניז׳ר|NER
NF|Pacific/Norfolk|Norfolk Island|о-в Норфолк|Norfolkas sala|Norfolkinsaari|Norfolkøya|האי נורפוק|NFK
NG|Africa/Lagos|Nigeria|Нигерия|Nigērija|ניגריה|NGA
NI|America/Managua|Nicaragua|Никарагуа|Nikaragva|ניקרגואה|NIC
NL|Europe/Amsterdam|Netherlands|Нидерланды|Nīderlande|Alankomaat|Nederland|הולנד|Holland|Голландия|The Netherlands|Holande|NLD
NO|Europe/Oslo|Norway|Норвегия|Norvēģija|Norja|Norge|נורווגיה|Noreg|NOR
NP|Asia/Kathmandu|Nepal|Непал|Nepāla|נפאל|NPL
NR|Pacific/Nauru|Nauru|Науру|נאורו|NRU
NU|Pacific/Niue|Niue|Ниуэ|ניווה|NIU
NZ||New Zealand|Новая Зеландия|Jaunzēlande|Uusi-Seelanti|ניו זילנד|NZL
OM|Asia/Muscat|Oman|Оман|Omāna|עומאן|OMN
PA|America/Panama|Panama|Панама|פנמה|PAN
PE|America/Lima|Peru|Перу|פרו|PER
PF||French Polynesia|Французская Полинезия|Francijas Polinēzija|Ranskan Polynesia|Fransk Polynesia|פולינזיה הצרפתית|PYF
PG||Papua New Guinea|Папуа — Новая Гвинея|Papua-Jaungvineja|Papua-Uusi-Guinea|Papua Ny-Guinea|פפואה גינאה החדשה|PNG
PH|Asia/Manila|Philippines|Филиппины|Filipīnas|Filippiinit|Filippinene|הפיליפינים|PHL
PK|Asia/Karachi|Pakistan|Пакистан|Pakistāna|פקיסטן|PAK
PL|Europe/Warsaw|Poland|Польша|Polija|Puola|Polen|פולין|Polska|POL
PM|America/Miquelon|St. Pierre & Miquelon|Сен-Пьер и Микелон|Senpjēra un Mikelona|Saint-Pierre ja Miquelon|Saint-Pierre-et-Miquelon|סנט פייר ומיקלון|SPM
PN|Pacific/Pitcairn|Pitcairn Islands|о-ва Питкэрн|Pitkērnas salas|Pitcairn|Pitcairnøyene|איי פיטקרן|PCN
PR|America/Puerto_Rico|Puerto Rico|Пуэрто-Рико|Puertoriko|פוארטו ריקו|PRI
PS|Asia/Gaza|Palestinian Territories|Палестинские территории|Palestīnas teritorijas|Palestiinalaisalue|Det palestinske området|השטחים הפלסטיניים|Palestine|Палестина|PSE
PT||Portugal|Португалия|Portugāle|Portugali|פורטוגל|PRT
PW|Pacific/Palau|Palau|Палау|פלאו|PLW
PY|America/Asuncion|Paraguay|Парагвай|Paragvaja|פרגוואי|PRY
QA|Asia/Qatar|Qatar|Катар|Katara|קטאר|QAT
RE|Indian/Reunion|Réunion|Реюньон|Reinjona|ראוניון|REU
RO|Europe/Bucharest|Romania|Румыния|Rumānija|רומניה|România|ROU
RS|Europe/Belgrade|Serbia|Сербия|Serbija|סרביה|Srbija|Србија|SRB
RU||Russia|Россия|Krievija|Venäjä|Russland|רוסיה|РФ|Российская Федерация|Russian Federation|RUS
RW|Africa/Kigali|Rwanda|Руанда|Ruanda|רואנדה|RWA
SA|Asia/Riyadh|Saudi Arabia|Саудовская Аравия|Saūda Arābija|Saudi-Arabia|ערב הסעודית|SAU
SB|Pacific/Guadalcanal|Solomon Islands|Соломоновы о-ва|Zālamana salas|Salomonsaaret|Salomonøyene|איי שלמה|SLB
SC|Indian/Mahe|Seychelles|Сейшельские о-ва|Seišelu salas|Seychellit|Seychellene|איי סיישל|SYC
SD|Africa/Khartoum|Sudan|Судан|Sudāna|סודן|SDN
SE|Europe/Stockholm|Sweden|Швеция|Zviedrija|Ruotsi|Sverige|שוודיה|SWE
SG|Asia/Singapore|Singapore|Сингапур|Singapūra|סינגפור|SGP
SH|Atlantic/St_Helena|St. Helena|о-в Св. Елены|Sv.Helēnas sala|Saint Helena|סנט הלנה|SHN
SI|Europe/Ljubljana|Slovenia|Словения|Slovēnija|סלובניה|Slovenija|SVN
SJ|Arctic/Longyearbyen|Svalbard & Jan Mayen|Шпицберген и Ян-Майен|Svalbāra un Jana Majena sala|Huippuvuoret ja Jan Mayen|Svalbard og Jan Mayen|סבאלברד ויאן מאיין|SJM
SK|Europe/Bratislava|Slovakia|Словакия|Slovākija|סלובקיה|Slovensko|SVK
SL|Africa/Freetown|Sierra Leone|Сьерра-Леоне|Sjerraleone|סיירה לאון|SLE
SM|Europe/San_Marino|San Marino|Сан-Марино|Sanmarīno|סן מרינו|SMR
SN|Africa/Dakar|Senegal|Сенегал|Senegāla|סנגל|SEN
SO|Africa/Mogadishu|Somalia|Сомали|Somālija|סומליה|SOM
SR|America/Paramaribo|Suriname|Суринам|Surinama|Surinam|סורינאם|SUR
SS|Africa/Juba|South Sudan|Южный Судан|Dienvidsudāna|Etelä-Sudan|Sør-Sudan|דרום סודן|SSD
ST|Africa/Sao_Tome|São Tomé & Príncipe|Сан-Томе и Принсипи|Santome un Prinsipi|São Tomé ja Príncipe|São Tomé og Príncipe|סאו טומה ופרינסיפה|STP
SV|America/El_Salvador|El Salvador|Сальвадор|Salvadora|אל סלבדור|SLV
SX|America/Lower_Princes|Sint Maarten|Синт-Мартен|Sintmārtena|סנט מארטן|SXM
SY|Asia/Damascus|Syria|Сирия|Sīrija|Syyria|סוריה|SYR
SZ|Africa/Mbabane|Eswatini|Эсватини|Svatini|אסוואטיני|Swaziland|SZW
TC|America/Grand_Turk|Turks & Caicos Islands|Тёркс и Кайкос|Tērksas un Kaikosas salas|Turks- ja Caicossaaret|Turks- og Caicosøyene|איי טרקס וקייקוס|TCA
TD|Africa/Ndjamena|Chad|Чад|Čada|Tšad|Tsjad|צ׳אד|TCD
TF|Indian/Kerguelen|French Southern Territories|Французские Южные территории|Francijas Dienvidjūru teritorija|Ranskan eteläiset ja antarktiset alueet|De franske sørterritorier|הטריטוריות הדרומיות של צרפת|ATF
TG|Africa/Lome|Togo|Того|טוגו|TGO
TH|Asia/Bangkok|Thailand|Таиланд|Taizeme|Thaimaa|תאילנד|THA
TJ|Asia/Dushanbe|Tajikistan|Таджикистан|Tadžikistāna|Tadžikistan|Tadsjikistan|טג׳יקיסטן|TJK
TK|Pacific/Fakaofo|Tokelau|Токелау|טוקלאו|TKL
TL|Asia/Dili|Timor-Leste|Восточный Тимор|Austrumtimora|Itä-Timor|Øst-Timor|טימור-לסטה|East Timor|TLS
TM|Asia/Ashgabat|Turkmenistan|Туркменистан|Turkmenistāna|טורקמניסטן|TKM
TN|Africa/Tunis|Tunisia|Тунис|Tunisija|תוניסיה|Tunisie|TUN
TO|Pacific/Tongatapu|Tonga|Тонга|טונגה|TON
TR|Europe/Istanbul|Türkiye|Турция|Turcija|Turkki|Tyrkia|טורקיה|Turkey|TUR
TT|America/Port_of_Spain|Trinidad & Tobago|Тринидад и Тобаго|Trinidāda un Tobāgo|Trinidad ja Tobago|Trinidad og Tobago|טרינידד וטובגו|TTO
TV|Pacific/Funafuti|Tuvalu|Тувалу|טובאלו|TUV
TW|Asia/Taipei|Taiwan|Тайвань|Taivāna|טייוואן|TWN
TZ|Africa/Dar_es_Salaam|Tanzania|Танзания|Tanzānija|Tansania|טנזניה|TZA
UA|Europe/Kyiv|Ukraine|Украина|Ukraina|אוקראינה|Україна|UKR
UG|Africa/Kampala|Uganda|Уганда|אוגנדה|UGA
UM||U.S. Outlying Islands|Внешние малые о-ва (США)|ASV Mazās Aizjūras salas|Yhdysvaltain erillissaaret|USAs ytre øyer|האיים המרוחקים הקטנים של ארה״ב|UMI
US||United States|Соединенные Штаты|Amerikas Savienotās Valstis|Yhdysvallat|USA|ארצות הברית|U.S.A.|U.S.|United States of America|America|США|Америка|ASV|Amerika|ארה"ב|EE. UU.
UY|America/Montevideo|Uruguay|Уругвай|Urugvaja|אורוגוואי|URY
UZ|Asia/Samarkand|Uzbekistan|Узбекистан|Uzbekistāna|Usbekistan|אוזבקיסטן|UZB
VA|Europe/Vatican|Vatican City|Ватикан|Vatikāns|Vatikaani|Vatikanstaten|הוותיקן|Vatican|VAT
VC|America/St_Vincent|St. Vincent & Grenadines|Сент-Винсент и Гренадины|Sentvinsenta un Grenadīnas|Saint Vincent ja Grenadiinit|St. Vincent og Grenadinene|סנט וינסנט והגרנדינים|VCT
VE|America/Caracas|Venezuela|Венесуэла|Venecuēla|ונצואלה|VEN
VG|America/Tortola|British Virgin Islands|Виргинские о-ва (Великобритания)|Britu Virdžīnas|Brittiläiset Neitsytsaaret|De britiske jomfruøyene|איי הבתולה הבריטיים|VGB
VI|America/St_Thomas|U.S. Virgin Islands|Виргинские о-ва (США)|ASV Virdžīnas|Yhdysvaltain Neitsytsaaret|De amerikanske jomfruøyene|איי הבתולה של ארצות הברית|VIR
VN|Asia/Ho_Chi_Minh|Vietnam|Вьетнам|Vjetnama|וייטנאם|VNM
VU|Pacific/Efate|Vanuatu|Вануату|ונואטו|VTU
WF|Pacific/Wallis|Wallis & Futuna|Уоллис и Футуна|Volisa un Futunas salas|Wallis ja Futuna|Wallis og Futuna|איי ווליס ופוטונה|WLF
WS|Pacific/Apia|Samoa|Самоа|סמואה|WSM
YE|Asia/Aden|Yemen|Йемен|Jemena|Jemen|תימן|YEM
YT|Indian/Mayotte|Mayotte|Майотта|Majota|מאיוט|MYT
ZA|Africa/Johannesburg|South Africa|Южно-Африканская Республика|Dienvidāfrikas Republika|Etelä-Afrikka|Sør-Afrika|דרום אפריקה|ZAF
ZM|Africa/Lusaka|Zambia|Замбия|Zambija|Sambia|זמביה|ZMB
ZW|Africa/Harare|Zimbabwe|Зимбабве|Zimbabve|זימבבואה|ZWE"""


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    lines = (line.split("|") for line in _TABLE.strip().splitlines())
    return tuple((code, zone, tuple(names)) for code, zone, *names in lines)


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {code: zone for code, zone, _ in _rows() if zone}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    known = {_key(name): code for code, _, names in _rows() for name in names}
    return known | {code.casefold(): code for code, _, _ in _rows()}


def _key(name: str) -> str:
    return fold(name).replace(".", "").replace("-", " ")


def country_code(text: str) -> str | None:
    """ISO alpha-2 code of a country by its code or its name in any language known here; None if unknown."""
    return _codes().get(_key(text))


def only_zone(country: str | None) -> str | None:
    """The IANA zone of a country that has only one; None where the country alone does not tell the time."""
    return _zones().get(country) if country else None
