"""First names from many countries, and capitalised words that are none."""

from . import words

FIRST_NAMES = words(
    """
aaliyah aaron abby abdul abdullah abebe abel abena abigail abraham ada adaeze adam adaora adele adina
aditi aditya adnan adrian adriana adrien agata agnes agnieszka ahmad ahmed aidan aiko aileen aimee aisha
aisling ajay akash aki akiko akira akua alain alan alana alba albert alberto aldo alejandra alejandro
aleksander alena alessandra alessandro alessia alex alexa alexander alexandra alexandre alexei alexis
alfie alfonso alfred alhassan ali alice alicia alina alison alistair aliyah allan allen allison alma
alvaro alyssa amal amanda amani amara amari amber ambrose amelia amelie ami amina amir amira amit amos
amrit amy ana anahera anand ananya anastasia anders andre andrea andreas andrei andres andrew andrzej andy
anette angela angelica angelina angelo angus anika anil anita anja anjali ankit ann anna annabel anne
anneke annette annie anouk ansel anthony antoine anton antonia antonio anton anya april arash araceli
archie ariana ariel arjun arlene armand armando arnav arnold art arthur arturo arun arvind asa ash asha
ashley ashok asif astrid athena aubrey audrey august augusto aurora austin ava avery axel ayana ayaan
ayesha ayla ayumi babak bao barb barbara barney barry bart bartek bashir basil bea beata beatrice beatriz
becca becky belinda bella ben benedict benita benjamin bennett benny bernadette bernard bernd bernice bert
bertha beth bethany betsy betty bettina bev beverly bianca bilal bill billie billy birgit bjorn blaine
blair blake blanca bo bob bobby bogdan bonnie boris brad bradley brady brandon brandy breanna brenda
brendan brent bret brett brian briana brianna bridget brigitte brittany brock brody bronwyn brooke bruce
bruno bryan bryce bryony caitlin caleb callum calvin cameron camila camille candace candice cara caren
carina carl carla carlo carlos carmela carmen carol carole carolina caroline carolyn carrie carson carter
cary casey cassandra cassidy cassie catalina catarina catherine cathy cecilia cecile cedric celeste celia
celine cesar chad chandra chantal charity charlene charles charlie charlotte chase chelsea chen cheng
cherie cherry cheryl chester chidi chiara chike chinedu chioma chloe chris chrissy christa christian
christina christine christoph christophe christopher christy chuck chun cindy claire clara clare clarence
clarissa clark claude claudette claudia clay clayton clement cliff clifford clint clive clyde cody colette
colin colleen connie connor conrad constance cora corey corinne cornelia cory courtney craig cristian
cristina crystal curtis cynthia cyril cyrus daisuke daisy dale dalia damian damien damon dan dana dane
dani daniel daniela danielle danilo danny dante daphne dara darcy daria darius darlene darnell darrell
darren darryl daryl dave david dawn dean deandre deanna debbie deborah debra declan deepa deepak deepika
deirdre delia delphine della denis denise dennis derek derrick desiree desmond destiny devin devon dexter
diana diane dianne diego dieter dilip dimitri dina dinesh dirk diya dmitri dmitry dolores dom dominic
dominik dominique don donald donna donovan dora doreen doris dorothy doug douglas drew duane duncan dustin
dwayne dwight dylan earl ebony eddie edgar edith edmund eduardo edward edwin efua eileen eitan ekaterina
elaine elena eleanor eleni eli elias elif elijah elin elina elisa elisabeth elise eliza elizabeth ella
ellen ellie elliot elliott ellis elmer elodie eloise elsa elsie elton elvira emeka emerson emil emile
emilia emiliano emilio emily emma emmanuel emre enrico enrique enzo eric erica erich erik erika erin
ernest ernesto esi esmeralda esperanza esteban estelle ester esther ethan ethel etienne eugene eugenia
eunice eva evan evelyn everett ewa ezekiel ezra fabian fabio fabrice faisal faith farah farid fatima fatou
fatoumata faye federico felicia felicity felipe felix feng ferdinand fern fernanda fernando fiona flavia
fleur flora florence florian floyd folake fran frances francesca francesco francine francis francisco
franck francois francoise frank franklin fraser fred freddie frederic frederick frederik freya frida fritz
gabriel gabriela gabriella gabrielle gail galina gareth garrett garth gary gavin gemma gene genevieve
geoff geoffrey george georgia georgina gerald geraldine gerard gerardo gerhard gerry giancarlo gianna
gideon gil gilbert gilberto gilles gina ginny giorgio giovanni giovanna gisele gita giulia giulio giuseppe
gladys glen glenda glenn gloria gordon grace gracie graeme graham grant greg gregor gregory greta gretchen
grzegorz guadalupe guillermo gunther gus gustavo guy gwen gwendolyn habib hadiya hadley hakim hal hana
hani hank hanna hannah hannes hans hao harald hari harold harper harriet harrison harry haruka haruto
harvey hasan hassan hattie hayden hazel heath heather hector hedda heidi heike helen helena helene helga
helmut hendrik henri henrietta henrik henry herbert herman hernan hilary hilda hina hiro hiroshi hitomi
hollie holly homer hope horace horst howard hubert hugh hugo humberto hussein hye ian ibrahim ida idris
ifeoma ignacio igor ike ilana ilse iman imani imran ina india indira ines inga inge ingrid ioana ira irene
irina iris irma irving isaac isabel isabella isabelle isaiah ishaan isla ismael ismail israel istvan ivan
ivana ivy jace jack jackie jackson jaclyn jacob jacqueline jacques jada jade jaime jake jakob jakub jamal
james jamie jan jana jane janelle janet janice janine janusz jared jasmin jasmine jason jasper javier jay
jayden jayne jean jeanette jeanne jeannie jeff jeffrey jelena jen jenna jennifer jenny jens jeremiah
jeremy jermaine jerome jerry jess jesse jessica jessie jesus jiang jianyu jill jillian jim jimena jimmy
jin jing jo joan joann joanna joanne joao joaquin joe joel joelle joey johan johann johanna john johnathan
johnny jolene jon jonah jonas jonathan joni jonny jordan jordi jorge jose josef josefina joseph josephine
josh joshua josiah josie jovan joy joyce juan juana juanita judith judy jules julia julian juliana
julianna julie julien juliet juliette julio julius june jung junko jurgen justin justine justyna kaan kai
kaitlyn kamal kamala kamil kara karan kareem karen karim karin karina karl karla karol karolina kasia
kasper kate katarina katarzyna kate katelyn katerina kathleen kathryn kathy katia katie katja katrin
katrina katy kavita kay kayla kazuki keiko keisha keith kelechi kellie kelly kelsey kelvin ken kendra
kenichi kenji kenneth kenny kenta kenya keri kerri kerry kevin khadija khalid khalil kieran kiersten kim
kimberly kimiko kiran kirill kirk kirsten kirsty kit klara klaus kofi konrad konstantin kourtney kris
krista kristen kristin kristina kristine kristof krystal krzysztof kurt kwabena kwaku kwame kwasi kyle
kylie lakshmi lamar lana lance lara larisa larissa larry lars lashonda latisha latoya laura laurel lauren
laurence laurent laurie lavinia lawrence layla lea leah leandro leanne lee leif leigh leila lena leland
len lenny leo leon leona leonard leonardo leonor leroy leslie lester leticia lewis lexi liam liana libby
lidia lila lilian liliana lillian lily lin lina linda lindsay lindsey ling linh linus lionel lisa lise
lisette livia liz liza lizzie lloyd logan lois lola lorena lorenzo loretta lori lorna lorraine lottie lou
louie louis louisa louise lourdes luc luca lucas lucia lucian luciana lucie lucien lucille lucinda lucy
ludwig luigi luis luisa lukas lukasz luke lulu luna lupe lydia lyle lynda lynn lynne mabel maciej
mackenzie maddie madeleine madeline madison mads mae magda magdalena maggie magnus mahmoud mai maia maisie
maja makoto malachi malcolm malia malik mallory mandy manfred manish manoj manon manuel manuela mara marc
marcel marcela marcelo marcia marcin marco marcos marcus margaret margarethe margarita margaux margie
margot marguerite maria mariah mariam marian mariana marianne maribel marie mariella marija marilyn marina
mario marion marisa marisol marissa marit marius marjorie mark marko markus marlena marlene marlon marnie
marsha marta martha martin martina marty marvin mary maryam masako mason mateo mateusz mathew mathias
mathieu mathilde matilda matt matteo matthew matthias matthieu mattias maud maureen maurice mauricio
maurizio mavis max maxim maxime maxine maya mayra mbali mehdi mehmet mei mel melanie melina melinda
melissa melody melvin mercedes meredith mia micah michael michaela michal michel michele michelle michiko
midori miguel mihai mikael mike mikhail mikkel mila milan mildred milena miles milo milton mimi min mina
mindy ming minh mira miranda mireille miriam miroslav mirza misha missy mitch mitchell mo mohamed mohammad
mohammed mohan moira molly mona monica monika monique morgan moritz morris moses muhammad murali muriel
murray mustafa myra myriam myrtle nabil nadia nadine naeem naledi nan nancy naomi narendra nasir nasrin
natalia natalie natasha nate nathalie nathan nathaniel naveen neal ned neha neil nell nellie nelson nerea
nestor ngozi nia niall nicholas nick nicki nicky nico nicola nicolas nicole niels nigel nik nika nikhil
nikita nikki nikola nikolai nikolaj nils nina nisha nita nitin noah noel noemi noelle nolan nora norbert
noreen norma norman nuno nuria obinna octavia oksana ola olaf ole oleg olga olive oliver olivia olivier
ollie olu oluwaseun omar omari ondrej oona ophelia orla orlando oscar oskar osman oswald otis otto owen
ozgur pablo padraig paige pam pamela paola paolo parisa parker pascal pat patience patricia patrice
patricio patrick patrik patsy patti patty paul paula paulina pauline paulo pavel pearl pedro peggy
penelope penny percy perry pete peter petra petros peyton phil philip philippa philippe phillip phoebe
phyllis pia pier pierre pilar piotr piper polly pooja portia prakash pranav prasad pratik preeti preston
priscilla priya priyanka quentin quincy quinn rachael rachel rachelle radek rafael rafaela rafal raheem
rahim rahul raj rajesh rajiv ralf ralph ram rami ramon ramona ramesh ramiro randall randy rania raphael
raquel rashad rashid raul ravi ray raymond reagan rebecca reed reese reggie regina reginald reid reiko
reina reinhard rekha remi remy rena renata renate rene renee reuben rex rhea rhiannon rhonda rhys ricardo
riccardo rich richard rick ricky rico rikke riley rina rita ritu rob robbie robert roberta roberto robin
robyn rocco rochelle rod roderick rodney rodolfo rodrigo roger rohan rohit roland rolf roman romeo ron
ronald ronan ronda ronnie rory rosa rosalie rosalind rosanna rosario rosemary rosie roslyn ross rowan
roxanne roy ruben ruby rudi rudolf rudy rufus rui rupert russ russell ruth ryan ryo ryota sabina sabine
sabrina sachin sadie saeed sagar said sakura sal salim sally salma salman salvador salvatore sam samantha
samir samira sammy samson samuel sandeep sander sandra sandrine sandy sanjay sanjeev santiago santosh
saoirse sara sarah sarita sasha saskia satoshi saul savannah scarlett scott sean sebastian seamus seema
selena selma serena sergei sergey sergio seth seung shalini shan shane shanice shannon shari sharon shaun
shauna shawn sheena sheila shelby sheldon shelley shelly sherri sherry sheryl shinji shira shirley shivani
shreya shu sid sidney siddharth sierra signe sigrid silas silvia silvio simeon simon simona simone sina
sinead siobhan skye skyler sloane sofia sofie sol solange solomon sonia sonja sonya sophia sophie soren
spencer sridhar stacey stacy stan stanley stefan stefania stefano stella steph stephan stephanie stephen
stephon sterling steve steven stewart stig stuart sue suki suleiman suman sumit sunil sunita suresh surya
susan susana susanna susanne susie suzanne suzie sven svetlana sydney sylvester sylvia sylvie tabitha
tadeusz taiwo takashi takeshi talia tamara tamika tammy tania tanisha tanja tanner tanya tara tarek tariq
taro tasha tatiana tatum taylor ted teddy tendai terence teresa teri terrance terrell terri terry tess
tessa thabo thad thandi thea thelma theo theodora theodore theresa therese thiago thierry thomas tiago
tiana tiffany tilda tim timo timothy tina tobias toby todd tom tomas tomasz tomek tommy tomoko toni tony
tonya tori torsten toshi tova tracey traci tracy travis trent trevor trey tricia trina trinh trish trisha
tristan troy trudy tuan tunde tyler tyrone tyson uli ulrich ulrike umar uma umesh ursula usha uwe vadim
val valentin valentina valeria valerie vanessa vasily vaughn venkat vera verena vernon veronica veronika
vic vicki vicky victor victoria vijay vikas vikram viktor viktoria vince vincent vincenzo viola violet
viraj virginia vishal vivek vivian vivienne vlad vladimir wade wade walt walter wanda wang wanjiru warren
wayne wei wen wendell wendy werner wes wesley whitney wilbur wilfred wilhelm will willa willem william
willie willow wilma wilson winnie winston wojciech wolfgang woody wyatt xavier xena xiao xin ximena yael
yan yana yannick yara yasmin yasmine yasuko yetunde yi ying yoko yolanda yosef yoshi youssef yuki yuko
yumi yun yuri yusuf yvette yvonne zach zachary zack zadie zahra zainab zane zara zeke zelda zeynep zhang
zhen zhi zia zoe zoey zofia zoltan zora zuri zsofia wim gerrit sanne joost femke thijs lotte mette kirsi
aino juha matti pekka sanna tuula ravindra lakshman thulani sipho nomsa zanele blessing chukwu nkechi uche
obi femi tolu seun bola yemi lamine mamadou ousmane aminata awa ndeye moussa salif ioannis nikos yiannis
dimitra vassilis zlatko dragan marija milos vesna goran jadranka ivo rastislav zdenka jitka ludmila
bohumil zuzana keanu leilani kalani noa moana tane hemi wiremu aroha mere talulah xiomara yesenia itzel
nayeli marisela rosalba hortensia inocencio benicio thaddeus ignatius lazlo leopold rasheed laila nour
hala rana samar hadi karima nadeem parveen rukhsana shabana tahir zubair bhavna chetan gaurav girish
harish jyoti kalpana madhavi mukesh nandini payal rakesh rashmi sushma swati tanvi varun vidya yash hyun
jae jisoo minjun seo sora soo yuna haruki kaito naoki ren riku shota sota yuto mio nanami rin xia yifan
zihan haoyu jia lihua meiling qiang shan tao xiaoming yuxuan duc hoa huong khanh lan nga phuong thanh thuy
trang
"""
)
"""Folded first names. Common words among them need a capital letter inside a sentence, or a cue."""

AMBIGUOUS = words(
    "will mark may june april august dawn hope faith grace joy rose art bill bob rob sue pat max ray don "
    "guy drew chase grant grant jack frank rich sandy summer autumn amber crystal ruby pearl iris violet "
    "ivy holly heather lily daisy olive hazel ginger penny dale glen cliff clay reed ross earl duke king "
    "prince victor miles sterling carter mason hunter parker tanner tyler cooper spencer chance jordan "
    "sydney paris austin houston dallas madison lincoln jackson savannah charlotte georgia virginia "
    "florence kenya india asia china israel said ash angel star robin jay jan mercedes lee an in so do "
    "min soo sol val jean gene nan ken christian can long young sun song lan ha ho hung an my tan van "
    "von art bo ola said hal mo dom rob sal pier cherry basil fern blessing patience charity ebony "
    "destiny journey unity wade chuck skip buck dean deacon pope page paige bea ren rin art tess asa "
    "hank ike jo ali lou sid stan kit ned woody noel"
)
"""First names that are also common words or places: at the start of a sentence a capital is not enough."""

TITLES = words(
    "dr mr mrs ms miss mx prof professor doctor judge coach nurse officer captain sergeant sir madam detective"
)
"""Words before a surname."""

NO_SUBJECTS = words("per may will an so do min as ken bo von hal ali min tan pat pip van")
"""Names that are also small words, but words that nobody would put before "has to"."""

NOT_NAMES = words(
    "i i'm a an the and or but so if when while because since until before after then than as at by for "
    "from in into of off on onto out over to up with without about above below between through during "
    "under again once here there where why how what which who whom this that these those it its he she "
    "they we you me him her them us my your his our their mine yours ours theirs is am are was were be "
    "been being do does did done has have had having can could will would shall should may might must "
    "not no nor yes yeah yep nope okay ok well right sure oh ah uh um hmm huh hey hi hello bye goodbye "
    "thanks thank please sorry welcome great good perfect cool nice fine awesome wonderful excellent "
    "lovely brilliant fantastic absolutely exactly definitely certainly totally really actually "
    "basically honestly frankly maybe perhaps monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december today "
    "tomorrow yesterday tonight morning afternoon evening night week month year day days time noon "
    "midnight mr mrs ms dr miss prof sir madam everyone everybody someone somebody anyone anybody nobody "
    "nothing everything something anything all any both each every either neither few many most much "
    "more less some such other another same own just only also too very now later soon next last first "
    "second third one two three four five six seven eight nine ten let lets let's got get go going come "
    "english spanish french german italian chinese japanese portuguese dutch american british european "
    "canadian australian indian mexican irish scottish russian internet wifi covid pdf api ceo cto cfo "
    "coo hr it qa ux ui crm erp sla sso sql csv faq eta asap eod kpi roi pr ai ml tv pc gps usb usd eur "
    "gbp am pm christmas easter thanksgiving halloween ramadan hanukkah diwali"
)
"""Words that are not names though written with a capital letter."""
