# /stats, /nps, /me: figures as a picture, in words, as a file.
command-stats = NPS, cases, complaints and activity as a picture
command-nps = the NPS in words
command-me = my own calls and contacts
btn2-stats-nps = NPS
btn2-stats-cases = Cases
btn2-stats-complaints = Complaints
btn2-stats-activity = Activity
btn3-stats-nps = NPS
btn3-stats-waves = Response
btn3-stats-questions = Questions
btn3-stats-cases = Cases
btn3-stats-complaints = Compl.
btn3-stats-activity = Activity
btn2-stats-only = Only: { $n ->
    [0] { $value }
    [1] { $value }
   *[other] { $n } filters
    }
btn1-stats-clear = ✖ Without filters
btn3-stats-days-7 = 7 d
btn3-stats-days-30 = 30 d
btn3-stats-days-90 = 90 d
btn3-stats-days-365 = 1 y
btn3-stats-everybody = All
btn1-stats-wider = Show { $days } days
btn2-stats-who = Who 0-6?
btn2-stats-who-n = Who 0-6? { $n }
btn2-stats-xlsx = ⬇️ XLSX
error-stats-period = I can show 7, 30, 90 or 365 days, not “{ $typed }”. For example: /stats 30d
error-stats-several = “{ $name }” fits several: { $names }. Please type more of the name, or what it is before it: “manager …”, “segment …”, “tier …”, “survey …”, “reason …”.
stats-everybody = all managers
stats-team = team { $name }
stats-title-nps = NPS
stats-title-cases = Cases
stats-title-complaints = Complaints
stats-title-activity = Activity
stats-nps = NPS { $nps } ({ $low } to { $high })
stats-margin = { $low } to { $high }
stats-head = <b>{ $what }</b> · { $days } days · { $whose }
stats-dates = { $first } – { $last }
stats-dates-n = { $first } – { $last } · { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }
stats-subtitle = { $first } – { $last }
stats-subtitle-n = { $days } days · { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }
stats-sentence = { $text }
stats-none = No answers in these { $days } days.
stats-few = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }: too few to show. It takes at least { $enough }.
stats-out = { $n ->
    [one] { $n } survey is out.
   *[other] { $n } surveys are out.
    }
stats-next-wave = The next go out on { $at }.
stats-groups = 9-10: { $promoters } · 7-8: { $passives } · 0-6: { $detractors }
stats-group-promoters = 9-10: { $n }
stats-group-passives = 7-8: { $n }
stats-group-detractors = 0-6: { $n }
stats-group-promoter = promoter
stats-group-passive = passive
stats-group-detractor = detractor
stats-response = Asked: { $sent }, answered so far: { $answered } ({ $share })
stats-response-any = Asked: { $sent }, answered so far: { $answered } ({ $share }), with any reason or none
stats-asked-nobody = Nobody was asked in these days.
stats-not-asked = Nobody was asked in these days; answers came unasked or to earlier questions.
stats-before = { $days } days before: { $score }, { $n } answers
stats-before-few = { $days } days before: { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }, too few to compare
stats-change = { $days } days before: { $score }, { $n } answers. Change { $delta }: { $within ->
    [yes] within error
   *[no] beyond error
    }
stats-top = Top reason of 0-6: { $reason } ({ $n })
stats-by-managers = Noted by managers: { $n }, not counted here
stats-trend = Every { $days } days up to, with answers: { $points }
stats-point = { $last } <b>{ $nps }</b> ({ $n })
stats-point-few = { $last } – ({ $n })
stats-each-point = Each point: { $days } days up to that date, answers below it
stats-parts = <b>By name</b>
stats-part = { $name }: { $score }, { $n } answers
stats-part-few = { $name }: { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }, too few to show
stats-more = … and { $n } more
stats-apart = Beyond error: { $higher } is above { $lower }.
stats-overlap = Their intervals overlap: nobody is above the others.
stats-cases-now = Opened: { $opened } · open now: { $open } · overdue: { $overdue }
stats-kept-contact = First contact in time: { $kept } of { $of } ({ $share })
stats-half-contact = Half had the first contact within { $span }
stats-kept-close = Done in time: { $kept } of { $of } ({ $share })
stats-half-close = Half were closed within { $span }
stats-cases-end = Settled, says the client: { $settled } · unconfirmed: { $unconfirmed } · reopened: { $reopened }
stats-cases-again = Asked again after a case: recovered { $back } · not { $low } · no answer yet { $silent }
stats-causes = Top causes of finished cases: { $causes }
stats-complaints-now = Filed: { $filed } · open now: { $open } · overdue: { $overdue }
stats-kept-answer = Answered in time: { $kept } of { $of } ({ $share })
stats-half-answer = Half had the first answer within { $span }
stats-kept-solve = Solved in time: { $kept } of { $of } ({ $share })
stats-half-solve = Half were solved within { $span }
stats-complaints-end = Confirmed by the client: { $confirmed } · unconfirmed: { $unconfirmed } · reopened: { $reopened }
stats-handling = How we handled it, from 1 to 5: { $mark }
stats-categories = Top categories: { $categories }
stats-calls = Calls due: { $due } · done on the day: { $done } · done late: { $late } · waiting: { $waiting } · dropped: { $dropped }
stats-touches = Contacts with clients: { $n } · per week: { $weekly }
stats-kinds = { $kinds }
stats-touch-call = Calls made
stats-touch-meeting = Meetings
stats-touch-message = Messages
stats-touch-visit = Visits
stats-bar-opened = Opened
stats-bar-open = Open now
stats-bar-overdue = Overdue now
stats-bar-contact = First contact in time
stats-bar-close = Done in time
stats-bar-settled = Settled
stats-bar-unconfirmed = Unconfirmed
stats-bar-reopened = Reopened
stats-bar-filed = Filed
stats-bar-answer = Answered in time
stats-bar-solve = Solved in time
stats-bar-confirmed = Confirmed
stats-bar-in-time = Calls done on the day
stats-bar-late = Calls done late
stats-bar-waiting = Calls waiting
stats-bar-dropped = Calls dropped
stats-bar-of = { $n } of { $of }
stats-nothing-cases = No cases in these { $days } days.
stats-nothing-complaints = No complaints in these { $days } days.
stats-nothing-activity = No calls or contacts in these { $days } days.
stats-low-head = <b>Who answered 0-6</b> · { $days } days · { $whose }
stats-low-none = Nobody.
stats-low = { $n }. { $score } · { $who }, { $client } · { $day }
stats-low-hidden = { $n }. { $score } · the client is with somebody else now · { $day }
stats-no-picture = The picture could not be drawn this time. These are the numbers.
stats-writing = Writing the file…
stats-sheet = Answers
stats-file = Rows in the file: { $rows }. Those marked “yes” make the figure.
stats-file-cut = Only the newest { $rows } of { $total } are in it.
stats-hidden = with somebody else now
stats-column-at = Date
stats-column-client = Client
stats-column-person = Contact
stats-column-manager = Manager
stats-column-score = Score
stats-column-group = Group
stats-column-counts = Counted
stats-column-reasons = Reasons
stats-column-words = Words
stats-column-programme = Survey
stats-counts-yes = yes
stats-counts-earlier = no, answered again later
stats-counts-by-manager = no, noted by the manager
stats-programme-monthly = monthly
stats-programme-quarterly = quarterly
stats-programme-annual = annual
stats-programme-again = after a case
stats-programme-rate = by themselves
btn2-stats-segment = Segment: { $value }
btn2-stats-tier = Tier: { $value }
btn2-stats-programme = Survey: { $value }
btn2-stats-reason = Reason: { $value }
stats-any = all
stats-any-segment = All segments
stats-any-tier = All tiers
stats-any-programme = All surveys
stats-any-reason = All reasons
stats-no-segment = without a segment
stats-tier-key = key
stats-tier-regular = regular
stats-tier-new = new
stats-only = Only: { $cut }
stats-title-waves = Response
stats-title-questions = Questions
stats-survey = { $survey }: { $answered } of { $sent } answered so far ({ $share })
stats-rounds = <b>By wave, the newest first</b>
stats-rounds-edge = Above: the questions of these days. Below: waves begun in these days, each whole.
stats-round = { $day }, { $survey }: <b>{ $share }</b>, { $answered } of { $sent }{ $rest }
stats-round-elsewhere = answered elsewhere { $n }
stats-round-noted = noted by the manager { $n }
stats-round-waiting = waiting { $n }
stats-round-silent = silent { $n }
stats-bar-share = { $n } of { $of } ({ $share })
stats-bar-mean = { $mean } ({ $n })
stats-bar-few = too few ({ $n })
stats-mean = { $question }: <b>{ $mean }</b> ({ $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }, { $survey })
stats-mean-few = { $question }: { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }, too few to show ({ $survey })
stats-nothing-waves = Nothing was sent in these { $days } days.
stats-nothing-questions = No answers to further questions in these { $days } days.
stats-by-managers-groups = Noted by managers: { $n }, not counted here (9-10: { $promoters } · 7-8: { $passives } · 0-6: { $detractors })
error-stats-unknown = I do not know “{ $name }”. What can be typed, in any order:
    days: 7d, 30d, 90d, 1y
    whose: { $whose }
    segment: { $segment }
    tier: { $tier }
    survey: { $programme }
    reason: { $reason }
    For example: /nps 90d key
error-stats-one = /nps tells the NPS alone. For the rest: /stats { $typed }
error-stats-me = /me shows your own calls and contacts, and takes only days: /me 7d. I do not know what to do with “{ $typed }”.
error-stats-twice = “{ $first }” and “{ $second }” at once: please name one of them.
error-stats-not-here = “{ $name }” is not something this view can be narrowed by. NPS can: /nps { $name }
stats-column-wave = Wave of
stats-column-segment = Segment
stats-column-tier = Tier
stats-column-by-manager = Noted by the manager
stats-yes = yes
stats-recommendations = Asked to recommend us: { $n }
stats-bar-recommendations = Asked to recommend us
btn2-stats-cause = Cause: { $value }
stats-any-cause = All causes
