"""How contractions are written out."""

from . import words

FORMS: dict[str, tuple[str, ...]] = {
    "i'm": ("i", "am"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "let's": ("let", "us"),
    "lets": ("let", "us"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "gonna": ("going", "to"),
    "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "hafta": ("have", "to"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "y'all": ("you", "all"),
    "ma'am": ("ma'am",),
    "o'clock": ("o'clock",),
    "oclock": ("o'clock",),
    "'em": ("them",),
    "dunno": ("do", "not", "know"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "outta": ("out", "of"),
    "d'you": ("do", "you"),
    "c'mon": ("come", "on"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "wasnt": ("was", "not"),
    "werent": ("were", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "hadnt": ("had", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "wheres": ("where", "is"),
    "whos": ("who", "is"),
    "hows": ("how", "is"),
    "theres": ("there", "is"),
    "heres": ("here", "is"),
    "youre": ("you", "are"),
    "theyre": ("they", "are"),
    "youll": ("you", "will"),
    "theyll": ("they", "will"),
    "itll": ("it", "will"),
    "thatll": ("that", "will"),
    "youve": ("you", "have"),
    "theyve": ("they", "have"),
    "weve": ("we", "have"),
}
"""Whole words, also as typed or transcribed without the apostrophe where no other word is meant."""

SUFFIXES: dict[str, str] = {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am"}
"""What follows the apostrophe."""

IS_AFTER = words(
    "it that this what who where when why how there here he she which everything something nothing anything "
    "everyone somebody someone nobody everybody anyone one"
)
"""Words after which 's stands for "is" rather than for possession."""

FILLERS = words("um uh uhm erm er hmm mm mmm uhh umm")
"""Sounds that are no words; the rules do not see them."""

ASIDES = frozenset(
    (
        ("you", "know"),
        ("i", "mean"),
        ("i", "guess"),
        ("i", "think"),
        ("like",),
        ("well",),
        ("say",),
        ("okay",),
        ("actually",),
        ("honestly",),
    )
)
"""What is said between commas and may be left out."""
