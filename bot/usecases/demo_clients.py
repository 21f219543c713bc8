"""Thirty made-up clients of the demo, and what such people say. Data only."""

# name, contact, role at work, country, city, segment, tier
CLIENTS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("Baltic Bikes", "Ieva Ozola", "Purchasing", "LV", "Riga", "retail", "regular"),
    ("Daugava Bakery", "Mārtiņš Zariņš", "Owner", "LV", "Daugavpils", "food", "regular"),
    ("Pine & Oak", "Līga Krūmiņa", "Purchasing", "LV", "Valmiera", "furniture", "key"),
    ("Amber Coast Hotels", "Zane Vītola", "Operations", "LV", "Liepāja", "hotels", "regular"),
    ("Seagull Foods", "Edgars Balodis", "Logistics", "LV", "Ventspils", "food", "regular"),
    ("Ledus Lab", "Kristīne Egle", "CEO", "LV", "Riga", "health", "new"),
    ("Green Roof", "Andris Kļaviņš", "Site manager", "LV", "Jelgava", "building", "regular"),
    ("Vecrīga Books", "Dace Lapiņa", "Owner", "LV", "Riga", "retail", "regular"),
    ("Tallinn Tools", "Kadri Tamm", "Purchasing", "EE", "Tallinn", "wholesale", "regular"),
    ("Saaremaa Dairy", "Jaan Kask", "Logistics", "EE", "Kuressaare", "food", "regular"),
    ("Emajõgi Print", "Liis Saar", "CEO", "EE", "Tartu", "services", "new"),
    ("Kaunas Textiles", "Rasa Petrauskienė", "Purchasing", "LT", "Kaunas", "retail", "regular"),
    ("Neris Logistics", "Tomas Kazlauskas", "Operations", "LT", "Vilnius", "transport", "key"),
    ("Curonian Fish", "Eglė Jankauskaitė", "Owner", "LT", "Klaipėda", "food", "regular"),
    ("Aurora Design", "Aino Virtanen", "CEO", "FI", "Helsinki", "services", "regular"),
    ("Saimaa Boats", "Mikko Nieminen", "Purchasing", "FI", "Lappeenranta", "leisure", "regular"),
    ("Turku Timber", "Hanna Laine", "Logistics", "FI", "Turku", "building", "regular"),
    ("Reindeer Cafés", "Juhani Heikkinen", "Owner", "FI", "Rovaniemi", "food", "new"),
    ("Oulu Optics", "Sanna Mäkelä", "Purchasing", "FI", "Oulu", "health", "regular"),
    ("Fjord Supplies", "Ingrid Hansen", "Purchasing", "NO", "Bergen", "wholesale", "regular"),
    ("Nordlys Power", "Lars Johansen", "Operations", "NO", "Tromsø", "energy", "key"),
    ("Stavanger Steel", "Kari Olsen", "Purchasing", "NO", "Stavanger", "building", "regular"),
    ("Midnight Sun Tours", "Erik Larsen", "CEO", "NO", "Bodø", "leisure", "new"),
    ("Uppsala Office", "Maja Lindqvist", "Purchasing", "SE", "Uppsala", "services", "regular"),
    ("Gotland Glass", "Oskar Nyberg", "Owner", "SE", "Visby", "retail", "regular"),
    ("Vasa Marine", "Elin Sjöberg", "Logistics", "SE", "Stockholm", "transport", "regular"),
    ("Carmel Irrigation", "Yael Mizrahi", "Purchasing", "IL", "Haifa", "farming", "regular"),
    ("Jaffa Juice", "Amir Cohen", "CEO", "IL", "Tel Aviv", "food", "regular"),
    ("Olive & Salt", "Tamar Peretz", "Owner", "IL", "Jerusalem", "food", "regular"),
    ("Red Sea Diving", "Eitan Biton", "Operations", "IL", "Eilat", "leisure", "new"),
)

PRAISE = (
    "Everything arrived on time again. Thank you!",
    "You always answer within the hour.",
    "Good prices and no surprises.",
    "The new catalogue is a pleasure to use.",
    "Our manager knows what we need before we do.",
)
ALMOST = (
    "Fine, but the papers came a day late.",
    "Good. A tracking number would make it a ten.",
    "Prices went up twice this year.",
)
# reason, cause of the case, what they said, what was done
TROUBLE = (
    ("delivery", "late", "The pallet came three days late and nobody told us.", "Sent the rest by express, agreed on a weekly slot."),
    ("communication", "slow-answer", "I wrote twice and had to call in the end.", "Apologised, gave a second contact for urgent orders."),
    ("quality", "defect", "Four boxes were damaged.", "Replaced the four boxes, told the warehouse."),
    ("delivery", "incomplete", "Half of the order was missing.", "Delivered the rest the next day."),
    ("price", "billing", "The invoice did not match the offer.", "Corrected the invoice, credited the difference."),
)  # fmt: skip
# category, what they wrote, cause, what was done, what prevents the next one
COMPLAINTS = (
    ("delivery", "The driver left the goods in the rain.", "late", "Replaced the wet goods.", "The carrier calls before it unloads."),
    ("documents", "The customs papers are missing again.", "documents", "Sent them the same hour.", "A check list goes with each shipment."),
    ("quality", "Two of the lamps do not work.", "defect", "Sent two new ones.", "The maker was told."),
    ("price", "We were charged for the old price list.", "billing", "Credited the difference.", "The old list is gone from the system."),
    ("service", "Nobody answered the phone on Friday.", "no-answer", "Called back with an apology.", "Calls go to a colleague after five rings."),
    ("delivery", "A pallet is short of six boxes.", "incomplete", "Sent the six boxes.", "Pallets are photographed before they leave."),
)  # fmt: skip
