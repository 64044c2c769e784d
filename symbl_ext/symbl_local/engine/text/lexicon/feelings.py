"""Adjustments to the general lexicon of valences, for talk at work, and the words that change a valence."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from . import word_list, words

_NEUTRAL = word_list("""
abandon absence absent accept accepted accident accidents accuse active adequate admit aggression
aggressive agree agreed agreement alarm alas alert allow alone apologize apology appeal approval approve
approved approves argue arrest assets attack avoid avoided avoids award ban bankrupt beaten bias block
blocked blocking bonus bore brave breach bright burden calm cancel canceling cancelling cancels care
careless casual certain certainly challenge challenges champion chance charge charged charges charm cheat
cheer clash clean clear clearly clever collide collision comfort comfortable commit commitment committed
competition competitive compliment confidence conflict contradict cover create created creative credit
credits crime crisis critic criticize curse cut cuts daring dark dead deadline dear death debit debt
defect defects defend defense demand deny deprive desire despite destroy determined devoted die died
difficulty disabled discard discount dispute doubt drag dream drop dropped dull dump eager easier easily
easy effective efficient emergency empty encourage enemy energy engage engaged ensure ensured enthusiastic
envy excel exclude excluded excuse exhausting expand expel exploit expose exposed fair fairly faith
faithful fake fan fatigue fault favor favored fearful feeling festive fight fine fined fire fired fit flop
force forced fortune frankly free freedom freely fresh friend friends fun gain generous genuine gift
giving god gold grand grant granted gray gross growing growth guilt gun ha hah haha hand haunt heaven
heavy help helped helping hero hesitant hesitate hide hold honest honestly hope hoping hug humble humor
hurt ideal idle ignore ill illegal impatient important impress improve improves improving incapable
increase increased increases indifferent infected injury innovation insurance intelligent interest
interested interests interrupt interrupted irrational isolate isolated jail join joined keen killed
killing kind lack lag laugh leave leaving legal liar like liked likes limit limited litigation lively lol
losing loss losses low lower luck lucky manipulate matter matters mature mean mediate mercy merit merry
miss missed missing moan mock motivation murder nag natural negative neglect no noble noise nominate novel
numb number obsess obstacle odd offend ok okay opportunity original outstanding paid parley party passion
pay peace penalty perfectly play played playful please poison positive postpone postponed poverty praise
prepared pressure pretty prevent prison profit promise promised promises prosecute prospect prosperous
protect protected provoke punish quality question questions rash reach reached ready rebel recommend
refuse refused reject relax relief rescue resign resolve resolved respected response responsible rest
restrict restricted retreat revive reward rich right risk risks risky robbed romance rush sabotage safe
safety saint save saved saves scholarship scold secure secured security sentence sentimental serious
settled severe share shared sharing sharp shoot short shortage shot shy sick sigh significant sincerely
skeptic skeptical smart solid solution solutions solve solved special spirit stable steady steal stimulate
stolen stop stopped stops straight strain strange strength strict strike strikes strong stronger struck
substantial sue suggest sunshine superior support supported supporting supports sure surely suspect
suspend suspended sweet talent tank tender tension thief thoughtful threat tire top treasure trick trouble
true trust trusted unaware uncertain undecided unemployed unite united unlimited useful vague value values
vibrant victim violence violent virtue vision vital vulnerability vulnerable want wanted wants war warm
warning weak weakness wealth weapon weary weird welcome welcomed well whole willing wish withdraw worth
worthy yay yeah yep yes
""")

ADJUSTED: dict[str, float] = {
    **dict.fromkeys(_NEUTRAL, 0.0),
    **dict.fromkeys(word_list("fail fails failed failing failure kill kills scream screams fraud outage crash stale"), -1.1),
    **dict.fromkeys(
        word_list("rubbish ghastly gutted palaver kerfuffle nuisance overcharged hellish dodgy shoddy lousy rotten dismal "
        "bleak dreary soulless baffling infuriating maddening heartbreaking regrettable inexcusable unforgivable"), -1.9
    ),
    **dict.fromkeys(word_list("daft tiring sluggish pricey clunky fiddly faff drab glum flustered peeved miffed"), -1.4),
    **dict.fromkeys(
        word_list("chuffed smashing angel heavenly faultless stellar magnificent glorious spectacular breathtaking "
        "ingenious terrific tremendous sublime marvel thankful overjoyed heartwarming"), 2.2
    ),
    **dict.fromkeys(word_list("cosy comfy spotless immaculate tasty scrumptious sensible refreshing spacious "
        "uplifting rewarding cleverly beautifully nicely charmed"), 1.5),
    **dict.fromkeys(
        word_list("disgusting outrageous atrocious horrendous horrific abysmal furious livid disgrace disgraceful "
        "appalled"), -2.6
    ),
    **dict.fromkeys(
        word_list("toxic ruined wrecked botched smashed crushed collapsed bullying bullied humiliated insulted "
        "incompetent negligent scam cheated lied misled ripoff terrified devastated heartbroken hopeless "
        "dire unbearable insulting intolerable"), -2.2
    ),
    **dict.fromkeys(
        word_list("leaky moldy mouldy rotting rot cramped overcrowded underfunded understaffed chaotic hectic "
        "rejected scared scary dangerous injured ignored blamed offended disrespectful dismissive "
        "careless spoiled smelly stinks stink dread dreading embarrassed alarming troubling disturbing "
        "concerning grim bleak gloomy unstable dealbreaker eyesore headache hassle letdown bummer "
        "setback unfortunate discouraging discouraged demoralizing miserable resentful bitter struggling "
        "outdated shabby worn shaky burnout exhausted drained pointless laughable absurd insufficient "
        "subpar inferior defective faulty inadequate"), -1.8
    ),
    **dict.fromkeys(
        word_list("damp mold mould crack cracks crowded boring bored cuts deficit penalty overloaded backlog "
        "bottleneck missing shortages backed stalled stranded rough lukewarm disrupted disruption "
        "disruptive drafty creaky skeptical reluctant uneasy tense hiccup hiccups glitch glitches nope "
        "loud dull stale blurry distracting complicated cumbersome tedious repetitive frustrates lagging "
        "lags jammed dented soaked misplaced mislabeled mixup overwhelmed delays slipping slipped grumpy "
        "cranky"), -1.3
    ),
    **dict.fromkeys(
        word_list("thrilled stunning phenomenal stellar outstandingly incredible spectacular magnificent fabulous "
        "exceptional bravo hooray superb ecstatic overjoyed"), 2.6
    ),
    **dict.fromkeys(
        word_list("spotless charming cozy cosy honored honoured privilege delight delightful fun enthusiastic "
        "kudos friendly supportive pleasant remarkable winwin bargain raving rave nailed lifesaver "
        "grateful fortunate blessed proud joy stunning enjoyable refreshing inspiring inspired rewarding "
        "satisfying satisfied fulfilling beautifully wonderfully brilliantly excellently perfectly"), 2.1
    ),
    **dict.fromkeys(
        word_list("spacious airy sunny phew relief roomy tidy organized organised professional punctual attentive "
        "responsive patient thoughtful sweet yay keen convenient handy efficient thorough knowledgeable "
        "talented motivated passionate confident popular adorable lucky effortless elegant sleek crisp "
        "tasty delicious sturdy robust welcoming thrive flourishing blossomed improving glowing upbeat"), 1.5
    ),
    "great": 2.6, "perfect": 2.6, "excellent": 2.9, "awesome": 2.9, "amazing": 2.8, "fantastic": 2.8, "wonderful": 2.7, "brilliant": 2.6, "lovely": 2.4,
    "marvellous": 2.7, "marvelous": 2.7, "superb": 2.8, "terrific": 2.6, "delighted": 2.7, "thrilled": 2.8, "pleased": 2.2, "glad": 1.9, "happy": 2.3,
    "appreciate": 2.0, "appreciated": 1.9, "grateful": 2.3, "thankful": 2.2, "thanks": 1.4, "thank": 1.5, "excited": 2.1, "exciting": 2.1,
    "impressed": 2.4, "impressive": 2.3, "smooth": 1.7, "smoothly": 1.9, "seamless": 2.0, "helpful": 2.0, "nice": 1.8, "nicely": 1.7, "good": 1.7, "better": 1.0,
    "best": 1.8, "love": 2.4, "loved": 2.4, "loves": 2.2, "enjoy": 1.9, "enjoyed": 2.0, "relieved": 2.0, "reassuring": 1.8, "proud": 2.1, "beautiful": 2.3,
    "gorgeous": 2.5, "favorite": 1.9, "favourite": 1.9, "solid": 1.5, "reliable": 1.7, "fast": 0.6, "faster": 0.7, "intuitive": 1.6, "comfortable": 1.4, "encouraging": 1.8,
    "congratulations": 2.5, "congrats": 2.4, "win": 1.7, "success": 2.0, "successful": 2.0, "successfully": 1.7, "generous": 1.9, "kindly": 0.3, "painless": 1.6,
    "flawless": 2.4, "flawlessly": 2.4, "promising": 1.6, "optimistic": 1.6, "hopeful": 1.3, "cool": 1.0, "pleasure": 1.8, "decent": 1.0, "improved": 1.4, "improvement": 1.2, "thriving": 1.9,
    "issue": -0.6, "issues": -0.7, "problem": -0.9, "problems": -1.1, "bug": -1.0, "bugs": -1.1, "error": -0.8, "errors": -1.0, "delay": -1.2, "delays": -1.4,
    "delayed": -1.3, "late": -1.0, "slow": -1.3, "slower": -1.2, "sluggish": -1.5, "broken": -1.9, "broke": -1.6, "breaks": -1.2, "breaking": -1.1, "crash": -1.8, "crashed": -1.9, "crashes": -1.9, "crashing": -1.9,
    "fail": -1.8, "failed": -1.8, "fails": -1.7, "failing": -1.8, "failure": -1.9, "outage": -1.6, "downtime": -1.4, "stuck": -1.5, "unhappy": -2.2, "frustrated": -2.3,
    "frustrating": -2.3, "frustration": -2.0, "annoying": -2.0, "annoyed": -2.0, "disappointed": -2.3, "disappointing": -2.2, "confusing": -1.6, "confused": -1.2, "unacceptable": -2.8,
    "ridiculous": -2.1, "terrible": -2.6, "awful": -2.5, "horrible": -2.6, "worst": -2.7, "worse": -1.9, "bad": -2.1, "badly": -1.9, "poor": -1.9, "poorly": -1.9, "embarrassing": -1.9,
    "nightmare": -2.5, "disaster": -2.5, "mess": -1.8, "messy": -1.5, "waste": -1.8, "wasted": -1.8, "expensive": -1.3, "overpriced": -2.0, "pricey": -1.2, "unfortunately": -1.6, "sadly": -1.7,
    "sorry": -1.1, "afraid": -0.6, "worried": -1.8, "worry": -0.6, "worrying": -1.8, "worries": -0.5, "concerned": -1.5, "concern": -0.7, "concerns": -0.9, "complaint": -0.8, "complaints": -1.2,
    "complain": -1.0, "complained": -1.3, "complaining": -1.3, "angry": -2.3, "furious": -2.8, "upset": -1.9, "unreliable": -2.0, "useless": -2.2, "hurts": -1.7, "hurt": -1.4, "pain": -1.6, "painful": -1.8, "hate": -2.3,
    "hated": -2.3, "tired": -1.4, "exhausted": -1.6, "exhausting": -1.0, "struggling": -1.6, "struggle": -1.5, "struggled": -1.5, "difficult": -1.2, "hard": -0.6, "tough": -1.0, "wrong": -1.6,
    "damaged": -1.9, "damage": -1.5, "lost": -1.3, "lose": -1.1, "losing": -1.4, "lousy": -2.1, "shame": -1.5, "regret": -1.4, "rude": -2.2, "dropping": -0.9, "flaky": -1.4, "leaking": -1.3, "leak": -1.0, "mistake": -1.0, "mistakes": -1.2,
    "unfair": -1.8, "nervous": -1.3, "anxious": -1.5, "stressed": -1.7, "stressful": -1.8, "ugly": -1.5, "behind": -0.5, "overdue": -1.3, "scratched": -1.1, "cracked": -1.2, "rotten": -2.0, "dirty": -1.3, "noisy": -1.2, "swollen": -1.0,
    "cancelled": -0.7, "canceled": -0.7, "denied": -1.3, "rejected": -1.4, "shortage": -1.3, "unresponsive": -1.7, "misleading": -1.8, "mediocre": -1.3, "clunky": -1.5, "dreadful": -2.5, "appalling": -2.7, "shocking": -1.9,
    "sloppy": -1.8, "inconvenient": -1.4, "inconvenience": -1.2, "unsafe": -1.8, "dizzy": -1.3, "nauseous": -1.5, "miserable": -2.3, "overwhelmed": -1.7, "overwhelming": -1.3, "incomplete": -1.0, "inaccurate": -1.4, "unclear": -0.9, "uncomfortable": -1.4, "ouch": -1.0,
}  # fmt: skip
"""Valences that replace or add to the lexicon's; 0 silences a word."""

PHRASES: dict[str, float] = {
    **dict.fromkeys(
        ["over the moon", "on cloud nine", "chuffed to bits", "thrilled to bits", "tickled pink", "hit the jackpot", "bang on", "flying colours", "flying colors", "swimmingly", "above target", "beat the target", "exceeded expectations", "record month", "record week", "went down well", "game changer", "ticks all the boxes", "worked a treat", "works a treat", "a delight", "a joy", "well deserved", "full marks", "like a dream", "outperformed", "best news", "big relief", "as good as any", "second to none", "gold dust"], 2.0
    ),
    **dict.fromkeys(
        ["stood out", "stands out", "big news", "ahead of plan", "in good shape", "on time", "sold out", "no strings attached", "work out fine", "all work out", "knew her stuff", "knew his stuff", "knows her stuff", "knows his stuff", "knows their stuff", "decent of you", "never worry", "hopeful about", "built properly", "that would be ideal", "can not go wrong", "nothing but praise", "a pleasure", "looks the part", "coming along nicely", "went smoothly"], 1.7
    ),
    **dict.fromkeys(
        ["fell flat", "back to square one", "last straw", "final straw", "up in arms", "in tatters", "gone wrong", "losing patience", "lost patience", "out of action", "out of order", "went bust", "a shambles", "a farce", "hit a wall", "in the red", "below target", "under target", "missed the target", "stood us up", "no show", "a letdown", "beyond a joke", "drives me mad", "drives me nuts", "driving me mad", "cost a fortune", "costs a fortune", "sky high", "through the roof", "an arm and a leg", "kidding me", "write off", "written off", "pulled out", "pulled the plug", "double booked", "smell of damp", "not safe", "drowning in", "hangs up on", "hung up on", "have kittens", "heaven 's sake", "goodness sake", "god 's sake", "cancel our contract", "cancel the contract", "cancel their contract", "only worry", "biggest worry", "over budget", "is not fine", "not the standard", "a breakdown", "none of the questions", "more than once", "nothing has moved", "not moved", "for love nor money", "burned through", "burnt through", "not holding", "no sign of", "gave up", "given up", "ended up in", "at our wits", "at my wits", "good grief"], -1.7
    ),
    **dict.fromkeys(
        ["all good", "good woman", "good man", "good lad", "good girl", "love you and leave you", "loves that stuff", "lucky for some", "no great loss", "no harm done", "thank god", "be grateful", "do not want to panic", "poor fellow", "your favourite", "your favorite", "take a stab", "first stab", "blind marking", "thank you note", "are they happy", "are you happy", "would be cute", "on me i", "what is wrong with", "sorry the"], 0.3
    ),
    **dict.fromkeys(
        ["perfect fit", "great fit", "dream job", "dream house", "dream home", "exactly what we", "just what we", "exactly what i", "just what i", "knocked it out", "nailed it", "crushed it", "smashed it", "without a hitch", "like clockwork", "worth every penny", "could not be happier", "could not ask for", "could not have asked for", "had a blast", "hats off", "music to my ears", "weight off", "very pleased", "really pleased", "so pleased", "so proud", "very proud", "outstanding work", "outstanding job", "huge improvement", "big improvement", "great progress", "love it", "love the", "love that", "loved the", "loved it", "so excited", "really excited", "very excited", "in love with", "best decision", "record quarter", "best quarter", "well above"], 2.3
    ),
    **dict.fromkeys(
        ["good fit", "nice touch", "good progress", "great deal", "good deal", "good value", "great value", "paying off", "turned around", "a big step", "well organized", "well organised", "well run", "well thought out", "on time and", "under control", "right up my alley", "what a relief", "that is a relief", "a relief", "sweet of you", "kind of you", "good to hear", "great to hear", "nice to hear", "lovely to hear", "glad it", "glad that", "glad you", "happy with", "pleased with", "impressed by", "impressed with", "good hands", "ahead of the game", "made a difference", "makes a difference", "makes my life", "went up by", "good sign", "great sign", "well received", "great question", "great point", "excellent question", "doing great", "doing well", "doing really well", "did well", "did really well", "did a great", "feels right", "feels good", "felt good", "such a good", "such a great", "so helpful", "really helpful", "very helpful", "so much better", "a lot better", "so good", "really good", "very good", "pretty good", "so nice", "really nice", "very nice", "quite good", "quite nice"], 1.8
    ),
    **dict.fromkeys(
        ["sick and tired", "fed up with", "rip off", "ripped off", "can not stand", "could not stand", "worst part", "let us down", "dropped the ball", "drop the ball", "messed up", "screwed up", "screw up", "money pit", "pain in the", "lost a customer", "lost the customer", "nobody listens", "no one listens", "not what we were promised", "not what i was promised", "were promised", "was promised", "broke down", "breaks down", "breaking down", "burned out", "burnt out", "laid off", "turned us down", "turned me down", "out of control", "falling apart", "a joke", "slap in the face", "bad experience", "terrible experience"], -2.1
    ),
    **dict.fromkeys(
        ["nobody told", "no one told", "nobody mentioned", "no one mentioned", "nobody bothered", "no one bothered", "not once", "never showed", "never came", "never got back", "never replied", "never responded", "did not show", "did not bother", "did not even", "could not even", "can not even", "too small", "too old", "too far", "too many", "too few", "too little", "too loud", "too cold", "too dark", "too big", "too hot", "too tight", "too risky", "not enough", "does not add up", "does not make sense", "makes no sense", "does not help", "did not help", "can not afford", "could not afford", "not worth", "not working out", "not going well", "not good for", "fell short", "falls short", "short staffed", "under staffed", "stuck in traffic", "stuck at", "held up", "backed up", "late again", "late every", "yet again", "wrong again", "third time", "no luck", "out of luck", "too bad", "it is a shame", "such a shame", "worried about", "concerned about", "afraid of", "nervous about", "lost count", "way behind", "so far behind", "keeps getting", "keeps happening", "keep getting", "keeps coming", "at the last minute", "last minute", "hard to believe", "hard to justify", "not convinced", "not comfortable", "not confident", "not reliable", "not right", "not okay", "no excuse", "does not sit well", "does not feel", "wasting", "waste of", "water damage", "flat tire", "blew a tire", "what were they thinking", "sat there for", "sitting there for", "hours on hold", "on hold for", "a real misery", "for weeks", "hurting us", "costing us", "losing money", "lost money", "losing customers"], -1.7
    ),
    "works really well": 2.4, "works great": 2.4, "works well": 2.0, "working well": 2.0, "working great": 2.3, "went well": 2.1, "went really well": 2.6, "going well": 1.9, "going really well": 2.4,
    "great job": 2.8, "good job": 2.4, "nice job": 2.4, "nice work": 2.4, "great work": 2.7, "good work": 2.3, "well done": 2.5, "good catch": 2.0, "good news": 2.0, "great news": 2.5, "look forward": 1.6, "looking forward": 1.7,
    "that is great": 2.4, "sounds great": 2.0, "sounds good": 0.9, "sounds perfect": 2.0, "no problem": 0.5, "not a problem": 0.5, "no worries": 0.6, "do not worry": 0.4, "no issues": 1.2, "no complaints": 1.6, "can not complain": 0.9, "not bad": 1.2, "not too bad": 1.0,
    "can not wait": 2.2, "thank you so much": 2.4, "thanks so much": 2.4, "thank you very much": 2.0, "really appreciate": 2.5, "big help": 2.0, "huge help": 2.3, "life saver": 2.3, "lifesaver": 2.3, "saved us": 1.6, "much better": 1.9, "far better": 1.9, "way better": 1.9,
    "paid off": 1.8, "ahead of schedule": 1.9, "under budget": 1.6, "on track": 1.2, "up and running": 1.2, "exceeded": 1.6, "beat our": 1.4, "spot on": 1.8, "thumbs up": 1.7, "blown away": 2.4, "top notch": 2.3, "first rate": 2.0, "made my day": 2.4, "a breeze": 1.8, "like a charm": 2.3,
    "so kind": 2.2, "very kind": 2.2, "that is kind": 2.0, "good idea": 1.4, "great idea": 2.0, "good point": 0.9, "fair point": 0.5, "fair enough": 0.4, "good question": 0.6, "good morning": 0.0, "good afternoon": 0.0, "good evening": 0.0, "good day": 0.0, "take care": 0.3,
    "have a good": 0.9, "have a great": 1.2, "have a nice": 1.0, "good luck": 1.0, "as good as": 0.3, "nice to meet": 1.5, "great to meet": 1.9, "glad to hear": 2.0, "happy to help": 1.2, "happy to": 0.6, "glad to": 0.6, "would love": 0.6, "would be great": 0.9, "would be helpful": 0.6, "would be nice": 0.5,
    "would be good": 0.4, "would be perfect": 1.0, "would be awesome": 1.2, "would be amazing": 1.6, "would be wonderful": 1.3, "good enough": 0.5, "well enough": 0.5, "good outcome": 0.3, "good time": 0.4, "good idea of": 0.2, "thanks for": 0.9, "thank you for": 1.0, "thanks for calling": 0.5, "thank you for calling": 0.5, "that is fine": 0.4, "that is fair": 0.5,
    "fell over": -1.7, "fell through": -1.9, "fell apart": -2.0, "went wrong": -1.9, "goes wrong": -1.2, "went down": -1.5, "is down": -1.5, "was down": -1.6, "are down": -1.3, "keeps dropping": -1.8, "keeps crashing": -2.2, "keeps failing": -2.0, "keeps breaking": -2.0, "kept dropping": -1.8,
    "not working": -1.8, "does not work": -1.9, "do not work": -1.7, "did not work": -1.7, "stopped working": -1.9, "not happy": -2.2, "not satisfied": -2.0, "not acceptable": -2.4, "not good enough": -2.2, "not good": -1.8, "not great": -1.5, "not ideal": -1.3, "not impressed": -2.0, "not fair": -1.7, "not helpful": -1.7,
    "too expensive": -1.9, "too slow": -1.7, "too long": -1.3, "too much": -0.9, "too late": -1.3, "too high": -1.2, "too complicated": -1.5, "a waste of": -2.2, "waste of time": -2.4, "waste of money": -2.4, "let down": -1.9, "letting us down": -2.0, "fed up": -2.4, "sick of": -2.3, "tired of": -2.0, "had enough": -1.9, "pain point": -0.9, "pain points": -0.9,
    "charged twice": -1.6, "double charged": -1.7, "overcharged": -1.8, "nobody called": -1.7, "no one called": -1.7, "never called": -1.7, "never heard back": -1.7, "no response": -1.4, "never arrived": -1.7, "never showed": -1.7, "did not show up": -1.4, "no idea": -0.3, "behind schedule": -1.7, "over budget": -1.7, "at risk": -1.2,
    "'s fault": -1.7, "my fault": -1.5, "your fault": -1.7, "our fault": -1.5, "their fault": -1.6, "what a palaver": -2.0, "i like it": 1.8, "i like that": 1.7, "i like the idea": 1.7, "we like it": 1.7, "like a shot": 1.5, "rather touching": 1.6, "so touching": 1.7, "very touching": 1.8, "very moving": 1.7, "so moving": 1.7, "you are an angel": 2.4, "you are a star": 2.4, "bless you": 1.8, "thank you for having": 1.9, "music to": 1.6, "not a fantasy": 1.4, "well wasted": 1.6, "well spent": 1.7, "so slow": -1.6, "let me down": -1.9, "let us down": -1.9, "makes no sense": -1.5, "waste of": -1.9, "running late": -0.9, "ran out of": -1.3, "run out of": -0.9, "running out of": -1.2, "out of stock": -1.2, "missed the deadline": -1.9, "miss the deadline": -1.4, "fell behind": -1.6, "falling behind": -1.6, "push back": -0.4, "pushed back": -0.8, "deal breaker": -1.9, "red flag": -1.5, "no good": -1.6, "no longer works": -1.6, "oh no": -0.9, "good grief": -1.3,
    "can not sleep": -1.6, "a lot of pain": -2.2, "in pain": -1.8, "saw that coming": 0.0, "should not have happened": -1.6, "what a shame": -1.8, "what a mess": -2.1, "the worst": -2.6, "had it with": -2.1, "still waiting": -1.4, "been waiting": -1.2, "waiting for weeks": -1.6, "days late": -1.6, "weeks late": -1.7, "hours late": -1.6, "under a lot of pressure": -1.4, "drives me crazy": -2.0,
    "not our fault": 0.0, "to be fair": 0.0, "to be honest": 0.0, "i am sorry": -1.3, "i am so sorry": -1.6, "sorry to hear": -1.3, "sorry but": -0.3, "sorry i": -0.3, "sorry could": 0.0, "sorry can": 0.0, "sorry what": 0.0, "sorry about that": -1.0, "excuse me": 0.0, "you are welcome": 0.8, "very welcome": 1.3,
    "of course": 0.0, "kind of": 0.0, "sort of": 0.0, "at least": 0.0, "free trial": 0.0, "help desk": 0.0, "customer success": 0.0, "best practice": 0.0, "best practices": 0.0, "best number": 0.0, "best time": 0.0, "best way": 0.0, "best email": 0.0, "better idea": 0.4, "bad idea": -1.4, "like that": 0.0, "no better": -1.2, "no more": 0.0, "pretty sure": 0.0, "pretty much": 0.0, "hard drive": 0.0, "hard copy": 0.0,
}  # fmt: skip
"""Phrases (in plain words) and the valence of the whole, in place of that of their words."""

BOOSTERS = words(
    "very really so absolutely extremely incredibly totally completely super especially truly quite "
    "deeply highly hugely particularly remarkably such seriously insanely exceptionally ridiculously "
    "thoroughly utterly much"
)
OPENERS = words(
    "thanks thank you great good perfect lovely wonderful excellent awesome brilliant nice cool fine "
    "okay ok alright all right sure yes yeah yep no well so and but oh ah hi hello hey morning afternoon "
    "evening everyone everybody there sorry please of course absolutely definitely fair enough sounds "
    "fantastic super sir ma'am"
)
"""Words that may only open a sentence politely."""

DAMPENERS = words("bit slightly somewhat little kinda fairly rather partly almost barely hardly mildly marginally")
NEGATORS = words("not no never nothing nobody none neither nor without hardly cannot isnt dont wont lack")
