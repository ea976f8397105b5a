//! Stripe's customer portal: where the donor of a monthly gift changes the card and sees the bills.

use miniserde::Deserialize;
use stripe_billing::{
    BillingPortalSessionLocale,
    billing_portal_configuration::{
        CreateBillingPortalConfiguration, CreateBillingPortalConfigurationFeatures,
        CreateBillingPortalConfigurationFeaturesCustomerUpdate,
        CreateBillingPortalConfigurationFeaturesSubscriptionCancel,
        CreateBillingPortalConfigurationFeaturesSubscriptionCancelMode,
        CreateBillingPortalConfigurationFeaturesSubscriptionUpdate, InvoiceListParam, PaymentMethodUpdateParam,
    },
    billing_portal_session::{
        CreateBillingPortalSession, CreateBillingPortalSessionFlowData,
        CreateBillingPortalSessionFlowDataAfterCompletion, CreateBillingPortalSessionFlowDataAfterCompletionRedirect,
        CreateBillingPortalSessionFlowDataAfterCompletionType, CreateBillingPortalSessionFlowDataType,
    },
};
use stripe_client_core::StripeRequest as _;

use super::{
    client::{Stripe, is_below},
    error::StripeError,
};
use crate::language::Language;

/// Where in the portal a donor is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PortalRoom {
    /// Only to change the card, and straight back.
    Card,
    /// To all that the configuration allows, such as the bills.
    Bills,
}

/// For whom the portal is opened.
pub(crate) struct NewPortalSession<'a> {
    /// `cus_…`, from our own row.
    pub(crate) customer: &'a str,
    pub(crate) room: PortalRoom,
    /// The language of the portal.
    pub(crate) language: Language,
    /// Where the donor comes back to.
    pub(crate) return_url: &'a str,
    /// The key under which Stripe does this at most once.
    pub(crate) idempotency_key: &'a str,
}

/// A portal session as it comes back. Its address lets in whoever has it.
#[derive(Deserialize)]
struct PortalSession {
    url: String,
}

/// A portal configuration as it comes back.
#[derive(Deserialize)]
struct PortalConfiguration {
    id: String,
}

impl Stripe {
    /// Opens the portal for a customer. Gives its address, which was checked; it is for this donor and this moment, so it is
    /// neither kept nor mailed nor logged.
    pub(crate) async fn open_portal(&self, new: &NewPortalSession<'_>) -> Result<String, StripeError> {
        let locale = match new.language {
            Language::English => BillingPortalSessionLocale::En,
            Language::Korean => BillingPortalSessionLocale::Ko,
        };
        let mut request =
            CreateBillingPortalSession::new().customer(new.customer).locale(locale).return_url(new.return_url);
        if let Some(configuration) = &self.portal_configuration {
            request = request.configuration(configuration.as_str());
        }
        if new.room == PortalRoom::Card {
            request = request.flow_data(card_flow(new.return_url));
        }
        let session: PortalSession =
            self.send(request.build().customize(), &request, Some(new.idempotency_key)).await?;
        if is_below(&session.url, &self.portal_origin) { Ok(session.url) } else { Err(StripeError::ForeignPortal) }
    }

    /// Makes the configuration that says what donors may do in the portal: see their bills, change the card, and stop at
    /// the end of what is paid. Amounts are changed on our own pages. Gives its id.
    pub(crate) async fn make_portal_configuration(&self, idempotency_key: &str) -> Result<String, StripeError> {
        let mut cancel = CreateBillingPortalConfigurationFeaturesSubscriptionCancel::new(true);
        cancel.mode = Some(CreateBillingPortalConfigurationFeaturesSubscriptionCancelMode::AtPeriodEnd);
        let mut features = CreateBillingPortalConfigurationFeatures::new();
        features.invoice_history = Some(InvoiceListParam::new(true));
        features.payment_method_update = Some(PaymentMethodUpdateParam::new(true));
        features.subscription_cancel = Some(cancel);
        features.customer_update = Some(CreateBillingPortalConfigurationFeaturesCustomerUpdate::new(false));
        features.subscription_update = Some(CreateBillingPortalConfigurationFeaturesSubscriptionUpdate::new(false));
        let request = CreateBillingPortalConfiguration::new(features);
        let configuration: PortalConfiguration =
            self.send(request.build().customize(), &request, Some(idempotency_key)).await?;
        Ok(configuration.id)
    }
}

fn card_flow(return_url: &str) -> CreateBillingPortalSessionFlowData {
    let mut after = CreateBillingPortalSessionFlowDataAfterCompletion::new(
        CreateBillingPortalSessionFlowDataAfterCompletionType::Redirect,
    );
    after.redirect = Some(CreateBillingPortalSessionFlowDataAfterCompletionRedirect::new(return_url));
    let mut flow = CreateBillingPortalSessionFlowData::new(CreateBillingPortalSessionFlowDataType::PaymentMethodUpdate);
    flow.after_completion = Some(after);
    flow
}
