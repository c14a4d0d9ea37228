"""Words by which the parts of a credit line are told apart.

Everything here is compared with the words of a line: job words end a title ("Associated Press
writers"), organisation words make a name an organisation's, regions follow a comma inside a
place ("Portland, Maine"). States and provinces are spelt in full and as the AP Stylebook shortens them.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


# The last word of a title. Plurals are made by `names.plural`.
JOBS = _words(
    """analyst anchor artist author blogger cameraman camerawoman cartographer cartoonist columnist commentator
    contributor copywriter correspondent critic designer developer editor editor-in-chief engineer essayist
    fact-checker fellow filmmaker freelancer illustrator intern interpreter journalist newsman newswoman
    photo-editor photographer photojournalist presenter producer programmer reporter researcher reviewer staffer
    stringer subeditor sub-editor translator trainee videographer videojournalist writer"""
)
# Titles of two words whose last word alone is too common to mean a title.
JOBS_OF_TWO = frozenset(
    {"bureau chief", "desk chief", "news director", "photo director", "news assistant", "editorial assistant"}
)
IRREGULAR_PLURALS = {
    "cameraman": "cameramen",
    "camerawoman": "camerawomen",
    "newsman": "newsmen",
    "newswoman": "newswomen",
    "editor-in-chief": "editors-in-chief",
}
# Titles of organisations; only in small letters, as many of them end an organisation's name.
OUTLETS = _words("affiliate agency broadcaster magazine network newspaper outlet partner station website")

# Small words inside the names of people and organisations.
PARTICLES = _words(
    """aan af al ap av ben bin bint da das de degli dei del della delle den der des di do dos du e el for het i ibn la
    las le les lo los of op te ten ter 't the und van vom von y z za ze zu zum zur"""
)
# Small words inside the names of places.
PLACE_WORDS = PARTICLES | _words(
    """am an base bei border camp central city coastal county district downtown east eastern in island islands near
    north north-east north-eastern northeast northeastern north-west north-western northern northwest northwestern
    off outside occupied on province region rural south south-east south-eastern south-west south-western southeast
    southeastern southern southwest southwestern state suburban sur territory under upon upstate village west
    western"""
)

# What ends a name behind a comma or with a full stop of its own.
SUFFIXES = _words("Jr Sr II III IV V Jr. Sr. Esq Esq. M.D. MD Ph.D. PhD")
# Words that keep their full stop at the end of a line.
ABBREVIATIONS = _words(
    """Jr. Sr. Esq. Inc. Ltd. Co. Corp. Bros. Ph.D. St. Mt. Ft. Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill.
    Ind. Kan. Kans. Ky. La. Mass. Md. Me. Mich. Minn. Miss. Mo. Mont. Neb. Nebr. Nev. Okla. Ont. Ore. Pa. Penn. Que.
    Tenn. Tex. Va. Vt. Wash. Wis. Wyo."""
)
# Words that are shortened with a full stop at the head of a name.
SHORTENED = _words("Chas. Chr. Dr. Fr. Geo. Hon. Jos. Mr. Mrs. Ms. Prof. Rev. Ste. Thos. Wm.")

# Words in the names of those who make news, and in the names of other organisations.
NEWS_WORDS = _words(
    """Abendblatt Advocate Agence Agencia Agency Agenzia Argus Broadcaster Broadcasting Bulletin Chronicle Courier
    Daily Diario Digest Digital Dispatch Echo Enquirer Examiner Express Gazette Globe Guardian Herald Independent
    Inquirer Investigates Journal Leader Mag Magazine Mail Media Messenger Metro Mirror Monitor Network Networks
    News Newspaper Newspapers Newsroom Newswire Newswires Observer Online Photos Pictures Podcast Post Press Presse
    Productions Publishing Radio Register Sentinel Service Services Staff Standard Star Studio Studios Syndicate
    Telegraph Television Tidende Times Today Tribune TV Voice Weekly Wire Wires Zeitung"""
)
COMPANY_WORDS = _words(
    """Associates Association Center Centre Co. Collective Company Consortium Corp. Corporation Council Foundation
    Group Inc. Initiative Institute International LLC Ltd. Ltd Inc Partners Programme Project Society University"""
)
# Small-letter ends of an organisation's name: "Reuters staff".
STAFF = _words("staff newsroom staffers team desk bureau")
SUPPLIES = _words("agencies reports services wires")
SUPPLIERS = _words("agency local media news press staff wire")

# No name begins with one of these.
NOT_NAMES = _words(
    """Although Another Anybody Anyone Both But Contributed Even Everybody Everyone Everything Few Finally However Its
    Many Meanwhile Most Neither Nobody None Nor Nothing Only Or Others Several Some Somebody Someone Something Such
    Their Then There These They This Those Though Thus Us We What When Where Which While Who Whoever Yet"""
)
# These are no names where they stand alone, and say little at the head of a sentence.
SOFT_NAMES = _words(
    """A All Also An And Any As At By Christmas Easter Each He Her Here His I If In It Midnight Much My Nearly Noon On
    One Other Our Over Ramadan She So Still That The Three Today Together Tomorrow Two Under You Your Yesterday
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December"""
)
# First words of names that are not a journalist's.
OFFICES = _words(
    """Ambassador Archbishop Bishop Capt. Captain Cardinal Chairman Chancellor Chief Col. Colonel Cyclone Deputy
    Detective Gen. General Gov. Governor Hurricane Judge Justice King Lt. Maj. Mayor Minister Officer Pope President
    Prime Prince Princess Queen Rep. Representative Secretary Sen. Senator Sgt. Sheriff Storm Tropical Typhoon Vice"""
)
# Last words of names that are not a journalist's: "the Finance Ministry contributed".
INSTITUTIONS = _words(
    """Administration Airlines Army Assembly Board Committee Congress Department District Embassy Exchange Federation
    Forces Government Hospital Ministry Nations Navy Parliament Party Police Republic Reserve Senate States Treasury
    Union"""
)

COUNTRIES = _phrases(
    """Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and
    Herzegovina, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon,
    Canada, Cape Verde, Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia,
    Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti, Dominica, Dominican Republic, East Timor, Ecuador,
    Egypt, El Salvador, England, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France,
    French Guiana, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Greenland, Grenada, Guam, Guatemala, Guinea,
    Guinea-Bissau, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland,
    Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan,
    Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Macau, Madagascar, Malawi,
    Malaysia, Maldives, Mali, Malta, Marshall Islands, Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco,
    Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua,
    Niger, Nigeria, North Korea, North Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palau, Panama, Papua New
    Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Samoa, San
    Marino, Sao Tome and Principe, Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra Leone, Singapore,
    Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka, St.
    Kitts and Nevis, St. Lucia, St. Vincent and the Grenadines, Saint Kitts and Nevis, Saint Lucia, Saint Vincent
    and the Grenadines, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo,
    Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkiye, Türkiye, Turkmenistan, Turks and Caicos, Tuvalu, UAE, UK,
    U.K., US, USA, U.S., Uganda, Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan,
    Vanuatu, Vatican City, Venezuela, Vietnam, Wales, West Bank, Yemen, Zambia, Zimbabwe"""
)
STATES = _phrases(
    """Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii,
    Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan,
    Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York,
    North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota,
    Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, District of Columbia,
    D.C., DC, Ala., Ariz., Ark., Calif., Colo., Conn., Del., Fla., Ga., Ill., Ind., Kan., Ky., La., Md., Mass.,
    Mich., Minn., Miss., Mo., Mont., Neb., Nev., N.H., N.J., N.M., N.Y., N.C., N.D., Okla., Ore., Pa., R.I., S.C.,
    S.D., Tenn., Tex., Vt., Va., Wash., W.Va., Wis., Wyo., Alberta, British Columbia, Manitoba, New Brunswick,
    Newfoundland and Labrador, Newfoundland, Nova Scotia, Ontario, Prince Edward Island, Quebec, Québec,
    Saskatchewan, Yukon, Nunavut, B.C., N.S., N.B., Ont., Que., Alta., Sask., Man., New South Wales, Queensland,
    South Australia, Tasmania, Victoria, Western Australia, Northern Territory, Cornwall, Kent, Tyne and Wear,
    Essex, Sussex, Surrey, Yorkshire, Bavaria, Saxony, Punjab, Gujarat, Kerala, Sicily, Sardinia, Catalonia,
    Andalusia, Brittany, Normandy, Crimea, Siberia"""
)
REGIONS = COUNTRIES | STATES
# Towns of two words, which look like somebody's name at the head of a sentence.
TOWNS = _phrases(
    """Addis Ababa, Buenos Aires, Cape Town, Den Haag, Fort Worth, Kansas City, Kuala Lumpur, Las Vegas, Long Beach,
    Los Angeles, Mexico City, New Delhi, New Orleans, Panama City, Phnom Penh, Port Moresby, Quebec City, Salt Lake
    City, San Antonio, San Diego, San Francisco, San Jose, San Juan, Santa Fe, St. Louis, St. Petersburg, Tel Aviv,
    Wall Street, White House, Capitol Hill, Silicon Valley, European Union, United Nations, World Bank"""
)
