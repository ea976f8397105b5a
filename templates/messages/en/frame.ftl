# The frame of every page: header, footer, ways on, and what all forms share.

site-description = The work of a citizens’ organisation for human rights, and three ways to take part in it.
og-locale = en_US
og-locale-other = ko_KR
og-image-alt = Card with the title: { $title }

skip-to-content = Skip to the content
trial = This site is being tried out: no card is charged, and no gift is real.
nav-label = Main
nav-home-hint = Home
nav-donate = Donate

footer-movement = Part of the Connect Kindness movement.
footer-no-tracking = No cookies, no tracking, nothing from third parties. Print this page, share it, or read it with scripts switched off.
footer-press = Press
footer-privacy = Privacy

on-paper = This page on the web:

way-home = Go to the home page
way-share = Share this site with somebody

day-with-zone = { $day } (Seoul time)

form-required = (required)
form-optional = (optional)
form-problems-title = Please look at these fields again
form-problem-label = To correct:
problem-too-long = This has { $length } characters, and we can keep { $longest }. Please shorten it.
problem-resident-number = This looks like a resident registration number. The law does not allow us to collect it, and we do not need it here. Please take it out.
form-error-mark = Error:
form-trap = Please leave this field empty
form-trap-hint = It is not meant for you: programs that send forms by themselves fill it. If your browser or a password manager has put something here, please take it out.
form-notice-trap = A field that people do not see was filled, perhaps by your browser or a password manager, so nothing was sent. What you wrote is still here. The field is empty again and stands first in the form now: please make sure that it stays empty, and send the form once more.
form-own-tab = (opens in a new tab)
form-draft = What you type stays in this tab until you send it, so that going back or reloading loses nothing. An hour after your last change, this page no longer puts it back. A browser may restore a tab that was closed: the button at the top is the safe way to leave.
form-correction = You sent this form a short while ago. If you send it again now, it replaces what you sent.
form-begin-anew = Fill it in for somebody else

form-notice-own-mistake = We cannot take this form at the moment. The mistake is in our own settings, not with you, and nothing was sent or charged. What you wrote is still here: please try again later, or write to { $mail }.
