# /export: one's own clients as a file.
command-export = your clients as a file
export-how = 📤 Your clients with their contacts as a file: { $clients ->
    [one] one client
   *[other] { $clients } clients
}. What you change in it can be imported again. Taking data along is noted in the audit.
export-nothing = There are no clients of yours to export yet. To add one: /add
export-coming = ⏳ I am writing a file of { $clients } clients. It comes in a moment; go on as usual.
export-done = 📤 { $clients ->
    [one] One client
   *[other] { $clients } clients
} with their contacts. Please keep this file safe: it holds personal data.
export-written = { $clients ->
    [one] One client
   *[other] { $clients } clients
} written.
