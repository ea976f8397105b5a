//! The pages of one monthly gift.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    calendar,
    database::within,
    error::Error,
    inputs::{Form, Query},
    manage::{
        monthly::{
            change::{self, Outcome},
            form::ChangeForm,
            queries,
            shown::{GiftForm, GiftId, find, form_name},
            view::StopPage,
        },
        note::{Note, NoteQuery},
        visit::DonorVisit,
    },
    showing::{Remark, Showing},
    state::AppState,
    view::{Html, see_other},
};

/// `GET /donate/manage/{visit}/monthly/{id}`
pub(crate) async fn monthly_page(
    State(state): State<AppState>,
    visit: DonorVisit,
    GiftId(id): GiftId,
    Query(note): Query<NoteQuery>,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let page = GiftForm::fresh(&state, &visit, &gift);
    if within(queries::is_behind(&state.db, id)).await? {
        page.again("", "monthly-notice-behind", StatusCode::OK)
    } else if note.read() == Some(Note::Done) {
        page.again("", "monthly-notice-done", StatusCode::OK)
    } else {
        page.answer("", Remark::none())
    }
}

/// `GET /donate/manage/{visit}/monthly/{id}/stop`
pub(crate) async fn stop_page(
    State(state): State<AppState>,
    visit: DonorVisit,
    GiftId(id): GiftId,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let now = OffsetDateTime::now_utc();
    let page = StopPage {
        amount: gift.amount().ok_or(Error::NotFound)?,
        course: gift.course(now),
        paid_until: gift.current_period_end.map(|end| calendar::day_in_words(end, visit.language())),
        token: Showing::fresh(&state, visit.language(), form_name(id), now).signed_token(),
        url: visit.url(&format!("/monthly/{id}")),
        frame: visit.frame,
    };
    Ok(Html::page(&page)?.into_response())
}

/// `POST /donate/manage/{visit}/monthly/{id}`
pub(crate) async fn change(
    State(state): State<AppState>,
    visit: DonorVisit,
    GiftId(id): GiftId,
    Form(form): Form<ChangeForm>,
) -> Result<Response, Error> {
    let gift = find(&state, &visit, id).await?;
    let page = GiftForm::fresh(&state, &visit, &gift);
    let (now, typed, bad) = (OffsetDateTime::now_utc(), &*form.amount, StatusCode::UNPROCESSABLE_ENTITY);
    let Ok(sent) = Showing::sent(&state, visit.language(), form_name(id), &form.token, now) else {
        return page.again(typed, "monthly-notice-stale", bad);
    };
    let wanted = match form.check(&gift, &state.site(), visit.language(), now) {
        Ok(Some(wanted)) => wanted,
        // A donor who presses twice sees that it is done.
        Ok(None) => return Ok(see_other(&page.url())),
        Err(problems) => return page.answer(typed, Remark::problems(problems)),
    };
    match change::make(&state, &gift, sent.token.nonce, wanted).await {
        Ok(Outcome::Done) => Ok(see_other(&format!("{}{}", page.url(), Note::Done.query()))),
        Ok(Outcome::DoneBefore) => Ok(see_other(&page.url())),
        Ok(Outcome::Refused) => page.again(typed, "monthly-notice-refused", bad),
        Ok(Outcome::TooSmall) => page.answer(typed, page.showing.problem("amount", "monthly-problem-below-minimum")),
        Err(error) => page.after(error, typed),
    }
}
