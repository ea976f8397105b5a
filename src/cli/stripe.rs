//! `stripe`: what is set up at Stripe once.

use clap::Subcommand;

use super::say::say;
use crate::{config::Config, seal::new_token, stripe::Stripe};

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum StripeCommand {
    /// Says to Stripe what donors may do in its customer portal, and prints the setting.
    Portal,
}

/// `stripe portal`
pub(crate) async fn run(config: &Config, command: StripeCommand) -> anyhow::Result<()> {
    let StripeCommand::Portal = command;
    let stripe = Stripe::new(&config.stripe)?;
    let id =
        stripe.make_portal_configuration(&format!("portal-configuration-{}", new_token())).await.map_err(|error| {
            anyhow::anyhow!("the configuration of the customer portal was not made: {}", error.advice())
        })?;
    say("Donors of monthly gifts may see their bills, change the card, and stop at the end of what is paid. Set this:");
    say(&format!("STRIPE_PORTAL_CONFIGURATION={id}"));
    Ok(())
}
