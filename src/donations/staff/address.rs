//! A donor's mail address put right, at all turns of a monthly gift, and the receipt sent there. It is on record, and the new
//! address is sealed like the old one.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::queries;
use crate::{
    audit::Action,
    database::within,
    donations::{donation::Donation, effects::queries::lock_gift, queries as donations, receipts},
    error::Error,
    form::{Problems, is_mail},
    inputs::Form,
    language::Language,
    mail_address,
    rooms::{Act, Pass, Treasurer, frame::StaffFrame, list::RowId},
    state::AppState,
    text::tidy,
    view::{Html, see_other},
};

#[derive(Template)]
#[template(path = "donations/staff/address.html")]
struct AddressPage {
    frame: StaffFrame,
    id: Uuid,
    is_monthly: bool,
    has_mail: bool,
    form: AddressForm,
    problems: Problems,
}

impl AddressPage {
    /// What becomes of the address that is there, or where the new one is kept.
    fn becomes(&self) -> &'static str {
        match (self.has_mail, self.is_monthly) {
            (true, false) => "rooms-donations-address-replaced",
            (true, true) => "rooms-donations-address-replaced-monthly",
            (false, false) => "rooms-donations-address-kept",
            (false, true) => "rooms-donations-address-kept-monthly",
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddressForm {
    mail: String,
    /// The address about which staff were asked whether it was mistyped.
    asked: String,
    /// Filled if the newest receipt goes to the new address at once.
    send: String,
}

impl AddressForm {
    /// The address, or what is wrong with it. One that looks mistyped is asked about once.
    fn check(&mut self, language: Language) -> Result<String, Problems> {
        let mail = tidy(&self.mail);
        let is_good = is_mail(&mail);
        let with = |key, meant: String| language.message_with(key, &[("meant", &meant)]);
        let sentence = match mail_address::meant(&mail) {
            Some(meant) if !is_good => with("rooms-donations-address-meant-bad", meant),
            None if !is_good => language.message("rooms-donations-address-bad"),
            Some(meant) if self.asked != mail => with("rooms-donations-address-meant", meant),
            _ => return Ok(mail),
        };
        self.asked = mail;
        let mut problems = Problems::default();
        problems.add("mail", sentence);
        Err(problems)
    }
}

/// `GET /admin/donations/{id}/address`
pub(crate) async fn address_page(
    _: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
) -> Result<Response, Error> {
    let donation = within(donations::find(&state.db, id)).await?.ok_or(Error::NotFound)?;
    let form = AddressForm { send: "yes".to_owned(), ..AddressForm::default() };
    page(frame, &donation, form, Problems::default())
}

/// `POST /admin/donations/{id}/address`. No entry in the audit log, no change.
pub(crate) async fn correct_address(
    pass: Pass<Treasurer>,
    State(state): State<AppState>,
    frame: StaffFrame,
    RowId(id): RowId,
    Form(mut form): Form<AddressForm>,
) -> Result<Response, Error> {
    let mail = match form.check(frame.language) {
        Ok(mail) => mail,
        Err(problems) => {
            let donation = within(donations::find(&state.db, id)).await?.ok_or(Error::NotFound)?;
            return page(frame, &donation, form, problems);
        }
    };
    within(async {
        let mut act = Act::begin(&state, &pass).await?;
        let donation = donations::find(act.db(), id).await?.ok_or(Error::NotFound)?;
        lock_gift(act.db(), donation.gift_id()).await?;
        for turn in queries::turns_of(&pass, act.db(), &donation).await? {
            queries::correct_mail(&pass, act.db(), &state.config.keys, turn, &mail).await?;
        }
        if !form.send.is_empty()
            && let Some(receipt) = receipts::queries::list_of(act.db(), id).await?.last()
        {
            receipts::send_again(&state, act.db(), receipt.id).await?;
        }
        act.record(Action::CorrectedAddress, id).await
    })
    .await?;
    Ok(see_other(&format!("/admin/donations/{id}")))
}

fn page(frame: StaffFrame, donation: &Donation, form: AddressForm, problems: Problems) -> Result<Response, Error> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AddressPage {
        frame,
        id: donation.id,
        is_monthly: donation.monthly_gift_id.is_some(),
        has_mail: donation.mail_sealed.is_some(),
        form,
        problems,
    };
    Ok(Html::page(&page)?.with_status(status).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_looks_mistyped_is_asked_about_once() {
        let mut form = AddressForm { mail: " lee@gmial.com".to_owned(), ..AddressForm::default() };
        assert!(
            form.check(Language::English)
                .is_err_and(|problems| problems.of("mail").is_some_and(|said| said.contains("lee@gmail.com")))
        );
        assert_eq!(form.check(Language::English).ok().as_deref(), Some("lee@gmial.com"));
        form.mail = "lee@naver.con".to_owned();
        assert!(form.check(Language::English).is_err(), "another one is another question");
    }
}
