"""Words that mean much the same in talk about work, for phrases said in other words."""

from . import words

LIGHT_WORDS = words(
    "a an the this that these those i you he she it we they me him her us them my your his its our their "
    "mine yours ours theirs is am are was were be been being do does did done doing have has had having "
    "will would shall should can could may might must to of in on at by for from with about into onto "
    "over as than then so and or but if because while when there here what which who whom whose how "
    "where why just really very quite also too only even still some any all both each every either much "
    "many more most such own same other another one ones thing things please oh um uh like know mean let "
    "'s s t get gets got getting"
)
"""Words that a phrase can do without."""

_GROUPS = """
price cost pricing fee rate charge | expensive pricey costly overpriced | cheap cheaper affordable inexpensive
discount rebate | money budget fund cash | cancel terminate discontinue | renew renewal extend | buy purchase
sell sale | invoice bill billing | refund reimburse reimbursement | pay payment | client customer
vendor supplier provider competitor | alternative option | staff employee personnel | boss manager supervisor
hire recruit | candidate applicant | fix repair | broken faulty defective | error bug defect glitch
outage downtime | slow sluggish laggy | crash fail failure failing | problem issue trouble
delay late postpone postponed slip | deadline due | schedule book arrange | reschedule rebook
file lodge make submit raise | email mail | contact reach | happy pleased satisfied delighted thrilled
unhappy dissatisfied upset annoyed angry | frustrate frustrating frustrated annoying
great excellent fantastic wonderful amazing awesome | complaint complain grievance
help assist support assistance | quick fast rapid speedy | start begin commence kickoff
finish complete done finalize | stop halt | contract agreement | sign signature
approve approval authorize authorization signoff | decide decision | doctor physician | pain ache hurt sore
medicine medication drug tablet pill | prescription script | house home property | apartment flat unit
rent lease | landlord owner | shipment delivery package parcel | deliver ship | truck lorry
warehouse depot | student pupil | teacher instructor | exam test quiz | class lesson | homework assignment
parent guardian | salary compensation wage | technician engineer
"""
MEANINGS = tuple(tuple(group.split()) for group in _GROUPS.strip().replace("\n", " | ").split(" | "))
"""Groups of words of like meaning."""
