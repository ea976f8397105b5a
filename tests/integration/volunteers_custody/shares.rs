//! Shares are asked for once a year, and what is taken out of the site opens with the keys that belong to it alone.

use std::{
    os::unix::fs::PermissionsExt as _,
    process::{Command, Output},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect_kindness::staff::Role;

use super::{CANARY, Coordinator, ROOM};
use crate::{access::Person, harness::TestSite, starts::Folder, volunteers::pairs};

#[tokio::test]
async fn shares_that_were_not_tried_for_a_year_are_asked_for() {
    let site = TestSite::start().await;
    let ada = Coordinator::join(&site, Role::Coordinator).await;
    ada.takes_over().await;
    assert!(!ada.person.visit(ROOM).await.text.contains("not tried for a year"));
    site.alters("update recoveries set tried_on = current_date - 370").await;
    ada.person.visit(ROOM).await.shows("The shares were not tried for a year");
    ada.person.visit("/admin").await.shows("One thing waits about the keys of volunteers");
    assert!(site.doctor(&[]).contains("not tried for a year"), "{}", site.doctor(&[]));

    let tries = async |trial: u8| {
        let fields = [("key", ada.key.to_string()), ("trial", STANDARD.encode([trial; 32]))];
        ada.person.press(&format!("{ROOM}/recovery"), &pairs(&fields)).await
    };
    let wrong = tries(8).await;
    assert_eq!(wrong.location(), format!("{ROOM}/recovery?done=wrong"));
    let failed = "select count(*) from audit_entries where action = 'tried_recovery' and outcome = 'failed'";
    assert_eq!(site.count(failed).await, 1, "what was tried in vain is on record");
    ada.person.visit(ROOM).await.shows("The shares were not tried for a year");
    assert_eq!(tries(9).await.location(), format!("{ROOM}?done=recovered"));
    assert!(!ada.person.visit(ROOM).await.text.contains("not tried for a year"));
    assert!(site.doctor(&[]).contains("only coordinators open"));
}

#[tokio::test]
async fn an_export_opens_with_the_keys_of_the_settings_while_the_program_holds_the_private_one() {
    let site = TestSite::start().await;
    let ada = Person::join(&site, &[Role::Owner]).await;
    assert_eq!(site.is_offered_help().await, 303);
    let folder = Folder::new();
    std::fs::create_dir(&folder.0).unwrap();
    let file = folder.0.join("volunteers.json");
    let path = file.to_str().unwrap();
    let program = |arguments: &[&str], without: &str| -> Output {
        let settings = site.environment().into_iter().filter(|(name, _)| *name != without);
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(settings).args(arguments).output().unwrap()
    };
    let export = |by: &str, reason: &str| program(&["volunteers", "export", path, "--by", by, "--reason", reason], "");
    for (by, reason) in [("nobody@example.org", "a move"), (&*ada.email, " ")] {
        assert!(!export(by, reason).status.success());
        assert!(!file.exists(), "nothing is written without who and why");
    }
    assert!(export(&ada.email, "a move").status.success());
    assert!(!export(&ada.email, "again").status.success(), "what is there is not written over");
    let acts = "select count(*) from audit_entries where action = 'exported_volunteers'";
    assert_eq!(site.count(acts).await, 1);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("CONFIDENTIAL") && !text.contains(CANARY));

    let said = |output: Output| String::from_utf8(output.stdout).unwrap();
    let opened = said(program(&["volunteers", "open", "--offline", path], "DATABASE_URL"));
    assert!(opened.contains(&format!("message: {CANARY} message")), "{opened}");
    let closed = said(program(&["volunteers", "open", "--offline", path], "DATA_KEYS"));
    assert!(closed.contains("does not open") && !closed.contains(CANARY), "{closed}");
}
