# The frame of every page: header, footer, ways on, and what all forms share.

site-description = The work of a citizens' organisation for human rights, and three ways to take part in it.
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

form-required = (required)
form-optional = (optional)
form-problems-title = Please look at these fields again
form-problem-label = To correct:
problem-too-long = This is longer than we can store. Please shorten it.

form-notice-own-mistake = We cannot take this form at the moment. The mistake is in our own settings, not with you, and nothing was sent or charged. What you wrote is still here: please try again later, or write to { $mail }.
