# The volunteer form. What a browser keeps in its history (titles) betrays nothing.

volunteer-title-neutral = Form
volunteer-description-neutral = A short form that asks for little. What you write is read by few people and erased in time.
volunteer-exit = Leave this page now
volunteer-exit-keys = or press Escape three times
volunteer-exit-url = https://www.wikipedia.org/

volunteer-heading = Offer your help
volunteer-lead = Tell us what you would like to do and how to reach you. A pseudonym is enough. A coordinator reads your offer and replies.
volunteer-caution = Please do not name relatives or friends in the North, and no routes, places or dates of anybody’s journey: neither here nor in later messages. What is not written down cannot be taken.
volunteer-history = Your browser may keep this page in its history. If somebody else uses your device, a private window leaves less behind.

volunteer-reach-legend = How we reach you
volunteer-name = Name or pseudonym
volunteer-name-hint = What we should call you. It need not be your real name.
volunteer-contact-kind = How would you like to be contacted?
contact-mail = E-mail
contact-phone = Telephone
contact-signal = Signal
contact-kakaotalk = KakaoTalk
contact-telegram = Telegram
contact-line = LINE
contact-wechat = WeChat
contact-other = Another service
volunteer-contact = Your address, number or name there
volunteer-contact-hint = One is enough. For another service, write its name too.
volunteer-discreet = If you write to me by e-mail, name neither yourselves nor the matter
volunteer-note-discreet = Sender and text of our mails then give nothing away. A link in them still shows the address of this site.

volunteer-help-legend = How you would like to help
volunteer-areas = What would you like to do? Choose one or more.
area-advocacy = Advocacy and campaigns
area-teaching = Teaching young people from North Korea
area-translation = Translation
area-events = Events
area-research = Research
volunteer-availability = How often?
availability-once = For one occasion
availability-monthly = A few hours a month
availability-weekly = A few hours a week
availability-unsure = I do not know yet
volunteer-not-said = I would rather not say
volunteer-languages = Languages
volunteer-skills = Skills
volunteer-skills-hint = What you are good at, for example: design, interpreting, bookkeeping.
volunteer-region = Where you live
volunteer-region-hint = No closer than this.
region-seoul = Seoul
region-capital = Gyeonggi and Incheon
region-gangwon = Gangwon
region-chungcheong = Chungcheong, Daejeon, Sejong
region-jeolla = Jeolla and Gwangju
region-gyeongsang = Gyeongsang, Busan, Daegu, Ulsan
region-jeju = Jeju
region-abroad = Abroad
volunteer-languages-hint = In your own words, for example: Korean, some English.
volunteer-message = Anything else
volunteer-message-hint = Questions, or good times to reach you.

volunteer-note-contact-kind = Coordinators write to you there and nowhere else.
volunteer-note-message = Please leave out relatives in the North, routes, places and dates of anybody’s journey, and identity numbers. We do not need them.

consent-legend = Your consent
consent-purpose = What for
consent-purpose-text = To answer you and to arrange the help you offer. For nothing else.
consent-items = What
consent-items-text = Name or pseudonym, one contact and the areas; and if you fill them in, how often you can help, languages, skills, the region and your message.
consent-period = How long
consent-period-text = 12 months after our last contact. Then everything is erased, or earlier if you ask.
consent-readers = Who reads it
consent-readers-text = Volunteer coordinators only. Every reading is recorded. Nobody else receives it.
consent-refuse = If you refuse
consent-refuse-text = You may refuse. Then we cannot contact you and cannot take up your offer. Nothing else changes for you.
consent-processors = Who stores it, and where
consent-processors-text = A server that we run ourselves; no other company can read your offer there. If you give us an e-mail address, that address and what we write to you pass through our mail provider and yours, whose servers may be abroad. They keep mails as their own rules say. If you do not want this, choose another way above: you may refuse, and your offer counts just as much.
consent-sensitive = Beliefs and opinions
consent-sensitive-text = What you write may show what you believe or stand for. The law protects that more strictly, so we ask separately. You may leave the box empty: then please leave such things out, and your offer counts just as much.
volunteer-consent-sensitive = I agree that beliefs or opinions may show in what I write, and that they are handled as described here.
consent-more = More about your data and your rights:
volunteer-consent = I agree that my details are used as described here.
volunteer-of-age = I am at least 14 years old.
volunteer-submit = Send my offer of help
volunteer-after-submit = It is encrypted before it is stored. You can withdraw it at any time, without giving a reason.
volunteer-help = If you would rather write an e-mail:

volunteer-problem-name = Please give us a name to call you by. A pseudonym is fine.
volunteer-problem-contact = Please write how we can reach you, such as an address, a number or a user name.
volunteer-problem-contact-kind = Please choose one way for us to reach you.
volunteer-problem-mail = This does not look like an e-mail address. Please check it, or choose another way above.
volunteer-problem-phone = This does not look like a telephone number. Please check its digits, such as +82 10 1234 5678. A note such as (evenings) may stand beside it.
volunteer-problem-areas = Please choose at least one thing you would like to do. You can change your mind later.
volunteer-problem-consent = We may only use your details if you agree. Please tick the box if you do.
volunteer-problem-of-age = We may only take offers from people who are at least 14. Please tick the box if you are.

volunteer-notice-role-gone = The task that you chose is taken or closed by now. Everything that you typed is still here: choose another one below, or none, and send it.
volunteer-ask-coordinates = This looks like an exact place. We do not need it: could you leave it out? If it should stay, press “Send as it is” below the form.
volunteer-ask-route = This may tell of somebody’s journey. It could endanger others, and we do not need it: could you leave it out? If it should stay, press “Send as it is” below the form.
volunteer-ask-relatives = This may tell of relatives in the North. It could endanger them, and we do not need it: could you leave it out? If it should stay, press “Send as it is” below the form.
volunteer-as-is = Send as it is

volunteer-notice-stale = This form had been open for a long time, so we renewed it. What you wrote is still here. Please check it and send it again.
volunteer-notice-too-fast = That was very fast, so we would like to be sure that a person sent it. What you wrote is still here. Please send it once more.
volunteer-notice-database-away = We cannot store your offer at this moment, and nothing of it was kept. What you wrote is still in the form: please send it again in a few minutes, or write to { $mail }.
volunteer-notice-already-read = This form reached us before and has been read. Your change was not stored: if you would like to add something, please send this fresh form, or write to { $mail }.

volunteer-thanks-title = Thank you
volunteer-thanks-text = Your offer has reached us. A coordinator will read it and write to you in the way you chose.
volunteer-thanks-next = If you do not hear from us within two weeks, please write to us. None of us will ever ask you for money, passwords or names of relatives.
volunteer-thanks-withdraw = You can withdraw at any time, without giving a reason: write to us, and we erase what you sent.
