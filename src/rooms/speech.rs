//! Says in which language an answer to a member of staff is, so that the page of an error speaks it as well.

use axum::{extract::Request, middleware::Next, response::Response};

use crate::rooms::pass::Admitted;

/// Marks every answer with the language of the one who was let in.
pub(super) async fn mark_language(request: Request, next: Next) -> Response {
    let language = request.extensions().get::<Admitted>().map(|admitted| admitted.staff.language);
    let mut answer = next.run(request).await;
    if let Some(language) = language {
        answer.extensions_mut().insert(language);
    }
    answer
}
