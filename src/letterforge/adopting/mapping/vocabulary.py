"""Words that mean one thing in letters, agreements and forms: English first, and the basics of some other languages.

A line is one concept; its first word is what the concept is called. The words are those of administrative and legal
English as glossaries have them, not those of any one letter.
"""

from __future__ import annotations

CONCEPTS = """
name names named nom nombre namen enw navn naam nome
forename forenames firstname givenname vorname prénom
surname surnames lastname familyname nachname apellido cyfenw
title headline heading caption
date dated datum fecha dyddiad data
day weekday tag jour día diwrnod
month monat mois mes mis
year jahr année año blwyddyn
time hour o'clock uhrzeit zeit heure hora amser
email e-mail mail emailaddress correo ebost courriel
telephone phone tel mobile cell cellphone telefon téléphone teléfono ffôn telephonenumber
fax facsimile
address addresses adresse anschrift dirección domicile domicilio cyfeiriad adres residence
street road strasse straße rue calle stryd
city town municipality stadt ville ciudad dinas
postcode zip zipcode postal plz
county shire
state province
country nation land pays país gwlad
place location venue where site ort lieu lugar lle
website url web webpage homepage link
amount amt sum betrag montant importe swm
price pricing preis prix precio pris
fee fees charge charges tariff gebühr frais
cost costs expense expenses kosten coût coste
salary wage wages pay remuneration compensation gehalt salaire salario cyflog earnings
rent rental miete loyer renta alquiler
deposit bond kaution dépôt fianza blaendal
payment payments pay-off instalment installment zahlung paiement pago taliad
balance outstanding
percentage percent percents rate prozent
number no nos numero número nummer numéro rhif
count quantity qty
total aggregate overall gesamt gesamtbetrag
reference ref id identifier identification aktenzeichen geschäftszeichen référence referencia cyfeirnod
period duration length span timeframe
term tenure
deadline due frist échéance plazo
notice notification
description describe summary outline beschreibung descripción
reason reasons ground grounds cause justification grund motif motivo rheswm
purpose purposes aim objective
signature sign signed signatory signer unterschrift firma llofnod undersigned executed
position role job jobtitle function occupation post designation
department dept division unit abteilung service-unit directorate
companion companions
company corporation corp firm business enterprise entity firma gesellschaft société empresa cwmni
organisation organization org agency body institution authority
employer arbeitgeber employeur empleador cyflogwr
employee worker staff staffer arbeitnehmer employé empleado gweithiwr personnel
candidate applicant bewerber candidat solicitante ymgeisydd
manager supervisor line-manager vorgesetzter
landlord lessor vermieter bailleur arrendador landlady
tenant lessee renter mieter locataire inquilino arrendatario occupant
premises property demised unit building dwelling liegenschaft
customer client purchaser buyer kunde cliente cwsmer
seller vendor supplier verkäufer vendeur vendedor
contractor provider serviceprovider service-provider consultant
recipient addressee reader empfänger destinataire destinatario derbynnydd
sender author writer absender expéditeur remitente anfonwr
owner proprietor eigentümer propriétaire propietario
member members mitglied membre miembro aelod
leader lead led leads leading facilitator facilitate chair chaired chairperson chairman moderator host gives giving speaker presenter
meeting meetings meet conference session appointment sitzung réunion reunión cyfarfod event
conversation conversations interview interviews talk talks one-to-one
start starts starting from begin begins beginning commence commences commencing commencement inception onset
effective
end ends ending until expiry expire expires expiration expiring conclude conclusion completion finish finishes finished finishing lapse lapses
termination terminate terminated terminating cease cessation
renewal renew renewed extension extend
agreement contract vertrag contrat contrato cytundeb
lease tenancy mietvertrag bail
law laws governing governed governs legislation
jurisdiction jurisdictions
court tribunal gericht juzgado llys
arbitration arbitrator arbitrate
review reviews evaluation assessment appraisal reviewed
discover discovery discovered detect detected
submit submitted submission
release released publish published publication
damage damages harm
measure measures step steps action actions
incident event breach
bank bankkonto banque banco
account konto compte cuenta cyfrif
tax vat steuer taxe impuesto
insurance versicherung assurance seguro yswiriant
insurer insurers underwriter versicherer assureur
policyholder insured policyholders
invoice bill rechnung facture factura
quote quotation offer-price
estimate estimated approximate approx expected
product goods item items article
service services leistung prestation servicio gwasanaeth
scope extent
delivery deliver shipment dispatch
confidential confidentiality secret secrecy
child children kind enfant niño plentyn minor
parent parents guardian carer
birth born dob birthday geburt naissance nacimiento geni
gender sex
nationality citizenship
spouse husband wife partner
witness witnesses
lawyer solicitor attorney counsel advocate
officer officers
contact contacts
board committee panel
team group
policy policies
prepare prepared preparer
write writes wrote
receive receives received receipt
commission
hire hired joining engaged
happen happened occurred occur occurrence
purchase purchasing
type types kinds sort category class
affect affected affects impact impacted concerned
version revision edition
approval approve approved
issue issued issuance
inspection inspect inspected
inspector examiner
vehicle car
model
serial
share shares stock equity
shareholder stockholder
founder founders cofounder
repurchase buyback
vesting vest vested
complaint complaints grievance
complainant
device devices hardware equipment
evidence proof
deletion delete deleted erase erasure destroy destruction removal
request requests requested
response responses reply respond answer
access
training
holiday vacation leave pto
hours
probation probationary trial
bonus incentive
benefit benefits perks
restriction restrictive restricted covenant
territory region area zone
solicit solicitation nonsolicitation non-solicitation
competitor competitors rival
compete competition competitive competing noncompete non-compete non-competition
frequency recurrence often interval
warranty guarantee
liability liable
penalty fine late-fee
discount rebate
subtotal
method means mode
platform channel
audience target
campaign
status
priority severity
next
first
last final
previous prior former
second
"""
"""What means one thing."""

RELATED = """
forename name
surname name
total amount
incident happen
incident damage
damage happen
company organisation employer
employer company organisation
organisation company
employee candidate recipient
term period
place address street
premises place
description purpose title
fee price amount cost payment
salary amount payment
rent amount payment
payment amount
amount price sum cost payment
price amount cost fee
cost amount price fee
deposit amount
balance amount
number reference
position title
law state country
jurisdiction court state county
percentage amount
start effective hire
end termination deadline
termination end
deadline end
customer recipient
contractor company
leader meeting
recipient candidate employee customer
agreement lease
lease agreement
service description
reason description
scope description
day date
month date
year date
frequency period
seller company contractor
signature officer
position employ
hire employ
hours period
"""
"""What is near to what, though not the same: the first word, to each of the others."""

_STOP_WORDS = """
a an the of in on at to for by with and or is are be was were will shall would should may can been being am do does
this that these those which as from into it its they them their he she his her him we us our you your i my mine if
not per here there such any all each every other under upon between both than then so but who whom whose what how
has have had did s der die das des dem den ein eine und oder von zu für mit im le la les du de un une et ou el los
las del y o y yr ac neu i insert enter fill add give provide specify please write put choose select
complete einfügen eintragen angeben ausfüllen insérer indiquer préciser saisir insertar indicar rhowch nodwch
click tap text using
"""
STOP = frozenset(_STOP_WORDS.split())
"""What says nothing of which field is meant."""

_LIGHT_WORDS = """
relevant applicable appropriate specific exact full legal official proper respective actual current
following above below said same correct specified agreed particular information info data value field blank
example sample placeholder one two three own new personal registered principal main primary list options eg ie etc
person people individual party parties document letter form section clause title-page short brief clear clearly
written human readable initial today sqm sqft square metres meters feet usd eur gbp estimated approximate approx expected required authorised authorized departing existing subject set additional further special taken optional specified named summary overview eligibility terms conditions print detail details particulars détails manylion
"""
LIGHT = frozenset(_LIGHT_WORDS.split())
"""What narrows little: a field need not have it."""

NEAR = """
incident happen
start hire
candidate employee
employer company
lease agreement
position title
fee price
address street
address city
address postcode
address state
address country
company organisation
leader manager
signature representative
"""
"""What is the same in most letters: a candidate is the employee to be."""

OPPOSED = """
landlord tenant guarantor agent
employer employee
customer seller contractor
insurer policyholder
sender recipient
child parent
lender borrower
start end
discloser receiver
buyer seller
claimant defendant
teacher child
applicant neighbour
first second
interim final
assignor assignee
guarantor borrower
witness landlord tenant employer employee
"""
"""Who or what stands against whom in one paper: what one of them is asked for is never that of another."""
