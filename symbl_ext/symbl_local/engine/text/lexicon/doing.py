"""Verbs by what they amount to, each list in the order of the alphabet or of its making."""

from . import word_list

__all__ = ["ACTION", "CONTACT", "CRAFTS", "CRAFTS_SET", "STATE", "TALK"]

ACTION = word_list("""
accelerate activate add address adjust administer align allocate alter amend analyse analyze announce
annotate append apply appoint appraise approve archive arrange assemble assess assign attach attend audit
authorise authorize automate back backfill balance benchmark bid bill block book borrow brainstorm brief
bring budget build buy calculate calibrate cancel capture catalog centralise certify chair charge check
choose circulate claim clean clear close coach collate collect commission compare compile complete
compress compute configure confirm consolidate construct convert coordinate copy correct count
cover craft create credit customise customize cut debug decommission deduct delegate delete deliver demo
deploy deposit design detail determine develop diagnose digitise disable dispatch dispose dissect
distribute document donate double download draft duplicate edit email enable encrypt enforce enroll enrol
equip escalate establish estimate evaluate examine exchange execute expand expedite explore export extend
extract fax fetch figure file fill finalise finalize finish fix flag focus forecast format formulate
freeze fund gather generate grab grant handle hire host identify implement import improve include
incorporate increase index inspect install integrate interview inventory investigate invoice issue iron
label launch lead lease list load locate lock log lower maintain manage map mark measure merge migrate
mock model modify monitor mount move negotiate normalise note obtain offboard onboard open optimise
optimize order organise organize outline overhaul own pack paint park patch pay perform photocopy
photograph pick pilot place plan plot populate post practise practice prep prepare prescribe preserve
price print prioritise prioritize process procure produce program project promote proofread propose
protect prototype provide provision publish pull purchase push qualify query quote raise rebook rebuild
recalculate receive reconcile reconfigure record recount recruit redeploy redesign redo redraft reduce
refactor refer refill refine refresh refund register reimburse reinstall rehearse reissue relabel release
relocate remove rename renegotiate renew rent reopen reorder reorganise reorganize repair replace replenish report
repost reprint reproduce rerun reschedule research reroute recheck reserve reset resolve restart restock
restore restructure retest retrieve return review revise revoke rewrite rewire roll rotate route run
sample sand sanitise scan schedule scope screen seal secure segment select separate service settle sew
ship shift shortlist shorten sign simplify simulate sketch sort source specify split sponsor staff stage
standardise standardize stock store streamline strip study submit subscribe summarise summarize supervise
supply survey swap switch tackle tag tailor take target teach terminate test tidy tighten toggle track
train transcribe transfer translate transport trial triage trim troubleshoot tune unblock uninstall unlock
unpack update upgrade upload vacuum validate verify visit wash water weigh whitelist wipe wire withdraw
wrap write x
""")

CRAFTS = word_list("""
absorb accompany acquire aerate airlift amortise apportion auction autograph babysit bag bake baste bolt
brew brush buff bundle bury captain caption carpet carve caulk chalk chaperone chauffeur chop clamp clip
coil compere compose condense convene cook countersign courier crate crop curate cushion dab darn decorate
defrost descale dice dig digitize dilute dismantle ditch divert drain dredge drill drive dry dub duct dust
earmark emcee endorse engrave enlarge enlist equalise erase erect escort etch evict exempt expense
extinguish fasten feed fence film fold fry fundraise furnish galvanise garnish glaze glue grade grease
greet grill groom grout guard hammer harvest haul hem hoist hoover hose itemise itemize knit lace laminate
lay leaflet lend lift liquidate loan lodge loosen lubricate mend mentor microwave mix mop mow nail
neutralise normalize notarise notarize offload oil oversee overwrite package paginate patrol pave pawn
peel pickle pin plait plant plaster plough plumb polish pour preheat prepay preview probate prune pump
purge quarantine queue quilt rake ration reactivate reapply rearrange reassemble reassign reattach
reauthorise rebalance rebrand recalibrate recharge reclaim recode recycle redact redecorate redeem
redirect referee refit refloor reformat refurbish regrade rehang reheat rehome rehouse rekey relaunch
relist remake remarket remeasure renumber repackage repaint repay repoint repot reprice reprogram resample
rescan rescue reseal reseed resell reshelve reshoot resit resize respray restring resubmit resupply
resurface retag reteach retile retitle retrain retrofit retune retype reunite reverse rework rewrap rig
rinse roast roof roster saw scrap scrape scrub sculpt seat seed sell serve sharpen shave shear shelve
shoot shovel shred sieve siphon skim slice soak solder sow splice spray spread sprinkle staple starch
steam steer stencil sterilise sterilize steward stitch stow strap strengthen stub subcontract subtitle
suspend swab sweep syndicate synthesise tabulate tape tar taxi tender tile tilt toast tow trace transplant
transpose trap treat trench truck tutor typeset umpire unclog uncover unify unload unpick unplug unscrew
unwrap upcycle upholster upskill vaccinate varnish ventilate vet video wallpaper warehouse waterproof wax
weatherproof weed weld wheel whitewash widen winterise workshop wrangle
""")

CONTACT = word_list("""
call phone ring email mail text message ping dm contact meet invite reply respond resend forward chase
poke nudge remind notify inform sync reconnect regroup reconvene recontact reach send share introduce
connect telephone cc fax relay request ask warn
hound badger pester nag prod quiz slack whatsapp skype facetime tweet im bcc reassure page debrief rsvp
approach petition lobby enquire inquire diarise diarize canvass consult
""")

TALK = word_list("""
show demonstrate talk speak discuss explain present go start begin say tell mention look see read recap
skip stop pause jump turn hand hold share mute unmute introduce walk explain describe think wait hear
listen try let give make do get put come keep use work help set leave find pass follow touch catch circle
drop hop stay play spend change sit stand bear
""")

STATE = word_list("""
be have know believe guess hope wish love like hate want need prefer hear feel seem sound appear matter
depend cost belong contain exist happen occur remain become last die live sleep eat drink wake remember
forget agree disagree admit confess imagine suppose expect assume realise realize wonder doubt worry mind
care regret enjoy appreciate thank apologise apologize congratulate welcome fit suit deserve owe lack rely
respect fear afford survive suffer win lose fail succeed struggle risk bother understand recognize
recognise notice learn grow rise stick arrive travel fly retire vacation relax rest celebrate laugh cry
smile bet promise trust mean differ vary consist weigh equal reach support cause affect impact benefit
force allow enable qualify prove continue proceed end finally just not never always be get's let's say
ever really one a an the to i you he she it we they this that and or but no repeat elaborate rephrase
describe define scroll click zoom press guess name spell picture excuse forgive pardon refer imagine
comment react clarify enter type tap swipe flip glance squeeze sing pronounce point stress emphasise
emphasize highlight touch interrupt jump dive breathe believe swear die kill break fall crash burn drift
slip slide shrink expire lapse melt freeze count vote accept compete
""")

CRAFTS_SET = frozenset(CRAFTS)
