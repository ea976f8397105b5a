//! The site as a list: every feature's routes, and the layers of all that `front.rs` does not answer from memory.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn_with_state, map_request},
    routing::get,
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::{
    admin, assets,
    bodies::{self, Bodies},
    donations, error_pages, giving, headers, heads, health, log, manage, pages,
    state::AppState,
    visits, volunteers,
};

/// The largest body of a request that is no form of staff: the webhook's. Rooms of staff have limits of their own.
const LARGEST_BODY: usize = 256 * 1024;
/// The largest form of a visitor, in bytes.
const LARGEST_FORM: usize = bodies::LARGEST_FORM;
/// How long a request may take, its body included.
const LONGEST: Duration = Duration::from_secs(30);

/// Every URL of the site.
pub(crate) fn router(state: AppState) -> Router {
    // Forms hold no secret that outlives them, so compressing them gives nothing away; the rooms of staff are not compressed.
    let forms = giving::routes()
        .merge(donations::receipts::routes())
        .merge(manage::routes())
        .merge(volunteers::routes())
        .layer(from_fn_with_state(Arc::clone(&state.visits), visits::count_forms))
        .merge(pages::search::routes())
        .layer(CompressionLayer::new());
    let routes = Router::new()
        .nest("/ko", forms.clone())
        .merge(forms)
        .layer(RequestBodyLimitLayer::new(LARGEST_FORM))
        .merge(donations::webhook_routes())
        .merge(health::routes())
        .merge(heads::routes())
        .merge(crate::development::routes(&state))
        .merge(pages::qr::routes())
        .merge(pages::previews::routes())
        .route("/static/{hash}/{*path}", get(assets::asset))
        .fallback(pages::handlers::public_page)
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .merge(admin::routes(&state));
    let taken_in = Arc::new(Bodies::new(state.config.web.client_ip_source.clone()));
    let layers = ServiceBuilder::new()
        .layer(axum::Extension(state.config.web.client_ip_source.clone()))
        .layer(map_request(log::keep_good_id))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(log::span)
                .on_request(())
                .on_response(log::answered)
                .on_failure(()),
        )
        .layer(from_fn_with_state(state.clone(), headers::security_headers))
        .layer(CompressionLayer::new().compress_when(error_pages::is_for_visitors))
        .layer(from_fn_with_state(state.clone(), error_pages::error_pages))
        .layer(CatchPanicLayer::custom(error_pages::after_panic))
        .layer(from_fn_with_state(state.clone(), headers::head_check))
        .layer(from_fn_with_state(state.clone(), headers::cross_site_check))
        .layer(from_fn_with_state(taken_in, bodies::few_bodies))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST));
    routes.layer(layers).with_state(state)
}
