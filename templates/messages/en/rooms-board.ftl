# The list of all pages, both languages beside each other.

rooms-board-new = New page
rooms-board-trash = Trash ({ $count })
rooms-board-search = Title or address
rooms-board-show = State
rooms-board-look = Search
rooms-board-all = Show all pages
rooms-board-nothing = No page fits. Search for less, or show all pages.
rooms-board-found = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
rooms-board-menu = Navigation
rooms-board-place = Place
rooms-board-move = Move
rooms-board-not-in-menu = not in it
rooms-board-unlisted = not in search engines
rooms-board-before = Back
rooms-board-after = More pages
rooms-board-show-missing = missing in a language
rooms-board-show-draft = being written
rooms-board-show-behind = behind the other language
rooms-board-show-changed = newer than what visitors read
rooms-board-show-unpublished = not published
rooms-board-show-scheduled = scheduled
rooms-board-show-published = published
rooms-board-show-broken = cannot be shown
rooms-board-broken = cannot be shown
rooms-board-missing = missing
rooms-board-published = published
rooms-board-changed = newer than what visitors read
rooms-board-unpublished = not published
rooms-board-behind = behind the other language
rooms-board-comes-at = Something else is published { $moment }.
rooms-board-goes-at = Taken away { $moment }.
rooms-board-ends-at = Ends { $moment }.
rooms-board-mine = Your draft of { $moment }.
rooms-board-theirs = Draft of { $who }.
rooms-board-done-moved = The navigation has its new order. Visitors see it within seconds.
rooms-board-done-restored = The page is back as it was.
rooms-board-order-changed = Somebody else changed the navigation meanwhile, so nothing was moved. This is how it stands now.
rooms-board-no-place = Please write the place as a number, from 1 on.
