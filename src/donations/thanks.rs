//! The page after the checkout. It believes nothing in its address and shows nothing personal.

use axum::{
    extract::{OriginalUri, Query, State},
    http::{HeaderName, HeaderValue},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    database::within,
    donations::{
        fulfil::fulfil,
        queries::{self, Donation},
        view::{ThanksKind, ThanksPage},
    },
    error::Error,
    language::Language,
    state::AppState,
    view::Html,
};

/// How the donor came back: from paying, or from closing Stripe's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CameBack {
    session_id: String,
    gift: String,
}

/// `GET /donate/thanks`. It believes nothing in its address and shows nothing personal.
pub async fn thanks_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Query(back): Query<CameBack>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let page = |kind, donation: Option<&Donation>, resume_url| ThanksPage {
        frame: state.frame(language, "/donate/thanks"),
        kind,
        amount: donation.and_then(Donation::amount),
        resume_url,
    };
    let page = match found(&state, &back).await {
        Ok(Some(donation)) => {
            let kind = kind_of(&donation);
            let resume_url = donation.checkout_url.clone().filter(|_| kind == ThanksKind::Open);
            page(kind, Some(&donation), resume_url)
        }
        Ok(None) => page(ThanksKind::Unknown, None, None),
        Err(error) => {
            error.log();
            page(ThanksKind::Unknown, None, None)
        }
    };
    let answer = Html::page(&page)?
        .with_header(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    Ok(answer.into_response())
}

/// The donation that the address names, brought up to date by the same function as the worker's (STRIPE C1).
async fn found(state: &AppState, back: &CameBack) -> Result<Option<Donation>, Error> {
    let donation = if is_session_id(&back.session_id) {
        within(queries::find_by_session(&state.db, &back.session_id)).await?
    } else if let Ok(id) = back.gift.parse::<Uuid>() {
        within(queries::find(&state.db, id)).await?
    } else {
        None
    };
    let Some(donation) = donation else {
        return Ok(None);
    };
    let (Some(session_id), "pending" | "processing") = (&donation.checkout_session_id, donation.state.as_str()) else {
        return Ok(Some(donation));
    };
    let refreshed = within(async {
        let mut tx = state.db.begin().await?;
        fulfil(state, &mut tx, session_id, None).await?;
        tx.commit().await?;
        Ok::<_, Error>(())
    });
    if let Err(error) = refreshed.await {
        // The page tells what we know; the webhook will tell us more.
        error.log();
    }
    within(queries::find(&state.db, donation.id)).await
}

fn kind_of(donation: &Donation) -> ThanksKind {
    match donation.state.as_str() {
        "paid" => ThanksKind::Paid,
        "processing" => ThanksKind::Processing,
        "pending" => ThanksKind::Open,
        _ => ThanksKind::NotPaid,
    }
}

/// `cs_test_…` or `cs_live_…` and nothing but letters and digits after it (STRIPE C2).
fn is_session_id(text: &str) -> bool {
    let rest = text.strip_prefix("cs_test_").or_else(|| text.strip_prefix("cs_live_"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.len() <= 200 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
