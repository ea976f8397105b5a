# Forms that came after the end of a session or could not be taken, and the end of sessions.

rooms-kept-offer = A form that you sent at { $time } was kept: your session had ended.
rooms-kept-offer-room = A form that you sent at { $time } to “{ $room }” was kept: your session had ended.
rooms-kept-look = Look at it
rooms-kept-drop = Discard it

rooms-kept-title = A form that was kept for you
rooms-kept-sent-at = You sent it on
rooms-kept-until = It is kept, sealed, until
rooms-kept-nothing-done = Your session had ended, so nothing was done with it. Open it in its room: it holds again what you typed, and nothing happens until you press a button there.
rooms-kept-open = Open it in its room
rooms-kept-typed = What you typed
rooms-kept-filled = The form below holds again what you sent. Nothing happens until you press its button.
rooms-kept-not-filled = What you sent does not fit into this room any more. All of it can still be read and copied.

rooms-kept-ended-title = Your session has ended
rooms-kept-ended-kept = Nothing was saved. What you wrote is kept for you, sealed, until { $until }. Sign in, in this tab or in another: it is offered to you on every page.
rooms-kept-ended-held = Nothing was saved or kept, because we do not know whose session this was. This page holds what you wrote. Sign in in another tab, come back here and send it again, or copy it.
rooms-kept-ended-file = Nothing was saved. Files are not kept: please sign in and choose the file again.
rooms-kept-ended-lost = Nothing was saved. What you sent is too large to be kept without knowing whose it is. If your browser still shows the form when you go back, copy the text before you sign in.
rooms-kept-ended-button = Nothing was done. Please sign in and press the button again.
rooms-kept-sign-in = Sign in
rooms-kept-sign-in-new-tab = Sign in (new tab)
rooms-kept-signed-in-elsewhere = I signed in elsewhere: show me the form
rooms-kept-send-again = Send it again
rooms-kept-leave = Leave it
rooms-kept-back-to-room = To the room

rooms-kept-large-title = That is too much at once
rooms-kept-large-text = Nothing was saved, because this is more than the room takes. All of it stands below: shorten it here and send it again, or copy it.
rooms-kept-large-lost = Nothing was saved: this is far more than any room takes, and more than this page can hold. If your browser still shows the form when you go back, copy the text from there.
rooms-kept-away-title = The database cannot be reached
rooms-kept-away-text = It is not certain whether this was saved. What you sent stands below: send it again in a few minutes, and look first whether it was saved after all.
rooms-kept-failed-title = This could not be done
rooms-kept-failed-text = What you sent stands below, to be copied or sent again. Look first whether it was saved after all.
rooms-kept-refused = What you typed

rooms-kept-session-near = Your session ends at { $time }, because nothing was opened or sent for a while.
rooms-kept-session-last = Your session ends at { $time } in any case, twelve hours after you signed in. Please save what you are writing. What you send later is kept for you until you have signed in again.
rooms-kept-session-ended = Your session has ended. What you typed is still on this page. Sign in in a new tab, then come back and send it.
rooms-kept-session-stay = Stay signed in
rooms-kept-session-read = Hide
rooms-kept-session-foot = If nothing is opened or sent, your session ends at { $time }; at { $longest } it ends in any case. Forms that you send later are kept for you.
rooms-kept-session-foot-last = Your session ends at { $time } in any case. Forms that you send later are kept for you.
