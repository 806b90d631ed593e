"""Patterns of what happens, in English; written by hand. See patterns.py."""

from __future__ import annotations

LISTS = {
    "who": "the staff/the officer/the clerk/the guard/the doctor/the nurse/the cashier/the waiter/the driver/the admin"
    "/the owner/customer service/the lady at the counter/the seller/they/everyone there/the receptionist/the teacher",
    "we": "i/i/i/we/we/my mother/my father/my family/my friends and i/my child/people/the customers/residents",
    "paper": "my card/my passport/my license/the certificate/the permit/my documents/my order/my package/the letter/it",
    "place": "here/there/at this place/at the office/at this restaurant/at this hotel/at this hospital/in this shop//",
    "thing": "the service/the food/the room/the place/the app/the website/the price/the location/the view/the menu/it"
    "/the taste/the quality/the product/the atmosphere/the toilet/the process/the queue/the system/the portion/this",
    "very": "very/so/really/quite/truly/extremely/super//",
    "fine": "good/great/delicious/clean/comfortable/friendly/fast/easy/cheap/affordable/nice/fresh/beautiful/cozy"
    "/helpful/polite/satisfying/reliable/spacious/tasty/clear/professional/smooth/excellent/perfect/recommended",
    "foul": "bad/dirty/slow/rude/expensive/bland/broken/confusing/complicated/noisy/hot/cramped/disappointing/terrible"
    "/smelly/stale/cold/unfriendly/overpriced/useless/boring/poor/messy/unclear/awful/annoying/crowded",
    "fault": "problem/problems/complaint/complaints/trouble/issue/error/queue/hidden fee/bribe/delay/mistake/waiting",
    "need": "solution/answer/response/explanation/apology/help/information/sign/parking/seat/water/change/result",
}

GOOD = """
[who] (helped/assisted/guided/served) (me/us) (until it was done/from start to finish/patiently/right away/with a
smile/);
[who] (explained/answered) (everything/every step/all my questions/it) (clearly/patiently/well/in detail/);
[who] (was/were) [very] (kind/patient/friendly/attentive/helpful/quick to respond/on time) [place];
[paper] (was/is) (ready/done/finished/delivered) (the same day/in minutes/earlier than promised/on time/faster than
expected);
(no need/there is no need) to (queue/come back/wait/bribe anyone/leave the house/pay extra) (anymore/);
(now/finally) (we/i/you) can (do it online/register from home/pay with a phone/track the status/get it in one day);
[we] (enjoyed/loved/liked) (the [fine] service/the food/every minute/staying/eating/coming) [place];
[we] (will/would) (definitely/surely/) (come back/come again/return/recommend it/order again/visit again);
[thing] (is/was) not (bad/[foul]) (at all/anymore/);
[thing] (is/was) never [foul];
[thing] (is/was) [very] [fine];
[thing] (is/was) [fine] and [fine];
(no/without/never any/not a single/there is no) [fault] (at all/so far/);
(not only/it is not just) [fine] but also [fine];
(i/we) (have never been/was never/am not) disappointed [place];
(nothing to complain about/can't complain/couldn't be happier/couldn't ask for more/can't wait to come back);
[thing] (has/have) (improved/become better/been fixed/been upgraded);
(worth/it is worth) (every penny/the price/the wait/visiting/trying/buying/the money);
(suitable/perfect/great/ideal) for (families/a date/hanging out/groups/children/relaxing)
"""

BAD = """
[who] (ignored/yelled at/insulted/scolded/rejected/blamed/cheated/overcharged) (me/us/my mother/the customers);
[who] (did not/didn't/never/refused to/would not) (help/answer/explain/smile/listen/care/reply/respond/apologize);
[who] (was/were) (playing with (his phone/a phone)/chatting/not there/absent/late/asleep/eating) (during work/);
[we] (waited/had to wait/queued/stood in line) (for hours/three hours/all day/too long/for nothing/since morning);
[we] (was/were) (told to (come back/go home/go to another counter)/turned away/sent back and forth/ignored/asked for
money);
[paper] (is/was) (still not ready/never delivered/lost/wrong/rejected without reason/late/missing/damaged/not as
ordered);
[paper] (has not/hasn't/never) (arrived/come/been processed/been delivered) (yet/until now/after a month/);
the (counter/office) (was closed/closed early/was empty) (during working hours/without notice/);
the app (crashes/closes/logs out/freezes/keeps loading/keeps spinning/shows a white screen) (by itself/after the
update/);
(cannot/can't/unable to/could not) (log in/sign in/register/open the app/upload/pay/verify/open it) (anymore/at all/);
the (code/otp/verification code) (never came/does not arrive/expired/did not come/is always wrong);
my (data/account/form/balance/money) (is gone/disappeared/was deleted/was lost/was not saved) (after the update/);
[we] (will never/won't/would not/will not) (come back/come again/return/recommend it/order again/use it again);
[we] (regret/regretted) (coming/buying/ordering/eating/staying) (here/there/this/it);
[thing] (is/was) not [very] [fine] (at all/anymore/);
[thing] (is/was) never [fine];
[thing] (is/was) [very] [foul];
[thing] (is/was) [foul] and [foul];
(there is no/no/without any/still no/never any) [need] (at all/so far/);
(not only/it is not just) [foul] but also [foul];
[thing] (is/was) (far from/anything but/less than) [fine];
[thing] (got/is getting/has become/became) (worse/more expensive/slower/dirtier);
not (worth (it/the price/the money)/as good as before/as advertised/as promised/recommended);
(please/you must) (fix/improve/repair) (this/the app/the service/the road/the toilet)
"""

NEUTRAL = """
[we] (came/went) (to renew [paper]/with family/on monday/by bus/last week/for a meeting/in the morning);
(what time/when/where/how) (does the office open/can i get [paper]/do i register/is the counter)(?/);
(do i need/should i bring/is it possible to bring/can i send) (a copy/a photo/the form/my id card)(?/);
the (government/company/minister/president/mayor/bank/team) (announced/discussed/held/signed/visited) (the plan/a
meeting/a new rule/the city);
the (office/counter/restaurant/shop) is (open until five/on the second floor/next to the bank/in jakarta/closed on
sundays);
(please/maybe/it would be nice to) (add/provide) (more chairs/a dark mode/another counter/a printed menu);
(no/i have no) (comment/comments/suggestions/opinion/questions);
i (have not/haven't) (tried it/been there/used it) (yet/);
(hello/hi/good morning), (i want to ask about/please send/can i have) (the price/the address/the schedule/the number)
"""
