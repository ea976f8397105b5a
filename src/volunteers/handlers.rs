//! The volunteer's pages and what they send.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::{self, within},
    error::Error,
    inputs::{Form, Query},
    language::Language,
    showing::{Remark, Showing},
    state::AppState,
    toll::{Bill, Door, Toll},
    view::{Frame, Html, see_other},
    visitor::Visitor,
    volunteers::{
        form::VolunteerForm,
        intake::{self, Added, Incoming},
        page::{FORM, again, answer},
        passage::{self, Way},
        view::{Receipt, ThanksPage},
    },
};

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
    let replaces = match replaced(&state, &form, now) {
        Ok(replaces) => replaces,
        Err(Over) => return again(&showing, form, "volunteer-notice-code-over", StatusCode::UNPROCESSABLE_ENTITY),
    };
    let paid = Toll::paid(&form.token, form.proof.as_deref(), now - showing.token.issued_at);
    let bill = Bill::of(&state.config, Door::Volunteer, address, paid, now);
    let role_id = form.role_id();
    let incoming = Incoming { new: &new, showing: showing.token.nonce, replaces, role_id, address, now };
    let added = intake::keep(&state, &bill, &incoming).await;
    tell(showing, form, added, now)
}

/// The code that a form came with was entered too long ago.
struct Over;

/// Which application a form replaces, if somebody came with its code.
fn replaced(state: &AppState, form: &VolunteerForm, now: OffsetDateTime) -> Result<Option<Uuid>, Over> {
    if form.replaces.is_empty() {
        return Ok(None);
    }
    passage::open(&state.config.keys, Way::Replace, &form.replaces, now).map(Some).ok_or(Over)
}

/// Tells what became of an offer.
fn tell(
    showing: Showing<'_>,
    form: VolunteerForm,
    added: Result<Added, Error>,
    now: OffsetDateTime,
) -> Result<Response, Error> {
    match added {
        Ok(Added::Kept(thanks)) => {
            let sealed = passage::seal(&showing.state.config.keys, Way::Thanks, &Receipt::of(*thanks), now)?;
            Ok(see_other(&format!("{}?done={sealed}", showing.language.path("/volunteer/thanks"))))
        }
        Ok(Added::Unpaid(price)) => {
            let remark = showing.ask_toll(price, form.proof.as_deref(), now);
            answer(&showing, form, price, remark)
        }
        Ok(Added::AlreadyRead) => {
            again(&showing.renewed(now), form, "volunteer-notice-already-read", StatusCode::CONFLICT)
        }
        Ok(Added::Gone) => again(&showing, form, "volunteer-notice-code-over", StatusCode::UNPROCESSABLE_ENTITY),
        Err(error) => {
            let remark = showing.excuse(error, "volunteer-notice-database-away")?;
            answer(&showing, form, Toll::NONE, remark)
        }
    }
}

/// What the page that thanks was handed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: String,
}

/// `GET /volunteer/thanks`. The same for everybody, but for the code of whoever has just sent the form.
pub(crate) async fn thanks_page(
    State(state): State<AppState>,
    frame: Frame,
    Query(Done { done }): Query<Done>,
) -> Result<Html, Error> {
    thanks(&state, frame, done, false)
}

/// `POST /volunteer/thanks`: the mail did not come, so it is sent once more.
pub(crate) async fn send_again(
    State(state): State<AppState>,
    frame: Frame,
    Form(Done { done }): Form<Done>,
) -> Result<Html, Error> {
    let now = OffsetDateTime::now_utc();
    if let Some(receipt) = passage::open::<Receipt>(&state.config.keys, Way::Thanks, &done, now)
        && let Some(letter) = &receipt.letter
    {
        within(async {
            let mut tx = database::begin(&state.db).await?;
            intake::ask_again(&state, &mut tx, receipt.application_id, letter, now).await?;
            tx.commit().await?;
            Ok::<_, Error>(())
        })
        .await?;
    }
    thanks(&state, frame, done, true)
}

fn thanks(state: &AppState, frame: Frame, done: String, was_sent_again: bool) -> Result<Html, Error> {
    let receipt = passage::open::<Receipt>(&state.config.keys, Way::Thanks, &done, OffsetDateTime::now_utc());
    let other = frame.language.other().path("/volunteer/thanks");
    let counterpart = receipt.is_some().then(|| format!("{other}?done={done}"));
    let frame = Frame { counterpart: counterpart.or(frame.counterpart.clone()), ..frame };
    Html::page(&ThanksPage { frame, receipt, done, was_sent_again })
}
