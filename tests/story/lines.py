"""Lines of credits and sentences that are none, with what is to be read from them."""

from __future__ import annotations

from desk.story.people import Credit, PersonKind, Role


def who(name: str, place: str = "", title: str = "", role: Role = Role.CONTRIBUTOR, note: str = "") -> Credit:
    return Credit(name, PersonKind.PERSON, role, place, title, note)


def org(name: str, place: str = "", role: Role = Role.CONTRIBUTOR) -> Credit:
    return Credit(name, PersonKind.ORGANISATION, role, place)


MORE, REPORTING, WRITING, EDITING = Role.ADDITIONAL_REPORTING, Role.REPORTING, Role.WRITING, Role.EDITING
AP = "Associated Press writer"

CONTRIBUTIONS: list[tuple[str, list[Credit]]] = [
    # Plain.
    ("Reuters and Marta Okafor contributed.", [org("Reuters"), who("Marta Okafor")]),
    ("Marta Okafor contributed.", [who("Marta Okafor")]),
    ("Marta Okafor contributed", [who("Marta Okafor")]),
    ("Marta Okafor, Bo Lindqvist and Reuters contributed.", [who("Marta Okafor"), who("Bo Lindqvist"), org("Reuters")]),
    (
        "Marta Okafor, Bo Lindqvist, and Reuters contributed.",
        [who("Marta Okafor"), who("Bo Lindqvist"), org("Reuters")],
    ),
    ("Marta Okafor also contributed.", [who("Marta Okafor")]),
    ("Marta Okafor & Bo Lindqvist contributed.", [who("Marta Okafor"), who("Bo Lindqvist")]),
    ("Marta Okafor in Lisbon and Bo Lindqvist contributed.", [who("Marta Okafor", "Lisbon"), who("Bo Lindqvist")]),
    ("Reuters contributed.", [org("Reuters")]),
    ("AP and AFP contributed.", [org("AP"), org("AFP")]),
    ("The Associated Press contributed.", [org("The Associated Press")]),
    ("dpa and EFE contributed.", [org("dpa"), org("EFE")]),
    ("KXYZ News contributed.", [org("KXYZ News")]),
    ("Gazette staff and wire services contributed.", [org("Gazette staff"), org("wire services")]),
    # A report, a story, and other nouns.
    ("Marta Okafor contributed to this report.", [who("Marta Okafor")]),
    (
        "Marta Okafor in Lisbon and Bo Lindqvist in Taipei contributed to this report.",
        [who("Marta Okafor", "Lisbon"), who("Bo Lindqvist", "Taipei")],
    ),
    ("Marta Okafor contributed to this story.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this article.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this dispatch.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this coverage.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this investigation.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this live blog.", [who("Marta Okafor")]),
    ("Marta Okafor contributed to this news story.", [who("Marta Okafor")]),
    ("MARTA OKAFOR CONTRIBUTED TO THIS REPORT.", [who("MARTA OKAFOR")]),
    ("The Associated Press contributed to this report.", [org("The Associated Press")]),
    ("Suharto contributed to this report.", [who("Suharto")]),
    ("Sunday Adeyemi and An Nguyen contributed to this report.", [who("Sunday Adeyemi"), who("An Nguyen")]),
    (
        "Marta Okafor in Lisbon, Bo Lindqvist in Taipei, and Ines Moreau in Rome contributed to this report.",
        [who("Marta Okafor", "Lisbon"), who("Bo Lindqvist", "Taipei"), who("Ines Moreau", "Rome")],
    ),
    # What they contributed, and from where.
    ("Marta Okafor contributed reporting.", [who("Marta Okafor", role=MORE)]),
    ("Marta Okafor contributed reporting from Houston.", [who("Marta Okafor", "Houston", role=MORE)]),
    (
        "Marta Okafor and Bo Lindqvist contributed reporting from Houston.",
        [who("Marta Okafor", "Houston", role=MORE), who("Bo Lindqvist", "Houston", role=MORE)],
    ),
    ("Marta Okafor contributed additional reporting to this story.", [who("Marta Okafor", role=MORE)]),
    ("Marta Okafor contributed to this report from St. Louis.", [who("Marta Okafor", "St. Louis")]),
    ("Marta Okafor contributed from Houston.", [who("Marta Okafor", "Houston")]),
    ("Marta Okafor contributed research.", [who("Marta Okafor", role=Role.RESEARCH)]),
    (
        "Marta Okafor contributed reporting and research from Rome.",
        [who("Marta Okafor", "Rome", role=MORE), who("Marta Okafor", "Rome", role=Role.RESEARCH)],
    ),
    (
        "Marta Okafor in Rome contributed to this report. Bo Lindqvist in Paris contributed reporting.",
        [who("Marta Okafor", "Rome"), who("Bo Lindqvist", "Paris", role=MORE)],
    ),
    (
        "Marta Okafor contributed from St. Louis. Bo Lindqvist contributed from Paris.",
        [who("Marta Okafor", "St. Louis"), who("Bo Lindqvist", "Paris")],
    ),
    ("Contributing: Marta Okafor and Bo Lindqvist", [who("Marta Okafor"), who("Bo Lindqvist")]),
    (
        "Contributing: Marta Okafor, Valley Courier; Bo Lindqvist, Associated Press",
        [who("Marta Okafor", note="Valley Courier"), who("Bo Lindqvist", note="Associated Press")],
    ),
    ("Contributing to this report were Marta Okafor and Reuters.", [who("Marta Okafor"), org("Reuters")]),
    ("Also contributing: Marta Okafor", [who("Marta Okafor")]),
    # Wire.
    (
        "Reporting by Marta Okafor in Lisbon and Bo Lindqvist; Additional reporting by Ines Moreau; "
        "Writing by Tom Brand; Editing by Ruth Achebe",
        [
            who("Marta Okafor", "Lisbon", role=REPORTING),
            who("Bo Lindqvist", role=REPORTING),
            who("Ines Moreau", role=MORE),
            who("Tom Brand", role=WRITING),
            who("Ruth Achebe", role=EDITING),
        ],
    ),
    (
        "Reporting by Marta Okafor; Editing by Ruth Achebe.",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "(Reporting by Marta Okafor; editing by Ruth Achebe)",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Reporting by Marta Okafor Editing by Ruth Achebe",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Reporting by Marta Okafor, editing by Ruth Achebe",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Reporting by Marta Okafor and editing by Ruth Achebe",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Reporting and writing by Marta Okafor; additional reporting and editing by Ruth Achebe",
        [
            who("Marta Okafor", role=REPORTING),
            who("Ruth Achebe", role=MORE),
            who("Marta Okafor", role=WRITING),
            who("Ruth Achebe", role=EDITING),
        ],
    ),
    (
        "Reporting by Marta Okafor, Bo Lindqvist, Ines Moreau",
        [who(n, role=REPORTING) for n in ("Marta Okafor", "Bo Lindqvist", "Ines Moreau")],
    ),
    (
        "Reporting by Marta Okafor and Bo Lindqvist in Athens and Ines Moreau in Rome",
        [
            who("Marta Okafor", "Athens", role=REPORTING),
            who("Bo Lindqvist", "Athens", role=REPORTING),
            who("Ines Moreau", "Rome", role=REPORTING),
        ],
    ),
    (
        "Reporting by Marta Okafor, Reuters and Bo Lindqvist in Athens",
        [
            who("Marta Okafor", role=REPORTING),
            org("Reuters", role=REPORTING),
            who("Bo Lindqvist", "Athens", role=REPORTING),
        ],
    ),
    (
        "Reporting by Marta Okafor, and Bo Lindqvist in Athens",
        [who("Marta Okafor", role=REPORTING), who("Bo Lindqvist", "Athens", role=REPORTING)],
    ),
    ("Editing by John Roe Jr.", [who("John Roe Jr.", role=EDITING)]),
    ("Editing by Ruth Achebe.", [who("Ruth Achebe", role=EDITING)]),
    ("Editing by Ruth Achebe in Washington, D.C.", [who("Ruth Achebe", "Washington, D.C.", role=EDITING)]),
    ("Edited by Ruth Achebe", [who("Ruth Achebe", role=EDITING)]),
    ("Translated by Ines Moreau", [who("Ines Moreau", role=Role.TRANSLATION)]),
    ("Photographs by Tom Brand", [who("Tom Brand", role=Role.PHOTOGRAPHY)]),
    (
        "Video by Tom Brand; Graphics by Ruth Achebe",
        [who("Tom Brand", role=Role.VIDEO), who("Ruth Achebe", role=Role.GRAPHICS)],
    ),
    ("Compiled by Tom Brand", [who("Tom Brand", role=WRITING)]),
    ("Additional research by Tom Brand", [who("Tom Brand", role=Role.RESEARCH)]),
    ("Editing by: Ruth Achebe", [who("Ruth Achebe", role=EDITING)]),
    (
        "Reporting: Marta Okafor; Editing: Ruth Achebe",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Editing by Ruth Achebe; Reporting by Marta Okafor",
        [who("Marta Okafor", role=REPORTING), who("Ruth Achebe", role=EDITING)],
    ),
    # A sentence and clauses.
    (
        "Marta Okafor and Reuters contributed. Additional reporting by Tom Brand. Editing by Ruth Achebe.",
        [who("Marta Okafor"), org("Reuters"), who("Tom Brand", role=MORE), who("Ruth Achebe", role=EDITING)],
    ),
    (
        "Editing by J. R. Brand. Marta Okafor contributed to this report.",
        [who("Marta Okafor"), who("J. R. Brand", role=EDITING)],
    ),
    (
        "Additional reporting by John Roe Jr. Editing by Ruth Achebe.",
        [who("John Roe Jr.", role=MORE), who("Ruth Achebe", role=EDITING)],
    ),
    # Files, and reporting from somebody.
    ("Additional reporting from PA", [org("PA", role=MORE)]),
    ("Additional reporting from PA and Marta Okafor.", [org("PA", role=MORE), who("Marta Okafor", role=MORE)]),
    ("Additional reporting by PA", [org("PA", role=MORE)]),
    ("With reporting by Marta Okafor", [who("Marta Okafor", role=MORE)]),
    ("With additional reporting by Marta Okafor in Lisbon", [who("Marta Okafor", "Lisbon", role=MORE)]),
    ("— With files from The Canadian Press", [org("The Canadian Press")]),
    ("—With files from Marta Okafor, The Canadian Press", [who("Marta Okafor", note="The Canadian Press")]),
    ("With files from Reuters and The Associated Press", [org("Reuters"), org("The Associated Press")]),
    ("With contributions from Marta Okafor", [who("Marta Okafor")]),
    ("Reporting from AFP", [org("AFP", role=REPORTING)]),
    ("Additional reporting from Lisbon by Marta Okafor", [who("Marta Okafor", "Lisbon", role=MORE)]),
    # Titles.
    (
        "Associated Press writers Marta Okafor in Lisbon and Bo Lindqvist in Rome contributed to this report.",
        [who("Marta Okafor", "Lisbon", AP), who("Bo Lindqvist", "Rome", AP)],
    ),
    ("Associated Press writer Marta Okafor contributed to this report.", [who("Marta Okafor", title=AP)]),
    (
        "AP Writers Marta Okafor and Bo Lindqvist contributed.",
        [who("Marta Okafor", title="AP Writer"), who("Bo Lindqvist", title="AP Writer")],
    ),
    (
        "Associated Press writer Marta Okafor and researcher Bo Lindqvist contributed.",
        [who("Marta Okafor", title=AP), who("Bo Lindqvist", title="researcher")],
    ),
    (
        "Associated Press writers Marta Okafor and Bo Lindqvist in Rome, researcher Ines Moreau and PA contributed.",
        [
            who("Marta Okafor", "Rome", AP),
            who("Bo Lindqvist", "Rome", AP),
            who("Ines Moreau", title="researcher"),
            org("PA"),
        ],
    ),
    (
        "Gazette bureau chiefs Marta Okafor and Bo Lindqvist contributed.",
        [who(n, title="Gazette bureau chief") for n in ("Marta Okafor", "Bo Lindqvist")],
    ),
    (
        "Staff cameramen Tom Brand and Bo Lindqvist contributed to this report.",
        [who(n, title="Staff cameraman") for n in ("Tom Brand", "Bo Lindqvist")],
    ),
    (
        "CNN's Marta Okafor and Bo Lindqvist contributed to this report.",
        [who(n, title="CNN's") for n in ("Marta Okafor", "Bo Lindqvist")],
    ),
    ("Reuters’ Marta Okafor contributed to this report.", [who("Marta Okafor", title="Reuters’")]),
    (
        "Valley Courier editor-in-chief Ruth Achebe contributed.",
        [who("Ruth Achebe", title="Valley Courier editor-in-chief")],
    ),
    (
        "NBC affiliate KXYZ contributed to this report.",
        [Credit("KXYZ", PersonKind.ORGANISATION, title="NBC affiliate")],
    ),
    # Where somebody works.
    (
        "Marta Okafor of The Associated Press contributed to this report.",
        [who("Marta Okafor", note="The Associated Press")],
    ),
    ("Marta Okafor (AFP) contributed to this report.", [who("Marta Okafor", note="AFP")]),
    # Places.
    (
        "Marta Okafor in Portland, Maine, and Bo Lindqvist contributed.",
        [who("Marta Okafor", "Portland, Maine"), who("Bo Lindqvist")],
    ),
    ("Marta Okafor in Portland, Maine, contributed.", [who("Marta Okafor", "Portland, Maine")]),
    (
        "Marta Okafor in Portland, Ore., Bo Lindqvist in Goma, Congo, and Ines Moreau contributed to this report.",
        [who("Marta Okafor", "Portland, Ore."), who("Bo Lindqvist", "Goma, Congo"), who("Ines Moreau")],
    ),
    (
        "Marta Okafor in Port of Spain, Trinidad and Tobago, contributed.",
        [who("Marta Okafor", "Port of Spain, Trinidad and Tobago")],
    ),
    (
        "Marta Okafor in Trinidad and Tobago and Bo Lindqvist contributed.",
        [who("Marta Okafor", "Trinidad and Tobago"), who("Bo Lindqvist")],
    ),
    ("Marta Okafor in Osio Sotto, Bergamo contributed.", [who("Marta Okafor", "Osio Sotto, Bergamo")]),
    (
        "Marta Okafor in Portland, Maine; Bo Lindqvist in Rome; and Reuters contributed.",
        [who("Marta Okafor", "Portland, Maine"), who("Bo Lindqvist", "Rome"), org("Reuters")],
    ),
    ("Marta Okafor in northern Syria contributed to this report.", [who("Marta Okafor", "northern Syria")]),
    ("Marta Okafor in the West Bank contributed to this report.", [who("Marta Okafor", "the West Bank")]),
    ("Marta Okafor at the United Nations contributed to this report.", [who("Marta Okafor", "at the United Nations")]),
    ("Reporting by Marta Okafor aboard Air Force One", [who("Marta Okafor", "aboard Air Force One", role=REPORTING)]),
    ("Marta Okafor in Frankfurt am Main contributed.", [who("Marta Okafor", "Frankfurt am Main")]),
    # Names.
    (
        "Maria de la Cruz, Sean O'Neill, John Roe Jr., Mary-Jane van der Berg and J. R. Brand contributed.",
        [who(n) for n in ("Maria de la Cruz", "Sean O'Neill", "John Roe Jr.", "Mary-Jane van der Berg", "J. R. Brand")],
    ),
    ("John Roe, Jr., and Marta Okafor contributed.", [who("John Roe, Jr."), who("Marta Okafor")]),
    ("John Roe III and Seán O’Neill contributed.", [who("John Roe III"), who("Seán O’Neill")]),
    ("Andrés Sandoval and Alexander Brand contributed.", [who("Andrés Sandoval"), who("Alexander Brand")]),
    ("MJ Lee and JR Brand contributed.", [who("MJ Lee"), who("JR Brand")]),
    ("Omar al-Hashimi and Jean d’Arcy contributed.", [who("Omar al-Hashimi"), who("Jean d’Arcy")]),
    ("Dwayne “Rocky” Brand contributed.", [who("Dwayne “Rocky” Brand")]),
    ("王小明 and Владимир Петров contributed.", [who("王小明"), who("Владимир Петров")]),
    ("გიორგი ბერიძე and محمد علي contributed.", [who("გიორგი ბერიძე"), who("محمد علي")]),
    # Organisations.
    ("The Valley Courier and El País contributed.", [org("The Valley Courier"), org("El País")]),
    ("Radio Nordsee, ZDF and Marta Okafor contributed.", [org("Radio Nordsee"), org("ZDF"), who("Marta Okafor")]),
    ("NBC Boston contributed to this report.", [org("NBC Boston")]),
    ("Voice of the Valley contributed to this report.", [org("Voice of the Valley")]),
    (
        "Food and Environment Reporting Network and Marta Okafor contributed.",
        [org("Food and Environment Reporting Network"), who("Marta Okafor")],
    ),
    ("Valley Express-News staff contributed to this report.", [org("Valley Express-News staff")]),
    ("Courier.com contributed to this report.", [org("Courier.com")]),
    # Wrapping and dashes.
    ("*Marta Okafor contributed to this report.*", [who("Marta Okafor")]),
    ("_(Marta Okafor contributed to this report.)_", [who("Marta Okafor")]),
    ("[Marta Okafor contributed.]", [who("Marta Okafor")]),
    ("-- Marta Okafor contributed.", [who("Marta Okafor")]),
    ("  Marta Okafor\ncontributed\u00a0to  this report. ", [who("Marta Okafor")]),
    ("____ Associated Press writer Marta Okafor contributed.", [who("Marta Okafor", title=AP)]),
]

NOT_CONTRIBUTIONS: list[str] = [
    "",
    " ",
    "contributed",
    "Contributed.",
    "He contributed.",
    "They contributed to this report.",
    "Everyone contributed.",
    "Everybody in the room contributed.",
    "Rain contributed.",
    "Inflation and wages contributed.",
    "Hurricane Ida contributed.",
    "Storm Boris contributed.",
    "President Okafor contributed.",
    "Mayor Lindqvist and Reuters contributed.",
    "Saudi Arabia contributed.",
    "New York and Texas contributed.",
    "Los Angeles contributed.",
    "Germany contributed.",
    "The Finance Ministry contributed.",
    "Congress contributed.",
    "Valley Motors Corp. contributed.",
    "Several Democrats contributed.",
    "Many Americans contributed to this report.",
    "Both Okafor and Lindqvist contributed.",
    "But Marta Okafor contributed.",
    "Meanwhile Marta Okafor contributed.",
    "The weather contributed.",
    "Heavy rain contributed to the flooding.",
    "Heavy rain contributed to this flood.",
    "Marta Okafor contributed $5 million.",
    "Marta Okafor contributed 20 points and nine rebounds.",
    "Marta Okafor contributed to the rise of the party.",
    "Marta Okafor contributed to the report.",
    "Marta Okafor contributed to this report last year.",
    "Marta Okafor contributed to this discussion about the war.",
    "Marta Okafor contributed to this report in the hope of change.",
    "Marta Okafor contributed two goals.",
    "Marta Okafor has contributed to this report.",
    "Marta Okafor, who lives in Lisbon, contributed.",
    "Marta Okafor, a former spy, contributed to this report.",
    "Marta Okafor never contributed.",
    "Marta Okafor said the rain contributed.",
    "Marta Okafor said Bo Lindqvist contributed to this report.",
    "Economists at the bank contributed to this report.",
    "Three researchers contributed to this report.",
    "“I contributed.”",
    "“Marta Okafor contributed.”",
    '"Everyone contributed," Marta Okafor said.',
    "She asked what Marta Okafor contributed.",
    "Had Marta Okafor contributed?",
    "Marta Okafor contributed!",
    "The writer Marta Okafor contributed.",
    "A reporter, Marta Okafor, contributed.",
    "Sean Brand said the war contributed. Marta Okafor agreed.",
    "Marta Okafor contributed. She left.",
    "Marta Okafor contributed reporting skills to the team.",
    "Marta Okafor contributed reporting from Houston to the archive.",
    "The money was contributed by Marta Okafor.",
    "Money from Reuters contributed.",
    "Money from Germany contributed.",
    "People in Lisbon contributed.",
    "Reporting by Reuters bureaux",
    "It all contributed to this.",
    "What contributed to this story?",
    "All of this contributed to this report of ours.",
    "In Lisbon Marta Okafor contributed.",
    "On Monday contributed.",
    "Hospital staff contributed.",
    "Emergency services contributed.",
    "Reporting by The Courier showed that the mayor knew.",
    "Reporting by Reuters in 2019 revealed abuses.",
    "Reporting from Houston",
    "Reporting from New York",
    "Reporting from the front is hard.",
    "Additional reporting from Houston",
    "Reporting by",
    "Editing by committee",
    "Editing by committee rarely works.",
    "Research by Valley University found that sleep matters.",
    "Video by bystanders shows the crash.",
    "Photos by the river were taken down.",
    "Written by hand.",
    "Writing by candlelight",
    "Additional reporting by Marta Okafor suggests otherwise.",
    "With reporting by day and editing by night",
    "Maps: see page 4",
    "Contributing: everyone",
    "The report was edited by Marta Okafor and others.",
    "Breaking News Emails",
    "Reporting by Marta Okafor; sources said the ship sank",
    "Marta Okafor and contributed.",
    "and contributed to this report.",
    "Marta Okafor contributed to this report. " * 200,
]

BYLINES: list[tuple[str, list[Credit]]] = [
    (text, [Credit(c.name, c.kind, Role.BY, c.place, c.title, c.note) for c in credits_read])
    for text, credits_read in [
        ("By Marta Okafor", [who("Marta Okafor")]),
        ("by Marta Okafor", [who("Marta Okafor")]),
        ("By: Marta Okafor", [who("Marta Okafor")]),
        ("By Marta Okafor and Bo Lindqvist", [who("Marta Okafor"), who("Bo Lindqvist")]),
        (
            "By Marta Okafor, Bo Lindqvist and Ines Moreau",
            [who("Marta Okafor"), who("Bo Lindqvist"), who("Ines Moreau")],
        ),
        (
            "By Marta Okafor, Bo Lindqvist, and Ines Moreau",
            [who("Marta Okafor"), who("Bo Lindqvist"), who("Ines Moreau")],
        ),
        ("By Marta Okafor, Bo Lindqvist", [who("Marta Okafor"), who("Bo Lindqvist")]),
        ("BY MARTA OKAFOR", [who("Marta Okafor")]),
        ("BY MARTA OKAFOR AND SEAN O'NEILL", [who("Marta Okafor"), who("Sean O'Neill")]),
        ("BY J.R. MCDONALD AND MARY-JANE VAN DER BERG", [who("J.R. McDonald"), who("Mary-Jane van der Berg")]),
        ("BY MARTA OKAFOR, CNN", [who("Marta Okafor", note="CNN")]),
        ("By MARTA OKAFOR", [who("MARTA OKAFOR")]),
        ("By Marta Okafor, Associated Press", [who("Marta Okafor", note="Associated Press")]),
        (
            "By Marta Okafor and Bo Lindqvist, Reuters",
            [who("Marta Okafor", note="Reuters"), who("Bo Lindqvist", note="Reuters")],
        ),
        ("By Marta Okafor, Reuters and Bo Lindqvist", [who("Marta Okafor"), org("Reuters"), who("Bo Lindqvist")]),
        ("By Marta Okafor in Lisbon", [who("Marta Okafor", "Lisbon")]),
        (
            "By Marta Okafor in Lisbon and Bo Lindqvist in Portland, Maine",
            [who("Marta Okafor", "Lisbon"), who("Bo Lindqvist", "Portland, Maine")],
        ),
        ("By Marta Okafor, Staff Writer", [who("Marta Okafor", title="Staff Writer")]),
        ("Marta Okafor, Staff Writer", [who("Marta Okafor", title="Staff Writer")]),
        (
            "Marta Okafor and Bo Lindqvist, Staff Writers",
            [who("Marta Okafor", title="Staff Writer"), who("Bo Lindqvist", title="Staff Writer")],
        ),
        ("By Gazette reporter Marta Okafor", [who("Marta Okafor", title="Gazette reporter")]),
        ("By Marta Okafor\nAssociated Press Writer", [who("Marta Okafor", title="Associated Press Writer")]),
        ("\nBy Marta Okafor,\nBo Lindqvist\n", [who("Marta Okafor"), who("Bo Lindqvist")]),
        ("By Marta Okafor\nReuters", [who("Marta Okafor", note="Reuters")]),
        ("By Reuters", [org("Reuters")]),
        ("By The Associated Press", [org("The Associated Press")]),
        ("By Suharto", [who("Suharto")]),
        ("By Marta Okafor | Valley Courier", [who("Marta Okafor", note="Valley Courier")]),
        ("By Marta Okafor (AFP)", [who("Marta Okafor", note="AFP")]),
        ("By Marta Okafor for The Courier", [who("Marta Okafor", note="The Courier")]),
        ("By John Roe Jr.", [who("John Roe Jr.")]),
        ("By Courier staff", [org("Courier staff")]),
        ("*By Marta Okafor*", [who("Marta Okafor")]),
        ("By 王小明", [who("王小明")]),
    ]
]

NOT_BYLINES: list[str] = [
    "",
    "By",
    "By the time he arrived, the boat had gone.",
    "By Monday",
    "By Monday morning, all was quiet.",
    "By noon",
    "By Sunday",
    "By 2030",
    "By hook or by crook",
    "By Marta Okafor's account, it was late.",
    "Bystanders saw it.",
    "By order of the mayor",
    "Marta Okafor",
    "Marta Okafor, Lisbon",
    "Staff Writer Marta Okafor, reporter",
    "Lisbon, Portugal",
    "By the Numbers",
    "By contrast, Lindqvist said no.",
]
