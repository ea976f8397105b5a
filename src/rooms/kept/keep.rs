//! Keeping a form for its person, and opening it again: sealed, bound to its row, never more than a few, never for long.

use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::{self, within},
    error::Error,
    rooms::kept::{
        fields::Fields,
        queries::{self, NewKept},
    },
    seal::Place,
    state::AppState,
};

/// How many forms of a person are kept. When one more comes, the oldest goes.
const MOST: i64 = 5;

/// The largest form that is kept, in bytes: the longest page of the editor several times over.
const LARGEST: usize = 8 * 1024 * 1024;

/// Where a form was sent.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The address as it was declared.
    pub(crate) door: String,
    /// The address itself.
    pub(crate) path: String,
    /// The page on which it stood.
    pub(crate) page: String,
}

/// A form that was kept.
#[derive(Clone, Debug)]
pub(crate) struct KeptForm {
    pub(crate) id: Uuid,
    pub(crate) way: Way,
    pub(crate) kept_at: OffsetDateTime,
    pub(crate) fields: Fields,
}

/// Keeps a form and gives its id; none if it is too large for that.
pub(crate) async fn keep(
    state: &AppState,
    staff_member_id: Uuid,
    way: &Way,
    fields: &Fields,
    now: OffsetDateTime,
) -> Result<Option<Uuid>, Error> {
    let text = fields.to_text();
    if text.len() > LARGEST {
        return Ok(None);
    }
    let keys = &state.config.keys;
    let id = Uuid::now_v7();
    let content = Sha256::new().chain_update(&way.path).chain_update([0]).chain_update(&text).finalize();
    let new = NewKept {
        id,
        staff_member_id,
        door: &way.door,
        path: &way.path,
        page: &way.page,
        fields_sealed: &keys.seal(place(id), &text),
        digest: &keys.hash("kept form", &content),
        kept_at: now,
    };
    let id = within(async {
        let mut tx = database::begin(&state.db).await?;
        let id = queries::add(&mut *tx, &new).await?;
        queries::leave_newest(&mut *tx, staff_member_id, MOST).await?;
        tx.commit().await?;
        Ok::<_, sqlx::Error>(id)
    })
    .await?;
    Ok(Some(id))
}

/// A form of a person, unless its time is over.
pub(crate) async fn find(
    state: &AppState,
    staff_member_id: Uuid,
    id: Uuid,
    now: OffsetDateTime,
) -> Result<Option<KeptForm>, Error> {
    let Some(row) = within(queries::find(&state.db, staff_member_id, id, now)).await? else { return Ok(None) };
    let text = state.config.keys.open(place(id), &row.fields_sealed)?;
    let fields = Fields::from_text(&text).unwrap_or_default();
    let way = Way { door: row.door, path: row.path, page: row.page };
    Ok(Some(KeptForm { id, way, kept_at: row.kept_at, fields }))
}

/// Erases a form of a person.
pub(crate) async fn erase(state: &AppState, staff_member_id: Uuid, id: Uuid) -> Result<(), Error> {
    within(queries::erase(&state.db, staff_member_id, id)).await
}

fn place(id: Uuid) -> Place<'static> {
    Place { table: "kept_forms", column: "fields_sealed", row: id }
}
