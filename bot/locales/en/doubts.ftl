doubt-card = ❓ Telegram did not confirm { $count ->
        [one] one message
       *[other] { $count } messages
    } to clients. { $count ->
        [one] It
       *[other] They
    } may or may not have arrived.
    { $lines }
doubt-one = ❓ { $left ->
        [one] The last one
       *[other] One of { $left }
    }: did it arrive?
    { $line }
doubt-line = • { $who } · { $kind ->
        [survey] question 0-10
        [complaint] complaint
        [case] low score
        [improvement] what we changed
        [exhibition] invitation
        [occasion] congratulation
       *[other] message
    } · { $at }
doubt-more = … and { $count } more
doubt-none = ✅ Nothing is in doubt any more.
doubt-again = Will be sent again
doubt-arrived = Noted: arrived
btn2-doubt-again = Send all again
btn2-doubt-arrived = They arrived
btn1-doubt-each = One by one
btn2-doubt-again-one = Send again
btn2-doubt-arrived-one = It arrived
doubt-line-ring = ❓ { $count ->
        [one] One message
       *[other] { $count } messages
    } may not have arrived.
