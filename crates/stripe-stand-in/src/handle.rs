//! What tests do with the stand-in: play the payer, look at what came in and went out, ask for troubles.

use serde_json::Value;

use crate::answer::StripeError;
use crate::desk::RecordedRequest;
use crate::faults::Fault;
use crate::webhooks::Delivery;
use crate::{StandIn, locked};

impl StandIn {
    /// Pays an open Checkout Session at once, like the button on the pay page.
    ///
    /// # Errors
    /// If there is no such session, or it is not open.
    pub fn pay(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.pay(id, None, now))
    }

    /// Pays a session as a payer who types this mail address on the page, if the session names none.
    ///
    /// # Errors
    /// As at [`Self::pay`].
    pub fn pay_as(&self, id: &str, email: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.pay(id, Some(email), now))
    }

    /// Declines the payer's card. The session stays open.
    ///
    /// # Errors
    /// If there is no such session, or it is not open.
    pub fn decline(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.decline(id, now))
    }

    /// Completes an open session with a bank transfer whose money has not arrived; see [`StandIn::settle`] and
    /// [`StandIn::fail`].
    ///
    /// # Errors
    /// If there is no such session, or it is not open.
    pub fn pay_later(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.pay_later(id, None, now))
    }

    /// The bank transfer of a session arrives.
    ///
    /// # Errors
    /// If there is no such session, or it does not wait for a transfer.
    pub fn settle(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.settle(id, now))
    }

    /// The bank transfer of a session fails.
    ///
    /// # Errors
    /// If there is no such session, or it does not wait for a transfer.
    pub fn fail(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.fail(id, now))
    }

    /// Expires an open session before its time.
    ///
    /// # Errors
    /// If there is no such session, or it is not open.
    pub fn expire(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.expire(id, now))
    }

    /// Changes the total of an open session, to test what a program does when another amount is paid than it asked for.
    ///
    /// # Errors
    /// If there is no such session, or it is not open.
    pub fn change_amount(&self, id: &str, minor: i64) -> Result<(), StripeError> {
        self.change(|books, _| books.change_amount(id, minor))
    }

    /// The API requests so far, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        locked(&self.inner.requests).clone()
    }

    /// The events so far, oldest first.
    pub fn events(&self) -> Vec<Value> {
        self.read(|books| books.events.all().to_vec())
    }

    /// The Checkout Sessions so far, oldest first.
    pub fn sessions(&self) -> Vec<Value> {
        self.read(|books| books.sessions.all().to_vec())
    }

    /// Sets how events are delivered from now on.
    pub fn set_delivery(&self, delivery: Delivery) {
        *locked(&self.inner.delivery) = delivery;
    }

    /// Stops sending events of these types from now on. An empty list sends all again.
    pub fn drop_types(&self, types: &[&str]) {
        *locked(&self.inner.dropped_types) = types.iter().map(|name| (*name).to_owned()).collect();
    }

    /// Posts events to another address from now on, for programs that start after the stand-in. `None` posts none.
    pub fn set_webhook_url(&self, url: Option<String>) {
        *locked(&self.inner.webhook_url) = url;
    }

    /// The next API request suffers this fault. Several queue up, one for each request.
    pub fn fault_next(&self, fault: Fault) {
        self.fault_on("", "", fault);
    }

    /// The next API request with this method whose path begins like this suffers the fault; others pass. Empty texts stand
    /// for any.
    pub fn fault_on(&self, method: &str, path: &str, fault: Fault) {
        locked(&self.inner.faults).push_back((method.to_owned(), path.to_owned(), fault));
    }

    /// From now on, the `url` of new Checkout and portal sessions points at another host such as `https://evil.example`, to
    /// test whether a program follows it.
    pub fn checkout_host(&self, base: &str) {
        base.clone_into(&mut locked(&self.inner.checkout_host));
    }
}
