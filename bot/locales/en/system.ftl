system-failed-update = ⚠️ I could not handle a message or press, although I tried five times. It is kept; the log has the reason under code { $code }.
system-failed-letter = ⚠️ Telegram refused a message ({ $kind }) for good. The log has the reason under code { $code }.
