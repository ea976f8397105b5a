//! The form for cards as one donor has it before them: its page, the way on to the checkout, and what is said when
//! something failed.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;

use crate::{
    donations::donation::NewDonation,
    error::Error,
    giving::{
        checkout::{self, Next},
        form::{DonationForm, choice_value},
        view::{DonatePage, Notice, PartWords, home_currency},
    },
    showing::{Remark, Showing},
    site::Giving,
    stripe::StripeError,
    toll::{Door, Task, TaskWords, Toll},
    view::{Frame, Html, see_other},
};

/// The name of the form, for which its tokens are signed.
pub(crate) const FORM: &str = "donate";
/// The `id` of the form in its page.
const ELEMENT: &str = "giving";

/// A showing of the form for cards.
pub(crate) struct CardForm<'a> {
    pub(crate) showing: Showing<'a>,
    is_guarded: bool,
    /// How much work the visitor's browser has to do first.
    toll: Toll,
    /// Whether the form was sent and waits for the work alone.
    goes_on: bool,
}

impl<'a> CardForm<'a> {
    /// The form as the site takes gifts now.
    pub(crate) fn new(showing: Showing<'a>) -> Self {
        let is_guarded = showing.state.site().giving == Giving::Guarded;
        let busy = showing.state.busy.toll(&showing.state.config, Door::Card, OffsetDateTime::now_utc());
        let toll = busy.max(if is_guarded { Toll::FIRST } else { Toll::NONE });
        Self { showing, is_guarded, toll, goes_on: false }
    }

    /// The form while it guards itself, whatever this instance knows.
    pub(crate) fn guarded(self) -> Self {
        Self { is_guarded: true, toll: self.toll.max(Toll::FIRST), ..self }
    }

    /// The form that was sent and costs this much.
    pub(crate) fn asking(self, toll: Toll) -> Self {
        Self { toll, goes_on: true, ..self }
    }

    /// Whether the site says that somebody tries out stolen cards.
    pub(crate) fn is_guarded(&self) -> bool {
        self.is_guarded
    }

    /// The same form under a fresh token.
    pub(crate) fn renewed(self, now: OffsetDateTime) -> Self {
        Self { showing: self.showing.renewed(now), ..self }
    }

    /// The page with everything that was typed. A proof of work goes with its token: under another token it is dropped.
    pub(crate) fn answer(&self, mut form: DonationForm, remark: Remark) -> Result<Response, Error> {
        let Showing { state, language, .. } = self.showing;
        let frame = Frame { carries: Some(ELEMENT), ..self.showing.frame("/donate", &remark) };
        let is_fresh = remark.is_none() && form.show.is_empty();
        let Remark { status, problems, notice } = remark;
        if form.currency.is_empty() {
            home_currency(language).code().clone_into(&mut form.currency);
        }
        let token = self.showing.signed_token();
        if token != form.token {
            form.proof = None;
        }
        let notice = notice.map(|sentence| Notice { sentence, goes_on: status == StatusCode::OK });
        let words = if self.is_guarded { TaskWords::Guarded } else { TaskWords::Checkout };
        let task = Task::of(self.toll, words, (&token, form.proof_text()), self.goes_on);
        let page = DonatePage { frame, form, problems, notice, token, words: PartWords::CARD, task };
        let policy = state.config.policies.donation.clone();
        let page = Html::page(&page)?.with_status(status).with_header(header::CONTENT_SECURITY_POLICY, policy);
        Ok(if is_fresh { page.for_back() } else { page }.into_response())
    }

    /// The page with a remark about the whole form.
    pub(crate) fn again(&self, form: DonationForm, notice: &str, status: StatusCode) -> Result<Response, Error> {
        self.answer(form, self.showing.notice(notice, status))
    }

    /// Whether the donor is asked something before the checkout begins.
    pub(crate) fn has_questions(&self, form: &DonationForm, new: &NewDonation) -> bool {
        !form.has_seen_total(new) || (new.mail.is_some() && form.has_open_mail_question())
    }

    /// The page with the sum that would be charged, if the donor has not seen it yet: with the fees, or as we read what was
    /// typed; and with the mail address that was probably meant. These are questions, no mistakes of theirs, so the status is
    /// 200.
    pub(crate) fn ask(&self, mut form: DonationForm, new: &NewDonation) -> Result<Response, Error> {
        let language = self.showing.language;
        let mut sentences = Vec::new();
        if new.mail.is_some() && form.has_open_mail_question() {
            form.ask_about_mail();
            sentences.push(language.message("giving-notice-mail"));
        }
        if !form.has_seen_total(new) {
            form.total_seen = choice_value(new.amount);
            let key = match (new.fee_cover.minor() > 0, new.is_monthly) {
                (true, true) => "giving-notice-total-monthly",
                (true, false) => "giving-notice-total",
                (false, true) => "giving-notice-read-monthly",
                (false, false) => "giving-notice-read",
            };
            let sums = [("total", &*new.amount.to_string()), ("cover", &new.fee_cover.to_string())];
            sentences.push(language.message_with(key, &sums));
        }
        self.answer(form, Remark::notice(sentences.join(" "), StatusCode::OK))
    }

    /// Takes a form that was let in to its checkout.
    pub(crate) async fn go_on(
        self,
        form: DonationForm,
        new: &NewDonation,
        now: OffsetDateTime,
    ) -> Result<Response, Error> {
        let Showing { state, language, token, .. } = self.showing;
        let next = match checkout::start(state, token.nonce, new).await {
            Ok(next) => next,
            Err(error) => return self.after(error, form),
        };
        match next {
            Next::Pay(url) => Ok(see_other(&url)),
            Next::Stands(session_id) => {
                Ok(see_other(&language.path(&format!("/donate/thanks?session_id={session_id}"))))
            }
            Next::StartOver => self.renewed(now).again(form, "donate-notice-stale", StatusCode::UNPROCESSABLE_ENTITY),
            Next::TooOften => self.renewed(now).again(form, "giving-notice-too-often", StatusCode::TOO_MANY_REQUESTS),
        }
    }

    /// The page after something failed: nothing was charged, and nothing typed is lost.
    ///
    /// # Errors
    /// The error itself, if sending the form again would not help.
    pub(crate) fn after(&self, error: Error, form: DonationForm) -> Result<Response, Error> {
        let status = match &error {
            Error::Stripe(StripeError::AmountTooSmall) => {
                return self.answer(form, self.showing.problem("amount", "donate-problem-below-minimum"));
            }
            Error::Stripe(StripeError::MailRefused) => {
                return self.answer(form, self.showing.problem("mail", "donate-problem-mail"));
            }
            Error::Stripe(StripeError::ForeignCheckout) => StatusCode::BAD_GATEWAY,
            Error::Stripe(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => {
                let remark = self.showing.excuse(error, "donate-notice-database-away")?;
                return self.answer(form, remark);
            }
        };
        error.log();
        self.again(form, "donate-notice-stripe-away", status)
    }
}
