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
    """14ymedio, 20 Minutes, 60 Minutes, ABS-CBN, Adweek, Aftenposten, Aftonbladet, Al Ahram, Al Arabiya, Al Hayat, Al
    Mayadeen, Al-Ahram, Al-Monitor, American Prospect, Arab News, Ars Technica, Artforum, Artnet News, Asahi
    Shimbun, Asharq al-Awsat, Automotive News, Avvenire, Bangkok Post, Barron's, BBC World Service, Berlingske,
    Bild, Bild am Sonntag, Billboard, Blick, Bloomberg Businessweek, BMJ, Boing Boing, Boston Globe, Breitbart,
    Business Insider, Business Standard, BuzzFeed, Caijing, Caixin, Channel 12, Channel 13, Chicago Tribune, Chosun
    Ilbo, Christian Science Monitor, Christianity Today, Chronicle of Higher Education, Clarín, CNET, Columbia
    Journalism Review, Confidencial, Corriere della Sera, Cosmopolitan, Dagbladet, Dagens Nyheter, Daily Beast,
    Daily Caller, Daily Dot, Daily Mail, Daily Maverick, Daily Mirror, Daily Nation, Daily Signal, Daily Star, Daily
    Telegraph, Daily Trust, Dallas Morning News, De Morgen, De Standaard, De Telegraaf, De Volkskrant, Deadline,
    Deadline Hollywood, Deccan Herald, Defense News, Democracy Now!, Denver Post, Der Standard, Der Tagesspiegel,
    Die Presse, Die Welt, Die Zeit, Ebony, Education Week, El Comercio, El Confidencial, El Diario, El Espectador,
    El Faro, El Heraldo, El Mercurio, El Mundo, El Nacional, El Nuevo Herald, El Periódico, El Tiempo, El Universal,
    Electrek, Elle, Engadget, Entertainment Weekly, Esquire, Estadão, Euronews, Evening Standard, Expressen, Farmers
    Weekly, Fars, Fast Company, Financial Times, FiveThirtyEight, Folha, Folha de S. Paulo, Folha de S.Paulo,
    Forbes, Foreign Affairs, Foreign Policy, Fortune, France 24, France Info, France Inter, Frankfurter Allgemeine,
    Frankfurter Rundschau, FreightWaves, FT, Gazeta Wyborcza, Gazzetta dello Sport, Geo News, Gizmodo, Glamour,
    Global Times, Globe and Mail, Globo, GMA News, Golem, Good Morning Britain, GQ, Granma, Grist, Gulf News,
    Handelsblatt, Harper's, Harper's Bazaar, Harvard Business Review, Helsingin Sanomat, Hindustan Times, Hollywood
    Reporter, Houston Chronicle, Hromadske, Huffington Post, HuffPost, Hürriyet, i24NEWS, Ici Beyrouth, Il Fatto
    Quotidiano, Il Foglio, Il Giornale, Il Messaggero, Il Sole 24 Ore, Index, India Today, IndieWire, Infobae,
    InfoWars, Inside Higher Ed, InsideClimate News, Insider, Interfax-Ukraine, Izvestia, Jerusalem Post, Jeune
    Afrique, JoongAng Ilbo, Journal du Dimanche, Just Security, Jyllands-Posten, Kaiser Health News, Kathimerini,
    Kerrang!, KFF Health News, Khaleej Times, Kicker, Kommersant, Kompas, Krone, Kronen Zeitung, Kurier, Kyiv
    Independent, Kyiv Post, L'Equipe, L'Espresso, L'Express, L'Humanité, L'Obs, L'Orient Today, L'Orient-Le Jour,
    L'Équipe, La Croix, La Gazzetta dello Sport, La Jornada, La Libre, La Nacion, La Nación, La Prensa, La Presse,
    La Razón, La Repubblica, La Stampa, La Tercera, La Vanguardia, Lawfare, Le Canard Enchaîné, Le Devoir, Le
    Figaro, Le Journal du Dimanche, Le Parisien, Le Point, Le Quotidien, Le Soir, Le Temps, Libération, Lidové
    noviny, Lloyd's List, Los Angeles Times, Maariv, Mail & Guardian, Mail on Sunday, Mainichi, Malaysiakini, Marca,
    MarketWatch, Mashable, McClatchy, Meduza, Men's Health, Miami Herald, Milenio, Military Times, MIT Technology
    Review, Moscow Times, Mother Jones, National Geographic, National Post, National Review, Nature, Netwerk24, Neue
    Zürcher Zeitung, New Humanitarian, New Republic, New Scientist, New Statesman, New York, New York Daily News,
    New York Post, New York Times, New Yorker, News & Observer, News and Observer, News of the World, News24,
    Newsday, Newsmax, Newsmax TV, Newsnight, Newsweek, Nikkei, Nikkei Asia, NME, Novaya Gazeta, NRC, NRC
    Handelsblad, NU.nl, NYT, NZZ, O Estado de S. Paulo, O Globo, Oregonian, Ouest-France, Paris Match, People,
    People's Daily, Philadelphia Inquirer, Phoenix New Times, Pitchfork, Plain Dealer, Playboy, Politiken, Polygon,
    Post and Courier, Pravda, Premium Times, Prensa Libre, Private Eye, Proceso, Profil, Punch, Página 12,
    Página/12, Quartz, Radio 4, Radio 5 Live, Radio New Zealand, Rappler, Recode, Rest of World, RNZ, Rolling Stone,
    Rossiya 1, RT, Rudaw, Russia Today, Rzeczpospolita, Salon, San Francisco Chronicle, Sankei, Science, Scientific
    American, SCMP, Scroll, Seattle Times, Semafor, Semana, Sky Sports, Sky Sports News, Slate, South China Morning
    Post, Spiegel, Sports Illustrated, Sputnik, Star Tribune, Stars and Stripes, STAT News, Stern, Straits Times,
    Svenska Dagbladet, Sydney Morning Herald, Süddeutsche Zeitung, Ta Nea, Tagesspiegel, Talking Points Memo, Tampa
    Bay Times, Tasnim, TechCrunch, Teen Vogue, Texas Monthly, The Age, The Art Newspaper, The Athletic, The
    Atlantic, The Australian, The Block, The Bulwark, The Cut, The Daily Wire, The Dispatch, The Economist, The
    Guardian, The Hill, The Hindu, The Information, The Intercept, The Lancet, The Nation, The National, The Onion,
    The Pharmaceutical Journal, The Register, The Republic, The Root, The Scotsman, The Spectator, The Stage, The
    Verge, The Week, The Wire, Time, TIME, Times of India, Times of Israel, TMZ, Toronto Star, Tortoise, Town &
    Country, TradeWinds, Trouw, TV Guide, TVNewser, Ukrainska Pravda, Undark, UOL, US News & World Report, Us
    Weekly, USA Today, Vanity Fair, Variety, Vedomosti, Verdens Gang, VG, Vice, Village Voice, VnExpress, Vogue,
    Volkskrant, Vulture, Wall Street Journal, Washington Examiner, Washington Post, Washington Times, Weekly
    Standard, Welt am Sonntag, Wirecutter, WSJ, Yahoo News, Yediot Ahronot, Yedioth Ahronoth, Yle, Ynet, Yomiuri
    Shimbun, ZDNet"""
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
_OTHERS = _words("American Federal Judicial Land Orient Royal University")
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
# "BBC Newsnight", "FOX Business": of those who broadcast, and what they have.
_BROADCASTERS = _words(
    """ABC Bloomberg BBC CBC CBS CNBC CNN ESPN Fox FOX ITV MSNBC NBC NHK NPR PBS RTE RTÉ Sky Yahoo Al-Jazeera"""
)
_PROGRAMMES = _words(
    """Arabic Brasil Breakfast Business Digital Finance International Live Mundo Newshour NewsHour Newsnight Nightline
    Online Panorama Persian Politics Sport Sports Today Weekend World"""
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
    on_air = (first in _BROADCASTERS and words[1] in _PROGRAMMES) or (first == "Channel" and last.isdigit())
    if on_air or last in _ENDS or first in _BEGINNINGS:
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
