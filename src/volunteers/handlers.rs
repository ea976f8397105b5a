//! The volunteer's pages and what they send.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    calendar,
    database::{self, within},
    error::Error,
    inputs::{Form, Query},
    language::Language,
    showing::{Remark, Showing},
    state::AppState,
    toll::{Bill, Door, Task, TaskWords, Toll},
    view::{Frame, Html, see_other},
    visitor::Visitor,
    volunteers::{
        form::{NewOffer, VolunteerForm},
        queries,
        record::{self, Arrival, Received},
        vault::secrets::Secrets,
        view::{ThanksPage, VolunteerPage},
        words::Admission,
    },
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "volunteer";

/// People need longer to fill in this form. Programs do not.
const FASTEST: Duration = Duration::seconds(2);

/// What the form is opened for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OpenedFor {
    role: String,
}

/// `GET /volunteer`
pub(crate) async fn volunteer_page(
    State(state): State<AppState>,
    language: Language,
    Query(opened): Query<OpenedFor>,
) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    let form = VolunteerForm { role: opened.role, ..VolunteerForm::default() };
    let remark = match is_role_gone(&state, &form) {
        true => showing.notice("volunteer-notice-role-gone", StatusCode::OK),
        false => Remark::none(),
    };
    answer(&showing, form, Toll::NONE, remark)
}

/// Whether the role for which a form is sent is full or closed now.
fn is_role_gone(state: &AppState, form: &VolunteerForm) -> bool {
    !form.role.is_empty() && form.role_id().is_none_or(|id| state.site().role(id).is_none())
}

/// `POST /volunteer`
pub(crate) async fn sign_up(
    State(state): State<AppState>,
    language: Language,
    visitor: Visitor,
    Form(form): Form<VolunteerForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) | Err(showing) if !form.show.is_empty() => {
            return answer(&showing, form, Toll::NONE, Remark::none());
        }
        Ok(showing) if !form.is_trapped() => showing,
        Ok(showing) => return answer(&showing, form, Toll::NONE, showing.trapped()),
        Err(showing) => {
            return again(&showing, form, "volunteer-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let new = match form.check(language) {
        Ok(new) => new,
        Err(problems) => return answer(&showing, form, Toll::NONE, Remark::problems(problems)),
    };
    if is_role_gone(&state, &form) {
        return again(&showing, form, "volunteer-notice-role-gone", StatusCode::CONFLICT);
    }
    if now - showing.token.issued_at < FASTEST {
        return again(&showing, form, "volunteer-notice-too-fast", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let Some(address) = visitor.address() else {
        return answer(&showing, form, Toll::NONE, showing.own_mistake());
    };
    let paid = Toll::paid(&form.token, form.proof.as_deref(), now - showing.token.issued_at);
    match keep(&showing, &Bill::of(&state.config, Door::Volunteer, address, paid, now), &new, form.role_id()).await {
        Ok(Added::Kept) => Ok(see_other(&language.path("/volunteer/thanks"))),
        Ok(Added::Unpaid(price)) => {
            let remark = showing.ask_toll(price, form.proof.as_deref(), now);
            answer(&showing, form, price, remark)
        }
        Ok(Added::AlreadyRead) => {
            again(&showing.renewed(now), form, "volunteer-notice-already-read", StatusCode::CONFLICT)
        }
        Err(error) => {
            let remark = showing.excuse(error, "volunteer-notice-database-away")?;
            answer(&showing, form, Toll::NONE, remark)
        }
    }
}

/// What became of an offer.
enum Added {
    Kept,
    AlreadyRead,
    /// It costs this much, and less was paid.
    Unpaid(Toll),
}

/// Keeps an offer whose toll is paid.
async fn keep(showing: &Showing<'_>, bill: &Bill, new: &NewOffer, role_id: Option<Uuid>) -> Result<Added, Error> {
    let Showing { state, token, .. } = showing;
    let taken = within(queries::take_toll(&state.db, bill)).await?;
    state.busy.note(Door::Volunteer, taken.site_level, bill.now);
    if let Some(price) = taken.unpaid() {
        return Ok(Added::Unpaid(price));
    }
    let received = within(async {
        let mut tx = database::begin(&state.db).await?;
        let secrets = Secrets::read(&mut tx, &state.config.keys).await?;
        let on = calendar::day(bill.now);
        let admission = Admission::Admitted;
        let arrival = Arrival { showing: token.nonce, on, admission, quarantine: Vec::new(), role_id };
        let received = record::receive(&mut tx, &state.config.keys, &secrets, new, &arrival).await?;
        tx.commit().await?;
        Ok::<_, Error>(received)
    })
    .await?;
    Ok(match received {
        Received::Kept { .. } => Added::Kept,
        Received::AlreadyRead => Added::AlreadyRead,
    })
}

/// `GET /volunteer/thanks`. The same for everybody.
pub(crate) async fn thanks_page(frame: Frame) -> Result<Html, Error> {
    Html::page(&ThanksPage { frame })
}

/// The page with everything that was typed. `price` is what was not paid.
fn answer(showing: &Showing<'_>, form: VolunteerForm, price: Toll, remark: Remark) -> Result<Response, Error> {
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
fn again(showing: &Showing<'_>, form: VolunteerForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
    answer(showing, form, Toll::NONE, showing.notice(notice, status))
}
