//! The page of the form, with everything that was typed.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    error::Error,
    showing::{Remark, Showing},
    toll::{Door, Task, TaskWords, Toll},
    view::Html,
    volunteers::{form::VolunteerForm, view::VolunteerPage},
};

/// The name of the form, for which its tokens are signed.
pub(crate) const FORM: &str = "volunteer";

/// The page with everything that was typed. `price` is what was not paid.
pub(crate) fn answer(
    showing: &Showing<'_>,
    form: VolunteerForm,
    price: Toll,
    remark: Remark,
) -> Result<Response, Error> {
    let frame = showing.frame("/volunteer", &remark);
    let Remark { status, problems, notice } = remark;
    let busy = showing.state.busy.toll(&showing.state.config, Door::Volunteer, OffsetDateTime::now_utc());
    let proof = form.proof.as_deref().unwrap_or_default();
    let token = showing.signed_token();
    let task = Task::of(price.max(busy), TaskWords::Form, (&token, proof), price > Toll::NONE);
    let page = VolunteerPage { frame, form, problems, notice, token, task };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

/// The page with a remark about the whole form.
pub(crate) fn again(
    showing: &Showing<'_>,
    form: VolunteerForm,
    notice: &str,
    status: StatusCode,
) -> Result<Response, Error> {
    answer(showing, form, Toll::NONE, showing.notice(notice, status))
}
