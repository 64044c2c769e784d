"""Names of places, and words that end one."""

from . import words

_MANY = """
afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas|
bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia|botswana|brazil|brunei|
bulgaria|burundi|cambodia|cameroon|canada|chile|china|colombia|congo|costa rica|croatia|cuba|cyprus|
czech republic|czechia|denmark|dominican republic|ecuador|egypt|el salvador|eritrea|estonia|eswatini|
ethiopia|fiji|finland|france|gabon|gambia|germany|ghana|greece|grenada|guatemala|guinea|guyana|haiti|
honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan|
kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|
lithuania|luxembourg|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|moldova|
monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|
nigeria|north korea|north macedonia|norway|oman|pakistan|palestine|panama|papua new guinea|paraguay|peru|
philippines|poland|portugal|puerto rico|qatar|romania|russia|rwanda|saudi arabia|senegal|serbia|
seychelles|sierra leone|singapore|slovakia|slovenia|somalia|south africa|south korea|south sudan|spain|
sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|trinidad|
tunisia|turkmenistan|uganda|ukraine|united arab emirates|uae|united kingdom|uk|u.k|england|scotland|
wales|northern ireland|britain|great britain|united states|usa|u.s|u.s.a|uruguay|uzbekistan|vatican|
venezuela|vietnam|yemen|zambia|zimbabwe|europe|asia|africa|north america|south america|latin america|
antarctica|oceania|scandinavia|middle east|apac|emea|latam|balkans|caribbean|bavaria|catalonia|normandy|
tuscany|provence|flanders|quebec|ontario|alberta|manitoba|saskatchewan|nova scotia|british columbia|
yukon|queensland|tasmania|new south wales|punjab|kerala|gujarat|karnataka|maharashtra|tamil nadu|alabama|
alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|
iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|
montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|
oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|
virginia|west virginia|wisconsin|wyoming|new england|midwest|bay area|silicon valley|new york city|nyc|
los angeles|chicago|houston|phoenix|philadelphia|san antonio|san diego|dallas|san jose|austin|
jacksonville|fort worth|columbus|charlotte|indianapolis|san francisco|seattle|denver|washington|
washington dc|boston|el paso|nashville|detroit|oklahoma city|portland|las vegas|memphis|louisville|
baltimore|milwaukee|albuquerque|tucson|fresno|sacramento|kansas city|mesa|atlanta|omaha|colorado springs|
raleigh|miami|long beach|virginia beach|oakland|minneapolis|tulsa|tampa|arlington|new orleans|wichita|
cleveland|bakersfield|aurora|anaheim|honolulu|santa ana|riverside|corpus christi|lexington|stockton|
st. louis|st louis|saint louis|pittsburgh|saint paul|st paul|cincinnati|anchorage|greensboro|plano|
newark|lincoln|orlando|irvine|toledo|jersey city|chula vista|durham|fort wayne|st. petersburg|laredo|
buffalo|madison|lubbock|chandler|scottsdale|reno|norfolk|winston-salem|irving|chesapeake|gilbert|hialeah|
garland|fremont|richmond|boise|baton rouge|des moines|spokane|tacoma|birmingham|rochester|salt lake city|
fayetteville|little rock|amarillo|tallahassee|knoxville|worcester|providence|chattanooga|fort lauderdale|
santa fe|savannah|charleston|eugene|salem|pasadena|palo alto|mountain view|santa monica|santa barbara|
berkeley|brooklyn|manhattan|queens|bronx|staten island|harlem|albany|syracuse|hartford|new haven|
bridgeport|stamford|trenton|hoboken|princeton|akron|dayton|ann arbor|grand rapids|lansing|flint|duluth|
fargo|sioux falls|billings|missoula|bozeman|cheyenne|boulder|fort collins|provo|ogden|flagstaff|tempe|
sedona|waco|galveston|shreveport|lafayette|jackson|mobile bay|montgomery|huntsville|pensacola|naples|
sarasota|gainesville|key west|asheville|wilmington|myrtle beach|annapolis|bethesda|harrisburg|scranton|
allentown|erie|london|manchester|liverpool|leeds|sheffield|bristol|glasgow|edinburgh|cardiff|belfast|
newcastle|nottingham|leicester|coventry|southampton|portsmouth|brighton|plymouth|oxford|cambridge|
norwich|exeter|york|bath|reading|swansea|aberdeen|dundee|inverness|derby|luton|swindon|ipswich|croydon|
milton keynes|dublin|cork|galway|limerick|paris|marseille|lyon|toulouse|nice|nantes|strasbourg|
montpellier|bordeaux|lille|rennes|reims|grenoble|dijon|cannes|berlin|hamburg|munich|münchen|cologne|köln|
frankfurt|stuttgart|düsseldorf|dusseldorf|dortmund|essen|leipzig|bremen|dresden|hanover|hannover|
nuremberg|bonn|mannheim|karlsruhe|heidelberg|freiburg|potsdam|madrid|barcelona|valencia|seville|zaragoza|
malaga|málaga|bilbao|granada|lisbon|lisboa|porto|braga|faro|rome|milan|milano|naples|turin|palermo|genoa|
bologna|florence|venice|verona|pisa|bari|trieste|amsterdam|rotterdam|the hague|utrecht|eindhoven|
groningen|maastricht|delft|brussels|antwerp|ghent|bruges|liège|zurich|zürich|geneva|basel|bern|lausanne|
lucerne|vienna|salzburg|graz|linz|innsbruck|copenhagen|aarhus|odense|oslo|bergen|trondheim|stavanger|
stockholm|gothenburg|malmö|malmo|uppsala|helsinki|tampere|turku|espoo|reykjavik|tallinn|riga|vilnius|
warsaw|krakow|kraków|cracow|wroclaw|wrocław|gdansk|gdańsk|poznan|poznań|lodz|łódź|lublin|prague|brno|
ostrava|bratislava|budapest|bucharest|cluj|timisoara|sofia|plovdiv|belgrade|zagreb|split|ljubljana|
sarajevo|skopje|tirana|athens|thessaloniki|istanbul|ankara|izmir|antalya|kyiv|kiev|lviv|odessa|minsk|
moscow|saint petersburg|st petersburg|tokyo|osaka|kyoto|yokohama|nagoya|sapporo|fukuoka|hiroshima|seoul|
busan|incheon|beijing|shanghai|shenzhen|guangzhou|chengdu|wuhan|hangzhou|nanjing|tianjin|xi'an|hong kong|
macau|taipei|kaohsiung|singapore|kuala lumpur|penang|jakarta|bali|surabaya|manila|cebu|bangkok|
chiang mai|phuket|hanoi|ho chi minh city|saigon|da nang|phnom penh|vientiane|yangon|dhaka|kolkata|
calcutta|mumbai|bombay|delhi|new delhi|bangalore|bengaluru|hyderabad|chennai|pune|ahmedabad|jaipur|surat|
lucknow|kochi|goa|gurgaon|gurugram|noida|chandigarh|colombo|kathmandu|karachi|lahore|islamabad|kabul|
tehran|baghdad|riyadh|jeddah|dubai|abu dhabi|doha|kuwait city|muscat|manama|amman|beirut|damascus|
jerusalem|tel aviv|haifa|cairo|alexandria|casablanca|marrakech|rabat|tunis|algiers|tripoli|lagos|abuja|
accra|nairobi|mombasa|kampala|kigali|dar es salaam|addis ababa|johannesburg|cape town|durban|pretoria|
harare|lusaka|maputo|luanda|kinshasa|dakar|abidjan|sydney|melbourne|brisbane|perth|adelaide|canberra|
hobart|darwin|gold coast|cairns|auckland|wellington|christchurch|dunedin|hamilton|toronto|montreal|
montréal|vancouver|calgary|edmonton|ottawa|winnipeg|halifax|quebec city|saskatoon|regina|victoria|
mississauga|kelowna|mexico city|guadalajara|monterrey|cancun|cancún|tijuana|puebla|oaxaca|havana|
kingston|san juan|panama city|bogota|bogotá|medellin|medellín|cali|quito|guayaquil|lima|cusco|la paz|
santiago|valparaiso|buenos aires|cordoba|rosario|mendoza|montevideo|asuncion|são paulo|sao paulo|
rio de janeiro|rio|brasilia|brasília|salvador|recife|fortaleza|curitiba|porto alegre|belo horizonte|
caracas
"""

KNOWN = frozenset(place for place in _MANY.replace("\n", "").split("|") if place)
"""Folded names of countries, states and larger cities."""

COMMON_WORDS = words(
    "reading nice bath mobile split cork mesa lincoln jackson madison savannah austin charlotte victoria "
    "regina florence sofia chandler gilbert aurora eugene salvador santiago jordan chad georgia buffalo essen "
    "derby surat rio rosario bergen cali perth darwin hamilton columbus montgomery irving garland richmond"
)
"""Places that are common words or names of people: they need a cue."""

ENDINGS = words(
    "street road lane avenue boulevard drive way court place square plaza terrace crescent highway "
    "freeway parkway park gardens bridge tower towers building airport station terminal port harbor "
    "harbour bay beach island islands lake river creek falls valley hills hill heights mountain "
    "mountains county district province village township springs city ridge point campus mall stadium "
    "arena alley wharf dock docks row quarter st ave rd blvd ln hwy"
)
"""Words that, capitalised at the end of a name, make it a place's."""

CUES = words("in near around outside across throughout downtown central northern southern eastern western greater")
"""Words after which a capitalised word is likely a place."""
