"""The bot's side of the Bot API, against the playground over HTTP."""
