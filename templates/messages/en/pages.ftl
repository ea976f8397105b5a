# Words of the blocks that the content does not bring along.

source-label = Source:

goal-of = of { $goal }
goal-bar-label = Raised so far of { $goal }
goal-beside = Also received

share-address = The address of this site
share-words = A text you can use
share-text = Human rights in North Korea: what is known, and who says so.
share-mail = E-mail
share-copy-address = Copy the address
share-copy-words = Copy the text
share-copied = Copied
share-native = Share with an app on this device

card-goal = Goal: { $goal }
card-progress = More than { $percent }% of { $goal }
card-reached = The goal of { $goal } is reached

search-title = Find a page
search-label = Words of the title
search-button = Search
search-meant = Perhaps you meant:
search-nothing = No page has these words. Try fewer, or leave the field empty to see all pages.
