# /import: files of clients and staff.
command-import = read clients or staff from a table or a vCard
btn1-import = ✅ Import { $n ->
    [one] one row
   *[other] { $n } rows
}
btn2-problems = ⬇️ All problems
btn2-import-change = ✏️ Change columns
btn2-import-letters = 🔤 Wrong letters?
btn2-import-ignore = Do not read it
btn2-import-staff = These are staff
btn2-import-clients = These are clients
btn2-import-dmy = 03/04 = 3 April
btn2-import-mdy = 03/04 = 4 March
import-sheet = Sheet: { $sheet }
import-headings = The headings stand in row { $row }; what is above them is not read.
import-change = ✏️ <b>{ $name }</b>: which column is read wrongly? Nothing is written yet.
import-column = Column <b>{ $column }</b> → { $field }
import-column-samples = In it, for example: { $samples }
import-column-empty = It is empty in the first rows.
import-column-what = What is it?
import-column-number = column { $n }
import-not-read = not read
import-letters = 🔤 In which line are the names right? The file is read again in these letters; nothing is written yet.
import-letters-none = 🔤 This file can be read in no other letters. If they are wrong here, save it as CSV UTF-8 or XLSX and send it again.
import-how = Send me a table (CSV, XLSX, XLS, ODS) or a vCard: clients (client, contact, phone, country, manager, first deal …) or staff (name, position, birthday, reports to …). The headings may be in any of six languages.
    First I show what would change; nothing is written before you press the button, and it can be undone as a whole.
import-not-yours = Only the head imports files. Nothing of it was kept. To add one client or contact: /add
import-head = 📄 <b>{ $name }</b> · { $rows ->
    [one] one row
   *[other] { $rows } rows
} · { $kind ->
    [staff] staff
   *[clients] clients
}
import-head-plain = { $name } · { $rows ->
    [one] one row
   *[other] { $rows } rows
} · { $kind ->
    [staff] staff
   *[clients] clients
}
import-columns = Columns: { $columns }
import-ignored = Not read: { $columns }
import-sample = For example: { $names }
import-n-new = { $n } new
import-n-changed = { $n } changed
import-n-same = { $n } same
import-n-duplicates = { $n ->
    [one] one duplicate
   *[other] { $n } duplicates
} in the file
import-n-warnings = { $n ->
    [one] one warning
   *[other] { $n } warnings
}
import-n-errors = { $n ->
    [one] one error
   *[other] { $n } errors
}
import-named = { $n ->
    [one] One colleague comes in by name only and is
   *[other] { $n } colleagues come in by name only and are
} not connected yet: /invite
import-more = … and { $n } more: ⬇️
import-line = row { $row } · { $column }: { $problem }
import-nothing-yet = Nothing is written yet.{ $errors ->
    [0] {""}
   *[other] {" "}Rows with an error stay out, all others come in.
}
import-nothing-to-do = There is nothing to import: no row would change anything.
import-cancelled = ✖ Cancelled. Nothing was written.
import-done = ✅ Imported: { $new } new, { $changed } changed.
import-next-clients = Nobody was written to. A contact joins by the personal link on their card.
import-next-staff = Nobody was written to. Colleagues join by their link: /invite
import-until = It can be undone until { $until }.
import-undone = ↩ Undone: { $removed } removed, { $restored } restored (clients, contacts and colleagues together).
import-kept = { $kept ->
    [one] One row is kept, because it is
   *[other] { $kept } rows are kept, because they are
} in use already or were changed since.
import-problems = Every problem in { $name }, row by row.
import-column-row = Row
import-column-column = Column
import-column-problem = Problem
import-problem-duplicate = the same as row { $of }; that one counts
import-problem-own-client = no company in this row: { $text } comes in as a client of their own
import-problem-left-out = “{ $text }” is left out: a contact has one { $field ->
    [email] address
   *[phone] number
} here
import-problem-no-name = no name
import-problem-extra-cells = { $cells } cells, but { $columns } columns: is a text with the delimiter not in quotes?
import-problem-too-long = { $length } characters; { $limit } at most
import-problem-date-future = “{ $text }” is in the future
import-problem-date-no-year = “{ $text }” has no year
import-problem-date-short-year = “{ $text }”: please write the year with four digits
import-problem-date-ambiguous = “{ $text }” can be read two ways: choose the order (✏️ → this column), or write 2026-03-04
import-problem-date-impossible = “{ $text }” is not in any calendar
import-problem-date-unclear = “{ $text }” is not a date that I can read
import-problem-dates-crossed = { $last } is before { $first }
import-problem-share-unclear = “{ $text }” is not a share from 0 to 100
import-problem-email-unclear = “{ $text }” is not an e-mail address; left out
import-problem-zone-unknown = “{ $text }” is not a time zone that I know; left out
import-problem-country-unknown = “{ $text }” is not a country that I know; left out
import-problem-tier-unknown = “{ $text }” is not a tier (key, regular, new); left out
import-problem-status-unknown = “{ $text }” is not a status (active, at risk, lost); left out
import-problem-language-unknown = “{ $text }” is not a language that I know; left out
import-problem-decides-unknown = “{ $text }” is neither yes nor no; left out
import-problem-role-unknown = “{ $text }” is not a role (manager, lead); left out
import-problem-role-head = a file makes nobody head: { $text } comes in as a team lead. The head joins by a link.
import-problem-manager-several = several colleagues are called “{ $text }”; the client gets no manager from this row
import-problem-phone-taken = this is also the number of { $text } at another client
import-problem-phone-short = “{ $text }” kept as written: { $digits } digits, { $country } has { $expected }
import-problem-phone-long = “{ $text }” kept as written: { $digits } digits, { $country } has { $expected }
import-problem-phone-unused = “{ $text }” kept as written: { $country } has no such number
import-problem-phone-country = “{ $text }” kept as written: of which country is it?
import-problem-phone-several = “{ $text }” kept as written: several numbers in one cell
import-problem-phone-rounded = “{ $text }” kept as written: the spreadsheet has rounded digits away
import-problem-phone-unreadable = “{ $text }” kept as written: not a phone number that I can read
field-external_id = your own number
field-client = client
field-contact = contact
field-name = name
field-surname = surname
field-middle_name = middle name
field-position = position
field-phone = phone
field-email = e-mail
field-country = country
field-city = city
field-manager = manager
field-team = team
field-segment = segment
field-tier = tier
field-status = status
field-first_deal = first deal
field-last_deal = last deal
field-contract_signed = contract signed
field-contract_ends = contract ends
field-share = share of sales
field-birthday = birthday
field-language = language
field-zone = time zone
field-decides = decision maker
field-likes = likes
field-notes = notes
field-reports_to = reports to
field-hired = hired
field-role = role
error-import-gone = I could not fetch this file from Telegram. Please send it once more.
error-import-late = It is too late to undo this import as a whole: that works for a day. Correct the rows and import the file again.
import-working = ⏳ <b>{ $name }</b> · { $what ->
    [read] reading
    [undo] undoing
   *[write] writing
}{ $total ->
    [0] …
   *[other] : { $done } of { $total } rows
}
import-more-plain = … and { $n } more
import-problem-client-renamed = this phone belongs to { $text }; the name will change
import-problem-wish-own = they chose themselves what to receive; that stays as it is
field-contact_notes = notes about the contact
field-surveys = surveys
field-invitations = invitations
field-greetings = congratulations
field-ref = Rapport’s own mark
error-import-no-problems = Nothing is wrong with this file, or it was sent too long ago to tell. What came in stays.
import-rings = 📄 { $name }
import-number = Number { $id }: rapport import --undo { $id } takes it back within a day.
btn2-links = ⬇️ Links
btn1-make-links = ✅ Make the links
import-links-ask = { $n ->
    [one] One contact of this file is
   *[other] { $n } contacts of this file are
} not connected. Each gets a new personal link; earlier links of theirs stop working. The links come as a file and cannot be shown again: only who has a link can join by it.
import-links-coming = The file comes in a moment.
import-links = 🔗 Personal links: { $n }. Send each to its person alone. Earlier links of theirs do not work any more.
error-import-no-links = Everybody whom this file brought is connected already, or the import was too long ago to tell.
