# /start, /help, /cancel and strangers.
command-start = start, or come back to the first screen
command-help = what you can do here
command-cancel = close the open question without saving
home-contact = Hello, { $name }! This is your chat with <b>{ $company }</b>.
home-contact-manager = Your manager is { $manager }.
home-contact-help = Everything you can do here: /help
home-staff = Hello, { $name }! What you type here is a search among your clients. All commands: /help
home-stranger = Hello! I look after the clients of { $company } and know only people who were invited.
    If you are a client or a colleague, ask your contact there for your personal link and open it here.
home-stranger-contact = How to reach the company: { $contact }
help-head = <b>What you can do here</b>
help-staff = Any other text is a search. A reply to a card is a note on it.
cancel-nothing = No question is open, so there is nothing to cancel.
cancelled-other = Closed.
cancelled-survey = Closed. Your rating is kept.
cancelled-case = Closed. The case stays as it is.
cancelled-invite = The invitation is cancelled. Nobody was added.
cancelled-joining = Your team has no name yet. /start asks again.
cancelled-people = Cancelled. Your time zone is as before.
role-contact = client's contact
role-manager = manager
role-lead = team lead
role-head = head
