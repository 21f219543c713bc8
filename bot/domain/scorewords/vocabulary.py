"""The words of scores in six languages, folded: numbers, and what stands around them. Not: what a message says."""

from bot.domain.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_BY_SCORE = {
    0: """zero nil nought naught ноль нуль ноля нуля нолик нулик нолем nulle nulli nulles nolla nollan nollaa nollat null
        nuller אפס""",
    1: """one один одна одно одного единица единицу единичка единичку viens viena vienu vieninieks vieninieku yksi yhden
        ykkönen ykkösen ykköstä en אחת אחד""",
    2: """two два две двойка двойку двоечка двоечку двух divi divas divus divnieks divnieku kaksi kahden kakkonen
        kakkosen kakkosta to toer toeren שתיים שתים שניים שנים""",
    3: """three три трех тройка тройку троечка троечку trīs trijnieks trijnieku kolme kolmen kolmonen kolmosen kolmosta
        tre treer treeren שלוש שלושה""",
    4: """four четыре четырёх четвёрка четвёрку четвёрочка четвёрочку četri četras četrus četrinieks četrinieku neljä
        neljän nelonen nelosen nelosta fire firer fireren ארבע ארבעה""",
    5: """five пять пяти pieci piecas piecus piecinieks piecinieku viisi viiden viitonen viitosen vitonen vitosen fem
        femmer femmeren חמש חמישה חמשה""",
    6: """six шесть шести шестёрка шестёрку шестёрочка шестёрочку seši sešas sešus sešinieks sešinieku kuusi kuuden
        kuutonen kuutosen kutonen kutosen seks sekser sekseren שש שישה ששה""",
    7: """seven семь семи семёрка семёрку семёрочка семёрочку septiņi septiņas septiņus septītnieks septītnieku
        seitsemän seitsemikkö seiska seiskan seiskaa sju syv sjuer syver syveren sjueren שבע שבעה""",
    8: """eight восемь восьми восьмёрка восьмёрку восьмёрочка восьмёрочку astoņi astoņas astoņus astotnieks astotnieku
        kahdeksan kahdeksikko kasi kasin kasia åtte åtter åtteren שמונה שמנה""",
    9: """nine девять девяти девятка девятку девяточка девяточку deviņi deviņas deviņus devītnieks devītnieku yhdeksän
        yhdeksikkö ysi ysin ysiä ni nier nieren תשע תשעה""",
    10: """ten tenner десять десяти десятка десятку десяточка десяточку desmit desmiti desmitnieks desmitnieku kymmenen
        kymmentä kymppi kympin kymppiä ti tier tieren עשר עשרה""",
}
NUMBERS = {word: score for score, text in _BY_SCORE.items() for word in _words(text)}
TWOFOLD = _words("en to fire kasi tier")
"""Numbers of one language that are something else in another: alone they are asked back, inside a text no number."""
FIVES = _words("пятёрка пятёрку пятёрочка пятёрочку пятак")
"""A Russian "five" is the best mark of a school: it may be meant as a ten."""

OF = _words("of from из no av מתוך / \\")
SCHOOL = _words("балл балла баллов твёрдая твёрдую твёрдо")
"""What a Russian five, the best mark of a school, is said with."""
OUT = _words("out")
OR = _words("or или либо vai tai eller או to до / - …")
HALF = _words("half половиной половина pusi puoli halv וחצי")
AND_A = _words("and a с ar ja og en un и")
STARS = _words("⭐ 🌟 star stars звезда звезды звёзд zvaigzne zvaigznes tähteä stjerne stjerner כוכבים")
FILLERS = _words("""a an the my our is it its it's that's this that i i'd id i'll would will say give giving gave rate
    rating rated score scored mark grade answer you your him her them guys points point pts out definitely absolutely
    surely certainly solid strong full perfect just only well very much hm hmm ok okay yes sure thanks thank please
    моя мой моё наша оценка оценку ставлю поставлю поставил даю дам дал вам это мой ответ балл балла баллов твёрдая
    твёрдую твёрдо ну наверное конечно точно думаю спасибо большое огромное пожалуйста да хорошо
    mans mana mūsu vērtējums vērtējumu lieku likšu dodu jums ir tas balle balles punkti punktu noteikti paldies lūdzu jā
    minun meidän arvosana annan antaisin teille se on pistettä piste varmasti kiitos joo kyllä
    min vår karakter gir dere deg det er jeg poeng helt sikkert takk
    שלי הציון ציון נותן נותנת אני לכם זה נקודות תודה כן""")
"""What says nothing beside a score."""
FRAMES = _words("""give giving gave rate rating score grade оценка оценку ставлю поставлю поставил даю дам vērtējums
    vērtējumu lieku likšu dodu arvosana annan antaisin karakter gir ציון הציון נותן נותנת""")
"""What announces a score."""
BETWEEN = _words("""a an the you your them is of it as - : вам твёрдую это jums ir teille on dere deg et en er לכם זה solid
    strong""")
"""What may stand between the two."""
BECAUSE = _words("""because bc cause since but although though потому поскольку но из-за хотя ведь jo bet tāpēc tādēļ kaut
    koska mutta vaikka sillä fordi men siden כי אבל בגלל""")
AND = _words("and as for а и за так un ja og for ו")
BUT = _words("but although though но хотя bet kaut mutta vaikka men אבל")
WOULD = _words("would i'd id бы хотел хотела хотели antaisin wanted likte dotu ville")
"""Who would give a score has not given it."""
NOT = _words("not don't dont won't wouldn't can't cannot never не никогда ne nevis nekad ei en ikke aldri לא")
MAYBE = _words("""maybe perhaps about around approximately roughly probably between somewhere like i guess think ~ ≈ на все наверное
    может быть примерно около где-то пожалуй между varbūt apmēram laikam ehkä noin varmaan kanskje omtrent cirka ca אולי
    בערך""")
NO_TYPOS = _words("""there threw sever severn fever even event night right light might sight fight weight height finer
    severe nines""")
"""Words that a slip of the finger away from a number are words of their own."""
PLEASED = frozenset("👍👌👏🙏❤💯🔥😊😀😃🙂😍🤩🎉✨💪🌹💐🥳😁😄😎🫶")
THUMBS = PLEASED | frozenset("👎😞😡😠☹🙁⭐🌟")
MARKS = frozenset(".,;:!?()[]{}\"'«»*=_…")
"""Signs that say nothing; a dash may stand between two scores."""
STOPS = frozenset(".,;:!?…-")
"""Signs after which something new is said."""
BEFORE = FILLERS | BETWEEN | MARKS | _words("я мы we es mēs minä me vi jeg אנחנו")
"""What may stand before a score that its writer gives now."""
