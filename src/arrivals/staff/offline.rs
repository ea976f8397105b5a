//! Entering a gift that came by another way: in cash, by cheque, or by a transfer that nobody announced.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    arrivals::{offline_form::OfflineForm, record, staff::arrival::AWAY},
    audit::Action,
    calendar::today,
    database::within,
    error::Error,
    form::{FormToken, Problems},
    inputs::Form,
    language::Language,
    money::Currency,
    rooms::{Pass, Treasurer, frame::StaffFrame},
    state::AppState,
    view::{Html, see_other},
};

/// The purpose for which this form's tokens are signed.
const FORM: &str = "offline gift";

#[derive(Template)]
#[template(path = "arrivals/staff/offline.html")]
struct OfflinePage {
    frame: StaffFrame,
    form: OfflineForm,
    problems: Problems,
    /// The message of what could not be done.
    notice: Option<&'static str>,
    token: String,
}

/// `GET /admin/transfers/new`
pub(crate) async fn offline_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
) -> Result<Response, Error> {
    let form = OfflineForm {
        currency: Currency::Krw.code().to_owned(),
        day: today().to_string(),
        language: Language::Korean.tag().to_owned(),
        ..OfflineForm::default()
    };
    OfflinePage::new(&state, frame, form, FormToken::issue(OffsetDateTime::now_utc())).answer(StatusCode::OK)
}

/// `POST /admin/transfers/new`
pub(crate) async fn add(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    Form(form): Form<OfflineForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let verified = FormToken::verify(&state.config.keys, FORM, &form.token, now);
    let token = verified.unwrap_or_else(|_| FormToken::issue(now));
    let mut page = OfflinePage::new(&state, frame, form, token);
    if verified.is_err() {
        page.notice = Some("rooms-arrivals-offline-stale");
        return page.answer(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let new = match page.form.check(&state.site(), today(), page.frame.language) {
        Ok(new) => new,
        Err(problems) => {
            page.problems = problems;
            return page.answer(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let act = |id| pass.entry(Action::AddedOfflineGift, Some(id));
    page.after(within(record::add_offline(&state, act, token.nonce, &new)).await)
}

impl OfflinePage {
    fn new(state: &AppState, frame: StaffFrame, form: OfflineForm, token: FormToken) -> Self {
        let token = token.sign(&state.config.keys, FORM);
        Self { frame, form, problems: Problems::default(), notice: None, token }
    }

    /// What follows from an attempt to book.
    fn after(mut self, booked: Result<Uuid, Error>) -> Result<Response, Error> {
        match booked {
            Ok(id) => Ok(see_other(&format!("/admin/transfers?booked={id}"))),
            Err(error) if error.is_database_away() => {
                error.log();
                self.notice = Some(AWAY);
                self.answer(StatusCode::SERVICE_UNAVAILABLE)
            }
            Err(error) => Err(error),
        }
    }

    fn answer(self, status: StatusCode) -> Result<Response, Error> {
        Ok(Html::page(&self)?.with_status(status).into_response())
    }

    /// The fields that may have a problem, as the page calls them.
    fn fields(&self) -> [(&'static str, String); 9] {
        let fields = [
            ("amount", "rooms-arrivals-sum"),
            ("currency", "rooms-currency"),
            ("day", "rooms-arrivals-date"),
            ("fund", "rooms-arrivals-purpose"),
            ("name", "rooms-arrivals-name"),
            ("mail", "rooms-arrivals-mail"),
            ("language", "rooms-arrivals-language"),
            ("dedication", "rooms-arrivals-dedication"),
            ("dedicatee", "rooms-arrivals-dedicatee"),
        ];
        fields.map(|(name, key)| (name, self.frame.t(key)))
    }

    fn currencies(&self) -> [Currency; 4] {
        Currency::ALL
    }

    fn languages(&self) -> [Language; 2] {
        Language::ALL
    }
}
