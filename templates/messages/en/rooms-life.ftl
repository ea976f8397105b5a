# How a page comes, moves and goes: new pages, settings of a page, the trash.

rooms-life-new = New page
rooms-life-new-lead = A page begins as your draft. Nobody sees it until it is published.
rooms-life-title-en = Title in English
rooms-life-title-ko = Title in Korean
rooms-life-title-hint = One title is enough. The other language can follow later.
rooms-life-title-needed = Please write a title in one language at least.
rooms-life-title-says-nothing = Nothing of this can be seen. Please write a title with letters or digits.
rooms-life-slug = Last part of the address
rooms-life-slug-hint = One for both languages, such as our-work. Left empty, it is made from the English title.
rooms-life-slug-empty = Please write the last part of the address in Latin letters, such as our-work.
rooms-life-slug-signs = Please use only small Latin letters, digits and single hyphens, such as our-work.
rooms-life-slug-long = Please shorten the address to 80 letters.
rooms-life-slug-reserved = This address belongs to the site itself. Please choose another.
rooms-life-slug-taken = { $address } is the address of the page “{ $title }”. Please choose another.
rooms-life-slug-leads = { $address } was an address of the page “{ $title }” and leads to { $now }. Please choose another.
rooms-life-slug-in-trash = { $address } belongs to the page “{ $title }” in the trash. Restore that page, or choose another address.
rooms-life-slug-again = Somebody else has just taken this address. Please choose another.
rooms-life-from = Begin with the words of another page
rooms-life-from-hint = The last part of its address, such as mission. Left empty, the page is blank.
rooms-life-from-unknown = There is no page with the address { $address }.
rooms-life-make = Make this page

rooms-life-settings = Page settings
rooms-life-address = Address
rooms-life-move-hint = One for both languages. The old address leads to the new one by itself.
rooms-life-move = Change the address
rooms-life-old = These old addresses lead here:
rooms-life-old-links = These pages still link to an old address. The links work; they are best changed when the page is edited next:
rooms-life-links = { $count ->
    [one] { $count } link
   *[other] { $count } links
}
rooms-life-not-visible = not published
rooms-life-place = Place in the navigation
rooms-life-place-hint = { $count ->
    [one] { $count } page stands there. Left empty, this one does not.
   *[other] { $count } pages stand there. Left empty, this one does not.
}
rooms-life-search = Search engines
rooms-life-unlisted = Keep this page out of search engines
rooms-life-more = More
rooms-life-copy = Make a new page from this one
rooms-life-take-away = Take it away from visitors
rooms-life-done-moved = The page has its new address. The old one leads here.
rooms-life-done-menu = The navigation is changed. Visitors see it within seconds.
rooms-life-done-listing = Saved. Visitors and search engines see it within seconds.
rooms-life-done-same = The page has this address already.
rooms-life-moved-meanwhile = Somebody else changed this page meanwhile, so nothing was done. This is how it stands now.

rooms-life-trash = Put into the trash
rooms-life-trash-text = Visitors no longer find the page. For 30 days it can be restored as it was; then it is deleted with all its revisions.
rooms-life-trash-visible = Visitors read it now ({ $language }).
rooms-life-trash-menu = It stands in the navigation.
rooms-life-trash-draft = { $who } is writing on it (last at { $moment }).
rooms-life-no-links = No other page links to it.
rooms-life-where-used = Pages that link to it
rooms-life-where-used-text = Their links would lead to a page that does not exist. Please change them first.
rooms-life-keep = Keep the page
rooms-life-trash-title = Trash
rooms-life-trash-lead = Pages stay here for 30 days. Their addresses stay theirs meanwhile.
rooms-life-trash-empty = The trash is empty.
rooms-life-trashed-at = Here since
rooms-life-left = Left
rooms-life-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
rooms-life-restore = Restore
rooms-life-restore-visible = Visitors will read it again.
rooms-life-done-trashed = The page is in the trash. Visitors no longer find it within seconds.
rooms-life-done-gone = That page is not in the trash any more.
