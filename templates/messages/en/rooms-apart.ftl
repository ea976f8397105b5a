# The room of offers that were set apart.

rooms-apart-title = Offers set apart
rooms-apart-link = Offers set apart as possible adverts
rooms-apart-text = These offers look like adverts. Whoever sent them got the same answer as everybody. Let through what people meant; erase the rest. Both are recorded with your name.
rooms-apart-empty = Nothing is set apart.
rooms-apart-who = Who
rooms-apart-reasons = Why
rooms-apart-reason-links = links where nobody needs any
rooms-apart-reason-advert = words of adverts
rooms-apart-reason-repeated = the same text came before on that day
rooms-apart-reason-household = many from one household on that day
rooms-apart-reason-network = many from one network on that day
rooms-apart-let-through = Let through
rooms-apart-spam = Spam: erase
rooms-apart-undo = Set apart again
rooms-apart-none-chosen = Please choose at least one offer.
rooms-apart-done-let-through = Let through. Where the contact is a mail address, the person is asked to confirm it first.
rooms-apart-done-again = Set apart again.
rooms-apart-done-erase = Erased.
rooms-apart-done-spam = Nothing was erased.
rooms-apart-sure-title = Erase as spam
rooms-apart-sure-text = { $count ->
    [1] One offer is erased for good.
   *[other] { $count } offers are erased for good.
}
rooms-apart-sure = Erase
rooms-apart-back = Go back
