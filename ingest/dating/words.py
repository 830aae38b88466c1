"""The words of time in Arabic, English, French and Spanish, folded, alternatives parted by |."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What is counted."""

    MINUTE = "MINUTE"
    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


LENGTHS = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1)}
"""Units that are of one length."""

NEVER = "(?!)"
"""An expression that matches nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words.

    `months` from January, `weekdays` from Monday; `days` maps a day ("yesterday") to its distance;
    `shifts` a direction ("last", -1; "this", 0; "next", 1); `units` a unit to what counts one of it,
    `several` to what counts more, `pairs` to what counts two by itself; `numbers` from one on.

    The others are regular expressions. What must not stand before or after a word of `days`: `before_day`,
    `after_day`; around a weekday: `before_weekday`, `after_weekday`; before a week, month or year:
    `before_unit`. What must stand before a month or a year alone: `before_month`, `before_year`. `cues`
    speak of the future, `towards` does so right before a weekday, `speech` are verbs that report.
    `capitals`: months and weekdays have them. `prefixes`: letters written together with the word after them.
    """

    months: Sequence[str]
    weekdays: Sequence[str]
    days: Mapping[int, str]
    shifts: Mapping[int, str]
    units: Mapping[Unit, str]
    several: Mapping[Unit, str]
    numbers: Sequence[str]
    before_month: str
    before_year: str
    cues: str
    towards: str
    speech: str
    pairs: Mapping[Unit, str] = field(default_factory=dict[Unit, str])
    before_day: str = NEVER
    after_day: str = NEVER
    before_weekday: str = NEVER
    after_weekday: str = NEVER
    before_unit: str = NEVER
    capitals: bool = False
    prefixes: Sequence[str] = ()


ARABIC = Words(
    months=(
        "يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|اذار", "ابريل|نيسان|افريل", "مايو|ايار|ماي",
        "يونيو|يونيه|حزيران|جوان", "يوليو|يوليه|يوليوز|تموز|جويليه", "اغسطس|اب|اوت|غشت",
        "سبتمبر|ايلول|شتنبر", "اكتوبر|تشرين الاول", "نوفمبر|تشرين الثاني|نونبر", "ديسمبر|كانون الاول|دجنبر",
    ),
    weekdays=("الاثنين", "الثلاثا", "الاربعا", "الخميس", "الجمعه", "السبت", "الاحد"),
    days={
        -2: "اول من امس|اول امس|امس الاول", -1: "ليله امس|ليل امس|الليله الماضيه|امس|الامس|البارحه",
        0: "اليوم|الليله", 1: "غدا|غد", 2: "بعد غد",
    },
    shifts={
        -1: "الماضي|الماضيه|المنصرم|المنصرمه|الفايت|الفايته", 0: "الجاري|الجاريه|الحالي|الحاليه",
        1: "المقبل|المقبله|القادم|القادمه|الاتي|الاتيه",
    },
    units={
        Unit.MINUTE: "دقيقه", Unit.HOUR: "ساعه", Unit.DAY: "يوم|يوما", Unit.WEEK: "اسبوع|اسبوعا",
        Unit.MONTH: "شهر|شهرا", Unit.YEAR: "عام|عاما|سنه",
    },
    several={
        Unit.MINUTE: "دقايق", Unit.HOUR: "ساعات", Unit.DAY: "ايام", Unit.WEEK: "اسابيع",
        Unit.MONTH: "اشهر|شهور", Unit.YEAR: "اعوام|سنوات|سنين",
    },
    pairs={
        Unit.MINUTE: "دقيقتين", Unit.HOUR: "ساعتين", Unit.DAY: "يومين", Unit.WEEK: "اسبوعين",
        Unit.MONTH: "شهرين", Unit.YEAR: "عامين|سنتين",
    },
    numbers=(
        "واحد|واحده", "اثنين|اثنتين", "ثلاثه|ثلاث", "اربعه|اربع", "خمسه|خمس", "سته|ست", "سبعه|سبع",
        "ثمانيه|ثماني|ثمان", "تسعه|تسع", "عشره|عشر",
    ),
    before_month="في|شهر|خلال|منذ|حتي|مطلع|نهايه|بدايه|منتصف|اواخر|اوايل|قبل|بعد",
    before_year="عام|العام|سنه|السنه|في|منذ|حتي|خلال|نهايه|بدايه|مطلع|اواخر|اوايل|صيف|شتا|ربيع|خريف",
    cues=(
        r"سوف|[وف]?س[يتن](?:كون|عقد|لتقي|جتمع|بحث|زور|تم|شارك|توجه|بدا|جري|ناقش|صل|قوم|ستقبل"
        r"|عود|غادر|نطلق|حضر"
        r"|حدد|علن|صوت|صدر|ترك|ستضيف|ستانف|نتخب|واجه|لعب)\w{0,2}|ال(?:مقرر|مرتقب|منتظر|متوقع|مزمع)"
        r"|مقرره?|مرتقبه?|[يت]عتزم|[يت]توقع|[يت]نوي"
    ),
    towards="الي|حتي",
    speech=r"[وف]?(?:قالت?|اعلنت?|ذكرت?|اكدت?|صرحت?|اضافت?|اوضحت?|افادت?|اشارت?|نقلت?)",
    before_day=(
        "في|ذلك|هذا|نفس|ذات|مثل|روسيا|المصري|الاردن|سوريا|فلسطين|ليبيا|صحيفه|جريده|موقع|قناه"
        "|اخبار|العرب|العالم"
    ),
    after_day=(
        "التالي|نفسه|ذاته|الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الاخير|الواحد"
        "|افضل|مشرق|الموالي|الوطني|العالمي|الدولي|الذي|الدراسي|السابق|اللاحق|الكامل|التاريخي"
    ),
    before_weekday="سوق|حي|عيد|مدينه|منطقه|كل",
    after_weekday="الدامي|الاسود|العظيمه|الحزينه|الابيض|السابق|اللاحق|التالي|الذي",
    # The secretary-general (الأمين العام) is no year.
    before_unit=(
        "الامين|المدير|النايب|القايد|المدعي|المفتش|المراقب|المفوض|الحاكم|السكرتير|المنسق"
        "|القطاع|الراي|امين"
    ),
    prefixes=("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"),
)  # fmt: skip

ENGLISH = Words(
    months=(
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
        "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    days={
        -2: "day before yesterday", -1: "yesterday|last night",
        0: "today|tonight|this morning|this afternoon|this evening", 1: "tomorrow", 2: "day after tomorrow",
    },
    shifts={-1: "last", 0: "this", 1: "next|coming"},
    units={
        Unit.MINUTE: "minute|min", Unit.HOUR: "hour|hr", Unit.DAY: "day", Unit.WEEK: "week",
        Unit.MONTH: "month", Unit.YEAR: "year",
    },
    several={
        Unit.MINUTE: "minutes|mins", Unit.HOUR: "hours|hrs", Unit.DAY: "days", Unit.WEEK: "weeks",
        Unit.MONTH: "months", Unit.YEAR: "years",
    },
    numbers=(
        "a|an|one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ),
    before_month="in|since|by|until|till|through|during|from|late|early|mid|of|to|before|after|and",
    before_year=(
        "in|since|by|until|till|of|from|during|before|after|early|late|mid|summer|winter"
        "|spring|autumn|year"
    ),
    cues=(
        r"will|would|shall|(?:is|are|was|were) (?:set|due|expected|scheduled|to)|plans?"
        r"|planned|expected|scheduled"
        r"|due|to (?:meet|hold|visit|be|begin|start|vote|travel|attend|face|resume|open|host|discuss|decide)"
    ),
    towards="until|till|to|by",
    speech=r"said|says|told|announced|reported|added|according|warned|confirmed|stated",
    before_day="usa|russia|of",
    after_day="show|programme|program|newspaper",
    before_weekday=(
        "black|good|bloody|ash|palm|easter|super|cyber|sheffield|giving|fat|shrove|holy|every"
        "|each"
    ),
    after_weekday="times|telegraph|mirror|express|mail|people|post|world|herald|agreement",
    before_unit="the",
    capitals=True,
)  # fmt: skip

FRENCH = Words(
    months=(
        "janvier|janv", "fevrier|fevr", "mars", "avril|avr", "mai", "juin", "juillet|juil", "aout",
        "septembre|sept", "octobre|oct", "novembre|nov", "decembre|dec",
    ),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    days={
        -2: "avant-hier", -1: "hier|la nuit derniere",
        0: "aujourd'hui|ce matin|ce soir|ce midi|cet apres-midi|cette nuit", 1: "demain", 2: "apres-demain",
    },
    shifts={
        -1: "dernier|derniere|passe|passee", 0: "ce|cet|cette|en cours",
        1: "prochain|prochaine|a venir",
    },
    units={
        Unit.MINUTE: "minute", Unit.HOUR: "heure", Unit.DAY: "jour", Unit.WEEK: "semaine",
        Unit.MONTH: "mois-ci|mois", Unit.YEAR: "an|annee",
    },
    several={
        Unit.MINUTE: "minutes", Unit.HOUR: "heures", Unit.DAY: "jours", Unit.WEEK: "semaines",
        Unit.MONTH: "mois", Unit.YEAR: "ans|annees",
    },
    numbers=(
        "un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    ),
    before_month="en|depuis|fin|debut|mi|mois de|mois d'|jusqu'en|jusqu'a",
    before_year="en|depuis|annee|fin|debut|de|avant|apres|ete|hiver|printemps|automne",
    cues=(
        r"\w{2,}(?:era|eront|ira|iront|dra|dront)|aura|auront|doi(?:t|vent)|devrai(?:t|ent)|va|vont"
        r"|prevue?s?|attendue?s?"
    ),
    towards="jusqu'a|a|au",
    speech=r"dit|declare|annonce|indique|affirme|assure|selon|precise|explique|ajoute",
    before_day="de",
    before_weekday="chaque|les",
    after_weekday="saint|gras|noir|de paques|de pentecote|des cendres|precedent|suivant",
)  # fmt: skip

SPANISH = Words(
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre",
        "octubre", "noviembre", "diciembre",
    ),
    weekdays=("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    days={
        -2: "anteayer|antes de ayer", -1: "ayer|anoche", 0: "hoy|esta manana|esta tarde|esta noche",
        1: "manana", 2: "pasado manana",
    },
    shifts={-1: "pasado|pasada", 0: "este|esta|en curso|actual", 1: "proximo|proxima|que viene"},
    units={
        Unit.MINUTE: "minuto", Unit.HOUR: "hora", Unit.DAY: "dia", Unit.WEEK: "semana", Unit.MONTH: "mes",
        Unit.YEAR: "ano",
    },
    several={
        Unit.MINUTE: "minutos", Unit.HOUR: "horas", Unit.DAY: "dias", Unit.WEEK: "semanas",
        Unit.MONTH: "meses", Unit.YEAR: "anos",
    },
    numbers=(
        "un|una|uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        "once", "doce",
    ),
    before_month="en|desde|hasta|mes de|finales de|principios de|mediados de",
    before_year="en|desde|de|del|ano|hasta|verano|invierno",
    cues=(
        r"sera|seran|tendra|tendran|habra|estara|debera|podra|viajara|visitara|participara|comenzara|empezara"
        r"|va a|van a|previst[oa]s?|\w{3,}aran|\w{3,}iran"
    ),
    towards="hasta el|al|para el",
    speech=r"dijo|declaro|anuncio|informo|afirmo|aseguro|segun|senalo|agrego|explico",
    before_day="la|de la|cada|una|el dia de",
    before_weekday="cada|los",
    after_weekday="santo|de pascua|de ceniza|siguiente|anterior",
)  # fmt: skip

LANGUAGES = {"ar": ARABIC, "en": ENGLISH, "fr": FRENCH, "es": SPANISH}
