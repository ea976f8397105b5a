# The room about how often the public pages were opened.

rooms-visits-lead = A visit is a page opened in a browser. Only totals a day are kept, so a reader who opens three pages is three visits, and nobody can be told from anybody. Bots are left out as far as they say who they are. New visits appear within a minute.
rooms-visits-visits = Visits
rooms-visits-last-days = The last 30 days
rooms-visits-last-months = The last 12 months
rooms-visits-pages = Pages
rooms-visits-pages-none = No page was opened in the last 30 days. Share an address of the site, and look again in a minute.
rooms-visits-pages-caption = In the last 30 days.
rooms-visits-page = Page
rooms-visits-english = English
rooms-visits-korean = Korean
rooms-visits-ways = Ways of sharing
rooms-visits-ways-text = Shared addresses end in a word such as “?via=line”, the same for everybody. Counted is who arrives by it, not who shares. In a newsletter of yours, add “?via=newsletter” to links.
rooms-visits-ways-caption = Visits that began with a shared address.
rooms-visits-way = Way
rooms-visits-word = Word
rooms-visits-30-days = 30 days
rooms-visits-12-months = 12 months
rooms-visits-links = Links of yours
rooms-visits-links-text = A link can fill the donation form and carry a word of yours, such as the one below. Each part may be left out, and what the form does not offer is ignored. The word stands for a letter, a talk or a poster, never for a person. It counts on every page, and may hold letters, digits and dashes, 32 at most.
rooms-visits-links-none = Nobody came by such a word in the last 12 months. Add one to the next link that you send.
rooms-visits-links-caption = Visits that began with a word of yours. Words beyond a hundred a day are counted together as “other”.
rooms-visits-via-line = LINE
rooms-visits-via-naver = Naver
rooms-visits-via-band = BAND
rooms-visits-via-x = X
rooms-visits-via-facebook = Facebook
rooms-visits-via-whatsapp = WhatsApp
rooms-visits-via-telegram = Telegram
rooms-visits-via-bluesky = Bluesky
rooms-visits-via-mail = E-mail
rooms-visits-via-app = Share sheet of a device, such as KakaoTalk
rooms-visits-via-copy = Copied address or text
rooms-visits-via-poster = QR code
rooms-visits-via-newsletter = Our newsletter
rooms-visits-via-kakaostory = KakaoStory
