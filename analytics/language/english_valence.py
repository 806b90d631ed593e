"""English words that judge wherever they stand, chosen by hand. White space divides."""

from __future__ import annotations

GOOD = """
good great excellent fantastic wonderful amazing awesome superb outstanding brilliant marvelous magnificent perfect
perfectly lovely nice fine beautiful beautifully gorgeous pretty charming elegant stunning splendid impressive
impressed remarkable terrific fabulous exceptional extraordinary incredible phenomenal delightful delight delighted
pleasant pleasantly pleased pleasing pleasure enjoyable enjoy enjoyed enjoying fun happy happily happiness glad joy
joyful cheerful grateful gratitude thankful thank thanks appreciate appreciated blessed blessing love loved loves
loving adore adorable favorite favourite like liked likes best better finest top superior ideal premium delicious
tasty yummy savory savoury flavorful flavourful appetizing mouthwatering scrumptious tender juicy crispy crunchy fresh
sweet fragrant aromatic rich creamy satisfying satisfied satisfaction satisfactory comfortable comfort comfy cozy cosy
clean tidy neat hygienic spotless spacious airy cool calm peaceful relaxing relaxed quiet serene warm inviting
welcoming friendly friendliness kind kindness polite politely courteous helpful helped helps helping attentive patient
generous sincere honest honestly fair just trustworthy trusted reliable dependable responsible professional competent
skilled skillful talented experienced expert smart clever intelligent wise creative innovative innovation unique
original interesting inspiring inspired inspiration motivating exciting excited thrilled entertaining memorable
unforgettable romantic fast faster fastest quick quickly prompt promptly swift speedy instant efficient effective
smooth smoothly easy easier easily simple simpler practical convenient handy useful beneficial benefit benefits
valuable worth worthwhile worthy affordable cheap cheaper inexpensive reasonable economical free bargain discount
complete comprehensive abundant plentiful strategic accessible modern sophisticated advanced safe safely secure secured
healthy healthier strong strength solid sturdy durable stable success successful successfully succeed achieve achieved
achievement accomplish win winner winning won victory champion proud pride honor honored respected respect admire
admired admirable praise praised praiseworthy commendable recommend recommended recommending recommendation approve
approved support supportive supported agree congratulations congrats bravo hooray wow cheers hope hopeful hopefully
optimistic promising progress improve improved improving improvement upgrade solved solution resolved fixed repaired
restored clear clearly precise accurate correct right proper suitable appropriate fitting matched harmonious united
loyal brave courage heroic hero noble graceful gracious humble humane caring cared compassionate thoughtful
considerate popular famous legendary classic authentic genuine natural bright brilliant shining sparkling luxurious
fancy chic stylish trendy attractive appealing captivating magical dreamy paradise heavenly lucky fortunate prosperous
flourishing rewarding enriching refreshing soothing smiling smile smiles laugh addictive craving
"""
BAD = """
bad badly worse worst terrible terribly horrible horribly awful awfully dreadful poor poorly lousy crappy crap trash
garbage rubbish junk pathetic ridiculous stupid idiot idiotic foolish dumb silly nonsense absurd useless worthless
pointless meaningless hopeless helpless disappointing disappointed disappointment disappoint dissatisfied unsatisfied
unsatisfying unhappy sad sadly sadness sorrow cry crying cried tears miserable misery depressed depressing gloomy
heartbroken heartbreaking tragic tragedy grief angry angrily anger mad furious rage outraged outrage annoyed annoying
irritated irritating frustrated frustrating frustration upset upsetting hate hated hates hatred hateful dislike
disliked detest disgust disgusted disgusting gross nasty filthy dirty messy smelly stinky stink stinks stinking rotten
rancid stale moldy bland tasteless flavorless soggy mushy burnt undercooked overcooked raw greasy oily bitter salty
sour tough chewy dry cold lukewarm slow slowly slower sluggish late delayed delay delays overdue waiting forever
queueing crowded cramped stuffy noisy loud narrow dark gloomy hot sweltering uncomfortable unpleasant inconvenient
inconvenience difficult difficulty hard harder complicated confusing confused confusion unclear vague messy chaotic
chaos disorganized disorderly expensive overpriced pricey costly unaffordable ripoff wasteful waste wasted wasting
broken break breaks damaged damage damages defective faulty cracked torn leaking leak crash crashed crashes crashing
error errors bug bugs buggy glitch glitches lag lagging freeze freezes failed fail fails failing failure unable
cannot unavailable missing lost lose losing loser loss losses stolen steal stole thief theft rob robbed robbery scam
scammed scammer fraud fraudulent cheat cheated cheating deceive deceived deceptive deception lie lied lies liar lying
fake false hoax mislead misleading corrupt corruption corruptor bribe bribery extort extortion crime criminal illegal
abuse abused abusive violence violent attack attacked kill killed killing murder murdered dead death die died dying
victim victims injured injury hurt hurting hurts pain painful sick sickness ill disease suffer suffered suffering
starving starve poverty poor disaster disastrous catastrophe flood flooded collapse collapsed destroy destroyed
destruction ruin ruined ruins wreck threat threaten threatened threatening danger dangerous unsafe fear afraid scared
scary terrified terrifying terror terrorist horror worried worry worrying anxious panic stress stressed stressful
tired tiring exhausted exhausting bored boring dull monotonous lazy careless reckless negligent negligence ignorant
ignore ignored ignores ignoring neglect neglected abandoned rejected reject refuse refused denied deny banned
blocked rude rudely impolite arrogant arrogance cruel cruelty mean selfish greedy greed stingy unfriendly hostile
disrespectful disrespect insult insulted insulting mock mocked humiliate humiliated humiliating shame shameful
shameless ashamed embarrassed embarrassing disgrace disgraceful unfair unjust injustice discrimination discriminate
racist biased dishonest irresponsible unprofessional incompetent unqualified inconsistent unreliable untrustworthy
betray betrayed betrayal regret regretted regretting regrettable sorry unfortunately unfortunate unlucky complain
complained complaining complaint complaints protest problem problems trouble troubled troublesome hassle nuisance
burden burdensome obstacle issue issues mistake mistakes wrong wrongly incorrect inaccurate inappropriate improper
unworthy unfit inferior mediocre ugly hideous weird creepy suspicious doubtful blame blamed accuse accused guilty
sue sued lawsuit jail prison punish punished sentenced arrested suspect condemn condemned criticize criticized
failure decline declining bankrupt debt crisis conflict fight fighting war hostile revoke cancel cancelled canceled
"""
