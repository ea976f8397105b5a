//! The handle by which tests steer the stand-in: play the payer, look at what came in and went out, ask for troubles.

use serde_json::Value;

use crate::answer::StripeError;
use crate::desk::RecordedRequest;
use crate::faults::Fault;
use crate::webhooks::Delivery;
use crate::{StandIn, locked};

impl StandIn {
    /// Pays an open session at once, as the button `pay` does.
    ///
    /// # Errors
    /// There is no such session, or it is not open.
    pub fn pay(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.pay(id, None, now))
    }

    /// Declines the donor's card; the session stays open.
    ///
    /// # Errors
    /// As [`StandIn::pay`].
    pub fn decline(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.decline(id, now))
    }

    /// Completes an open session whose money comes later.
    ///
    /// # Errors
    /// As [`StandIn::pay`].
    pub fn pay_later(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.pay_later(id, None, now))
    }

    /// Lets the money of a session arrive that was to be paid later.
    ///
    /// # Errors
    /// There is no such session, or it does not wait for money.
    pub fn settle(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.settle(id, now))
    }

    /// Lets the money of a session fail that was to be paid later.
    ///
    /// # Errors
    /// As [`StandIn::settle`].
    pub fn fail(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.fail(id, now))
    }

    /// Expires an open session before its time.
    ///
    /// # Errors
    /// As [`StandIn::pay`].
    pub fn expire(&self, id: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.expire(id, now))
    }

    /// Changes what an open session takes, to see what the site does about a different amount.
    ///
    /// # Errors
    /// As [`StandIn::pay`].
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

    /// Chooses how events travel from now on.
    pub fn set_delivery(&self, delivery: Delivery) {
        *locked(&self.inner.delivery) = delivery;
    }

    /// Loses the events of these types from now on, as if they had never been sent; all others travel as before.
    pub fn drop_types(&self, types: &[&str]) {
        *locked(&self.inner.dropped_types) = types.iter().map(|name| (*name).to_owned()).collect();
    }

    /// Posts events to another address from now on, for sites that start after the stand-in.
    pub fn set_webhook_url(&self, url: Option<String>) {
        *locked(&self.inner.webhook_url) = url;
    }

    /// Lets a coming request of the API suffer; several queue up, one for each request.
    pub fn fault_next(&self, fault: Fault) {
        self.fault_on("", "", fault);
    }

    /// Lets a coming request with this method suffer whose path begins so; the others pass. An empty text stands for any.
    pub fn fault_on(&self, method: &str, path: &str, fault: Fault) {
        locked(&self.inner.faults).push_back((method.to_owned(), path.to_owned(), fault));
    }

    /// Lets the `url` of checkout and portal sessions made from now on point at another host: `https://evil.example`.
    pub fn checkout_host(&self, base: &str) {
        base.clone_into(&mut locked(&self.inner.checkout_host));
    }
}
