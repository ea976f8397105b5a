//! The content security policies of our pages: only two pages may lead a form to Stripe.

use axum::http::HeaderValue;

pub(crate) struct Policies {
    pub(crate) page: HeaderValue,
    /// Of the page with the donation form: browsers hold `form-action` also against a redirect.
    pub(crate) donation: HeaderValue,
    /// Of the page that leads to Stripe's customer portal.
    pub(crate) portal: HeaderValue,
    /// Of a page that may stand in a frame of ours, and of the page with that frame.
    pub(crate) framed: HeaderValue,
    pub(crate) framing: HeaderValue,
}

impl Policies {
    pub(super) fn leading_to(checkout_origin: &str, portal_origin: &str) -> Result<Self, String> {
        let policy = |form_action: &str| HeaderValue::from_str(&content_security_policy(form_action));
        let leading_to = |origin: &str| policy(&format!("'self' {}", form_source(origin)));
        let plain = content_security_policy("'self'");
        let other = |text: String| HeaderValue::from_str(&text);
        let framed = other(plain.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
        let framing = other(format!("{plain}; frame-src 'self'"));
        match (policy("'self'"), leading_to(checkout_origin), leading_to(portal_origin), framed, framing) {
            (Ok(page), Ok(donation), Ok(portal), Ok(framed), Ok(framing)) => {
                Ok(Self { page, donation, portal, framed, framing })
            }
            _ => {
                Err("STRIPE_CHECKOUT_ORIGIN and STRIPE_PORTAL_ORIGIN are addresses such as https://checkout.stripe.com"
                    .to_owned())
            }
        }
    }
}

/// The policy of a page whose forms lead to these places.
fn content_security_policy(form_action: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action {form_action}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// An origin as it stands in `form-action`. A stand-in on plain http is named by host alone: its scheme is that of our
/// own pages then.
fn form_source(origin: &str) -> &str {
    origin.strip_prefix("http://").unwrap_or(origin)
}
