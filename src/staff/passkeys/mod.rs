//! Passkeys: what a browser is asked, and whether its answer holds. What is asked travels sealed through the page, so that
//! asking stores nothing; an answer that holds is good once.

pub(crate) mod queries;
mod stored;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration,
        PublicKeyCredential, RegisterPublicKeyCredential, WebauthnError,
    },
};

pub(crate) use self::stored::{Refusal, StoredKey};
use crate::{
    error::Error,
    seal::{Keys, Place, token_hash},
};

/// How long a challenge may be answered (OWASP ASVS 5.0, V6.5.5).
const GOOD_FOR: Duration = Duration::minutes(5);

/// Passkeys of this site. A key belongs to the host of the public address.
pub(crate) struct Passkeys(Option<Webauthn>);

/// What a page needs to ask for a key.
#[derive(Debug, Serialize)]
pub(crate) struct Challenge {
    /// What the browser is asked, as `navigator.credentials` takes it.
    options: Value,
    /// What was asked, sealed: it comes back with the answer.
    challenge: String,
}

/// An answer as a form carries it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    /// What was asked, sealed.
    pub(crate) challenge: String,
    /// What the browser's key said, as JSON.
    pub(crate) credential: String,
}

/// What was asked and when.
#[derive(Deserialize, Serialize)]
struct Asked<S> {
    at: i64,
    state: S,
}

/// For what a challenge is good: it cannot be answered elsewhere.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    /// To sign in, or to prove that it is still the same person.
    Prove,
    /// To enrol a key for this person.
    Enrol(Uuid),
}

impl Purpose {
    fn place(self) -> Place<'static> {
        let (column, row) = match self {
            Self::Prove => ("prove", Uuid::nil()),
            Self::Enrol(id) => ("enrol", id),
        };
        Place { table: "challenges", column, row }
    }
}

impl Passkeys {
    /// Passkeys for an origin. Browsers know them for names only, so there are none for an address of numbers.
    pub(crate) fn new(origin: &str, organisation: &str) -> anyhow::Result<Self> {
        let origin: Url = origin.parse()?;
        let Some(host) = origin.domain() else { return Ok(Self(None)) };
        Ok(Self(Some(
            WebauthnBuilder::new(host, &origin)?.rp_name(organisation).timeout(GOOD_FOR.unsigned_abs()).build()?,
        )))
    }

    fn webauthn(&self) -> Result<&Webauthn, Error> {
        self.0.as_ref().ok_or(Error::NotFound)
    }

    /// Asks for any key of anybody: the browser shows those that it has for this site.
    pub(crate) fn ask(&self, keys: &Keys, now: OffsetDateTime) -> Result<Challenge, Error> {
        let (options, state) = self.webauthn()?.start_discoverable_authentication().map_err(fault)?;
        challenge(keys, Purpose::Prove, serde_json::to_value(options).map_err(anyhow::Error::from)?, state, now)
    }

    /// Asks for a new key of somebody, which their browser keeps for this site.
    pub(crate) fn ask_new(
        &self,
        keys: &Keys,
        owner: Uuid,
        email: &str,
        known: &[StoredKey],
        now: OffsetDateTime,
    ) -> Result<Challenge, Error> {
        let known = known.iter().map(|key| key.passkey.cred_id().clone()).collect();
        let (options, state) =
            self.webauthn()?.start_passkey_registration(owner, email, email, Some(known)).map_err(fault)?;
        let mut options = serde_json::to_value(options).map_err(anyhow::Error::from)?;
        // The library leaves it to the key whether it can be found without a name; signing in here rests on that.
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        // Keys of coordinators wrap what opens volunteers' offers; some keys can do so only if they were made for it.
        options["publicKey"]["extensions"]["prf"] = json!({});
        challenge(keys, Purpose::Enrol(owner), options, state, now)
    }

    /// Whose key answered, with the key locked and its use noted. An answer counts once: it is spent in the caller's
    /// transaction.
    ///
    /// # Errors
    /// The outer one where the database fails; the inner one says why the answer is refused, and whose key it was.
    pub(crate) async fn accept(
        &self,
        keys: &Keys,
        db: &mut PgConnection,
        answer: &Answer,
        now: OffsetDateTime,
    ) -> Result<Result<StoredKey, (Refusal, Option<Uuid>)>, Error> {
        let asked = open::<DiscoverableAuthentication>(keys, Purpose::Prove, &answer.challenge, now);
        let Ok(credential) = serde_json::from_str::<PublicKeyCredential>(&answer.credential) else {
            return Ok(Err((Refusal::Stale, None)));
        };
        let Some(mut key) = queries::lock_by_credential(&mut *db, credential.get_credential_id()).await? else {
            return Ok(Err((Refusal::UnknownKey, None)));
        };
        let owner = Some(key.staff_member_id);
        let Some(asked) = asked else { return Ok(Err((Refusal::Stale, owner))) };
        let spent = token_hash(&answer.challenge);
        if queries::is_spent(&mut *db, &spent).await? {
            return Ok(Err((Refusal::Replayed, owner)));
        }
        let result = match self.verify(&credential, asked, &key) {
            Ok(result) => result,
            Err(refusal) => return Ok(Err((refusal, owner))),
        };
        if !queries::spend(&mut *db, &spent, now + GOOD_FOR).await? {
            return Ok(Err((Refusal::Replayed, owner)));
        }
        key.passkey.update_credential(&result);
        queries::note_use(db, key.id, &key.passkey, now).await?;
        Ok(Ok(key))
    }

    fn verify(
        &self,
        credential: &PublicKeyCredential,
        asked: DiscoverableAuthentication,
        key: &StoredKey,
    ) -> Result<AuthenticationResult, Refusal> {
        let webauthn = self.webauthn().map_err(|_| Refusal::Wrong)?;
        let (owner, _) = webauthn.identify_discoverable_authentication(credential).map_err(|_| Refusal::Wrong)?;
        if owner != key.staff_member_id {
            return Err(Refusal::Wrong);
        }
        let known = DiscoverableKey::from(&*key.passkey);
        let result = webauthn.finish_discoverable_authentication_v2(credential, asked, &known).map_err(refusal)?;
        if result.user_verified() { Ok(result) } else { Err(Refusal::Wrong) }
    }

    /// The key that somebody enrols with an answer.
    pub(crate) async fn accept_new(
        &self,
        keys: &Keys,
        db: &mut PgConnection,
        owner: Uuid,
        answer: &Answer,
        now: OffsetDateTime,
    ) -> Result<Result<Passkey, Refusal>, Error> {
        let asked = open::<PasskeyRegistration>(keys, Purpose::Enrol(owner), &answer.challenge, now);
        let credential = serde_json::from_str::<RegisterPublicKeyCredential>(&answer.credential);
        let (Some(asked), Ok(credential)) = (asked, credential) else { return Ok(Err(Refusal::Stale)) };
        let passkey = match self.webauthn()?.finish_passkey_registration(&credential, &asked) {
            Ok(passkey) => passkey,
            Err(error) => return Ok(Err(refusal(error))),
        };
        if !queries::spend(db, &token_hash(&answer.challenge), now + GOOD_FOR).await? {
            return Ok(Err(Refusal::Replayed));
        }
        Ok(Ok(passkey))
    }
}

fn challenge<S: Serialize>(
    keys: &Keys,
    purpose: Purpose,
    options: Value,
    state: S,
    now: OffsetDateTime,
) -> Result<Challenge, Error> {
    let asked = Asked { at: now.unix_timestamp(), state };
    let text = serde_json::to_string(&asked).map_err(anyhow::Error::from)?;
    Ok(Challenge { options, challenge: URL_SAFE_NO_PAD.encode(keys.seal(purpose.place(), &text)) })
}

/// What was asked, unless it is too old or was asked for something else.
fn open<S: DeserializeOwned>(keys: &Keys, purpose: Purpose, state: &str, now: OffsetDateTime) -> Option<S> {
    let text = keys.open(purpose.place(), &URL_SAFE_NO_PAD.decode(state).ok()?).ok()?;
    let asked: Asked<S> = serde_json::from_str(&text).ok()?;
    let age = now.unix_timestamp() - asked.at;
    (0..=GOOD_FOR.whole_seconds()).contains(&age).then_some(asked.state)
}

fn refusal(error: WebauthnError) -> Refusal {
    match error {
        WebauthnError::InvalidRPOrigin | WebauthnError::InvalidRPIDHash => Refusal::ForeignOrigin,
        WebauthnError::CredentialPossibleCompromise => Refusal::Cloned,
        WebauthnError::MismatchedChallenge => Refusal::Stale,
        _ => Refusal::Wrong,
    }
}

fn fault(error: WebauthnError) -> Error {
    anyhow::anyhow!("a passkey cannot be asked for: {error}").into()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn keys() -> Keys {
        Keys::parse(&crate::seal::new_key_setting("test").into()).expect("a key")
    }

    #[test]
    fn a_challenge_is_good_for_five_minutes_and_for_what_it_was_made() {
        let (keys, at) = (keys(), datetime!(2026-11-30 09:00 UTC));
        let (ada, ben) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let made = challenge(&keys, Purpose::Enrol(ada), Value::Null, "state", at).expect("sealed").challenge;
        let opens = |purpose, now| open::<String>(&keys, purpose, &made, now).is_some();
        assert!(opens(Purpose::Enrol(ada), at + GOOD_FOR));
        for (purpose, now) in [
            (Purpose::Enrol(ada), at + GOOD_FOR + Duration::SECOND),
            (Purpose::Enrol(ada), at - Duration::SECOND),
            (Purpose::Enrol(ben), at),
            (Purpose::Prove, at),
        ] {
            assert!(!opens(purpose, now), "{purpose:?} {now}");
        }
        assert!(open::<String>(&keys, Purpose::Prove, "", at).is_none());
    }

    #[test]
    fn browsers_are_asked_for_keys_that_look_at_their_owner() {
        let passkeys = Passkeys::new("https://example.org", "Example").expect("a site");
        let (keys, now) = (keys(), datetime!(2026-11-30 09:00 UTC));
        let asked = passkeys.ask(&keys, now).expect("asked").options;
        assert_eq!(asked["publicKey"]["userVerification"], "required");
        assert!(asked["publicKey"]["challenge"].as_str().expect("text").len() >= 43, "256 bits");
        let new = passkeys.ask_new(&keys, Uuid::from_u128(1), "ada@example.org", &[], now).expect("asked").options;
        let selection = &new["publicKey"]["authenticatorSelection"];
        assert_eq!(
            (&selection["userVerification"], &selection["residentKey"]),
            (&json!("required"), &json!("required"))
        );
        assert!(Passkeys::new("http://127.0.0.1:3000", "Example").expect("a site").ask(&keys, now).is_err());
    }
}
