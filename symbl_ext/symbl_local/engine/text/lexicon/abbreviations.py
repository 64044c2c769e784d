"""Words that end in a full stop of their own."""

from . import words

NEVER_LAST = words(
    "mr mrs ms mx dr prof rev hon fr gen col capt cmdr lt sgt cpl maj sen rep gov pres st mt ft messrs mmes "
    "vs e.g i.e eg ie cf viz approx resp incl excl fig figs eq sec ch vol pp ed eds nos tel ext attn"
)
"""Abbreviations that something always follows."""

PERHAPS_LAST = words(
    "etc al inc ltd co corp llc plc bros jr sr esq dept univ assn assoc mfg intl natl ave blvd rd ln dr "
    "hwy apt a.m p.m pm u.s u.k e.u u.n ph.d m.d b.a m.a b.sc m.sc jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue tues wed thu thur thurs fri mins hr hrs secs yr yrs mo mos wk wks oz lb lbs kg "
    "km cm mm gal qty est misc temp"
)
"""Abbreviations that may end a sentence too: they do when a word follows that likes to begin one."""

HALVES_OF_DAY = words("am pm a.m p.m")
"""Those after which a number begins a new sentence."""

STARTERS = words(
    "i we you he she it they the this that these those there here a an and but so or because if when "
    "then what who where why how which is are was were do does did can could will would should have has "
    "had let please thanks thank yes no yeah okay ok well also now next after before for in on at as my "
    "our your his her their its any anything everyone everybody nobody somebody someone one maybe sorry "
    "right sure great perfect hello hi hey good i'm i'll i've it's that's we're we'll you're let's once "
    "since while until not"
)
"""Words that likely begin a sentence when they follow an abbreviation with a capital letter."""
