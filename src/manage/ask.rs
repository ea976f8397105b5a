//! Asking for the link. The answer is the same for every mail address, so it tells nobody who gives.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use time::OffsetDateTime;

use crate::{
    database::{self, within},
    error::Error,
    form::{Problems, Sent, present},
    inputs::Form,
    job::Job as _,
    language::Language,
    limits::{self, Limit, Limited, Tally, Whom},
    mailbox::Mailbox,
    manage::{answer::AnswerRequest, queries},
    showing::{Remark, Showing},
    state::AppState,
    text::tidy,
    toll::{self, Bill, Door, Task, TaskWords, Toll},
    view::{Frame, Html, see_other},
    visitor::Visitor,
};

/// The name of the form, for which its tokens are signed.
const FORM: &str = "manage";
/// How often one household may ask for one mailbox in a day before it is refused without the toll. Whatever comes from
/// elsewhere, the first time is taken, so nobody can keep a donor from stopping a gift; and what we know of the mailbox plays
/// no part. Each one counts for the toll, and one that did not pay is answered after those of others.
const FREE: i32 = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskForm {
    token: String,
    mail: String,
    /// A field that people do not see. Programs fill it, and so may a password manager.
    further: String,
    /// Filled if the form is only to be shown, with everything that was typed, in the language of the address.
    show: String,
    /// The proof of work; none if the page did not ask for one.
    #[serde(deserialize_with = "present")]
    proof: Option<String>,
}

impl AskForm {
    /// The mail address, if it can be one.
    fn check(&self) -> Option<Mailbox> {
        Mailbox::parse(&tidy(&self.mail))
    }
}

#[derive(Template)]
#[template(path = "manage/ask.html")]
struct AskPage {
    frame: Frame,
    /// The address as it was typed.
    mail: String,
    /// Whether the field that people do not see was filled.
    is_trapped: bool,
    /// Whether nothing was typed yet.
    is_fresh: bool,
    problems: Problems,
    /// A sentence about the whole form.
    notice: Option<String>,
    token: String,
    /// What the visitor's browser does first, if many came from its network for this mailbox.
    task: Option<Task>,
}

/// The page that everybody sees who asked.
#[derive(Template)]
#[template(path = "manage/asked.html")]
struct AskedPage {
    frame: Frame,
}

/// `GET /donate/manage`
pub(crate) async fn ask_page(State(state): State<AppState>, language: Language) -> Result<Response, Error> {
    let showing = Showing::fresh(&state, language, FORM, OffsetDateTime::now_utc());
    answer(&showing, AskForm::default(), Toll::NONE, Remark::none())
}

/// `GET /donate/manage/asked`
pub(crate) async fn asked_page(frame: Frame) -> Result<Html, Error> {
    Html::page(&AskedPage { frame })
}

/// `POST /donate/manage`
pub(crate) async fn ask(
    State(state): State<AppState>,
    language: Language,
    visitor: Visitor,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let now = OffsetDateTime::now_utc();
    let showing = match Showing::sent(&state, language, FORM, &form.token, now) {
        Ok(showing) | Err(showing) if !form.show.is_empty() => {
            return answer(&showing, form, Toll::NONE, Remark::none());
        }
        Ok(showing) if form.further.is_empty() => showing,
        Ok(showing) => return answer(&showing, form, Toll::NONE, showing.trapped()),
        Err(showing) => {
            let remark = showing.notice("manage-notice-stale", StatusCode::UNPROCESSABLE_ENTITY);
            return answer(&showing, form, Toll::NONE, remark);
        }
    };
    let Some(mailbox) = form.check() else {
        return answer(&showing, form, Toll::NONE, showing.problem("mail", "manage-problem-mail"));
    };
    let Some(address) = visitor.address() else {
        return answer(&showing, form, Toll::NONE, showing.own_mistake());
    };
    match keep(&showing, &form, address, &mailbox, now).await {
        Ok(Asked::Kept) => Ok(see_other(&language.path("/donate/manage/asked"))),
        Ok(Asked::Unpaid(price)) => {
            let remark = showing.ask_toll(price, form.proof.as_deref(), now);
            answer(&showing, form, price, remark)
        }
        Err(error) => answer(&showing, form, Toll::NONE, showing.excuse(error, "manage-notice-away")?),
    }
}

/// What became of a request.
enum Asked {
    Kept,
    /// It costs this much, and less was paid.
    Unpaid(Toll),
}

/// Keeps the request for the job that answers it, the same way for every mailbox.
async fn keep(
    showing: &Showing<'_>,
    form: &AskForm,
    address: IpAddr,
    mailbox: &Mailbox,
    now: OffsetDateTime,
) -> Result<Asked, Error> {
    let Showing { state, language, token, .. } = showing;
    let limit = Limit { what: Limited::LinkRequest, whom: Whom::MailboxAt(address, mailbox), most: FREE };
    let tally = limits::count(&state.db, &state.config.keys, limit, now).await?;
    let paid = Toll::paid(&form.token, form.proof.as_deref(), now - token.issued_at);
    let bill = Bill::of(&state.config, Door::Request, address, paid, now);
    let unpaid = toll::take(&state.db, &bill).await?.unpaid();
    if let (Tally::Over, Some(price)) = (tally, unpaid) {
        return Ok(Asked::Unpaid(price));
    }
    let is_bulk = unpaid.is_some();
    within(async {
        let mut tx = database::begin(&state.db).await?;
        let mail = mailbox.canonical();
        if queries::add_request(&mut *tx, &state.config.keys, token.nonce, *language, &mail).await? == Sent::First {
            AnswerRequest { request_id: token.nonce, is_bulk }.enqueue(state, &mut tx).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(Asked::Kept)
    })
    .await
}

/// The page with what was typed. `price` is what was not paid.
fn answer(showing: &Showing<'_>, form: AskForm, price: Toll, remark: Remark) -> Result<Response, Error> {
    let frame = showing.frame("/donate/manage", &remark);
    let is_trapped = !form.further.is_empty();
    let is_fresh = remark.is_none() && form.show.is_empty();
    let Remark { status, problems, notice } = remark;
    let token = showing.signed_token();
    let task = Task::of(price, TaskWords::Form, (&token, form.proof.as_deref().unwrap_or_default()), true);
    let page = AskPage { frame, mail: form.mail, is_trapped, is_fresh, problems, notice, token, task };
    let page = Html::page(&page)?.with_status(status);
    Ok(if is_fresh { page.for_back() } else { page }.into_response())
}
