# One title and one text for each status that visitors can meet.

error-help = If it keeps happening, please write to us:
error-status = Status { $status }
error-id = Case number: { $id }

error-400-title = We did not understand that
error-400-text = What your browser sent was incomplete or garbled. Please go back, reload the page and try again.
error-401-title = Your session has ended
error-401-text = Nothing was done. Please sign in again.
error-403-title = This was not accepted
error-403-text = The form seems to have been sent from another site, so nothing was done. Please open it here and send it again.
error-404-title = There is no page here
error-404-text = The address may have a typing mistake, or the page has moved. These pages exist:
error-405-title = This does not work that way
error-405-text = This address cannot be used in the way your browser tried. Please start again from the home page.
error-408-title = That took too long
error-408-text = Your browser’s message did not arrive in time, so nothing was done. Please check your connection and try again.
error-413-title = That is too much at once
error-413-text = What you sent is larger than we can take, so nothing was stored. Please shorten it and send it again.
error-421-title = This site is at another address
error-421-text = Your browser asked for a site that we do not run. Please check the address before you enter anything.
error-429-title = A short pause, please
error-429-text = Many requests came from your network within a short time. Please wait a few minutes and try again.
error-500-title = Something went wrong here
error-500-text = The fault is ours, and it has been recorded. Please try again in a few minutes.
error-501-title = A newer release of the program wrote this
error-501-text = This server still runs an older one and leaves it untouched, so that nothing is lost. It can be edited here as soon as the server is updated; please tell whoever runs it.
error-502-title = A service did not answer
error-502-text = A service that we need, such as the payment page, cannot be reached at the moment. Please try again in a few minutes.
error-503-title = We will be back soon
error-503-text = This part of the site cannot be reached for the moment. You can still read the other pages; please try this one again in a few minutes.
