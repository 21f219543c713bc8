# Refusals: what happened, and what to do.
error-not-found = I cannot find that. It may be closed, deleted or not yours.
error-not-allowed = This command is not for your role. /help shows what you can use.
error-not-connected = This account is not connected here, or not any more. Ask your contact at the company for your personal link and open it with this account.
error-changed = This has changed in the meantime. Here is the current state.
error-private-only = Please write to me privately.
error-crash = That did not work (code { $code }). What you sent is kept. Please try again; if it happens again, give this code to the person who runs the bot.
error-one-moment = One moment: your earlier messages come first.
error-too-many = That is more than I can take at once: what came last is not kept. Please wait a minute, then send it again.
letter-instead = ↪ For { $name }: you stand in now
fallback-old-button = This button is from an older version and does nothing any more. /help shows what you can do.
fallback-nearest = I do not know that command. Did you mean /{ $command }? All commands: /help
fallback-unknown = I did not understand that. All commands: /help
