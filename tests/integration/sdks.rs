//! Stripe's official SDKs as foreign clients: what they send, the stand-in understands; what it answers and signs, they
//! believe; what they sign, the site believes. `script/test` installs them. Where it cannot, these stories are left out
//! aloud on a developer's machine, and fail in continuous integration.

use std::{
    ffi::OsString,
    io::Write,
    process::{Command, Output},
};

use stripe_stand_in::API_VERSION;

use crate::harness::TestSite;

/// Runs a story of `tests/sdk` against a fresh site. The variable says where its SDK is.
async fn tell(variable: &str, story: &'static str, event: &str, program: impl FnOnce(OsString) -> OsString) {
    let Some(place) = std::env::var_os(variable) else {
        let sentence = format!("tests/sdk/{story} cannot run, because {variable} is not set: run  script/test sdk");
        assert!(!in_continuous_integration(), "{sentence}");
        // Past the test harness, which hides what tests that pass print.
        std::io::stderr().write_all(format!("LEFT OUT: {sentence}\n").as_bytes()).unwrap();
        return;
    };
    let site = TestSite::start().await;
    let settings = site.environment();
    let setting = |name: &str| settings.iter().find(|(known, _)| *known == name).unwrap().1.clone();
    let mut command = Command::new(program(place));
    command
        .arg(story)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sdk"))
        .env("STRIPE_BASE", setting("STRIPE_API_BASE"))
        .env("STRIPE_KEY", setting("STRIPE_SECRET_KEY"))
        .env("STRIPE_VERSION", API_VERSION)
        .env("WEBHOOK_SECRET", setting("STRIPE_WEBHOOK_SECRET"))
        .env("SITE_WEBHOOK", format!("{}/webhooks/stripe", site.url))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let Output { status, stdout, stderr } =
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    assert!(status.success(), "{story} ended with {status}:\n{said}");
    let stored: bool = sqlx::query_scalar("select exists (select from stripe_events where id = $1)")
        .bind(event)
        .fetch_one(&site.db)
        .await
        .unwrap();
    assert!(stored, "the site has not kept {event}");
    assert!(site.stripe.requests().iter().any(|request| request.idempotency_key.is_some()));
}

/// `CI=true` is what such services set, and `.ci/run`.
fn in_continuous_integration() -> bool {
    std::env::var("CI").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()))
}

#[tokio::test]
async fn the_node_sdk_understands_the_stand_in_and_signs_for_the_site() {
    tell("SDK_NODE_MODULES", "node/story.mjs", "evt_1fromTheNodeSdk", |_| "node".into()).await;
}

#[tokio::test]
async fn the_python_sdk_understands_the_stand_in_and_signs_for_the_site() {
    tell("SDK_PYTHON", "python/story.py", "evt_1fromThePythonSdk", |program| program).await;
}
