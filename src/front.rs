//! Where every request comes in. A public page that lies finished in memory is answered here at once, because the layers of
//! `app.rs` would cost more than the page. Everything else goes to its route.
//!
//! Such a page still gets the check of the head and the security headers. It needs no request id, because the log says
//! nothing about it.

use std::{
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, Response},
};
use hyper::body::{Body as _, Incoming};
use tower::ServiceExt as _;

use crate::{app, headers, pages, state::AppState};

pub(crate) struct Front {
    state: AppState,
    router: Router,
    page_headers: HeaderMap,
}

impl Front {
    /// The way into this site.
    pub(crate) fn new(state: AppState) -> Self {
        let page_headers = headers::of_pages(&state.config).into_iter().collect();
        Self { router: app::router(state.clone()), page_headers, state }
    }

    /// Answers a request.
    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        // A panic here is met by the routes, which turn it into a page.
        match catch_unwind(AssertUnwindSafe(|| self.page(&request))) {
            Ok(Some(page)) => Ok(page),
            Ok(None) | Err(_) => self.router.clone().oneshot(request.map(Body::new)).await,
        }
    }

    /// The finished page, if the request is well-formed and asks for one. If it asks for bytes that are not there, the
    /// routes answer.
    fn page(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        let is_plain = matches!(*request.method(), Method::GET | Method::HEAD) && request.body().is_end_stream();
        if !is_plain || headers::checked_head(request, &self.state.config.web.hosts).is_err() {
            return None;
        }
        let page = pages::handlers::finished_page(&self.state, request, || self.page_headers.clone())?;
        (!page.status().is_client_error()).then_some(page)
    }
}
