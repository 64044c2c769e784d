"""Words that say nothing about what a conversation is about."""

from . import words

DULL = words(
    """
a an the this that these those such same other another one ones each every either neither both all any
some none many much few several more most less least enough own i you he she it we they me him her us them
my your his its our their mine yours ours theirs myself yourself himself herself itself ourselves
themselves who whom whose which what when where why how and or but nor so yet if then else than as at by
for from in into of off on onto out over to up with without within about above below between through
during under again across against along among around before after behind beside besides beyond despite
down except inside near outside past per since toward towards until upon via is am are was were be been
being do does did done doing have has had having will would shall should can could may might must ought
need needs needed not no yes yeah yep nope okay ok alright right well oh ah um uh er erm hmm huh hey hi
hello bye goodbye cheerio thanks thank please sorry welcome cheers pardon wow ouch aw ha lol very really
quite too also just only even still already always never ever often sometimes usually maybe perhaps
probably actually basically honestly frankly literally obviously definitely certainly absolutely exactly
totally completely pretty rather almost nearly about around roughly somewhat kind sort bit lot lots plenty
couple pair bunch ton tons load loads here there everywhere somewhere anywhere nowhere now today tomorrow
yesterday tonight later soon early earlier late ago once twice then next last first second third final
finally recently currently once again back away together apart ahead forward instead anyway though
although because while whereas unless whether however therefore otherwise meanwhile else good great nice
fine perfect bad best better worse worst big small large little huge tiny high low higher lower long short
longer shorter old new newer older young hot cold easy hard harder easier simple quick fast slow slower
faster full empty open closed sure certain clear happy glad sad afraid ready able available possible
impossible likely different similar same whole entire main major minor important interesting interested
strange weird funny crazy lovely wonderful amazing awesome excellent fantastic terrible awful horrible
beautiful pretty ugly real true false correct wrong right left fair current previous recent latest
upcoming following actual exact extra additional total overall general specific particular certain various
several multiple single double only special usual normal regular free busy late close far near deep strong
weak heavy light rough tough smart silly sick tired careful grateful honest smooth loud quiet blunt fresh
dead live sharp tight loose common rare thing things something anything everything nothing stuff way ways
time times moment moments minute minutes hour hours day days week weeks month months year years second
seconds morning afternoon evening night weekend midnight noon today's decade century date dates o'clock
while am pm monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december someone somebody anyone anybody everyone everybody nobody
people person man woman men women guy guys folks folk sir madam ma'am mr mrs ms dr miss friend friends kid
kids boy girl everyone's number numbers part parts piece pieces side sides end start beginning middle top
bottom place places point points case cases fact facts idea ideas example examples reason reasons kind
kinds type types sort sorts level levels amount amounts rest half quarter quarters set sets group groups
list lists line lines word words name names question questions answer answers problem problems issue
issues matter matters situation situations chance chances luck sense mind hand hands head eye eyes face
foot feet heart life world home mean means meaning guess hope worry doubt trouble shame fault sake favor
favour deal touch look looks looking see sees seeing saw seen watch hear hears hearing heard listen sound
sounds feel feels feeling felt seem seems think thinks thinking thought know knows knowing known knew want
wants wanted wanting like likes liked love loves loved hate hates prefer wish wishes hoping hoped believe
believes understand understood remember forget forgot mention mentioned say says said saying tell tells
telling told talk talks talking talked speak speaks speaking spoke ask asks asking asked call calls
calling called discuss discussed discussing discussion discussions explain explained go goes going went
gone come comes coming came get gets getting got gotten give gives giving gave given take takes taking
took taken make makes making made put puts putting let lets letting keep keeps keeping kept bring brings
bringing brought send sends sending sent leave leaves leaving show shows showing showed shown use uses
using used try tries trying tried start starts starting started begin begins stop stops stopped work works
working worked help helps helping helped run runs running ran move moves moving moved turn turns turned
turning change changes changed changing happen happens happened happening become becomes became find finds
finding found figure figured check checks checking checked wait waits waiting waited stay stays staying
hold holds holding held sit stand stands meet meets met join joins joined need needing finish finished
finishing complete completed set setting fix fixed fixing add adds added adding read reads write writes
wrote writing written wondering wonder bear hang hangs plan plans planned planning follow follows followed
following pick picks picked picking pull pulled push pushed drop drops dropped pass passed share shared
sharing miss missed cover covered covers bet pay pays paid paying spend spent buy bought sell sold book
booked cost costs win won lose lost lead leads led build built break broke broken cut fall fell pop
appreciate appreciated enjoy enjoyed apologize apologise apologies congratulations agree agreed agrees
promise promised suppose supposed expect expected expecting imagine afford depends depend depending
includes included including involve involved consider considered allow allows allowed require requires
required cause caused based due regarding concerning according related okay gonna gotta wanna kinda dunno
lemme yup mhm mm nah eh cool sweet gosh god goodness heaven hopefully unfortunately luckily sadly
especially particularly mainly mostly generally normally typically apparently obviously clearly simply
directly immediately quickly slowly easily hardly barely fully partly truly seriously surely fairly highly
carefully properly correctly originally eventually zero two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
sixty seventy eighty ninety hundred thousand million billion dozen percent dollars dollar bucks euros
pounds cents grand worth s t d ll re ve m i'm don everybody's yours truly fyi btw asap eod cob eta tbd etc
ie eg vs update updates thought thoughts detail details information info note notes feedback help concern
concerns topic topics conversation conversations conversation's meeting meetings chat bye-bye speaking
hold screen slide slides agenda intro recap summary overview background context wrap step steps action
actions item items task tasks job jobs follow-up request requests decision decisions option options choice
choices result results outcome outcomes goal goals purpose wife husband son daughter mother father mum mom
dad brother sister grandson granddaughter grandkids colleague colleagues boss team teams everyone office
company longer anymore anyhow somehow whatever whoever whenever wherever whichever inside outside upstairs
downstairs
"""
)
"""Function words, fillers, greetings, common verbs, vague nouns and adjectives, times and numbers."""

GOOD_INSIDE = words(
    "new open free full live total single real double hard quick second first final early late home time "
    "date number line list group set level hand work use plan cost book call meeting office team company "
    "job action task follow start end side top front back point name office office high low long short "
    "small large main fast half quarter day night week month year run test check change cover lead sign "
    "build move stock team step update issue note detail information request decision option question "
    "problem help home life hour service share read open order request background screen"
)
"""Words that are dull alone but may be part of a longer topic, such as "call" in "call centre"."""

BEFORE_NOUNS = words(
    "the a an our my your his her their its this that these those of for about on in with from any some "
    "no more new another each every to by per into over without during between under through current old "
    "next last whole entire"
)
"""Words after which a noun is likely, even one that could be a verb."""
