# The rooms about pages: lists, editor, what is wrong with a text.

rooms-pages-title = Title
rooms-pages-menu = Name in the navigation
rooms-pages-summary = Summary
rooms-pages-lead = Lead
rooms-pages-text = Text
rooms-pages-words = Words
rooms-pages-attribution = Who said or printed them
rooms-pages-value = Number
rooms-pages-counts = What it counts
rooms-pages-question = Question
rooms-pages-answer = Answer
rooms-pages-drawing = Drawing
rooms-pages-alt = What it shows
rooms-pages-caption = Words below it
rooms-pages-heading = Heading
rooms-pages-button = What the button says
rooms-pages-path = Where it leads
rooms-pages-source-name = Who says so
rooms-pages-source-url = Where
rooms-pages-source-date = When
rooms-pages-title-hint = The heading of the page, and its name in search results.
rooms-pages-summary-hint = One or two sentences for search results and shared links.
rooms-pages-lead-hint = The sentences under the title.
rooms-pages-words-hint = Without quotation marks.
rooms-pages-value-hint = As it is shown, such as 150,000.
rooms-pages-copied-hint = The address of the site is added below it.
rooms-pages-alt-hint = For those who do not see it.
rooms-pages-path-hint = An address of this site, such as /volunteer, without /ko.
rooms-pages-source-url-hint = The whole address, with https://
rooms-pages-source-date-hint = As precise as known, such as 17 February 2014.
rooms-pages-markdown-hint = An empty line between paragraphs, *emphasis*, **strong**, ## for a sub-heading, - or 1. for lists, [words](/address) for links, [^1] for notes. Cells of a sheet become a table.
rooms-pages-kind-prose = Text
rooms-pages-kind-quote = Quotation
rooms-pages-kind-call_to_action = Call to action
rooms-pages-kind-goal = Goal bar
rooms-pages-kind-share_kit = Ways to share
rooms-pages-kind-illustration = Drawing
rooms-pages-kind-reasons = Reasons
rooms-pages-item-reasons = reason
rooms-pages-kind-actions = Actions
rooms-pages-item-actions = action
rooms-pages-kind-figures = Figures
rooms-pages-item-figures = figure
rooms-pages-kind-questions = Questions
rooms-pages-item-questions = question
rooms-pages-kind-texts = Texts to copy
rooms-pages-item-texts = text
rooms-pages-block = Block { $number } ({ $kind })
rooms-pages-block-new = Block { $number } ({ $kind }, new)
rooms-pages-block-gone = Block { $number } ({ $kind }, removed)
rooms-pages-moved = The same words at another place.
rooms-pages-items = items
rooms-pages-page = Page
rooms-pages-no-item = Please add at least one { $item }.
rooms-pages-most-items = At most { $most }, please.
rooms-pages-source-whole = A source has all three: who, where and when. Or leave all three empty.
rooms-pages-shorten = Please shorten this to { $longest } characters. It has { $length }.
rooms-pages-problem-path = Please write an address of this site, such as /volunteer, without /ko.
rooms-pages-problem-url = Please write the whole address, beginning with https://.
rooms-pages-problem-drawing = Please choose one of the drawings.
rooms-pages-program = the program
rooms-pages-state = State
rooms-pages-saved-at = Saved
rooms-pages-is-published = published
rooms-pages-edit = Edit
rooms-pages-view = View
rooms-pages-revisions = Revisions
rooms-pages-revision = Revision
rooms-pages-revisions-of = Revisions of { $page }
rooms-pages-by = By
rooms-pages-all-three = all three or none
rooms-pages-source = Source
rooms-pages-choose = Choose one
rooms-pages-the-page = The page
rooms-pages-add-item = Add { $item }
rooms-pages-view-page = View the page
rooms-pages-same = Both say the same.
rooms-pages-drawing-light = light
rooms-pages-drawing-crossing = crossing
rooms-pages-drawing-voice = voice
rooms-pages-drawing-bridge = bridge
rooms-pages-drawing-mark = mark
rooms-pages-problem-silent = Please write some words here. Signs alone say nothing.
rooms-pages-problem-unseen = A sign that nobody sees stands { $place ->
    [start] at the start
   *[within] after “{ $before }”
}: { $code }{ $sort ->
    [width] , which has no width
    [direction] , which turns the direction of writing
    [hyphen] , a hyphen that shows only at the end of a line
    [filler] , a Hangul filler
   *[other] {""}
}.{ $more ->
    [0] {""}
    [one] {" "}There is one more of them.
   *[other] {" "}There are { $more } more of them.
} Please delete the word and type it again.
rooms-pages-mark-emphasis = Line { $line }: asterisks are shown as they are in “{ $words }”. Put them directly at the words, without blanks, and close them. For a plain asterisk, write \*.
rooms-pages-mark-link = Line { $line }: this is no link: “{ $words }”. A link is written [words](address), with an address such as /mission or https://example.org.
rooms-pages-mark-note = Line { $line }: the note of this sign is missing: “{ $words }”. Write it in a line of its own, such as [^1]: the note.
rooms-pages-mark-unused-note = Line { $line }: no place of the text refers to this note: “{ $words }”. It is shown as the last one.
rooms-pages-mark-heading = Line { $line }: this is no heading: “{ $words }”. Put a blank after the #.
rooms-pages-mark-table = Line { $line }: this is no table: “{ $words }”. Below the first row, write a line such as | --- | --- |.
rooms-pages-mark-html = Line { $line }: HTML is shown as it is: “{ $words }”. Write **strong**, *emphasis* or [words](address).
rooms-pages-mark-picture = Line { $line }: texts show no pictures, only these words: “{ $words }”.
