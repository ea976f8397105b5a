//! How an offer comes in: looked at, stored, with its code and, where mail is the contact, with the mail that asks for a
//! confirmation, all in one transaction. Whoever is set apart gets the same answers as everybody.

use std::net::IpAddr;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    calendar,
    database::{self, within},
    error::Error,
    state::AppState,
    toll::{Bill, Door, Toll},
    volunteers::{
        code::Code,
        confirm::{self, Asking, Letter},
        form::NewOffer,
        mine::queries::{self as mine, Standing},
        queries,
        record::{self, Arrival, Received},
        screening::{
            adverts::{self, Suspicion},
            budgets,
        },
        vault::secrets::Secrets,
        words::{Admission, Stage},
    },
    words::Word as _,
};

/// An offer on its way in.
pub(crate) struct Incoming<'a> {
    pub(crate) new: &'a NewOffer,
    /// The showing of the form, under which it stands.
    pub(crate) showing: Uuid,
    /// The application that it replaces, for somebody who came with its code.
    pub(crate) replaces: Option<Uuid>,
    /// The role for which it is sent. What replaces an offer stays for the role of that one, if it names none.
    pub(crate) role_id: Option<Uuid>,
    pub(crate) address: IpAddr,
    pub(crate) now: OffsetDateTime,
}

/// What became of an offer.
pub(crate) enum Added {
    Kept(Box<Thanks>),
    AlreadyRead,
    /// It costs this much, and less was paid.
    Unpaid(Toll),
    /// What it replaces is not there any more.
    Gone,
}

/// What the page that thanks has to know.
pub(crate) struct Thanks {
    pub(crate) application_id: Uuid,
    pub(crate) code: Code,
    /// The mail that asks for a confirmation, where one is due.
    pub(crate) letter: Option<Letter>,
}

/// Keeps an offer whose toll is paid.
pub(crate) async fn keep(state: &AppState, bill: &Bill, incoming: &Incoming<'_>) -> Result<Added, Error> {
    let taken = within(queries::take_toll(&state.db, bill)).await?;
    state.busy.note(Door::Volunteer, taken.site_level, bill.now);
    if let Some(price) = taken.unpaid() {
        return Ok(Added::Unpaid(price));
    }
    let id = incoming.replaces.unwrap_or(incoming.showing);
    let is_new_contact = within(is_new_contact(state, id, incoming.new)).await?;
    let suspicions = if is_new_contact {
        budgets::suspicions(state, &incoming.new.offer, incoming.address, incoming.now).await?
    } else {
        adverts::suspicions(&incoming.new.offer)
    };
    within(store(state, incoming, &suspicions)).await
}

/// Whether nothing was sent from this contact under this id: each further address counts as a further offer.
async fn is_new_contact(state: &AppState, id: Uuid, new: &NewOffer) -> Result<bool, Error> {
    let mut db = database::begin(&state.db).await?;
    let secrets = Secrets::read(&mut db, &state.config.keys).await?;
    let contact = record::contact_hash(&secrets, new.offer.kind(), &new.offer.contact);
    let before = mine::find_standing(&mut *db, id).await?;
    db.commit().await?;
    Ok(before.is_none_or(|before| before.contact_hash.as_deref() != Some(&contact[..])))
}

async fn store(state: &AppState, incoming: &Incoming<'_>, suspicions: &[Suspicion]) -> Result<Added, Error> {
    let Incoming { new, replaces, now, .. } = *incoming;
    let id = replaces.unwrap_or(incoming.showing);
    let mut tx = database::begin(&state.db).await?;
    let secrets = Secrets::read(&mut tx, &state.config.keys).await?;
    queries::lock(&mut *tx, id).await?;
    let before = mine::find_standing(&mut *tx, id).await?;
    if replaces.is_some() && before.is_none() {
        return Ok(Added::Gone);
    }
    let (letter, on) = (confirm::letter(&secrets, id, new), calendar::day(now));
    let contact = record::contact_hash(&secrets, new.offer.kind(), &new.offer.contact);
    let is_new_contact = before.as_ref().is_none_or(|before| before.contact_hash.as_deref() != Some(&contact[..]));
    let admission = admission(before.as_ref(), suspicions, letter.is_some(), is_new_contact);
    if replaces.is_some() {
        mine::mark_replaced(&mut *tx, id, on).await?;
    }
    let quarantine: Vec<String> = suspicions.iter().map(|suspicion| suspicion.word().to_owned()).collect();
    let earlier = before.as_ref().filter(|_| replaces.is_some()).and_then(|before| before.role_id);
    let role_id = incoming.role_id.or(earlier);
    let arrival = Arrival { showing: id, on, admission, quarantine, role_id };
    let Received::Kept { person_id } = record::receive(&mut tx, &state.config.keys, &secrets, new, &arrival).await?
    else {
        return Ok(Added::AlreadyRead);
    };
    let code = Code::of(&secrets, id);
    mine::mark(&mut *tx, id, person_id, &code.hash(&secrets), &arrival).await?;
    let asking = Asking { application_id: id, letter: letter.as_ref(), admission, is_new_contact, now };
    confirm::keep(state, &mut tx, &secrets, &asking).await?;
    tx.commit().await?;
    let letter = letter.filter(|_| admission != Admission::Admitted);
    Ok(Added::Kept(Box::new(Thanks { application_id: id, code, letter })))
}

/// Whether coordinators see the person. Those with whom they are in touch stay with them, whatever they write now.
fn admission(before: Option<&Standing>, suspicions: &[Suspicion], has_mail: bool, is_new_contact: bool) -> Admission {
    let fresh = if has_mail { Admission::Unconfirmed } else { Admission::Admitted };
    match before {
        Some(before) if before.stage != Stage::New || before.is_known_to_staff => before.admission,
        Some(before) if before.admission == Admission::Quarantined => Admission::Quarantined,
        _ if !suspicions.is_empty() => Admission::Quarantined,
        Some(before) if !is_new_contact => before.admission,
        _ => fresh,
    }
}

/// Has the mail sent once more, for somebody who has just sent the form.
pub(crate) async fn ask_again(
    state: &AppState,
    db: &mut PgConnection,
    application_id: Uuid,
    letter: &Letter,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let secrets = Secrets::read(&mut *db, &state.config.keys).await?;
    queries::lock(&mut *db, application_id).await?;
    let Some(standing) = mine::find_standing(&mut *db, application_id).await? else { return Ok(()) };
    let (letter, admission) = (Some(letter), standing.admission);
    let asking = Asking { application_id, letter, admission, is_new_contact: false, now };
    confirm::keep(state, db, &secrets, &asking).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(admission: Admission, stage: Stage) -> Standing {
        Standing { admission, stage, contact_hash: None, role_id: None, is_known_to_staff: false }
    }

    #[test]
    fn who_is_seen_by_coordinators() {
        use Admission::{Admitted, Quarantined, Unconfirmed};
        let advert = [Suspicion::Advert];
        let new = |admission| Some(standing(admission, Stage::New));
        type Row<'a> = (Option<Standing>, &'a [Suspicion], bool, bool, Admission);
        let table: [Row<'_>; 12] = [
            (None, &[], false, true, Admitted),
            (None, &[], true, true, Unconfirmed),
            (None, &advert, true, true, Quarantined),
            (None, &advert, false, true, Quarantined),
            (new(Unconfirmed), &[], true, false, Unconfirmed),
            (new(Unconfirmed), &[], false, true, Admitted),
            (new(Admitted), &[], true, false, Admitted),
            (new(Admitted), &[], true, true, Unconfirmed),
            (new(Admitted), &advert, false, false, Quarantined),
            (new(Quarantined), &[], false, true, Quarantined),
            (new(Admitted).map(|known| Standing { is_known_to_staff: true, ..known }), &advert, true, true, Admitted),
            (Some(standing(Admitted, Stage::Active)), &advert, true, true, Admitted),
        ];
        for (turn, (before, suspicions, has_mail, is_new_contact, expected)) in table.into_iter().enumerate() {
            let found = admission(before.as_ref(), suspicions, has_mail, is_new_contact);
            assert_eq!(found, expected, "row {turn}");
        }
    }
}
