"""Small words that the checks of the wording know."""


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Words of the trade, which name nothing even where a title writes them in capitals.
TRADE = _words("""
    a an the and or of in on at by to for from with behind into as is are was be this that these
    it its his her their our your my who what when where why how i we you he she they not no yes
    official original theatrical international domestic restored new old first last final full
    teaser trailer clip clips scene scenes video film films movie movies cinema picture feature
    featurette making interview interviews part one two three hd 4k uhd vs deleted extended
    alternate ending opening cut bonus extra extras cast crew director actor actors actress star
    stars commentary score music song theme title titles credits remastered restoration version
    english french german italian spanish subtitles
""")

# Words that never rightly stand twice in a row, in the languages of the guide's pages so far. Those
# that may are left out on purpose: “that that”, “had had”, “is is”, “her her”, “in in”; German
# “die die”, “nicht nicht”, “von von der Leyen”; French “nous nous”; Dutch “dat dat”.
NEVER_TWICE = _words("""
    the of and to with from by for or are were this these those their our your my than then if
    because into between whose which while although
    und oder eine einen einem einer eines im zum zur für keine wenn weil
    le les un une et ou des dans pour avec sur aux el los unos unas y con por para una il gli di del
    della os um uma
""")

# “of the of the”: an article and a preposition are a slip where other two words may be meant.
ARTICLES = _words(
    "the a an der das den dem des ein eine le les la un une el los las il gli o os um uma"
)
PREPOSITIONS = _words(
    "of to with from by for in on at into mit von im für de du dans pour con por para di"
)
