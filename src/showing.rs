//! One showing of a form to a visitor, and how the form is shown again: with everything that was typed, and with a sentence
//! about it. Every form of visitors uses this; what a form asks for stands in its feature.

use std::borrow::Cow;

use axum::http::StatusCode;
use time::{Duration, OffsetDateTime};

use crate::{
    error::Error,
    form::{FormToken, Problems},
    language::Language,
    state::AppState,
    toll::{self, Toll},
    view::Frame,
};

/// The `id` of such a form in its page, unless it has one of its own.
const FORM_ID: &str = "form";

/// A form as one visitor has it before them. Its token is signed for the form's name, so a token of another form is refused.
pub(crate) struct Showing<'a> {
    pub(crate) state: &'a AppState,
    pub(crate) language: Language,
    pub(crate) token: FormToken,
    form: Cow<'a, str>,
}

impl<'a> Showing<'a> {
    /// A fresh form.
    pub(crate) fn fresh(
        state: &'a AppState,
        language: Language,
        form: impl Into<Cow<'a, str>>,
        now: OffsetDateTime,
    ) -> Self {
        Self::resumed(state, language, form, FormToken::issue(now))
    }

    /// A showing that goes on with a token that we kept.
    pub(crate) fn resumed(
        state: &'a AppState,
        language: Language,
        form: impl Into<Cow<'a, str>>,
        token: FormToken,
    ) -> Self {
        Self { state, language, token, form: form.into() }
    }

    /// The showing that a visitor sent back.
    ///
    /// # Errors
    /// A fresh showing, if the token is forged or too old: the form is shown again with it.
    pub(crate) fn sent(
        state: &'a AppState,
        language: Language,
        form: impl Into<Cow<'a, str>>,
        token: &str,
        now: OffsetDateTime,
    ) -> Result<Self, Self> {
        let form = form.into();
        match FormToken::verify(&state.config.keys, &form, token, now) {
            Ok(token) => Ok(Self::resumed(state, language, form, token)),
            Err(_) => Err(Self::fresh(state, language, form, now)),
        }
    }

    /// The same form under a fresh token, because this one cannot be sent again.
    pub(crate) fn renewed(self, now: OffsetDateTime) -> Self {
        Self { token: FormToken::issue(now), ..self }
    }

    /// The token for the hidden field.
    pub(crate) fn signed_token(&self) -> String {
        self.token.sign(&self.state.config.keys, &self.form)
    }

    /// The frame of the form's page. Only a form without any remark is the page that is listed and shared.
    pub(crate) fn frame(&self, path: &str, remark: &Remark) -> Frame {
        Frame { public: remark.is_none(), carries: Some(FORM_ID), ..self.state.frame(self.language, path) }
    }

    /// A remark at one field; `key` is the message.
    pub(crate) fn problem(&self, field: &'static str, key: &str) -> Remark {
        let mut problems = Problems::default();
        problems.add(field, self.language.message(key));
        Remark::problems(problems)
    }

    /// A remark about the whole form; `key` is the message, which may name our mail address as `mail`.
    pub(crate) fn notice(&self, key: &str, status: StatusCode) -> Remark {
        let sentence = self.language.message_with(key, &[("mail", &self.state.site().contact_mail)]);
        Remark::notice(sentence, status)
    }

    /// What is said about a form whose toll was not paid: a script works and sends it again; without one it has to wait.
    /// `proof` is what came in the field for the proof, which is empty where no script ran.
    pub(crate) fn ask_toll(&self, toll: Toll, proof: Option<&str>, now: OffsetDateTime) -> Remark {
        if proof == Some("") {
            return self.ask_to_wait(toll, now);
        }
        let wait = toll::wait_in_words(self.language, self.left_of(toll, now));
        let sentence = self.language.message_with("toll-notice", &[("wait", &wait)]);
        Remark::notice(sentence, StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// What is said about a form that has to be older.
    pub(crate) fn ask_to_wait(&self, toll: Toll, now: OffsetDateTime) -> Remark {
        let wait = toll::wait_in_words(self.language, self.left_of(toll, now));
        let sentence = self.language.message_with("toll-notice-wait", &[("wait", &wait)]);
        Remark::notice(sentence, StatusCode::TOO_MANY_REQUESTS)
    }

    /// For how long the form has to wait yet.
    fn left_of(&self, toll: Toll, now: OffsetDateTime) -> Duration {
        toll.left(now - self.token.issued_at)
    }

    /// What is said where we do not know from where a form comes, which is a mistake in our own settings.
    pub(crate) fn own_mistake(&self) -> Remark {
        self.notice("form-notice-own-mistake", StatusCode::SERVICE_UNAVAILABLE)
    }

    /// What is said to somebody whose browser filled the field that people do not see: the truth, and the way on. The page
    /// shows the field then, empty.
    pub(crate) fn trapped(&self) -> Remark {
        self.notice("form-notice-trap", StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// What is said about a form that could not be kept because the database is away, or something of ours must be put right
    /// first: it may be sent again as it is.
    ///
    /// # Errors
    /// The error itself, if it has another cause.
    pub(crate) fn excuse(&self, error: Error, key: &str) -> Result<Remark, Error> {
        if let Error::OwnMistake(_) = error {
            error.log();
            return Ok(self.own_mistake());
        }
        if !error.is_database_away() {
            return Err(error);
        }
        error.log();
        Ok(self.notice(key, StatusCode::SERVICE_UNAVAILABLE))
    }
}

/// What is said to a visitor about a form, and the status of the answer.
pub(crate) struct Remark {
    pub(crate) status: StatusCode,
    /// A sentence for each field that needs another look.
    pub(crate) problems: Problems,
    /// A sentence about the whole form.
    pub(crate) notice: Option<String>,
}

impl Remark {
    /// Nothing: the form is shown for the first time.
    pub(crate) fn none() -> Self {
        Self { status: StatusCode::OK, problems: Problems::default(), notice: None }
    }

    pub(crate) fn problems(problems: Problems) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, problems, notice: None }
    }

    pub(crate) fn notice(sentence: String, status: StatusCode) -> Self {
        Self { status, problems: Problems::default(), notice: Some(sentence) }
    }

    /// Whether nothing is said.
    pub(crate) fn is_none(&self) -> bool {
        self.status == StatusCode::OK && self.notice.is_none()
    }
}
