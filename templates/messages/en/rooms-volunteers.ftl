# The rooms about volunteers.

rooms-volunteers-none = Nobody has offered help yet. Offers from the form appear here; share its address, /volunteer.
rooms-volunteers-form = Look at the form
rooms-volunteers-text = Who they are is shown when you open one. Each opening is recorded with your name.
rooms-volunteers-sent = Sent
rooms-volunteers-state = State
rooms-volunteers-areas = Wants to help with
rooms-volunteers-often = How often
rooms-volunteers-language = Read the form in
rooms-volunteers-opened = opened
rooms-volunteers-not-opened = not opened
rooms-volunteers-offer = Offer of help
rooms-volunteers-first-opened = First opened
rooms-volunteers-not-yet = not yet
rooms-volunteers-who = Who it is
rooms-volunteers-name = Name or pseudonym
rooms-volunteers-languages = Languages
rooms-volunteers-message = Message
rooms-volunteers-no-message = none
rooms-volunteers-agreed = What they agreed to
rooms-volunteers-consent = Consent
rooms-volunteers-consent-version = version { $version }
rooms-volunteers-erased = Erased after
rooms-volunteers-agreed-text = Write to them only in the way they chose. Your opening of this card is recorded.
rooms-volunteers-sealed = Name, contact and message are sealed. Opening them is recorded with your name and the time.
rooms-volunteers-open = Open
