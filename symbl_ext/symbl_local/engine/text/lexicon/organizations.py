"""Names of organizations, and words that end one."""

from . import words

KNOWN = words(
    """
google microsoft amazon apple facebook meta netflix oracle ibm intel nvidia amd cisco dell hp lenovo
samsung sony toshiba hitachi panasonic siemens bosch philips nokia ericsson huawei xiaomi salesforce
hubspot zendesk intercom shopify stripe paypal square slack zoom atlassian github gitlab bitbucket dropbox
adobe autodesk sap workday servicenow splunk datadog snowflake databricks cloudflare twilio okta linkedin
twitter tiktok snapchat pinterest reddit spotify uber lyft airbnb doordash grubhub instacart expedia tesla
ford toyota honda nissan hyundai kia bmw volkswagen audi mercedes volvo porsche ferrari boeing airbus
walmart target costco kroger walgreens cvs ikea nike adidas puma starbucks mcdonald's pepsi pepsico nestle
unilever danone kellogg heineken loreal visa mastercard amex citibank chase barclays hsbc santander lloyds
natwest deloitte kpmg accenture capgemini mckinsey pwc infosys wipro tata cognizant vodafone verizon
comcast t-mobile sprint orange telefonica bt at&t fedex ups dhl usps maersk pfizer moderna novartis roche
bayer merck astrazeneca gsk aetna cigna humana medicare medicaid geico allstate progressive unitedhealth
kaiser nhs nasa fbi irs fda epa un unesco who nato harvard stanford yale mit oxford cambridge princeton
berkeley symbl zillow redfin remax exxon shell chevron bp total caterpillar deere honeywell ge 3m xerox
kodak canon epson logitech garmin fitbit gopro disney pixar hulu hbo cnn bbc nbc abc reuters bloomberg
asana trello notion figma miro canva mailchimp marketo pardot quickbooks intuit xero gusto adp openai
anthropic deepmind mozilla redhat vmware netapp juniper fortinet crowdstrike docusign box airtable
monday.com clickup basecamp freshworks zoho sage ryanair easyjet lufthansa delta emirates qantas united
southwest marriott hilton hyatt ebay etsy alibaba tencent baidu lidl aldi tesco sainsbury's waitrose asda
carrefour
"""
) - words(
    "target square orange total monday.com visa delta united progressive box notion who un shell "
    "chase sage meta sprint caterpillar abc mercedes apple"
)

KNOWN_CAPITALISED = words(
    "apple amazon target square orange visa delta united progressive box notion shell chase sage meta "
    "sprint caterpillar slack zoom oracle ford sap"
)
"""Organizations whose names are common words: they need a capital letter inside a sentence."""

ENDINGS = words(
    """
inc ltd limited llc llp corp corporation company co plc gmbh ag sa bv group partners holdings associates
brothers bros sons bank banking insurance mutual assurance hospital clinic medical health healthcare
hospice orthopedics pediatrics dermatology cardiology radiology dental dentistry pharmacy pharma
pharmaceuticals biotech therapeutics biosciences university college school academy institute elementary
kindergarten nursery foundation association society council ministry agency authority bureau commission
committee federation airlines airways aviation motors automotive systems solutions technologies technology
tech software labs laboratories laboratory analytics consulting consultants advisors logistics freight
shipping transport transportation trucking haulage couriers courier express cargo foods food farms farm
dairy bakery bakeries brewing brewery brewers winery vineyards coffee roasters cafe restaurant catering
kitchens energy electric electrical power solar gas oil petroleum utilities telecom telecommunications
broadband mobile wireless communications networks network media studios studio entertainment records press
publishing publishers publications capital ventures investments investors equity securities financial
finance realty realtors properties property homes housing estates lettings mortgage construction builders
contractors roofing plumbing heating hvac landscaping interiors architects engineering industries
industrial manufacturing manufacturers fabrication foundry supply supplies suppliers wholesale
distributors distribution hardware tools retail stores store market markets supermarket outfitters apparel
clothing fashion cosmetics security services service trust legal law attorneys club church union global
international worldwide enterprises works robotics aerospace dynamics marine steel metals paper glass
textiles ceramics chemicals plastics packaging printing print designs digital cloud data interactive games
gaming hotels hotel resorts resort travel tours rentals leasing staffing recruitment recruiting talent
outsourcing payroll accounting accountants care rehab wellness fitness gym vet veterinary animal bikes
cycles motorcycles optics opticians montessori preschool charity alliance network collective cooperative
coop
"""
)
"""Words that, capitalised at the end of a name, make it an organization's."""
