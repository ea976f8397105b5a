//! The pages of one monthly gift.

use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::Form;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    database::within,
    donations::monthly::{course::Course, queries::MonthlyGift},
    error::Error,
    form::{FormToken, Problems},
    manage::{
        monthly::{
            change::{self, Outcome},
            form::{ChangeForm, would_rest_until},
            queries,
            view::{MonthlyPage, StopPage},
        },
        overview::Note,
        queries as manage,
        visit::Visit,
    },
    state::AppState,
    view::{Html, see_other},
};

/// `GET /donate/manage/{visit}/monthly/{id}`
pub(crate) async fn monthly_page(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, id)): Path<(String, Uuid)>,
    Query(note): Query<Note>,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let notice = if within(queries::is_behind(&state.db, id)).await? {
        Some("monthly-notice-behind")
    } else {
        (note.note == "done").then_some("monthly-notice-done")
    };
    Showing { state: &state, visit: &visit, gift: &gift }.answer("", Problems::default(), notice, StatusCode::OK)
}

/// `GET /donate/manage/{visit}/monthly/{id}/stop`
pub(crate) async fn stop_page(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let page = StopPage {
        frame: visit.frame(&state),
        amount: gift.amount().ok_or(Error::NotFound)?,
        course: gift.course(OffsetDateTime::now_utc()),
        paid_until: gift.current_period_end.map(|end| calendar::day_in_words(end, visit.language)),
        token: sign(&state, id),
        url: visit.url(&format!("/monthly/{id}")),
    };
    Ok(Html::page(&page)?.into_response())
}

/// `POST /donate/manage/{visit}/monthly/{id}`
pub(crate) async fn change(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, id)): Path<(String, Uuid)>,
    Form(form): Form<ChangeForm>,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let showing = Showing { state: &state, visit: &visit, gift: &gift };
    let (now, typed, bad) = (OffsetDateTime::now_utc(), &*form.amount, StatusCode::UNPROCESSABLE_ENTITY);
    let Ok(token) = FormToken::verify(&state.config.keys, &form_name(id), &form.token, now) else {
        return showing.answer(typed, Problems::default(), Some("monthly-notice-stale"), bad);
    };
    let wanted = match form.check(&gift, &state.site(), visit.language, now) {
        Ok(Some(wanted)) => wanted,
        // Who presses twice finds it done.
        Ok(None) => return Ok(see_other(&showing.url())),
        Err(problems) => return showing.answer(typed, problems, None, bad),
    };
    match change::make(&state, &gift, token.nonce, wanted).await {
        Ok(Outcome::Done) => Ok(see_other(&format!("{}?note=done", showing.url()))),
        Ok(Outcome::Before) => Ok(see_other(&showing.url())),
        Ok(Outcome::Refused) => showing.answer(typed, Problems::default(), Some("monthly-notice-refused"), bad),
        Ok(Outcome::TooSmall) => {
            let mut problems = Problems::default();
            problems.add("amount", visit.language.message("monthly-problem-below-minimum"));
            showing.answer(typed, problems, None, bad)
        }
        Err(error) => showing.after(error, typed),
    }
}

/// The gift, if it is this visit's. Another donor's looks as if there was none.
pub(crate) async fn find(state: &AppState, visit: &Visit, id: Uuid) -> Result<MonthlyGift, Error> {
    let found = within(manage::list_monthly(&state.db, &visit.indexes, Some(id))).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// The purpose for which the tokens of a gift's forms are signed.
fn form_name(id: Uuid) -> String {
    format!("monthly {id}")
}

fn sign(state: &AppState, id: Uuid) -> String {
    FormToken::issue(OffsetDateTime::now_utc()).sign(&state.config.keys, &form_name(id))
}

/// One showing of a gift's page.
pub(crate) struct Showing<'a> {
    /// What every handler may use.
    pub(crate) state: &'a AppState,
    pub(crate) visit: &'a Visit,
    pub(crate) gift: &'a MonthlyGift,
}

impl Showing<'_> {
    pub(crate) fn url(&self) -> String {
        self.visit.url(&format!("/monthly/{}", self.gift.id))
    }

    /// The page with what was typed and a sentence, if something is to be said.
    pub(crate) fn answer(
        &self,
        typed: &str,
        problems: Problems,
        notice: Option<&str>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let (state, gift, now) = (self.state, self.gift, OffsetDateTime::now_utc());
        let amount = gift.amount().ok_or(Error::NotFound)?;
        let course = gift.course(now);
        let frame = state.frame(self.visit.language, &self.visit.path(&format!("/monthly/{}", gift.id)));
        let page = MonthlyPage {
            notice: notice.map(|key| frame.t_with(key, "mail", &frame.site.contact_mail)),
            has_terms: frame.site.terms(amount.currency()).is_some(),
            frame,
            amount,
            course,
            token: sign(state, gift.id),
            typed: typed.to_owned(),
            problems,
            has_customer: gift.customer_id.is_some() && course != Course::Begins,
            would_rest_until: would_rest_until(gift, course, now),
            url: self.url(),
            back: self.visit.url(""),
        };
        // From here a form leads to Stripe's portal.
        let policy = state.config.policies.portal.clone();
        Ok(Html::page(&page)?.with_status(status).with_header(header::CONTENT_SECURITY_POLICY, policy).into_response())
    }

    /// The page after something failed. Nothing typed is lost, and sending it again is harmless.
    pub(crate) fn after(&self, error: Error, typed: &str) -> Result<Response, Error> {
        match error {
            Error::Stripe(_) => {
                error.log();
                self.answer(
                    typed,
                    Problems::default(),
                    Some("monthly-notice-stripe-away"),
                    StatusCode::SERVICE_UNAVAILABLE,
                )
            }
            error => Err(error),
        }
    }
}
