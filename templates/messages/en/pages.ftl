# Words of the blocks that the content does not bring along.

only-in-other = This page is only available in Korean.
source-label = Source:

goal-of = of { $goal }
goal-bar-label = Raised so far of { $goal }
goal-beside = Also received

share-line-title = Pass it on
share-line-more = QR code and ready texts
share-address = The address of this site
share-text = Human rights in North Korea: what is known, and who says so.
share-to-line = LINE
share-to-naver = Naver
share-to-band = BAND
share-to-kakaostory = KakaoStory
share-to-x = X
share-to-facebook = Facebook
share-to-whatsapp = WhatsApp
share-to-telegram = Telegram
share-to-bluesky = Bluesky
share-to-mail = E-mail
share-copy-address = Copy the address
share-copy-words = Copy the text
share-copied = Copied
share-native = Share with an app on this device

card-goal = Goal: { $goal }
card-progress = More than { $percent }% of { $goal }
card-reached = The goal of { $goal } is reached

search-title = Find a page
search-label = Words to find
search-scope = The search looks at the titles of pages and at the sentence below each, not at the whole text.
search-button = Search
search-meant = Perhaps you meant:
search-nothing = No page has these words in its title or summary. Try fewer, or leave the field empty to see all pages.
share-texts-here = The texts in English
share-poster-title = On paper
share-poster-text = For a poster, a slide or a handout: a phone’s camera opens the page. The SVG keeps its edges at any size, the PNG is 1200 pixels wide. Leave the white border around the code, and try it once before you print many.
share-poster-alt = QR code that opens the first page of this site
share-poster-svg = QR code of “{ $page }” as SVG
share-poster-png = QR code of “{ $page }” as PNG
share-poster-volunteer = Volunteer
prose-table = Table
prose-note = Note { $number }
prose-note-back = Back to the text from note { $number }
preview-bar = Preview: not public, shown by this link until { $until } (Seoul).
preview-phone = As on a phone
preview-desktop = As on a desktop
preview-phone-title = The page as on a phone
preview-gone-title = This preview is not there
preview-gone-text = The link was never there, or it has ended. Please ask the person who sent it to you for a new one.
