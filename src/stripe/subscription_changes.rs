//! What donors change about a monthly gift. The answers are not read: whoever needs to know how the subscription stands
//! afterwards asks for it.

use serde::Serialize;
use stripe_billing::subscription::{
    CancelSubscription, UpdateSubscription, UpdateSubscriptionItems, UpdateSubscriptionItemsPriceData,
    UpdateSubscriptionItemsPriceDataRecurring, UpdateSubscriptionItemsPriceDataRecurringInterval,
    UpdateSubscriptionPauseCollection, UpdateSubscriptionPauseCollectionBehavior, UpdateSubscriptionProrationBehavior,
};
use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};
use time::OffsetDateTime;

use super::{
    client::{Stripe, currency_of},
    error::StripeError,
    objects::Subscription,
};
use crate::money::Amount;

/// An answer of which no field is needed.
#[derive(miniserde::Deserialize)]
struct Changed {}

impl Stripe {
    /// Sets the sum of a monthly gift from its next turn on. Nothing is charged or given back for the present one.
    pub(crate) async fn change_amount(
        &self,
        subscription: &Subscription,
        amount: Amount,
        idempotency_key: &str,
    ) -> Result<(), StripeError> {
        let item = subscription.items.data.first().ok_or(StripeError::NotFound)?;
        let mut price = UpdateSubscriptionItemsPriceData::new(
            currency_of(amount),
            item.price.product.as_str(),
            UpdateSubscriptionItemsPriceDataRecurring::new(UpdateSubscriptionItemsPriceDataRecurringInterval::Month),
        );
        price.unit_amount = Some(amount.minor());
        let mut changed = UpdateSubscriptionItems::new();
        changed.id = Some(item.id.clone());
        changed.price_data = Some(price);
        changed.quantity = Some(1);
        // What somebody added at Stripe would be charged beside the sum that the donor chose.
        let others = subscription.items.data[1..].iter().map(|other| {
            let mut gone = UpdateSubscriptionItems::new();
            (gone.id, gone.deleted) = (Some(other.id.clone()), Some(true));
            gone
        });
        let request = UpdateSubscription::new(subscription.id.as_str())
            .items(std::iter::once(changed).chain(others).collect::<Vec<_>>())
            .proration_behavior(UpdateSubscriptionProrationBehavior::None);
        self.change(&request, idempotency_key).await
    }

    /// Lets a monthly gift end with its present turn, or takes that back.
    pub(crate) async fn stop_at_period_end(
        &self,
        id: &str,
        stop: bool,
        idempotency_key: &str,
    ) -> Result<(), StripeError> {
        self.change(&UpdateSubscription::new(id).cancel_at_period_end(stop), idempotency_key).await
    }

    /// Ends a monthly gift at once, for good. Doing that twice is harmless, so it needs no key; the second time it is
    /// [`StripeError::NotFound`].
    pub(crate) async fn stop_now(&self, id: &str) -> Result<(), StripeError> {
        let request = CancelSubscription::new(id);
        let _: Changed = self.send(request.build().customize(), &request, None).await?;
        Ok(())
    }

    /// Skips the turns of a monthly gift until a moment.
    pub(crate) async fn pause(
        &self,
        id: &str,
        until: OffsetDateTime,
        idempotency_key: &str,
    ) -> Result<(), StripeError> {
        let mut pause = UpdateSubscriptionPauseCollection::new(UpdateSubscriptionPauseCollectionBehavior::Void);
        pause.resumes_at = Some(until.unix_timestamp());
        self.change(&UpdateSubscription::new(id).pause_collection(pause), idempotency_key).await
    }

    /// Ends a pause.
    pub(crate) async fn resume(&self, id: &str, idempotency_key: &str) -> Result<(), StripeError> {
        self.change(&EndPause { id }, idempotency_key).await
    }

    async fn change(&self, request: &impl StripeRequest, idempotency_key: &str) -> Result<(), StripeError> {
        let _: Changed = self.send(request.build().customize(), request, Some(idempotency_key)).await?;
        Ok(())
    }
}

/// Ends a pause. Its field must be sent empty, which the client's own request cannot express.
struct EndPause<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct EmptyPause {
    pause_collection: &'static str,
}

impl StripeRequest for EndPause<'_> {
    type Output = ();

    fn build(&self) -> RequestBuilder {
        let path = format!("/subscriptions/{}", self.id);
        RequestBuilder::new(StripeMethod::Post, path).form(&EmptyPause { pause_collection: "" })
    }
}
