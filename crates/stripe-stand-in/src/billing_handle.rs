//! What tests do after a payment: refunds, disputes, warnings, subscriptions and their cards.

use serde_json::{Value, json};

use crate::StandIn;
use crate::answer::StripeError;
use crate::books::{Books, CardTrouble};

impl StandIn {
    /// Refunds a payment from the Dashboard: this amount, or all that is left. Returns the refund's id.
    ///
    /// # Errors
    /// If nothing was paid, or less is left.
    pub fn refund(&self, payment_intent: &str, amount_minor: Option<i64>) -> Result<String, StripeError> {
        let mut form = json!({ "payment_intent": payment_intent });
        if let Some(amount) = amount_minor {
            form["amount"] = json!(amount);
        }
        let refund = self.change(|books, now| books.refund(&form, now))?;
        Ok(refund["id"].as_str().unwrap_or_default().to_owned())
    }

    /// The next refund stays `pending`, whoever makes it.
    pub fn refund_later(&self) {
        self.change(|books, _| books.refund_later = true);
    }

    /// A pending refund succeeds.
    ///
    /// # Errors
    /// If there is no such refund, or it is not pending.
    pub fn settle_refund(&self, refund: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.settle_refund(refund, now))
    }

    /// A refund fails, pending or not, and its money comes back to the balance.
    ///
    /// # Errors
    /// If there is no such refund, or it has failed already.
    pub fn fail_refund(&self, refund: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.fail_refund(refund, now))
    }

    /// The payer disputes a payment, and the bank takes the money back at once. Returns the dispute's id.
    ///
    /// # Errors
    /// If nothing was paid, or nothing of it is left.
    pub fn dispute(&self, payment_intent: &str) -> Result<String, StripeError> {
        self.change(|books, now| books.dispute(payment_intent, now))
    }

    /// The bank decides a dispute for the account: the money comes back.
    ///
    /// # Errors
    /// If there is no such dispute, or it is closed.
    pub fn win_dispute(&self, dispute: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.win_dispute(dispute, now))
    }

    /// The bank decides a dispute for the payer: the money stays away.
    ///
    /// # Errors
    /// If there is no such dispute, or it is closed.
    pub fn lose_dispute(&self, dispute: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.lose_dispute(dispute, now))
    }

    /// The card's issuer warns of fraud. Returns the id of the early fraud warning.
    ///
    /// # Errors
    /// If nothing was paid.
    pub fn warn_of_fraud(&self, payment_intent: &str) -> Result<String, StripeError> {
        self.change(|books, now| books.warn_of_fraud(payment_intent, now))
    }

    /// The card of a subscription is declined from now on.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
    pub fn fail_card(&self, subscription: &str) -> Result<(), StripeError> {
        self.trouble_card(subscription, CardTrouble::Declined)
    }

    /// The bank asks the payer to confirm each payment of a subscription from now on
    /// (`invoice.payment_action_required`). [`StandIn::mend_card_and_pay`] confirms.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
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

    /// The card of a subscription is good again. An open invoice is paid at its next try.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
    pub fn mend_card(&self, subscription: &str) -> Result<(), StripeError> {
        self.change(|books, _| {
            books.running(subscription)?;
            books.card_troubles.remove(subscription);
            Ok(())
        })
    }

    /// The card of a subscription is good again, and open invoices are paid at once.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
    pub fn mend_card_and_pay(&self, subscription: &str) -> Result<(), StripeError> {
        self.change(|books, now| books.mend_card(subscription, now))
    }

    /// Ends a subscription with its period, or lets it go on after all, from the Dashboard.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
    pub fn stop_at_period_end(&self, subscription: &str, stop: bool) -> Result<(), StripeError> {
        self.change(|books, now| books.stop_at_period_end(subscription, stop, now)).map(drop)
    }

    /// Ends a subscription at once, from the Dashboard.
    ///
    /// # Errors
    /// If there is no such subscription, or it has ended.
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

    /// The id of a session's PaymentIntent; a subscription's is that of its first invoice. `None` before a payment is tried.
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
