"""What composed training sentences in English are made of, written by hand; a comma divides."""

from __future__ import annotations

SUBJECTS = """
service, staff, officer, process, procedure, queue, waiting room, app, application, website, login, otp code, form,
update, system, waiting time, fee, result, document, complaint handling, counter, office, toilet, parking, clerk,
guard, payment, menu, registration, response, food, room, price, taste, hotel, driver, portion, atmosphere, quality,
place, product, signal, internet, waiter, sauce, coffee, restaurant, location, view, delivery, package, car
"""
GOOD = """
good, great, excellent, fast, quick, friendly, polite, helpful, easy, clear, clean, comfortable, comfy, smooth,
efficient, professional, affordable, free, useful, simple, convenient, satisfying, perfect, amazing, responsive,
reliable, delicious, tasty, yummy, cheap, cozy, lovely, nice, fresh, spacious, beautiful, wonderful, awesome,
fantastic, the best, recommended, worth it, tender, savory, crispy, fun, cool, pleasant, unique, interesting,
generous, impressive, satisfied, happy, favorite, delightful, kind, patient, on time, well organised, user friendly,
superb, neat, warm, complete, scrumptious, reasonable, strategic, outstanding, brilliant, pleased, grateful, thankful,
proud, improved, safe, honest, fair
"""
BAD = """
bad, slow, rude, poor, terrible, awful, horrible, confusing, complicated, dirty, crowded, expensive, broken, useless,
disappointing, unhelpful, unfriendly, buggy, late, the worst, annoying, frustrating, unreliable, unclear, unfair,
overpriced, bland, tasteless, cold, stale, stinky, smelly, stuffy, noisy, boring, cramped, messy, hard, too salty,
burnt, undercooked, ridiculous, pathetic, shameful, unprofessional, ignored, disappointed, angry, upset, crashing,
failing, full of errors, a scam, lousy, a waste of time, not worth it, corrupt, sad, lazy, gross, filthy, hopeless,
stressful, tiring, difficult, impossible, expired, missing, wrong, closed, unavailable, unresponsive, arrogant,
dishonest, unsafe, sick of it, fed up, mad, embarrassing, lagging
"""
HAPPENED_GOOD = """
everything was done in five minutes, they helped me fill in the form, i got my card the same day, no need to queue, no
complaints at all, not bad, i was served with a smile, they explained everything patiently, my problem was solved,
thank you so much, thanks for your help, i love it, i love this app, i will come back, keep up the good work, well
done, it works well, it works perfectly, works like a charm, it saves a lot of time, it helps a lot, it is easy to
use, no hidden fees, no bribes, highly recommended, five stars, i am very satisfied, nothing to complain about, better
than before, faster than i expected, it was fixed right away, they answered quickly, they replied the same day, i
enjoyed it, worth every penny, thumbs up, no problem so far
"""
HAPPENED_BAD = """
i waited for hours, we had to wait three hours, nobody answered the phone, nobody helped me, they told me to come back
tomorrow, they asked for a bribe, they lost my documents, i still have not received my card, it has been a month, the
code never came, the code does not arrive, i can't log in, i cannot open the app, it keeps crashing, it crashes after
the update, it always says error, it does not work, doesn't work at all, it stopped working, not working, never works,
my data is gone, i had to start over, they shouted at me, they ignored me, he yelled at my father, the toilet has no
water, there are no seats, there is no parking, no response, no answer, no solution, nothing has changed, please fix
this, fix your app, i want my money back, i regret coming here, never again, waste of money, one star, i was very
disappointed, i am not satisfied, don't use this app, so many bugs, too many steps, it takes forever, my complaint was
ignored, worse than before, they charged me twice, my name was misspelled, poor quality, what a shame
"""
NEUTRAL = """
i came to renew my card, what time does the office open, the office is on the second floor, no comment, none, nothing,
where can i find the form, how do i register, the form has three pages, i was asked to fill in the survey, please add
more chairs, this is my second visit, the meeting was held on monday, the minister said that the budget will be
discussed, the update is on friday, is this open on saturday, how much is the fee, please send a message with your
number, the company announced its results, the election takes place next year, the government has signed the
agreement, can you tell me the address, please check your direct message, the product is made in indonesia, i went
there on tuesday, my number was forty, i brought my child, the counter is next to the door, do i need a copy of my id,
can my brother pick it up, who should i contact, the app is made by the ministry, it is version two, i just installed
it, i have not tried it yet, i live in the next village, please open on sundays, it would be nice to have a dark mode,
the event starts at nine, he will visit the city tomorrow, they discussed the new law, the bank offers zero percent
instalments, send us the details by message
"""
