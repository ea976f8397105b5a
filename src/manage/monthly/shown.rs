//! The page of one monthly gift as its donor has it before them, and what is said when something failed.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    database::within,
    donations::monthly::{
        course::{Course, next_turn},
        queries::MonthlyGift,
    },
    error::Error,
    inputs::Path,
    language::Language,
    manage::{
        link::{Ended, over},
        monthly::{
            form::{LONGEST_PAUSE, would_rest_until},
            view::MonthlyPage,
        },
        queries,
        visit::DonorVisit,
    },
    showing::{Remark, Showing},
    state::AppState,
    view::Html,
};

/// Finds a gift of this visit's donor. Another donor's gift is not found.
pub(crate) async fn find(state: &AppState, visit: &DonorVisit, id: Uuid) -> Result<MonthlyGift, Error> {
    if visit.only.is_some_and(|only| only != id) {
        return Err(Error::NotFound);
    }
    let found = within(queries::list_monthly(&state.db, &visit.indexes, Some(id))).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// The gift that an address names. Mail programs damage the end of an address, so whoever comes with an odd one is told so.
pub(crate) struct GiftId(pub(crate) Uuid);

impl FromRequestParts<AppState> for GiftId {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let named = Path::<(String, String)>::from_request_parts(parts, state).await;
        let id = named.ok().and_then(|Path((_, id))| id.parse().ok());
        let (language, _) = Language::of_path(parts.uri.path());
        id.map(Self).ok_or_else(|| over(state.frame(language, "/donate/manage"), Ended::GiftLink).into_response())
    }
}

/// The name of a gift's forms, for which their tokens are signed.
pub(crate) fn form_name(id: Uuid) -> String {
    format!("monthly {id}")
}

/// A showing of a gift's page. It always has a fresh token: what was asked for under an earlier one is answered for good.
pub(crate) struct GiftForm<'a> {
    pub(crate) showing: Showing<'a>,
    visit: &'a DonorVisit,
    gift: &'a MonthlyGift,
}

impl<'a> GiftForm<'a> {
    pub(crate) fn fresh(state: &'a AppState, visit: &'a DonorVisit, gift: &'a MonthlyGift) -> Self {
        let showing = Showing::fresh(state, visit.language(), form_name(gift.id), OffsetDateTime::now_utc());
        Self { showing, visit, gift }
    }

    pub(crate) fn url(&self) -> String {
        self.visit.url(&format!("/monthly/{}", self.gift.id))
    }

    /// The page with the sum that was typed.
    pub(crate) fn answer(&self, typed: &str, remark: Remark) -> Result<Response, Error> {
        let (state, gift, now) = (self.showing.state, self.gift, OffsetDateTime::now_utc());
        let amount = gift.amount().ok_or(Error::NotFound)?;
        let course = gift.course(now);
        let frame = state.frame(self.visit.language(), &self.visit.path(&format!("/monthly/{}", gift.id)));
        let Remark { status, problems, notice } = remark;
        let page = MonthlyPage {
            has_terms: frame.site.terms(amount.currency()).is_some(),
            frame,
            amount,
            course,
            token: self.showing.signed_token(),
            typed: typed.to_owned(),
            problems,
            notice,
            has_customer: gift.customer_id.is_some() && course != Course::Begins,
            pauses: self.pauses(course, now),
            fee_cover: gift.fee_cover(),
            url: self.url(),
            back: self.visit.only.is_none().then(|| self.visit.url("")),
        };
        // A form on this page leads to Stripe's portal.
        let policy = state.config.policies.portal.clone();
        Ok(Html::page(&page)?.with_status(status).with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
    }

    fn pauses(&self, course: Course, now: OffsetDateTime) -> Vec<(u8, String)> {
        let until = |months| Some((months, would_rest_until(self.gift, course, now, months)?));
        let in_words = |(months, until)| {
            let next = next_turn(self.gift.current_period_end, until);
            (months, calendar::day_in_words(next, self.visit.language()))
        };
        (1..=LONGEST_PAUSE).filter_map(until).map(in_words).collect()
    }

    /// The page with a remark about the whole of it.
    pub(crate) fn again(&self, typed: &str, notice: &str, status: StatusCode) -> Result<Response, Error> {
        self.answer(typed, self.showing.notice(notice, status))
    }

    /// The page after something failed. Nothing typed is lost, and sending it again does no harm.
    ///
    /// # Errors
    /// The error itself, if it is not Stripe's.
    pub(crate) fn after(&self, error: Error, typed: &str) -> Result<Response, Error> {
        let Error::Stripe(_) = error else { return Err(error) };
        error.log();
        self.again(typed, "monthly-notice-stripe-away", StatusCode::SERVICE_UNAVAILABLE)
    }
}
