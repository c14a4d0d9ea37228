"""Names of those who make news, told by their look, and a list of those whose names look like something else.

"The Jakarta Post" and "Sky News" show what they are. "Rolling Stone" and "Le Figaro" do not, so the best known of them
are listed here; a house lists its own. Nothing is guessed: what is neither known nor shown is no outlet.
"""

from __future__ import annotations

import re

from desk.story import lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


# "The" where they are never named without it.
WELL_KNOWN = _names(
    """20 Minutes, Adweek, Aftenposten, Aftonbladet, Al Ahram, Al Arabiya, Al Hayat, Al-Ahram, Al-Monitor, American
    Prospect, Ars Technica, Asahi Shimbun, The Atlantic, Avvenire, Bangkok Post, Barron's, BBC World Service,
    Berlingske, Bild, Bild am Sonntag, Billboard, Blick, Bloomberg Businessweek, Boing Boing, Breitbart, Business
    Insider, BuzzFeed, Caixin, Cosmopolitan, Clarín, Corriere della Sera, Columbia Journalism Review, Daily Beast,
    Daily Dot, Daily Maverick, Dagbladet, Dagens Nyheter, De Morgen, De Standaard, De Telegraaf, De Volkskrant,
    Deadline, Der Standard, Der Tagesspiegel, Die Presse, Die Welt, Die Zeit, Ebony, The Economist, El Comercio, El
    Confidencial, El Diario, El Faro, El Mercurio, El Mundo, El Nacional, El Periódico, El Tiempo, El Universal,
    Elle, Entertainment Weekly, Esquire, Euronews, Expressen, Fast Company, FiveThirtyEight, Folha de S. Paulo,
    Folha de S.Paulo, Forbes, Foreign Affairs, Foreign Policy, Fortune, France 24, France Info, France Inter,
    Frankfurter Allgemeine, Frankfurter Rundschau, Gazeta Wyborcza, Gizmodo, Glamour, Global Times, Globo, Golem,
    GQ, Grist, The Guardian, Handelsblatt, Harper's, Harper's Bazaar, Harvard Business Review, Helsingin Sanomat,
    Hollywood Reporter, HuffPost, Huffington Post, Hürriyet, Il Fatto Quotidiano, Il Foglio, Il Giornale, Il
    Messaggero, Il Sole 24 Ore, Index, Infobae, InsideClimate News, Insider, Izvestia, Jyllands-Posten, Kathimerini,
    Kommersant, Krone, Kronen Zeitung, Kurier, L'Equipe, L'Équipe, L'Espresso, L'Express, L'Humanité, L'Obs, La
    Croix, La Jornada, La Libre, La Nación, La Nacion, La Presse, La Prensa, La Razón, La Repubblica, La Stampa, La
    Tercera, La Vanguardia, Le Canard Enchaîné, Le Devoir, Le Figaro, Le Parisien, Le Point, Le Soir, Le Temps,
    Libération, Lidové noviny, Lloyd's List, MarketWatch, Marca, Maariv, McClatchy, Meduza, Men's Health, Miami
    Herald, Milenio, MIT Technology Review, Moscow Times, Mother Jones, The Nation, National Geographic, National
    Review, Nature, Neue Zürcher Zeitung, New Humanitarian, New Republic, New Scientist, New Statesman, New York,
    New York Times, New Yorker, Newsday, Newsmax, Newsweek, News of the World, Nikkei, Nikkei Asia, Novaya Gazeta,
    NRC, NRC Handelsblad, NU.nl, NZZ, O Estado de S. Paulo, O Globo, Oregonian, Ouest-France, Paris Match, People,
    People's Daily, Philadelphia Inquirer, Phoenix New Times, Pitchfork, Playboy, Plain Dealer, Politiken, Polygon,
    Post and Courier, Pravda, Private Eye, Profil, Proceso, Punch, Quartz, Rappler, Recode, The Republic, Rest of
    World, Rolling Stone, Rossiya 1, RT, Russia Today, Rzeczpospolita, Salon, Science, Scientific American, The
    Scotsman, Scroll, Semafor, Semana, Sky Sports, Slate, South China Morning Post, The Spectator, Spiegel, Sports
    Illustrated, Sputnik, Stern, Straits Times, Süddeutsche Zeitung, Svenska Dagbladet, Ta Nea, Tagesspiegel, Tampa
    Bay Times, TechCrunch, Texas Monthly, Teen Vogue, The Information, The Intercept, The Hill, The Hindu, The Age,
    The Australian, The Block, The Cut, The National, The Onion, The Root, The Verge, The Week, The Wire, Time,
    TIME, Times of India, Times of Israel, TMZ, Toronto Star, Tortoise, Trouw, TV Guide, TVNewser, Town & Country,
    Undark, US News & World Report, Us Weekly, Vanity Fair, Variety, Vedomosti, Verdens Gang, VG, Vice, Village
    Voice, Vogue, Volkskrant, Vulture, Wall Street Journal, Washington Post, Weekly Standard, Welt am Sonntag, Yahoo
    News, Yedioth Ahronoth, Yediot Ahronot, Yle, Yomiuri Shimbun, ZDNet"""
)
# Of the names above those that mean something else where a sentence begins with them, or tells what they do.
COMMON = frozenset(
    _names(
        """Billboard, Deadline, Fortune, Glamour, Index, Insider, Nature, New York, People, Profil, Punch, Science,
        Scroll, Time, Variety, Vice, Vulture, Salon, Slate, Stern, Krone"""
    )
)
# With "the" before them, even where they stand alone: "the Guardian".
_ALONE = _words(
    """Atlantic Chronicle Economist Examiner Express Gazette Globe Guardian Herald Independent Inquirer Intercept
    Journal Mail Mirror Nation Observer Post Scotsman Spectator Standard Star Sun Telegraph Times Tribune Verge"""
)
# With "the" before the whole name: "the Irish Times", "the Star-Tribune".
_PAPERS = _words(
    """Advertiser Advocate Argus Bee Bugle Bulletin Call Chronicle Courant Courier Democrat Dispatch Echo Enquirer
    Examiner Express Gazette Globe Guardian Herald Independent Inquirer Intelligencer Journal Ledger Mail Mercury
    Messenger Mirror Monitor News Newspaper Observer Packet Picayune Post Press Record Register Reporter Republican
    Review Sentinel Standard Star Statesman Sun Telegram Telegraph Times Tribune Union Weekly"""
)
# Nobody else is named like that.
_ENDS = _words("Abendblatt Allgemeine Newspaper News Newswire Newswires Radio Television Tidende TV Zeitung")
_BEGINNINGS = _words("Agence Agencia Agenzia Radio")
_DAYS = _words("Daily Sunday Evening Morning")
# "The Federal Register", "the Oxford University Press", "the Royal Mail".
_OTHERS = _words("American Federal Judicial Land National-Guard Orient Royal University")
_OF = _words("Times Voice Radio")
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM|LP|LD))?|[KW][A-Z]{2}-(?:TV|FM|AM)")
_NO_STATIONS = _words("KPMG WADA WIPO WHOI WMATA KAIST")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+\.(?:com|net|org|info|news|tv|co\.uk|de|fr|nl|it|es|ie|ca|in|pl|io|ru)")
_LETTERS = re.compile(r"[A-Z]{2,5}[0-9]?")
# Letters that are somebody else's and stand without an article.
_BODIES = _words(
    """AARP ACLU AI AIPAC ATF BMW CDC CEO CEOS CIA DEA DHS DNA DOJ ECB EMTS EPA EU FAA FBI FDA FEMA FIA FIFA FINRA GCHQ
    GM GP GPS HIV HMRC HP HR IAEA IBM ICAO ICC ICE IKEA ILO IMF IOC IPCC IRS ISIS IT KGB KPMG LAPD LGBT MEP MEPS MI5
    MI6 MP MPS MSF NAACP NASA NATO NBA NCAA NFL NGO NGOS NHL NHS NHTSA NLRB NRA NSA NTSB NYPD OECD OPEC OSCE OSHA
    PETA PLO POW POWS PTA RNC DNC RSPCA SAP SEAL SEALS SEC SNP TSA TV UAW UCLA UEFA UK UN UNDP UNESCO UNHCR UNICEF
    US USA USAID USDA VA VIP VIPS VW WADA WFP WHO WTO WWF YMCA MIT NYU FSB GRU HBO UCL LSE RAF IDF IRA ETA PKK FARC
    ELN UPS UAE GOP"""
)


def is_outlet(words: tuple[str, ...], *, has_article: bool) -> bool:
    """Whether a name that nobody listed shows what it is. `words` are those of the name without "the"."""
    first, last = words[0], words[-1].rpartition("-")[2]
    if len(words) == 1:
        return _one_word(first, last, has_article=has_article)
    if words[-1].isdigit() and len(words) > 2:
        return is_outlet(words[:-1], has_article=has_article)
    if not _OTHERS.isdisjoint(words) or first in lexicon.OFFICES:
        return False
    if last in _ENDS or first in _BEGINNINGS:
        return True
    of = first in _OF and words[1] == "of" and words[2] != "the"
    return (last in _PAPERS or of) and (has_article or first in _DAYS)


def _one_word(word: str, last: str, *, has_article: bool) -> bool:
    if _CALL_SIGN.fullmatch(word):
        return word not in _NO_STATIONS
    hyphened = last != word and last in _PAPERS and word[0].isupper()
    return (has_article and (word in _ALONE or hyphened)) or bool(_DOMAIN.fullmatch(word))


def may_be_letters(words: tuple[str, ...]) -> bool:
    """Whether a name is a few capitals, as of a station, and none of those that are somebody else's."""
    return len(words) == 1 and bool(_LETTERS.fullmatch(words[0])) and words[0] not in _BODIES
