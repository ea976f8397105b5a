//! The handle by which tests steer what comes after a payment: refunds, disputes, warnings, subscriptions and their cards.

use serde_json::{Value, json};

use crate::StandIn;
use crate::answer::StripeError;
use crate::books::{Books, CardTrouble};

impl StandIn {
    /// Gives back so many minor units of a payment, or all that is left of it, as the Dashboard does; gives the refund's
    /// id.
    ///
    /// # Errors
    /// As `POST /v1/refunds`: nothing was paid, or less is left.
    pub fn refund(&self, payment_intent: &str, amount_minor: Option<i64>) -> Result<String, StripeError> {
        let mut form = json!({ "payment_intent": payment_intent });
        if let Some(amount) = amount_minor {
            form["amount"] = json!(amount);
        }
        let refund = self.change(|books, now| books.refund(&form, now))?;
        Ok(refund["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Lets the next refund stay `pending`, whoever makes it.
    pub fn refund_later(&self) {
        self.change(|books, _| books.refund_later = true);
    }

    /// Lets a pending refund succeed.
    ///
    /// # Errors
    /// There is no such refund, or it is not pending.
    pub fn settle_refund(&self, refund: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.settle_refund(refund, now))
    }

    /// Lets a refund fail, pending or not: its money comes back.
    ///
    /// # Errors
    /// There is no such refund, or it has failed already.
    pub fn fail_refund(&self, refund: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.fail_refund(refund, now))
    }

    /// Lets the donor dispute a payment: the bank takes the money back at once. Gives the dispute's id.
    ///
    /// # Errors
    /// Nothing was paid, or nothing of it is left.
    pub fn dispute(&self, payment_intent: &str) -> Result<String, StripeError> {
        self.change(|books, now| books.dispute(payment_intent, now))
    }

    /// Lets the bank decide a dispute for the organisation: the money comes back.
    ///
    /// # Errors
    /// There is no such dispute, or it is closed.
    pub fn win_dispute(&self, dispute: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.win_dispute(dispute, now))
    }

    /// Lets the bank decide a dispute for the donor.
    ///
    /// # Errors
    /// As [`StandIn::win_dispute`].
    pub fn lose_dispute(&self, dispute: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.lose_dispute(dispute, now))
    }

    /// Lets the card's issuer warn of fraud; gives the warning's id.
    ///
    /// # Errors
    /// Nothing was paid.
    pub fn warn_of_fraud(&self, payment_intent: &str) -> Result<String, StripeError> {
        self.change(|books, now| books.warn_of_fraud(payment_intent, now))
    }

    /// Lets the card of a subscription be refused from now on.
    ///
    /// # Errors
    /// There is no such subscription, or it has ended.
    pub fn fail_card(&self, subscription: &str) -> Result<(), StripeError> {
        self.trouble_card(subscription, CardTrouble::Declined)
    }

    /// Lets the bank ask for the donor's confirmation at each payment of a subscription from now on
    /// (`invoice.payment_action_required`). [`StandIn::mend_card_and_pay`] confirms.
    ///
    /// # Errors
    /// As [`StandIn::fail_card`].
    pub fn challenge_card(&self, subscription: &str) -> Result<(), StripeError> {
        self.trouble_card(subscription, CardTrouble::Unconfirmed)
    }

    fn trouble_card(&self, subscription: &str, trouble: CardTrouble) -> Result<(), StripeError> {
        self.change(|books, _| {
            books.running(subscription)?;
            books.card_troubles.insert(subscription.to_owned(), trouble);
            Ok(())
        })
    }

    /// Lets the card of a subscription be good again. An open invoice is paid at its next try.
    ///
    /// # Errors
    /// As [`StandIn::fail_card`].
    pub fn mend_card(&self, subscription: &str) -> Result<(), StripeError> {
        self.change(|books, _| {
            books.running(subscription)?;
            books.card_troubles.remove(subscription);
            Ok(())
        })
    }

    /// Lets the card be good again, and pays the open invoices at once.
    ///
    /// # Errors
    /// As [`StandIn::fail_card`].
    pub fn mend_card_and_pay(&self, subscription: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.mend_card(subscription, now))
    }

    /// Lets a subscription end with its period, or go on after all, as the Dashboard does.
    ///
    /// # Errors
    /// As [`StandIn::fail_card`].
    pub fn stop_at_period_end(&self, subscription: &str, stop: bool) -> Result<(), StripeError> {
        self.change(|books, now| books.stop_at_period_end(subscription, stop, now)).map(drop)
    }

    /// Ends a subscription at once, as the Dashboard does.
    ///
    /// # Errors
    /// As [`StandIn::fail_card`].
    pub fn cancel_subscription(&self, subscription: &str) -> Result<(), StripeError> {
        let details = json!({ "reason": "cancellation_requested" });
        self.change(|books, now| books.cancel_subscription(subscription, &details, now)).map(drop)
    }

    /// The refunds so far, oldest first.
    pub fn refunds(&self) -> Vec<Value> {
        self.read(|books| books.refunds.all().to_vec())
    }

    /// The disputes so far, oldest first.
    pub fn disputes(&self) -> Vec<Value> {
        self.read(|books| books.disputes.all().to_vec())
    }

    /// The customers so far, oldest first, the deleted ones included.
    pub fn customers(&self) -> Vec<Value> {
        self.read(|books| books.customers.all().to_vec())
    }

    /// The subscriptions so far, oldest first, the ended ones included.
    pub fn subscriptions(&self) -> Vec<Value> {
        self.read(|books| books.subscriptions.all().to_vec())
    }

    /// The invoices so far, oldest first.
    pub fn invoices(&self) -> Vec<Value> {
        self.read(|books| books.invoices.all().to_vec())
    }

    /// The PaymentIntents so far, oldest first.
    pub fn payment_intents(&self) -> Vec<Value> {
        self.read(|books| books.payment_intents.all().to_vec())
    }

    /// The charges so far, oldest first.
    pub fn charges(&self) -> Vec<Value> {
        self.read(|books| books.charges.all().to_vec())
    }

    /// The balance transactions so far, oldest first.
    pub fn balance_transactions(&self) -> Vec<Value> {
        self.read(|books| books.balance_transactions.all().to_vec())
    }

    /// The payment of a session, which a monthly one has through its first invoice; none before it is tried.
    pub fn payment_intent_of(&self, session: &str) -> Option<String> {
        self.read(|books: &Books| {
            let intent = books.intent_of(books.sessions.find(session)?)?;
            intent["id"].as_str().map(str::to_owned)
        })
    }
}

impl Books {
    /// The card of a subscription is good again, and pays what is open.
    ///
    /// # Errors
    /// There is no such subscription, or it has ended.
    pub(crate) fn mend_card(&mut self, subscription: &str, now: i64) -> Result<(), StripeError> {
        self.running(subscription)?;
        self.card_troubles.remove(subscription);
        self.open_invoices(subscription).into_iter().try_for_each(|invoice| self.pay_invoice(&invoice, now))
    }
}
