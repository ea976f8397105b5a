//! Coordinators hold the keys: set up, opened, shared, left, lost and recovered, in real browsers with this site's policy.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use connect_kindness::staff::Role;
use uuid::Uuid;

use crate::{
    access::Person,
    commands::run,
    harness::{
        TestSite,
        browser::{Browser, Look},
        window::Window,
    },
    starts::Folder,
    volunteers_custody::thief,
};

const ROOM: &str = "/admin/volunteers/custody";
const CANARY: &str = "카나리아7391";

impl Window {
    /// Types into a field that has no name, because it is never sent.
    async fn types_share(&self, number: u8, share: &str) {
        let field = self.find(&format!("#share-{number}")).await;
        field.clear().await.unwrap();
        field.send_keys(share).await.unwrap();
    }

    /// Opens an offer, first on the server, then in the browser.
    async fn reads(&self, site: &TestSite, person: Uuid) {
        self.visit(&format!("{}/admin/volunteers/{person}", site.url)).await;
        self.find("option[value=answering]").await.click().await.unwrap();
        self.send("Open").await;
        assert!(!self.text().await.contains(CANARY), "the server cannot open it");
        self.press("Open with my passkey").await;
        self.shows(&format!("{CANARY} message")).await;
        self.shows(&format!("@{CANARY}.contact")).await;
        self.shows("Signal").await;
    }
}

impl TestSite {
    async fn newest_person(&self) -> Uuid {
        sqlx::query_scalar("select person_id from applications order by id desc limit 1")
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Somebody new with a passkey in a window of their own, who makes a key. Gives the name of the passkey.
    async fn keyholder(&self, window: &Window, person: &Person<'_>) -> String {
        let passkey = self.enrols_a_key_with_secrets(window, &self.link_of(person.id).await).await;
        window.visit(&format!("{}{ROOM}", self.url)).await;
        window.send("Make a key with my passkey").await;
        window.shows("Your key is ready").await;
        passkey
    }

    /// Opens an export with what is typed.
    fn opens_offline(&self, file: &std::path::Path, typed: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
        command.env_clear().envs(self.environment()).args(["volunteers", "open", "--offline"]).arg(file);
        // Without a database.
        command.env_remove("DATABASE_URL").env_remove("MIGRATE_DATABASE_URL");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn does(&self, arguments: &[&str]) -> Output {
        let own = self.environment();
        let settings: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        run(arguments, &settings)
    }
}

/// The three shares that a page shows.
async fn shown_shares(window: &Window) -> Vec<String> {
    let mut shares = Vec::new();
    for number in 1..=3 {
        window.find(&format!("[data-share=\"{number}\"]:not(:empty)")).await;
        shares.push(window.property(&format!("[data-share=\"{number}\"]"), "textContent").await);
    }
    shares
}

/// Takes the keys over; gives the three shares.
async fn set_up(site: &TestSite, window: &Window) -> Vec<String> {
    window.follow("Take the keys over from the server").await;
    window.shows("Whoever copies or seizes the server cannot read earlier offers").await;
    let shares = shown_shares(window).await;
    window.picture("custody-setup").await;
    for (second, problem) in [
        ("", "It takes two shares"),
        (&*shares[0], "the same share twice"),
        (&*shares[1].replacen(char::is_alphanumeric, "?", 1), "a letter of it is wrong"),
    ] {
        window.types_share(1, &shares[0]).await;
        window.types_share(2, second).await;
        window.press("Take the keys over now").await;
        window.shows(problem).await;
    }
    assert_eq!(site.count("select count(*) from recoveries").await, 0, "nothing has happened yet");
    window.types_share(2, &shares[2].to_lowercase()).await;
    window.send("Take the keys over now").await;
    window.shows("only coordinators open what volunteers write").await;
    window.picture("custody").await;
    shares
}

#[tokio::test]
async fn coordinators_hold_the_keys_and_hand_them_on() {
    let site = TestSite::start_asking_for_keys().await;
    let (ada, ben) = (Person::join(&site, &[Role::Coordinator]).await, Person::join(&site, &[Role::Coordinator]).await);
    assert_eq!(site.is_offered_help().await, 303);
    let first = site.newest_person().await;
    let browser = Browser::start();
    let window = browser.window(Look::default()).await;
    site.keyholder(&window, &ada).await;
    let shares = set_up(&site, &window).await;
    assert_eq!(site.is_offered_help().await, 303);
    window.reads(&site, first).await;
    window.reads(&site, site.newest_person().await).await;
    window.picture("custody-opened").await;

    // A newcomer waits, and compares a fingerprint with whoever lets them in.
    let bens = browser.window(Look { width: 390, ..Look::default() }).await;
    let passkey = site.keyholder(&bens, &ben).await;
    bens.shows("Ask a colleague who holds the keys").await;
    bens.picture("custody-waits").await;
    window.visit(&format!("{}{ROOM}", site.url)).await;
    let fingerprint = window.property("tr:has([data-custody=let-in]) code", "textContent").await;
    bens.shows(&fingerprint).await;
    window.send(&format!("The same: let in: {}", ben.email)).await;
    window.shows("Your colleague holds the keys now").await;
    bens.reads(&site, first).await;

    // One leaves. Who stays begins anew.
    assert!(site.does(&["staff", "remove", &ada.email]).status.success());
    bens.visit(&format!("{}{ROOM}", site.url)).await;
    bens.shows("Somebody has left who held the keys").await;
    bens.send("Make a new key").await;
    bens.shows("New offers are sealed to the new key now").await;
    assert_eq!(site.is_offered_help().await, 303);
    let third = site.newest_person().await;
    bens.reads(&site, third).await;

    // Somebody who has left kept a share, so new ones are made.
    bens.visit(&format!("{}{ROOM}", site.url)).await;
    bens.follow("Make new shares").await;
    let (old, shares) = (shares, shown_shares(&bens).await);
    bens.types_share(1, &shares[2]).await;
    bens.types_share(2, &shares[1]).await;
    bens.send("Put the new shares in force").await;
    bens.shows("The new shares are in force").await;

    // The last passkey is lost. Two shares let somebody else in, and one does not.
    bens.pulls_out_the_key(&passkey).await;
    sqlx::query("update staff_passkeys set revoked_at = now()").execute(&site.db).await.unwrap();
    let cora = Person::join(&site, &[Role::Owner]).await;
    let coras = browser.window(Look::default()).await;
    site.keyholder(&coras, &cora).await;
    coras.visit(&format!("{}/admin/volunteers/{third}", site.url)).await;
    coras.find("option[value=answering]").await.click().await.unwrap();
    coras.send("Open").await;
    coras.press("Open with my passkey").await;
    coras.shows("You do not hold the key to this yet").await;
    coras.visit(&format!("{}{ROOM}/recovery", site.url)).await;
    coras.types_share(1, &shares[1]).await;
    coras.types_share(2, &shares[1]).await;
    coras.press("Try these shares").await;
    coras.shows("the same share twice").await;
    coras.types_share(1, &old[1]).await;
    coras.types_share(2, &old[0]).await;
    coras.press("Try these shares").await;
    coras.shows("are not the shares in force").await;
    coras.types_share(1, &shares[1]).await;
    sqlx::query("update recoveries set tried_on = current_date - 400").execute(&site.db).await.unwrap();
    coras.types_share(2, &shares[0]).await;
    coras.send("Try these shares").await;
    coras.shows("The shares are right").await;
    assert_eq!(site.count("select count(*) from recoveries where tried_on >= current_date - 1").await, 1);
    coras.reads(&site, first).await;
    coras.reads(&site, third).await;
    for window in [&window, &bens, &coras] {
        for entry in window.log("browser").await {
            assert!(!entry.to_string().contains("Content Security Policy"), "{entry}");
        }
    }

    // Whoever takes the server has nothing; whoever has two shares has all of it, without the server.
    assert!(!thief::finds_a_private_key(&site).await);
    let folder = Folder::new();
    std::fs::create_dir(&folder.0).unwrap();
    let file = folder.0.join("volunteers.json");
    let path = file.to_str().unwrap();
    let export = site.does(&["volunteers", "export", path, "--by", &cora.email, "--reason", "a trial"]);
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    assert!(!std::fs::read_to_string(&file).unwrap().contains(CANARY));
    let reasons = "select count(*) from audit_entries where action = 'exported_volunteers' and reason_id is not null";
    assert_eq!(site.count(reasons).await, 1);
    for typed in [format!("{0}\n{0}\n", shares[0]), format!("{}\n\n", shares[0])] {
        let refused = site.opens_offline(&file, &typed);
        assert!(!refused.status.success() && !String::from_utf8_lossy(&refused.stdout).contains(CANARY));
    }
    let opened = site.opens_offline(&file, &format!("{}\n{}\n", shares[2], shares[1]));
    let said = String::from_utf8(opened.stdout).unwrap();
    assert_eq!(said.matches(&format!("message: {CANARY} message")).count(), 3, "{said}");
}
