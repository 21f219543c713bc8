# What is wrong with a date that somebody typed.
error-date-unclear = I cannot read “{ $text }” as a date. Please write it like 24.11 15:30, or “tomorrow 11:00”.
error-date-short-year = Please write the year of { $text } with four digits.
error-date-impossible = There is no { $text } in the calendar. Please check the date.
error-time-impossible = There is no time { $text }. Please write it like 15:30.
