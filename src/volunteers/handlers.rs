//! The volunteer's pages and what they send.

use std::net::IpAddr;

use axum::{
    extract::{OriginalUri, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_client_ip::ClientIp;
use axum_extra::extract::Form;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    database::within,
    error::Error,
    form::{FormToken, Problems},
    language::Language,
    limits::{self, Limit, Whom},
    state::AppState,
    view::{Html, see_other},
    volunteers::{
        form::{NewVolunteer, VolunteerForm},
        queries,
        view::{ThanksPage, VolunteerPage},
    },
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "volunteer";

/// Nobody fills this form faster; programs do.
const FASTEST: Duration = Duration::seconds(2);

/// Forms from one address within ten minutes. A family or a shelter may share one.
const FROM_ONE_ADDRESS: i32 = 20;

/// `GET /volunteer`
pub(crate) async fn volunteer_page(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let showing = Showing { state: &state, language, token: FormToken::issue(OffsetDateTime::now_utc()) };
    showing.answer(VolunteerForm::default(), Problems::default(), None, StatusCode::OK)
}

/// `POST /volunteer`
pub(crate) async fn sign_up(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    ClientIp(address): ClientIp,
    Form(form): Form<VolunteerForm>,
) -> Result<Response, Error> {
    let language = Language::of_path(uri.path()).0;
    let now = OffsetDateTime::now_utc();
    let verified = FormToken::verify(&state.config.keys, FORM, &form.token, now);
    let showing = Showing { state: &state, language, token: verified.unwrap_or_else(|_| FormToken::issue(now)) };
    if verified.is_err() || form.is_trapped() {
        return showing.again(form, "volunteer-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let new = match form.check(language) {
        Ok(new) => new,
        Err(problems) => {
            return showing.answer(form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    if now - showing.token.issued_at < FASTEST {
        return showing.again(form, "volunteer-notice-too-fast", StatusCode::UNPROCESSABLE_ENTITY);
    }
    match keep(&state, address, showing.token.nonce, &new, now).await {
        Ok(Kept::Yes) => Ok(see_other(&language.path("/volunteer/thanks"))),
        Ok(Kept::TooMany) => showing.again(form, "volunteer-notice-too-many", StatusCode::TOO_MANY_REQUESTS),
        Ok(Kept::AlreadyRead) => {
            let fresh = Showing { token: FormToken::issue(now), ..showing };
            fresh.again(form, "volunteer-notice-already-read", StatusCode::CONFLICT)
        }
        Err(error) if error.is_database_away() => {
            error.log();
            showing.again(form, "volunteer-notice-database-away", StatusCode::SERVICE_UNAVAILABLE)
        }
        Err(error) => Err(error),
    }
}

/// What became of an offer.
enum Kept {
    Yes,
    AlreadyRead,
    TooMany,
}

/// Keeps an offer unless too many come from one address. One connection serves both steps, because to give it back and take
/// the next one would cost as much as the steps themselves, and the visitor's patience is one for both.
async fn keep(
    state: &AppState,
    address: IpAddr,
    showing: Uuid,
    new: &NewVolunteer,
    now: OffsetDateTime,
) -> Result<Kept, Error> {
    let limit = Limit { purpose: "volunteer", whom: Whom::Address(address), count: FROM_ONE_ADDRESS };
    let keys = &state.config.keys;
    within(async {
        let mut db = state.db.acquire().await?;
        if !limits::allow(&mut *db, keys, limit, now).await? {
            return Ok(Kept::TooMany);
        }
        let is_kept = queries::add(&mut *db, keys, showing, new, now).await?;
        Ok::<_, Error>(if is_kept { Kept::Yes } else { Kept::AlreadyRead })
    })
    .await
}

/// `GET /volunteer/thanks`. The same for everyone.
pub(crate) async fn thanks_page(State(state): State<AppState>, OriginalUri(uri): OriginalUri) -> Result<Html, Error> {
    let language = Language::of_path(uri.path()).0;
    Html::page(&ThanksPage { frame: state.frame(language, "/volunteer/thanks") })
}

/// One showing of the form.
struct Showing<'a> {
    state: &'a AppState,
    language: Language,
    token: FormToken,
}

impl Showing<'_> {
    /// The form with everything that was typed.
    fn answer(
        &self,
        form: VolunteerForm,
        problems: Problems,
        notice: Option<String>,
        status: StatusCode,
    ) -> Result<Response, Error> {
        let mut frame = self.state.frame(self.language, "/volunteer");
        frame.public = status == StatusCode::OK;
        let token = self.token.sign(&self.state.config.keys, FORM);
        Ok(Html::page(&VolunteerPage { frame, form, problems, notice, token })?.with_status(status).into_response())
    }

    /// The form with a sentence about all of it.
    fn again(&self, form: VolunteerForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        let notice =
            self.state.frame(self.language, "/volunteer").t_with(notice, "mail", &self.state.site().contact_mail);
        self.answer(form, Problems::default(), Some(notice), status)
    }
}
