"""The words by which a text says from whom it has something, before and behind the name of an agency or outlet."""

from __future__ import annotations

import re
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class How(StrEnum):
    """In what way something is attributed."""

    TOLD = "told"  # "told Reuters", "in a statement to Reuters"
    INTERVIEW = "interview"  # "in an interview with CBS"
    ACCORDING = "according"  # "according to Reuters", "seen by Reuters", "citing Reuters"
    ON_AIR = "on air"  # "said on CNN"
    REPORTED = "reported"  # "Reuters reported", "Reuters said, citing police"
    STAFF = "staff"  # "a Reuters photographer saw"
    WORK = "work"  # "a Reuters analysis found", "his Rolling Stone article"


JOB = (
    r"(?:reporters?|journalists?|correspondents?|photographers?|photojournalists?|camera(?:man|men|woman|women|\s+crews?)|"
    r"videographers?|producers?|editors?|columnists?|interviewers?|witness(?:es)?|crews?|news\s+crews?|(?:news\s+)?teams?|"
    r"anchors?|hosts?|presenters?|stringers?|contributors?|video\s+journalists?|editorial\s+boards?)"
)
WORK = (
    r"(?:analys[ie]s|investigations?|polls?|tall(?:y|ies)|counts?|calculations?|data|reports?|reviews?|surveys?|"
    r"interviews?|articles?|stor(?:y|ies)|exposé|footage|figures|estimates?|examinations?|documentar(?:y|ies)|"
    r"profiles?|databases?|projections?|reporting|accounts?|dispatch(?:es)?|videos?|photos?|photographs?|clips?|podcasts?|"
    r"broadcasts?|editorials?|columns?|op-eds?|essays?|blogs?|newsletters?)"
)
KIND = (
    r"(?:news\s*papers?|newspapers?|papers?|dail(?:y|ies)|week(?:ly|lies)|monthly|magazines?|tabloids?|broadsheets?|"
    r"broadcasters?|(?:news|press|wire|photo)\s+agenc(?:y|ies)|agency|newswires?|wire\s+services?|news\s+services?|"
    r"(?:news|[Tt][Vv]|television|radio|broadcast(?:ing)?|cable)\s+(?:networks?|stations?|channels?|programmes?|programs?|outlets?)|"
    r"network|station|channel|affiliates?|(?:news\s+)?(?:web)?sites?|(?:news\s+|media\s+)?outlets?|news\s+portals?|portal|"
    r"radio|television|[Tt][Vv]|podcasts?|publications?|journal)"
)
# Before a name that nobody listed and that shows nothing, these say what it is. An agency may be any, a network, too.
SURE_KIND = re.compile(rf"(?!(?:agency|network|station|journal)\b){KIND}")

_SPEECH = (
    r"said|says|saying|speaking|spoke|argued|insisted|claimed|added|suggested|acknowledged|admitted|denied|appearing"
)
_STATED = (
    r"statements?|e-?mails?|letters?|(?:text\s+)?messages?|comments?|remarks?|claims?|admissions?|confessions?|"
    r"written\s+answers?|answers?|repl(?:y|ies)|responses?"
)
_THING = (
    r"documents?|papers|records?|e-?mails?|messages?|photos?|photographs?|pictures?|images?|footage|videos?|recordings?|"
    r"memos?|reports?|letters?|files?|figures|data|transcripts?|investigations?|interviews?|excerpts?|clips?|accounts?|"
    r"articles?|stor(?:y|ies)|details|findings?|stud(?:y|ies)|research"
)
_OUT = r"published|released|broadcast|aired|posted|carried|run|printed|made\s+public|shown|distributed"
_HOW_SPOKEN = r"(?:\s+(?:exclusively|briefly|separately|directly|again|later|by\s+(?:tele)?phone|on\s+\w+day))?"

_TOLD = (
    r"told|tells|telling|(?:confirmed|said|says|saying|revealed|admitted|explained|insisted|wrote|disclosed)"
    rf"\s+(?:in\s+an?\s+(?:{_STATED})\s+)?to|(?:spoke|speaks|speaking|spoken|talked|talking){_HOW_SPOKEN}\s+(?:to|with)|"
    r"(?:claims?|comments?|remarks?|statements?|admissions?|promises?|confessions?)\s+to|"
    rf"in\s+(?:(?:an?|his|her|their|its|the)\s+)?(?:\w+\s+)?(?:{_STATED})\s+(?:sent\s+|given\s+)?to|"
    r"(?:described|recounted|explained|outlined|detailed|repeated|recalled|confirmed|denied)\b[^.,;:?!\n]{1,60}\sto|"
    r"(?:told|tells|telling|to|with)\s+(?:an?\s+|the\s+|two\s+)?(?:\w+\s+)?(?:reporter|journalist|correspondent)s?\s+"
    r"(?:from|for|of|at|with)|"
    r"(?:shared|discussed)\s+with|(?:leaked|made\s+available|shown|described|disclosed|forwarded|confirmed|provided)\s+to|"
    r"(?:asked|interviewed|questioned|contacted|reached|approached|surveyed)\s+by"
)
_ACCORDING = (
    r"according\s+to|(?:first\s+|also\s+)?reported\s+(?:\w+day\s+|earlier\s+|first\s+)?(?:by|in|on)|quoted\s+(?:by|in|on)|cited\s+by|"
    r"obtained\s+(?:exclusively\s+)?by|seen\s+by|reviewed\s+by|viewed\s+by|examined\s+by|analy[sz]ed\s+by|verified\s+by|heard\s+by|"
    r"compiled\s+by|counted\s+by|uncovered\s+by|revealed\s+by|reports?\s+(?:by|from|in|on)|reporting\s+by|citing|quoting|"
    rf"(?:{_THING})\s+(?:(?:first|later|was|were|that|which|and|on|\w+day|this|last|week|month)\s+){{0,3}}(?:{_OUT})\s+(?:\w+day\s+)?(?:by|in|on)|"
    r"as\s+reported\s+by|(?:writing|wrote|writes)\s+(?:\w+day\s+|last\s+\w+\s+)?in|"
    r"in\s+(?:an?|his|her|their)\s+(?:\w+\s+)?(?:op-ed|column|essay|article|commentary|editorial|piece|letter|blog)\s+(?:in|for|on)|"
    rf"{WORK}\s+(?:\w+ed\s+|carried\s+out\s+)?by"
)
_INTERVIEW = (
    r"interviews?(?:\s+\w+day)?(?:\s+(?:given|published|broadcast|aired))?\s+(?:to|with|by|on|for|in)|"
    r"(?:conversations?|(?:phone|telephone|video)\s+calls?|chats?|exchanges?|sit-downs?)\s+with"
)
_ON_AIR = (
    rf"(?:{_SPEECH})(?:\s+(?:live|later|again|(?:on\s+)?\w+day|earlier))?\s+on|(?:appearance|remarks|comments|interviewed)\s+on|"
    r"(?:asked|repeated|made|denied|defended|echoed|announced)\b[^.,;\n]{0,40}\son"
)
_OWNER = (
    r"[^\W\d_][\w.’'-]*['’]s?\s+(?:(?:state|official|public|semi-official|state-run|state-owned|private|main|own)\s+)*"
)
# All that stands before a name, up to it, in small letters (`SMALL_LETTERS`: far quicker than to leave the case open).
# The name's own "the" belongs to the name.
BEFORE = re.compile(
    rf"\b(?:(?P<interview>{_INTERVIEW})|(?P<according>{_ACCORDING})|(?P<on>{_ON_AIR})|(?P<told>{_TOLD}))\s+"
    rf"(?:(?P<some>an?|two|three|several|some|its|one)\s+(?:\w+\s+)?)?(?:{_OWNER})?"
    rf"(?:(?:[\w.’'-]+\s+){{0,4}}?(?P<kind>{KIND})\s+)?[\"“‘]?$"
)
SMALL_LETTERS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
# Before a name that tells what it reports: "the daily Kathimerini reported".
KIND_BEFORE = re.compile(rf"\b{KIND}\s+$")
# Before what is told all this says that it is not, or not yet.
DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|refus\w+|declin\w+|unwilling|unable|fail\w*|without|avoid\w*|nobody|nothing|no\s+one|none|"
    r"no|neither|nor|banned|barred|forbidden|stopped|cancel\w*|postpone\w*|scheduled|agreed|asked|offered|request\w*|"
    r"refusal|job|due|plan\w*|hope[sd]?|wants?|wanted|ahead\s+of|before|prepar\w+)|n['’]t)"
    r"(?:\s+(?:for|to|from|ever|yet|immediately|have|has|had|been|be|an?|any|his|her|their|the|give|grant|do))*\s+$",
    re.IGNORECASE,
)
# Subjects are not ruled by these: "people at CNN reported thefts".
RULED = re.compile(
    r"\b(?:of|at|from|for|in|by|with|against|about|under|inside|outside|near|off|into|to|on)\s+$", re.IGNORECASE
)

_ALSO = (
    r"(?:(?:also|has|have|had|first|later|earlier|then|since|just|\w+ly|on\s+\w+day|\w+day|(?:last|this)\s+\w+)\s+)*"
)
# "Gannett reported a loss": what a company tells of itself, and what is told to others.
_MONEY = (
    r"(?!\s+(?!that\b)(?:[\w.,$£€%-]+\s+){0,4}?(?:loss(?:es)?|profits?|revenues?|earnings|sales|income|results|turnover|"
    r"subscribers|advertising|viewers|listeners|readers|ratings|audiences?)\b|"
    r"(?:\s+(?!that\b)\w+){0,4}\s+to\s+(?:the\s+|its\s+|\w+\s+)?(?:police|authorities|investors|shareholders|regulators?)\b|"
    r"\s+to\b|\s+(?:him|her|them)\s+(?:to|for|as|missing)\b|\s+for\s+(?:duty|work))"
)
_NEWS_KIND = rf"(?:\s+{KIND})?"
_FOUND = (
    r"found|finds|shows?|showed|shown|revealed|reveals|suggests?|suggested|said|says|quoted|reported|cited|put|saw|"
    r"counted"
)
# All that stands behind a name, from it on.
BEHIND: tuple[tuple[How, re.Pattern[str]], ...] = (
    (
        How.REPORTED,
        re.compile(
            rf"{_NEWS_KIND},?\s+{_ALSO}(?:(?:reports?|reported|reporting)\b{_MONEY}|(?:quoted|quotes|cited|cites|revealed|"
            r"found\s+that|was\s+(?:the\s+)?first\s+to\s+report|broke\s+the\s+(?:news|story))\b)"
        ),
    ),
    (How.REPORTED, re.compile(rf"{_NEWS_KIND},?\s+(?:citing|quoting)\b")),
    (How.REPORTED, re.compile(r"\s+(?:news|press)\s+agency\s+(?:said|says)\b(?!\s+(?:that\s+)?(?:it|its)\b)")),
    (
        How.REPORTED,
        re.compile(rf"{_NEWS_KIND}\s+(?:said|says|wrote)\b[^.;:“\"\n]{{0,40}}?,?\s+(?:citing|quoting)\b"),
    ),
    (How.REPORTED, re.compile(r",\s+which\s+(?:first\s+|also\s+)?(?:obtained|reported|published|reviewed|broke)\b")),
    (How.REPORTED, re.compile(r"\s+(?:was|were)\s+told\s+by\b|\s+(?:has|have|had)\s+learn(?:ed|t)\b")),
    (
        How.REPORTED,
        re.compile(
            rf"\s+(?:has|have|had)\s+(?:seen|obtained|reviewed|verified|viewed)\s+(?:(?:a|the|an|copies|copy|of|internal)\s+)*(?:{_THING})\b"
        ),
    ),
    (
        How.STAFF,
        re.compile(
            rf"(?:['’]s?)?\s+(?:\w+\s+)?{JOB}(?:\s+[A-Z][\w’'-]+){{0,3}}(?:\s+(?:at|on|near|in|who)\b[^.,;\n]{{1,40}}?)?\s+"
            r"(?:saw|heard|counted|watched|witnessed|found|observed|visited|said|say|reported|at\s+the\s+scene)\b"
        ),
    ),
    (
        How.WORK,
        re.compile(rf"(?:['’]s?)?\s+(?:\w+[\s-]+)?(?P<work>{WORK})(?:\s+[^.,;:“\"\n]{{1,60}}?)?\s+(?:{_FOUND})\b"),
    ),
)
# "As the Washington Post noted"
AS = re.compile(r"\b[Aa]s\s+$")
NOTED = re.compile(
    r"\s+(?:has\s+|have\s+|had\s+|first\s+)?(?:noted|notes|wrote|writes|put\s+it|pointed\s+out|observed|documented|described)\b"
)
# "The Ledger, a weekly in Kent, reported"
APPOSED = re.compile(rf",\s+(?:an?|the)\s+[^,.;\n]{{0,60}}?(?P<kind>{KIND})(?:\s+[^,.;\n]{{1,40}})?(?=,)")
# "Two people were killed, Reuters said."
SAID = re.compile(r"\s+(?:said|says)(?:\s+(?:on\s+)?(?:\w+day|earlier|later))?(?=\s*[.,;])")
# "his Rolling Stone article": somebody's own.
OWN = re.compile(
    r"\b(?:(?:in|during|from)\s+an?|his|her|their|my|our|[A-Z][\w’'-]+['’]s?)\s+(?:own\s+|recent\s+|\d{4}\s+)?$"
)
OWN_WORK = re.compile(r"\s+(?:cover\s+)?(?:article|interview|essay|profile|column|op-ed|story|piece)\b")
# A name goes on like this and is still one of those who make news.
IS_KIND = re.compile(rf"\s+{KIND}\b(?!\s+[\"“]?[A-Z])")
BY_STAFF = re.compile(rf"(?:['’]s?)?\s+(?:\w+\s+)?{JOB}\b")
BY_WORK = re.compile(rf"(?:['’]s?)?\s+(?:\w+[\s-]+){{0,2}}{WORK}\b")
# "the BBC's Lyse Doucet", "NBC's “Meet the Press”"
ITS = re.compile(r"['’]s?\s+(?:[\"“‘]|(?:(?:flagship|own|\w+ing)\s+)?(?P<large>[A-Z][\w’'-]*))")
GOES_ON = re.compile(r"\s+(?P<next>[^\W\d_][\w’'-]*)")
# Those who work for it, and what it has: it is they who are told something.
PARTS = _words(
    """academy adverts advertisers alumni analysts announcers app attorneys audience audiences awards board boards
    bosses boss branch building bureau campus chairman chief chiefs class classes club coach commentators
    commissioners committee company contestants council counsel course courses crossword customers delegates
    directors editors employees exam exams executive executives exec execs fans founder founders guards guides
    guests headquarters heads hq insiders investors lawyer lawyers leaders leadership listeners management manager
    managers members moderators newsroom office offices officials organisers organizers owner owners panellists
    parents participants partner partners patrons personnel president publisher pundits pupils readers recruiters
    representatives residents school security shareholder shareholders shares sources spokesman spokesperson
    spokeswoman staff staffers stock student students studio studios subscribers subsidiary supporters system
    teacher teachers trainees trustees union unions users viewers volunteers workers"""
)
# After "according to Reuters" nothing else stands but these, a stop, or a word for what it has made.
SMALL = _words(
    """a about after again all also although an and are as at because before both but by during earlier early even for
    from has have he her his how i if in is it its just last late later many my no not of on one only or other our
    over several she since so some that the their there these they this those though three through to today tomorrow
    tonight two under until via was we were what when where whether which while who whose why with would yesterday
    you show shows showed shown suggest suggests suggested indicate indicates indicated reveal reveals revealed said
    say says confirm confirms confirmed describe describes would could will did do does can may might published
    broadcast aired released put found finds much more less nothing everything something otherwise"""
)
