//! SQL of what people see and do with the code of their application.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use crate::volunteers::{
    consent::Purpose,
    form::{Area, Availability},
    record::Arrival,
    words::{Admission, Stage},
};

/// How an application stands while another text takes its place. Until that is done, nobody erases its person.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) admission: Admission,
    pub(crate) stage: Stage,
    pub(crate) contact_hash: Option<Vec<u8>>,
    pub(crate) role_id: Option<Uuid>,
    /// Whether staff have read or taken on the person, or know of more than this application.
    pub(crate) is_known_to_staff: bool,
}

pub(crate) async fn find_standing(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select person.admission as "admission: Admission", person.stage as "stage: Stage", person.contact_hash,
                  application.role_id,
                  (person.owner_id is not null
                   or exists (select from person_openings where person_openings.person_id = person.id)
                   or exists (select from applications as other where other.person_id = person.id
                              and other.id <> application.id)) as "is_known_to_staff!"
           from applications as application join people as person on person.id = application.person_id
           where application.id = $1 for update of person"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Keeps that the person put another text in the place of this one, which staff have not opened yet.
pub(crate) async fn mark_replaced(db: impl PgExecutor<'_>, id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update applications set replaced_on = $2, opened_on = null where id = $1", id, on)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps the code of an application, how its person is admitted, and why it is set apart, if it is.
pub(crate) async fn mark(
    db: impl PgExecutor<'_>,
    id: Uuid,
    person_id: Uuid,
    code_hash: &[u8],
    arrival: &Arrival,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with person as (update people set admission = $4 where id = $2)
         update applications set code_hash = $3,
             quarantine = array(select distinct unnest(quarantine || $5::text[])) where id = $1",
        id,
        person_id,
        code_hash,
        arrival.admission as Admission,
        &arrival.quarantine,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What a person may see of their own application. Neither name nor contact nor words of theirs.
#[derive(Clone, Debug)]
pub(super) struct MineRow {
    pub(super) id: Uuid,
    pub(super) person_id: Uuid,
    pub(super) admission: Admission,
    pub(super) stage: Stage,
    pub(super) sent_on: Date,
    pub(super) replaced_on: Option<Date>,
    pub(super) erase_on: Date,
    pub(super) areas: Vec<Area>,
    pub(super) availability: Option<Availability>,
    pub(super) role_en: Option<String>,
    pub(super) role_ko: Option<String>,
}

macro_rules! mine {
    ($where:literal, $value:expr) => {
        sqlx::query_as!(
            MineRow,
            r#"select application.id, person.id as person_id, person.admission as "admission: Admission",
                      person.stage as "stage: Stage", application.sent_on, application.replaced_on, person.erase_on,
                      application.areas as "areas: Vec<Area>", application.availability as "availability: Availability",
                      roles.title_en as "role_en?", roles.title_ko as "role_ko?"
               from applications as application join people as person on person.id = application.person_id
               left join roles on roles.id = application.role_id "# + $where,
            $value
        )
    };
}

pub(super) async fn find_by_code(db: impl PgExecutor<'_>, code_hash: &[u8]) -> sqlx::Result<Option<MineRow>> {
    mine!("where application.code_hash = $1", code_hash).fetch_optional(db).await
}

pub(super) async fn find(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<MineRow>> {
    mine!("where application.id = $1", id).fetch_optional(db).await
}

/// A consent that was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConsentRow {
    pub(super) purpose: Purpose,
    pub(super) given_on: Date,
    pub(super) withdrawn_on: Option<Date>,
}

pub(super) async fn consents(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Vec<ConsentRow>> {
    sqlx::query_as!(
        ConsentRow,
        r#"select consent_texts.purpose as "purpose: Purpose", given_on, withdrawn_on
           from consents join consent_texts on consent_texts.hash = consents.text_hash
           where application_id = $1 order by consent_texts.purpose"#,
        id,
    )
    .fetch_all(db)
    .await
}

/// Keeps that a consent was withdrawn. The first day counts.
pub(super) async fn withdraw_consent(
    db: impl PgExecutor<'_>,
    id: Uuid,
    purpose: Purpose,
    on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update consents set withdrawn_on = $3 from consent_texts
         where consent_texts.hash = consents.text_hash and application_id = $1 and consent_texts.purpose = $2
           and withdrawn_on is null",
        id,
        purpose as Purpose,
        on,
    )
    .execute(db)
    .await?;
    Ok(())
}
