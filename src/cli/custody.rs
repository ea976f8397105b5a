//! What `doctor` says of custody: whether offers are sealed to a key of ours, and whether our people can open them.

use sqlx::PgPool;

use crate::{
    calendar,
    config::Config,
    error,
    volunteers::custody::standing::{Fault, Standing},
};

/// Whether offers are sealed to a key that our people put there, and whether they can open them.
pub(super) async fn look(config: &Config, db: &PgPool) -> Result<String, String> {
    let mut db = db.acquire().await.map_err(|error| error::words(&error))?;
    let standing = Standing::read(&mut db, &config.keys).await.map_err(|error| error::told(&error.into()))?;
    match standing.fault {
        Some(Fault::Changed) => return Err("the public key of an epoch is not the one that was put there: somebody changed the database. Offers are refused until it is as it was".to_owned()),
        Some(Fault::NotNamed) => return Err("VOLUNTEER_KEYS does not name the public key to which offers would be sealed, so they are refused; the room about custody shows the value, and whoever holds the key knows whether it is theirs".to_owned()),
        None => {}
    }
    if !standing.is_with_coordinators() {
        return Ok("the program opens what volunteers send; coordinators can take the keys in the room about custody"
            .to_owned());
    }
    if config.environment.is_production() && !config.keys.is_pinned() {
        return Err("VOLUNTEER_KEYS is missing: put the value there that the room about custody shows, so that nobody can put another key in the database".to_owned());
    }
    if standing.was_left() {
        return Err(
            "somebody has left who held the private key; a coordinator begins the next epoch in the room about custody"
                .to_owned(),
        );
    }
    if standing.is_trial_due(calendar::today()) {
        return Err("the shares of the recovery key were not tried for a year; see the room about custody".to_owned());
    }
    Ok("only coordinators open what volunteers send".to_owned())
}
