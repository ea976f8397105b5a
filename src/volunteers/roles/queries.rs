//! SQL of roles and of who is in them.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::role::{NewRole, Role};
use crate::{
    language::Language,
    rooms::{Coordinator, Pass},
    site::RoleWords,
    volunteers::{form::Area, handle::Handle, words::Standing},
};

struct Row {
    id: Uuid,
    standing: Standing,
    area: Area,
    title_en: String,
    title_ko: String,
    text_en: String,
    text_ko: String,
    place_en: String,
    place_ko: String,
    languages_en: String,
    languages_ko: String,
    hours_en: String,
    hours_ko: String,
    until: Option<Date>,
    wanted: i32,
    needs_check: bool,
    taken: i32,
    changed_at: OffsetDateTime,
}

impl From<Row> for Role {
    fn from(row: Row) -> Self {
        let english = RoleWords {
            title: row.title_en,
            text: row.text_en,
            place: row.place_en,
            languages: row.languages_en,
            hours: row.hours_en,
        };
        let korean = RoleWords {
            title: row.title_ko,
            text: row.text_ko,
            place: row.place_ko,
            languages: row.languages_ko,
            hours: row.hours_ko,
        };
        let (area, until, wanted, needs_check) = (row.area, row.until, row.wanted, row.needs_check);
        Self {
            id: row.id,
            standing: row.standing,
            what: NewRole { area, english, korean, until, wanted, needs_check },
            taken: row.taken,
            changed_at: row.changed_at,
        }
    }
}

/// The newest roles after a place in the list, all or those that stand so.
pub(crate) async fn list(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    standing: Option<Standing>,
    before: Option<(OffsetDateTime, Uuid)>,
    count: i64,
) -> sqlx::Result<Vec<Role>> {
    let (at, id) = before.unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"select id, standing as "standing!: Standing", area as "area: Area", title_en, title_ko, text_en, text_ko,
                  place_en, place_ko, languages_en, languages_ko, hours_en, hours_ko, until, wanted, needs_check,
                  taken as "taken!", changed_at
           from roles join role_places on role_id = id
           where ($1::text is null or standing = $1)
             and (changed_at, id) < (coalesce($2, 'infinity'::timestamptz), coalesce($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
           order by changed_at desc, id desc limit $4"#,
        standing as Option<Standing>,
        at,
        id,
        count,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Role::from).collect())
}

pub(crate) async fn find(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Role>> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, standing as "standing!: Standing", area as "area: Area", title_en, title_ko, text_en, text_ko,
                  place_en, place_ko, languages_en, languages_ko, hours_en, hours_ko, until, wanted, needs_check,
                  taken as "taken!", changed_at
           from roles join role_places on role_id = id where id = $1"#,
        id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Role::from))
}

/// Lets one at a time change who is in a role. What is read afterwards is what the one before left.
pub(crate) async fn lock(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from roles where id = $1 for update", id).fetch_optional(db).await?;
    Ok(())
}

/// Adds a role as a draft. Not if it is there already.
pub(crate) async fn add(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid, new: &NewRole) -> sqlx::Result<bool> {
    let added = sqlx::query!(
        "insert into roles (id, state, area, title_en, title_ko, text_en, text_ko, place_en, place_ko, languages_en,
                            languages_ko, hours_en, hours_ko, until, wanted, needs_check, created_at, changed_at)
         values ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now(), now())
         on conflict (id) do nothing",
        id,
        new.area as Area,
        new.english.title,
        new.korean.title,
        new.english.text,
        new.korean.text,
        new.english.place,
        new.korean.place,
        new.english.languages,
        new.korean.languages,
        new.english.hours,
        new.korean.hours,
        new.until,
        new.wanted,
        new.needs_check,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Changes a role that is still as it was when this was written.
pub(crate) async fn change(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    base: OffsetDateTime,
    new: &NewRole,
) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update roles set area = $3, title_en = $4, title_ko = $5, text_en = $6, text_ko = $7, place_en = $8, place_ko = $9,
                          languages_en = $10, languages_ko = $11, hours_en = $12, hours_ko = $13, until = $14, wanted = $15,
                          needs_check = $16, changed_at = now()
         where id = $1 and changed_at = $2",
        id,
        base,
        new.area as Area,
        new.english.title,
        new.korean.title,
        new.english.text,
        new.korean.text,
        new.english.place,
        new.korean.place,
        new.english.languages,
        new.korean.languages,
        new.english.hours,
        new.korean.hours,
        new.until,
        new.wanted,
        new.needs_check,
    )
    .execute(db)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Opens a role that is a draft or closed, as it was seen.
pub(crate) async fn open(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    id: Uuid,
    base: OffsetDateTime,
) -> sqlx::Result<bool> {
    let opened = sqlx::query!(
        "update roles set state = 'open', changed_at = now() where id = $1 and changed_at = $2 and state <> 'open'",
        id,
        base,
    );
    Ok(opened.execute(db).await?.rows_affected() == 1)
}

pub(crate) async fn close(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    let closed =
        sqlx::query!("update roles set state = 'closed', changed_at = now() where id = $1 and state = 'open'", id);
    Ok(closed.execute(db).await?.rows_affected() == 1)
}

/// Deletes a draft, which nobody but coordinators ever saw.
pub(crate) async fn delete_draft(_: &Pass<Coordinator>, db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<bool> {
    let deleted = sqlx::query!("delete from roles where id = $1 and state = 'draft'", id).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}

/// Somebody by their handle.
#[derive(Clone, Debug)]
pub(crate) struct Somebody {
    pub(crate) id: Uuid,
    pub(crate) handle: Handle,
    /// Since when they are in the role, or when they offered help for it.
    pub(crate) since: Date,
}

/// Who is in a role now.
pub(crate) async fn people_in(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    role_id: Uuid,
) -> sqlx::Result<Vec<Somebody>> {
    let rows = sqlx::query!(
        "select people.id, handle_first, handle_second, handle_number, began_on
         from assignments join people on people.id = person_id
         where role_id = $1 and ended_on is null order by began_on, people.id",
        role_id,
    )
    .fetch_all(db)
    .await?;
    let somebody =
        |id, (first, second, number), since| Somebody { id, handle: Handle { first, second, number }, since };
    Ok(rows
        .into_iter()
        .map(|row| somebody(row.id, (row.handle_first, row.handle_second, row.handle_number), row.began_on))
        .collect())
}

/// Who offered help for a role and never was in it, the first one first; at most a hundred.
pub(crate) async fn people_offering(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    role_id: Uuid,
) -> sqlx::Result<Vec<Somebody>> {
    let rows = sqlx::query!(
        r#"select people.id, handle_first, handle_second, handle_number, min(sent_on) as "sent_on!"
           from applications join people on people.id = person_id
           where role_id = $1 and admission = 'admitted'
             and not exists (select from assignments where assignments.person_id = people.id and assignments.role_id = $1)
           group by people.id order by min(sent_on), people.id limit 100"#,
        role_id,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Somebody {
            id: row.id,
            handle: Handle { first: row.handle_first, second: row.handle_second, number: row.handle_number },
            since: row.sent_on,
        })
        .collect())
}

/// A role that somebody is or was in.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) id: Uuid,
    pub(crate) role_id: Uuid,
    pub(crate) title_en: String,
    pub(crate) title_ko: String,
    pub(crate) began_on: Date,
    pub(crate) ended_on: Option<Date>,
}

impl Assignment {
    /// The title of the role, or that of the other language while it has none.
    pub(crate) fn title(&self, language: Language) -> &str {
        let [first, second] = match language {
            Language::English => [&self.title_en, &self.title_ko],
            Language::Korean => [&self.title_ko, &self.title_en],
        };
        if first.is_empty() { second } else { first }
    }
}

/// The roles of a person, those that go on first.
pub(crate) async fn assignments_of(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
) -> sqlx::Result<Vec<Assignment>> {
    sqlx::query_as!(
        Assignment,
        "select assignments.id, role_id, title_en, title_ko, began_on, ended_on
         from assignments join roles on roles.id = role_id
         where person_id = $1 order by ended_on desc nulls first, began_on desc, assignments.id",
        person_id,
    )
    .fetch_all(db)
    .await
}

pub(crate) async fn is_in(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    role_id: Uuid,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from assignments where person_id = $1 and role_id = $2 and ended_on is null) as "is_in!""#,
        person_id,
        role_id,
    )
    .fetch_one(db)
    .await
}

pub(crate) async fn add_assignment(
    pass: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    role_id: Uuid,
    began_on: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into assignments (id, role_id, person_id, began_on, made_by) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        role_id,
        person_id,
        began_on,
        pass.id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends an assignment of a person that goes on.
pub(crate) async fn end_assignment(
    _: &Pass<Coordinator>,
    db: impl PgExecutor<'_>,
    person_id: Uuid,
    id: Uuid,
    ended_on: Date,
) -> sqlx::Result<bool> {
    let ended = sqlx::query!(
        "update assignments set ended_on = greatest(began_on, $3) where id = $1 and person_id = $2 and ended_on is null",
        id,
        person_id,
        ended_on,
    )
    .execute(db)
    .await?;
    Ok(ended.rows_affected() == 1)
}
