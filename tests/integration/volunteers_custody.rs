//! Who can open what volunteers write, once coordinators hold the keys: everything but what happens in the browser, whose part
//! is played here (`browser/custody.rs` has the real one).

mod memory;
mod shares;
pub(crate) mod thief;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use connect_kindness::staff::Role;
use hpke::{
    Deserializable as _, Kem, OpModeR, OpModeS, PskBundle, Serializable as _, aead::AesGcm256, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_open, single_shot_seal,
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    access::Person,
    commands::run,
    harness::{Answer, TestSite, desk::filled},
    volunteers::{good, pairs},
};

const ROOM: &str = "/admin/volunteers/custody";
const CANARY: &str = "카나리아7391";

/// A key pair, as a browser makes it.
#[derive(Clone)]
pub(crate) struct Pair {
    private: [u8; 32],
    pub(crate) public: [u8; 32],
}

impl Pair {
    pub(crate) fn new() -> Self {
        let (private, public) = X25519HkdfSha256::gen_keypair();
        Self { private: private.to_bytes().into(), public: public.to_bytes().into() }
    }

    /// The private key, sealed as the script seals it.
    fn sealed_to(&self, recipient: &[u8; 32]) -> String {
        let text = [&STANDARD.decode("MC4CAQAwBQYDK2VuBCIEIA==").unwrap()[..], &self.private].concat();
        let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(recipient).unwrap();
        let info = b"connect-kindness custody 1";
        let (key, sealed) =
            single_shot_seal::<AesGcm256, HkdfSha256, X25519HkdfSha256>(&OpModeS::Base, &to, info, &text, &self.public)
                .unwrap();
        STANDARD.encode([key.to_bytes().as_slice(), &sealed].concat())
    }

    /// Another one's private key that was sealed to this one.
    fn opens(&self, public: &[u8], sealed: &[u8]) -> Self {
        let info = b"connect-kindness custody 1";
        let text = open(&self.private, sealed, &OpModeR::Base, info, public).expect("it opens");
        Self { private: text[16..].try_into().unwrap(), public: public.try_into().unwrap() }
    }

    pub(crate) fn fingerprint(&self) -> String {
        let digest: String = Sha256::digest(self.public)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        let groups: Vec<&str> = (0..8).map(|group| &digest[group * 4..group * 4 + 4]).collect();
        groups.join("-")
    }
}

fn open(
    private: &[u8],
    sealed: &[u8],
    mode: &OpModeR<'_, X25519HkdfSha256>,
    info: &[u8],
    bound: &[u8],
) -> Option<Vec<u8>> {
    let own = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).ok()?;
    let key = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&sealed[..32]).ok()?;
    single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(mode, &own, &key, info, &sealed[32..], bound).ok()
}

/// A coordinator with a key pair of their own.
pub(crate) struct Coordinator<'a> {
    pub(crate) person: Person<'a>,
    own: Pair,
    key: Uuid,
}

impl<'a> Coordinator<'a> {
    pub(crate) async fn join(site: &'a TestSite, role: Role) -> Self {
        let person = Person::join(site, &[role]).await;
        let (own, credential) = (Pair::new(), Uuid::new_v4());
        sqlx::query(
            "insert into staff_passkeys (id, staff_member_id, credential_id, passkey, name, created_at)
             values ($1, $2, $3, '{}', 'a key', now())",
        )
        .bind(Uuid::now_v7())
        .bind(person.id)
        .bind(&credential.as_bytes()[..])
        .execute(&site.db)
        .await
        .unwrap();
        let fields = [
            ("credential", URL_SAFE_NO_PAD.encode(credential.as_bytes())),
            ("public", STANDARD.encode(own.public)),
            ("salt", STANDARD.encode([3; 32])),
            ("wrapped", STANDARD.encode([5; 76])),
        ];
        let made = person.press(&format!("{ROOM}/own"), &pairs(&fields)).await;
        assert_eq!(made.location(), format!("{ROOM}?done=made"), "{}", made.text);
        let key = sqlx::query_scalar("select id from coordinator_keys where public_key = $1")
            .bind(&own.public[..])
            .fetch_one(&site.db)
            .await
            .unwrap();
        Self { person, own, key }
    }

    /// Takes the keys over. Gives the new epoch's pair and that of the recovery.
    pub(crate) async fn takes_over(&self) -> (Pair, Pair) {
        let (epoch, recovery) = (Pair::new(), Pair::new());
        let done = self.person.press(&format!("{ROOM}/setup"), &pairs(&self.set_up(&epoch, &recovery))).await;
        assert_eq!(done.location(), format!("{ROOM}?done=set-up"), "{}", done.text);
        (epoch, recovery)
    }

    fn set_up(&self, epoch: &Pair, recovery: &Pair) -> Vec<(&'static str, String)> {
        vec![
            ("key", self.key.to_string()),
            ("public", STANDARD.encode(epoch.public)),
            ("own", epoch.sealed_to(&self.own.public)),
            ("recovery", epoch.sealed_to(&recovery.public)),
            ("recovery_public", STANDARD.encode(recovery.public)),
            ("trial", STANDARD.encode([9; 32])),
        ]
    }

    /// What the server hands out, opened: every epoch's id and pair.
    async fn unlocks(&self) -> Vec<(String, Pair)> {
        let answer = self.person.press(&format!("{ROOM}/keys"), &[]).await;
        let given: Value = serde_json::from_str(&answer.text).unwrap();
        let bytes = |value: &Value| STANDARD.decode(value.as_str().unwrap()).unwrap();
        let wraps = given["own"][0]["wraps"].as_array().unwrap().iter();
        let open = |wrap: &Value| self.own.opens(&bytes(&wrap["public"]), &bytes(&wrap["sealed"]));
        wraps.map(|wrap| (wrap["epoch"].as_str().unwrap().to_owned(), open(wrap))).collect()
    }

    /// Seals all keys to a colleague's.
    async fn lets_in(&self, newcomer: &Coordinator<'_>) -> Answer {
        let mut fields = vec![("key", newcomer.key.to_string())];
        let wraps = self.unlocks().await.into_iter();
        fields.extend(wraps.map(|(epoch, pair)| ("wrap", format!("{epoch}:{}", pair.sealed_to(&newcomer.own.public)))));
        self.person.press(&format!("{ROOM}/let-in"), &pairs(&fields)).await
    }

    /// Makes a new epoch for these.
    async fn begins(&self, recovery: &Pair, holders: &[&Coordinator<'_>]) -> (Answer, Pair) {
        let epoch = Pair::new();
        let mut fields =
            vec![("public", STANDARD.encode(epoch.public)), ("recovery", epoch.sealed_to(&recovery.public))];
        let wrap =
            |holder: &&Coordinator<'_>| ("wrap", format!("{}:{}", holder.key, epoch.sealed_to(&holder.own.public)));
        fields.extend(holders.iter().map(wrap));
        (self.person.press(&format!("{ROOM}/epochs"), &pairs(&fields)).await, epoch)
    }

    /// Opens the newest offer in the room: what the page holds, and what the browser would make of it.
    async fn reads_newest(&self) -> String {
        let person: Uuid = sqlx::query_scalar("select person_id from applications order by id desc limit 1")
            .fetch_one(&self.person.site.db)
            .await
            .unwrap();
        let page = self.opens_page(person).await;
        assert!(!page.text.contains(CANARY), "the server cannot open it");
        let epochs = self.unlocks().await;
        read(&page, &epochs).expect("it opens in the browser")
    }

    async fn opens_page(&self, person: Uuid) -> Answer {
        let path = format!("/admin/volunteers/{person}");
        let fields = filled(&self.person.visit(&path).await, &path, &[("reason", "answering")]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.person.press(&path, &fields).await
    }
}

/// What the sealed record in a page says, for whoever has its epoch.
fn read(page: &Answer, epochs: &[(String, Pair)]) -> Option<String> {
    let of = |name: &str| page.attribute("[data-sealed]", name).unwrap();
    let bytes = |name: &str| STANDARD.decode(of(name)).unwrap();
    let (_, pair) = epochs.iter().find(|(id, _)| *id == of("data-epoch"))?;
    let (key, id) = (bytes("data-key"), of("data-key-id"));
    let mode = OpModeR::Psk(PskBundle::new(&key, id.as_bytes()).unwrap());
    let info = b"connect-kindness volunteers 1";
    let text = open(&pair.private, &bytes("data-sealed-text"), &mode, info, &bytes("data-associated"))?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

impl TestSite {
    /// An offer comes in; gives the status of the answer.
    pub(crate) async fn is_offered_help(&self) -> u16 {
        self.submit("/volunteer", &pairs(&good(&self.token("volunteer")))).await.status
    }

    /// What the doctor says of custody, with these settings besides.
    fn doctor(&self, more: &[(&str, &str)]) -> String {
        let own = self.environment();
        let mut settings: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        settings.extend(more);
        let said = String::from_utf8(run(&["doctor"], &settings).stdout).unwrap();
        said.lines().find(|line| line.starts_with("custody: ")).unwrap_or(&said).to_owned()
    }

    async fn alters(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.db).await.unwrap();
    }
}

#[tokio::test]
async fn coordinators_take_the_keys_over_and_nothing_is_left_on_the_server() {
    let site = TestSite::start().await;
    let (ada, ben) = (Coordinator::join(&site, Role::Coordinator).await, Person::join(&site, &[Role::Owner]).await);
    assert_eq!(site.is_offered_help().await, 303);
    assert!(site.doctor(&[]).contains("the program opens"), "{}", site.doctor(&[]));
    assert!(thief::finds_a_private_key(&site).await, "before, whoever takes the server has everything");
    let sealed = || async {
        let rows: Vec<Vec<u8>> =
            sqlx::query_scalar("select sealed from applications").fetch_all(&site.db).await.unwrap();
        rows
    };
    let before = sealed().await;

    let (epoch, _) = ada.takes_over().await;
    assert_eq!(sealed().await, before, "no row of people was touched");
    assert!(ada.reads_newest().await.contains(CANARY), "what came before opens for the coordinator");
    assert_eq!(site.is_offered_help().await, 303);
    assert!(ada.reads_newest().await.contains(CANARY));
    assert_eq!(site.count("select count(*) from epochs where private_sealed is not null").await, 0);
    assert!(!thief::finds_a_private_key(&site).await, "afterwards, nothing that is stored is a private key");
    let acts =
        "select count(*) from audit_entries where action in ('made_custody_key', 'set_up_custody', 'read_wrapped_key')";
    assert_eq!(site.count(acts).await, 4);
    let room = ada.person.visit(ROOM).await;
    room.shows("Whoever copies or seizes the server cannot read earlier offers");
    room.shows("changes our script while one of you reads");
    room.shows(&format!("VOLUNTEER_KEYS={}", epoch.fingerprint()));
    site.eventually("everybody concerned is told", || async {
        let mails = site.mailbox.mails();
        let told = |email: &str| {
            mails.iter().any(|mail| mail.to.contains(email) && mail.text().contains("to the coordinators"))
        };
        told(&ben.email) && told(&ada.person.email)
    })
    .await;
    let again = ada.person.press(&format!("{ROOM}/setup"), &pairs(&ada.set_up(&Pair::new(), &Pair::new()))).await;
    assert_eq!(again.status, 404, "custody is set up once");

    // A thief with the whole server runs it elsewhere.
    let stolen = site.restored(&site.dumped()).await;
    let thief = Person::join(&stolen, &[Role::Owner]).await;
    let people: Vec<Uuid> = sqlx::query_scalar("select id from people").fetch_all(&stolen.db).await.unwrap();
    for person in people {
        let path = format!("/admin/volunteers/{person}");
        let fields = filled(&thief.visit(&path).await, &path, &[("reason", "answering")]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = thief.press(&path, &fields).await;
        assert!(page.status == 200 && !page.text.contains(CANARY), "{}", page.text);
    }
    assert!(!thief::finds_a_private_key(&stolen).await);
}

#[tokio::test]
async fn a_newcomer_is_let_in_by_whoever_is_in_and_by_nobody_else() {
    let site = TestSite::start().await;
    let ada = Coordinator::join(&site, Role::Coordinator).await;
    let (epoch, _) = ada.takes_over().await;
    let (ben, cora) = (Coordinator::join(&site, Role::Coordinator).await, Coordinator::join(&site, Role::Owner).await);
    let waiting = ben.person.visit(ROOM).await;
    waiting.shows("Ask a colleague who holds the keys");
    waiting.shows(&ben.own.fingerprint());
    assert!(waiting.attribute("form[data-custody=let-in]", "action").is_none(), "nobody lets themselves in");
    assert!(ben.unlocks().await.is_empty());
    let forged =
        [("key", ben.key.to_string()), ("wrap", format!("{}:{}", Uuid::nil(), epoch.sealed_to(&ben.own.public)))];
    assert_eq!(
        cora.person.press(&format!("{ROOM}/let-in"), &pairs(&forged)).await.status,
        403,
        "who is out lets nobody in"
    );
    assert_eq!(ada.person.press(&format!("{ROOM}/let-in"), &pairs(&forged)).await.status, 400, "no such key");

    let room = ada.person.visit(ROOM).await;
    room.shows(&ben.own.fingerprint());
    assert_eq!(ada.lets_in(&ben).await.location(), format!("{ROOM}?done=let-in"));
    assert_eq!(site.is_offered_help().await, 303);
    assert!(ben.reads_newest().await.contains(CANARY));
    site.eventually("the owner hears of it", || async {
        let mails = site.mailbox.mails();
        mails.iter().any(|mail| {
            mail.to.contains(&cora.person.email) && mail.text().contains(&format!("has let {} in", ben.person.email))
        })
    })
    .await;

    // A key that somebody put there by hand is not let in.
    site.alters("update coordinator_keys set public_key = decode(repeat('ab', 32), 'hex') where not exists (select from epoch_wraps where coordinator_key_id = coordinator_keys.id)").await;
    ada.person.visit(ROOM).await.shows("changed in the database");
    assert_eq!(ada.lets_in(&cora).await.status, 400);
}

#[tokio::test]
async fn whoever_leaves_holds_nothing_and_the_next_epoch_is_not_theirs() {
    let site = TestSite::start().await;
    let ada = Coordinator::join(&site, Role::Coordinator).await;
    let (_, recovery) = ada.takes_over().await;
    let mut others = Vec::new();
    for _ in 0..3 {
        let other = Coordinator::join(&site, Role::Coordinator).await;
        assert_eq!(ada.lets_in(&other).await.status, 303);
        others.push(other);
    }
    let own = site.environment();
    let settings: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (off, demoted, lost) = (&others[0], &others[1], &others[2]);
    let ways: [(&Coordinator<'_>, Option<Vec<&str>>); 3] = [
        (off, Some(vec!["staff", "remove", &off.person.email])),
        (demoted, Some(vec!["staff", "add", &demoted.person.email, "--role", "editor"])),
        (lost, None),
    ];
    for (leaver, command) in ways {
        match command {
            Some(command) => assert!(run(&command, &settings).status.success()),
            None => {
                let revoke = "update staff_passkeys set revoked_at = now() where staff_member_id = $1";
                sqlx::query(revoke).bind(leaver.person.id).execute(&site.db).await.unwrap();
            }
        }
        let held: i64 = sqlx::query_scalar("select count(*) from coordinator_keys where id = $1")
            .bind(leaver.key)
            .fetch_one(&site.db)
            .await
            .unwrap();
        assert_eq!(held, 0, "their key is gone");
        let room = ada.person.visit(ROOM).await;
        room.shows("Somebody has left who held the keys");
        assert!(room.attribute("form[data-custody=epoch]", "data-recovery").is_some());
        ada.person.visit("/admin").await.shows("waits about the keys of volunteers");
        assert!(site.doctor(&[]).contains("somebody has left"));
        let everybody: Vec<&Coordinator<'_>> = others.iter().chain([&ada]).collect();
        let (begun, _) = ada.begins(&recovery, &everybody).await;
        assert_eq!(begun.location(), format!("{ROOM}?done=begun"), "{}", begun.text);
        assert!(!ada.person.visit(ROOM).await.text.contains("Somebody has left"));
        assert_eq!(site.is_offered_help().await, 303);
        assert!(ada.reads_newest().await.contains(CANARY));
    }
    let wraps =
        "select count(*) from epoch_wraps where epoch_id = (select id from epochs order by number desc limit 1)";
    assert_eq!(site.count(wraps).await, 1, "whoever has left gets nothing, even if a browser sends it");
    assert!(!ada.person.visit("/admin").await.text.contains("keys of volunteers wait"));
}

#[tokio::test]
async fn a_key_that_somebody_put_into_the_database_gets_no_offer() {
    let site = TestSite::start().await;
    let ada = Coordinator::join(&site, Role::Coordinator).await;
    let (second, recovery) = ada.takes_over().await;
    assert_eq!(site.is_offered_help().await, 303);
    site.alters("create table kept as select * from epochs").await;
    for swap in [
        "update epochs set public_key = decode(repeat('ab', 32), 'hex') where number = (select max(number) from epochs)",
        "update epochs set custody = 'server', private_sealed = '\\x00' where number = (select max(number) from epochs)",
    ] {
        site.alters(swap).await;
        let answer = site.submit("/volunteer", &pairs(&good(&site.token("volunteer")))).await;
        assert_eq!(answer.status, 503, "{swap}");
        answer.shows(&format!("{CANARY} message"));
        assert!(site.doctor(&[]).contains("is not the one that was put there"), "{}", site.doctor(&[]));
        ada.person.visit(ROOM).await.shows("Somebody changed a key in the database");
        site.alters("update epochs set public_key = kept.public_key, custody = kept.custody, private_sealed = kept.private_sealed from kept where kept.id = epochs.id").await;
        assert_eq!(site.is_offered_help().await, 303);
    }
    site.alters("drop table kept").await;

    // The settings name the second epoch; then not even an older key of ours is taken in its place.
    let named = second.fingerprint();
    let program = memory::Program::start(&site, &[("VOLUNTEER_KEYS", &named)]).await;
    assert!(site.doctor(&[("VOLUNTEER_KEYS", &named)]).contains("only coordinators open"));
    let offer = || async { program.offer(&good(&site.token("volunteer"))).await };
    assert_eq!(offer().await, 303);
    let (begun, third) = ada.begins(&recovery, &[&ada]).await;
    assert_eq!(begun.location(), format!("{ROOM}?done=begun"), "this instance names none");
    assert_eq!(offer().await, 503, "the other one does");
    assert!(site.doctor(&[("VOLUNTEER_KEYS", &named)]).contains("VOLUNTEER_KEYS does not name"));
    site.alters("update epochs set began_at = null where number = (select max(number) from epochs)").await;
    assert_eq!(offer().await, 303, "prepared, it waits");
    let both = format!("{named},{}", third.fingerprint());
    drop(program);
    let program = memory::Program::start(&site, &[("VOLUNTEER_KEYS", &both)]).await;
    assert_eq!(program.offer(&good(&site.token("volunteer"))).await, 303);
    let room = ada.person.visit(ROOM).await;
    let begin = room.attribute("form[action*='/custody/epochs/']", "action").unwrap();
    assert_eq!(ada.person.press(&begin, &[]).await.location(), format!("{ROOM}?done=begun"));
    assert_eq!(program.offer(&good(&site.token("volunteer"))).await, 303);
    assert!(ada.reads_newest().await.contains(CANARY));
    let production = [("APP_ENV", "production"), ("VOLUNTEER_KEYS", "none")];
    assert!(site.doctor(&production).contains("VOLUNTEER_KEYS is not a list of fingerprints"));
}
