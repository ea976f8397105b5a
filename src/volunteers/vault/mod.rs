//! Where what people wrote is kept: sealed on arrival to the public key of the newest epoch, and opened only by whoever has
//! its private key. With custody `server` that is this program, with custody `coordinators` it is people in their browsers.

pub(crate) mod hpke;
pub(crate) mod pad;
pub(crate) mod queries;
pub(crate) mod secrets;
pub(crate) mod shares;
pub(crate) mod wraps;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sqlx::PgConnection;
use uuid::Uuid;

use self::{
    hpke::{KEY, PersonKey},
    secrets::Secrets,
};
pub(crate) use crate::volunteers::words::Custody;
use crate::{
    error::Error,
    seal::{self, Keys, Place},
    words::Word as _,
};

/// An epoch, as what is new is sealed to it.
#[derive(Clone, Debug)]
pub(crate) struct Epoch {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) public: [u8; KEY],
}

/// Something sealed, with all that it takes to open it but for the private key.
pub(crate) struct Sealed {
    pub(crate) epoch_id: Uuid,
    pub(crate) person: PersonKey,
    /// What is sealed along, without being secret. Changed afterwards, it does not open.
    pub(crate) associated: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
}

/// What the program can say about something sealed.
pub(crate) enum Reading {
    Open(Vec<u8>),
    /// Only a coordinator's browser can open it.
    Locked(Sealed),
}

impl Epoch {
    /// What an epoch's proof is made of: all that an intruder would change.
    fn statement(number: i32, custody: Custody, public: &[u8]) -> Vec<u8> {
        [number.to_string().as_bytes(), b"/", custody.word().as_bytes(), b"/", public].concat()
    }

    /// By what the program knows that it put an epoch there.
    pub(crate) fn proof(secrets: &Secrets, number: i32, custody: Custody, public: &[u8; KEY]) -> [u8; 32] {
        secrets.epochs.hash(&Self::statement(number, custody, public))
    }

    /// Reads a row, if nobody changed it.
    ///
    /// # Errors
    /// If its public key or its custody is not what was put there.
    pub(crate) fn of(row: &queries::EpochRow, secrets: &Secrets) -> Result<Self, Error> {
        let public = <[u8; KEY]>::try_from(row.public_key.as_slice()).ok();
        let is_ours =
            |public: &[u8; KEY]| secrets.epochs.is_hash(&Self::statement(row.number, row.custody, public), &row.proof);
        let public = public.filter(is_ours).ok_or_else(|| {
            Error::OwnMistake(format!(
                "the public key of epoch {} is not the one that was put there: somebody changed the database, or its secrets are those of another one",
                row.number
            ))
        })?;
        Ok(Self { id: row.id, number: row.number, public })
    }

    /// The same for the epoch to which offers are sealed: the settings may name which one.
    pub(crate) fn admitted(row: &queries::EpochRow, keys: &Keys, secrets: &Secrets) -> Result<Self, Error> {
        let epoch = Self::of(row, secrets)?;
        let fingerprint = epoch.fingerprint();
        if keys.admits(&fingerprint) {
            return Ok(epoch);
        }
        Err(Error::OwnMistake(format!(
            "VOLUNTEER_KEYS does not name {fingerprint}, the public key of epoch {}, to which offers would be sealed; if the room about custody shows the same, put it there, and if not, somebody changed the database",
            epoch.number
        )))
    }

    pub(crate) fn fingerprint(&self) -> String {
        hpke::fingerprint(&self.public)
    }

    /// Seals a text for one person.
    pub(crate) fn seal(&self, person: &PersonKey, associated: &[u8], padded: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(hpke::seal(&self.public, person, associated, padded)?)
    }
}

/// The newest epoch. The first one is made here, with the private key kept by the program.
///
/// # Errors
/// If its public key is not the one that the program or its coordinators put there.
pub(crate) async fn newest(db: &mut PgConnection, keys: &Keys, secrets: &Secrets) -> Result<Epoch, Error> {
    let row = match queries::newest(&mut *db).await? {
        Some(row) => row,
        None => {
            begin_first(&mut *db, keys, secrets).await?;
            queries::newest(&mut *db).await?.ok_or_else(|| {
                Error::OwnMistake(
                    "no epoch has begun; the room about custody begins the one that is prepared".to_owned(),
                )
            })?
        }
    };
    Epoch::admitted(&row, keys, secrets)
}

/// Begins the first epoch, unless another instance was quicker.
async fn begin_first(db: &mut PgConnection, keys: &Keys, secrets: &Secrets) -> Result<(), Error> {
    let (private, public) = hpke::new_pair();
    let id = Uuid::now_v7();
    let sealed = keys.seal(private_place(id), &STANDARD.encode(private));
    let proof = Epoch::proof(secrets, 1, Custody::Server, &public);
    let (number, custody, private_sealed) = (1, Custody::Server, Some(sealed));
    queries::add(db, &queries::NewEpoch { id, number, custody, public, proof, private_sealed, began: true }).await?;
    Ok(())
}

/// The private keys that the program still holds, each with its epoch.
pub(crate) async fn held(
    db: &mut PgConnection,
    keys: &Keys,
    secrets: &Secrets,
) -> Result<Vec<(Epoch, [u8; KEY])>, Error> {
    let mut held = Vec::new();
    for row in queries::list(&mut *db).await? {
        if let Some(private) = queries::private(&mut *db, row.id).await? {
            held.push((Epoch::of(&row, secrets)?, private_key(keys, row.id, &private)?));
        }
    }
    Ok(held)
}

/// Forgets the private key of an epoch that others hold from now on.
pub(crate) async fn give_up(db: &mut PgConnection, secrets: &Secrets, epoch: &Epoch) -> Result<(), Error> {
    let proof = Epoch::proof(secrets, epoch.number, Custody::Coordinators, &epoch.public);
    Ok(queries::give_up(db, epoch.id, &proof).await?)
}

/// Opens something sealed, if the program holds the private key of its epoch.
///
/// # Errors
/// If a key is missing, or what is sealed was changed or moved.
pub(crate) async fn read(db: &mut PgConnection, keys: &Keys, sealed: Sealed) -> Result<Reading, Error> {
    let Some(private) = queries::private(db, sealed.epoch_id).await? else { return Ok(Reading::Locked(sealed)) };
    let private = private_key(keys, sealed.epoch_id, &private)?;
    Ok(Reading::Open(hpke::open(&private, &sealed.person, &sealed.associated, &sealed.sealed)?))
}

/// A fresh key of a person, and how it is stored.
pub(crate) fn new_person_key(keys: &Keys) -> (PersonKey, Vec<u8>) {
    let person = PersonKey { id: Uuid::now_v7(), key: seal::random::<KEY>() };
    let sealed = keys.seal(person_place(person.id), &STANDARD.encode(person.key));
    (person, sealed)
}

/// The key of a person, as it is stored.
pub(crate) fn person_key(keys: &Keys, id: Uuid, sealed: &[u8]) -> Result<PersonKey, Error> {
    let key = key_of(keys.open(person_place(id), sealed).map_err(anyhow::Error::from)?)?;
    Ok(PersonKey { id, key })
}

/// The private key of an epoch, as the program stores it.
pub(crate) fn private_key(keys: &Keys, epoch: Uuid, sealed: &[u8]) -> Result<[u8; KEY], Error> {
    key_of(keys.open(private_place(epoch), sealed).map_err(anyhow::Error::from)?)
}

fn private_place(epoch: Uuid) -> Place<'static> {
    Place { table: "epochs", column: "private_sealed", row: epoch }
}

fn person_place(key: Uuid) -> Place<'static> {
    Place { table: "person_keys", column: "key_sealed", row: key }
}

fn key_of(encoded: String) -> Result<[u8; KEY], Error> {
    let bytes = STANDARD.decode(encoded).map_err(|_| anyhow::anyhow!("a stored key is none"))?;
    Ok(bytes.try_into().map_err(|_| anyhow::anyhow!("a stored key is cut off"))?)
}
