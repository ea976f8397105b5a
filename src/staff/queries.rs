//! SQL of staff, their links and their sessions. Tokens come in hashed.

#![allow(
    deprecated,
    reason = "sqlx warns at every time in a query while graphile_worker switches on its chrono feature"
)]

use sqlx::{PgConnection, PgExecutor};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    language::Language,
    staff::{
        ENDED_KNOWN_FOR, LINK_GOOD_FOR, Member, NewSession, Role, SESSION_IDLE, SESSION_LONGEST, Scope, Session,
        SessionLine, passkeys,
    },
};

/// How long a browser is known after somebody last signed in from it.
const BROWSER_KNOWN_FOR: Duration = Duration::days(400);

/// Adds a member of staff, or gives the roles to one who is there, also to one who was removed. Gives the id.
pub async fn add(db: impl PgExecutor<'_>, email: &str, roles: &[Role]) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into staff_members (id, email, roles) values ($1, $2, $3)
         on conflict (lower(email)) do update set roles = excluded.roles, disabled_at = null returning id",
        Uuid::now_v7(),
        email,
        roles as &[Role],
    )
    .fetch_one(db)
    .await
}

/// The member of staff with this address, unless disabled.
pub(crate) async fn find_by_email(db: impl PgExecutor<'_>, email: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from staff_members where lower(email) = lower($1) and disabled_at is null", email)
        .fetch_optional(db)
        .await
}

/// Holds off other changes of the staff until the transaction ends, so that two of them cannot take away the last owner.
pub(crate) async fn lock(db: impl PgExecutor<'_>) -> sqlx::Result<()> {
    sqlx::query!("lock table staff_members in share row exclusive mode").execute(db).await?;
    Ok(())
}

/// Everybody who is or was on the staff.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Member>> {
    sqlx::query_as!(
        Member,
        r#"select id, email, roles as "roles: Vec<Role>", disabled_at,
                  (select max(last_seen_at) from staff_sessions
                   where staff_member_id = staff_members.id and ended_at is null) as last_seen_at,
                  (select count(*) from staff_passkeys
                   where staff_member_id = staff_members.id and revoked_at is null) as "keys!"
           from staff_members order by disabled_at is not null, created_at"#
    )
    .fetch_all(db)
    .await
}

/// The row of an address, also of somebody who was removed.
pub(crate) async fn find_member(db: impl PgExecutor<'_>, email: &str) -> sqlx::Result<Option<Member>> {
    sqlx::query_as!(
        Member,
        r#"select id, email, roles as "roles: Vec<Role>", disabled_at, null::timestamptz as last_seen_at,
                  (select count(*) from staff_passkeys
                   where staff_member_id = staff_members.id and revoked_at is null) as "keys!"
           from staff_members where lower(email) = lower($1)"#,
        email,
    )
    .fetch_optional(db)
    .await
}

/// The row of somebody, unless they were removed.
pub(crate) async fn find_by_id(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<Member>> {
    sqlx::query_as!(
        Member,
        r#"select id, email, roles as "roles: Vec<Role>", disabled_at, null::timestamptz as last_seen_at,
                  (select count(*) from staff_passkeys
                   where staff_member_id = staff_members.id and revoked_at is null) as "keys!"
           from staff_members where id = $1 and disabled_at is null"#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// Lets somebody in no more: keys, sessions and links end with it.
pub(crate) async fn disable(db: &mut PgConnection, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update staff_members set disabled_at = $2 where id = $1", id, now).execute(&mut *db).await?;
    passkeys::queries::revoke_all(&mut *db, id, now).await?;
    end_access(db, id, now).await
}

/// Makes the links of somebody good for nothing.
pub(crate) async fn end_links(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from sign_in_links where staff_member_id = $1", id).execute(db).await?;
    Ok(())
}

/// Ends the sessions and links of somebody whose roles changed. Links go first: who signs in at this moment holds the row of
/// theirs, so that the new session is seen here.
pub(crate) async fn end_access(db: &mut PgConnection, id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    end_links(&mut *db, id).await?;
    sqlx::query!("update staff_sessions set ended_at = $2, ended_by_force = true where staff_member_id = $1 and ended_at is null", id, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Who is on the staff with one of these roles and not disabled: id and mail address.
pub(crate) async fn list_with_roles(db: impl PgExecutor<'_>, roles: &[Role]) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, email from staff_members where roles && $1::text[] and disabled_at is null order by created_at",
        roles as &[Role],
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

/// To where and in which language mails to a member of staff are written, unless disabled.
pub(crate) async fn find_reader(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<(String, Language)>> {
    let row = sqlx::query!(
        r#"select email, rooms_language as "language: Language" from staff_members where id = $1 and disabled_at is null"#,
        id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.email, row.language)))
}

/// The mail address of somebody who is or was on the staff.
pub(crate) async fn find_any_email(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select email from staff_members where id = $1", id).fetch_optional(db).await
}

/// Whether there is anybody yet.
pub(crate) async fn is_empty(db: impl PgExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select not exists (select from staff_members) as "empty!""#).fetch_one(db).await
}

/// Keeps the hash of a one-time link that was made on the server.
pub async fn add_link(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    add_link_for(db, token_hash, staff_member_id, now + LINK_GOOD_FOR).await
}

/// The same for a link that is good until a time.
pub(crate) async fn add_link_for(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    staff_member_id: Uuid,
    expires_at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into sign_in_links (token_hash, staff_member_id, expires_at) values ($1, $2, $3)",
        token_hash,
        staff_member_id,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Uses up a link: the first to come gets the member of staff, nobody after.
pub(crate) async fn use_link(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "update sign_in_links set used_at = $2 from staff_members
         where token_hash = $1 and used_at is null and expires_at > $2
           and staff_members.id = staff_member_id and staff_members.disabled_at is null
         returning staff_member_id",
        token_hash,
        now,
    )
    .fetch_optional(db)
    .await
}

/// Begins a session. Its person has just proved who they are. Gives the id of its row.
pub(crate) async fn add_session(db: impl PgExecutor<'_>, new: &NewSession) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into staff_sessions
             (token_hash, staff_member_id, scope, browser, address, created_at, last_seen_at, proved_at)
         values ($1, $2, $3, $4, $5, $6, $6, $6) returning id",
        &new.token_hash[..],
        new.staff_member_id,
        new.scope as Scope,
        new.browser,
        new.address.map(|address| address.to_string()),
        new.at,
    )
    .fetch_one(db)
    .await
}

/// The session of a token, if its owner is not disabled. It may have ended.
pub(crate) async fn find_session(db: impl PgExecutor<'_>, token_hash: &[u8]) -> sqlx::Result<Option<Session>> {
    sqlx::query_as!(
        Session,
        r#"select staff_sessions.id, scope as "scope: Scope", staff_member_id, email,
                  rooms_language as "language: Language", roles as "roles: Vec<Role>",
                  staff_sessions.created_at, last_seen_at, proved_at, ended_at, ended_by_force,
                  exists (select from kept_forms where kept_forms.staff_member_id = staff_members.id) as "has_kept!"
           from staff_sessions join staff_members on staff_members.id = staff_member_id
           where token_hash = $1 and disabled_at is null"#,
        token_hash,
    )
    .fetch_optional(db)
    .await
}

/// The sessions of somebody that last, the one that was used last first.
pub(crate) async fn list_sessions(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<SessionLine>> {
    sqlx::query_as!(
        SessionLine,
        "select id, browser, address, created_at, last_seen_at from staff_sessions
         where staff_member_id = $1 and created_at > $2 and last_seen_at > $3 and ended_at is null
         order by last_seen_at desc, id limit 100",
        staff_member_id,
        now - SESSION_LONGEST,
        now - SESSION_IDLE,
    )
    .fetch_all(db)
    .await
}

/// Notes that the person of a session has just proved with a key that it is them.
pub(crate) async fn note_proof(db: impl PgExecutor<'_>, session_id: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update staff_sessions set proved_at = $2 where id = $1", session_id, now).execute(db).await?;
    Ok(())
}

/// Marks a session as used now.
pub(crate) async fn touch_session(db: impl PgExecutor<'_>, token_hash: &[u8], now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update staff_sessions set last_seen_at = $2 where token_hash = $1", token_hash, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends a session. The row stays, so that a form that was begun in it finds its owner.
pub(crate) async fn end_session(db: impl PgExecutor<'_>, token_hash: &[u8], now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update staff_sessions set ended_at = $2 where token_hash = $1 and ended_at is null", token_hash, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Whether a session goes on. It is locked, so that what ends it meanwhile waits.
pub(crate) async fn lock_session(db: impl PgExecutor<'_>, session_id: Uuid) -> sqlx::Result<bool> {
    let open =
        sqlx::query_scalar!("select id from staff_sessions where id = $1 and ended_at is null for update", session_id,);
    Ok(open.fetch_optional(db).await?.is_some())
}

/// Ends the sessions of somebody that a link opened and in which no key was enrolled.
pub(crate) async fn end_enrolling(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update staff_sessions set ended_at = $2, ended_by_force = true
         where staff_member_id = $1 and scope = 'enrolling' and ended_at is null",
        staff_member_id,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends one session of somebody. Gives whether there was one.
pub(crate) async fn end_session_of(
    db: impl PgExecutor<'_>,
    session_id: Uuid,
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update staff_sessions set ended_at = $3, ended_by_force = true
         where id = $1 and staff_member_id = $2 and ended_at is null",
        session_id,
        staff_member_id,
        now,
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Ends the sessions of somebody, but for one of them. Gives how many there were.
pub(crate) async fn end_sessions_of(
    db: impl PgExecutor<'_>,
    staff_member_id: Uuid,
    but_for: Option<Uuid>,
    now: OffsetDateTime,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update staff_sessions set ended_at = $3, ended_by_force = true
         where staff_member_id = $1 and id is distinct from $2 and ended_at is null",
        staff_member_id,
        but_for,
        now,
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Gives a session another token, so that the old one is good for nothing (OWASP ASVS 5.0, V7.2.4).
pub(crate) async fn renew_session(db: impl PgExecutor<'_>, session_id: Uuid, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update staff_sessions set token_hash = $2 where id = $1", session_id, token_hash).execute(db).await?;
    Ok(())
}

/// Notes from which browser somebody signs in, by its token. Gives whether that is no news: they did so before, or have
/// never signed in from any.
pub(crate) async fn note_browser(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    staff_member_id: Uuid,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"insert into staff_browsers as browser (token_hash, staff_member_id, last_seen_at) values ($1, $2, $3)
           on conflict (token_hash, staff_member_id) do update set last_seen_at = excluded.last_seen_at
           returning (xmax <> 0 or not exists (
               select from staff_browsers other where other.staff_member_id = $2 and other.token_hash <> $1
           )) as "is_no_news!""#,
        token_hash,
        staff_member_id,
        now,
    )
    .fetch_one(db)
    .await
}

/// Chooses the language in which somebody reads the rooms.
pub(crate) async fn set_language(db: impl PgExecutor<'_>, id: Uuid, language: Language) -> sqlx::Result<()> {
    sqlx::query!("update staff_members set rooms_language = $2 where id = $1", id, language as Language)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives somebody these roles instead of those that they had.
pub(crate) async fn set_roles(db: impl PgExecutor<'_>, id: Uuid, roles: &[Role]) -> sqlx::Result<()> {
    sqlx::query!("update staff_members set roles = $2 where id = $1", id, roles as &[Role]).execute(db).await?;
    Ok(())
}

/// Forgets links, sessions and browsers that are good for nothing any more.
pub(crate) async fn forget_old(db: impl PgExecutor<'_> + Copy, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from sign_in_links where expires_at < $1", now - SESSION_LONGEST).execute(db).await?;
    sqlx::query!(
        "delete from staff_sessions where ended_at < $1 or last_seen_at < $2 or created_at < $3",
        now - ENDED_KNOWN_FOR,
        now - ENDED_KNOWN_FOR - SESSION_IDLE,
        now - ENDED_KNOWN_FOR - SESSION_LONGEST,
    )
    .execute(db)
    .await?;
    sqlx::query!("delete from staff_browsers where last_seen_at < $1", now - BROWSER_KNOWN_FOR).execute(db).await?;
    Ok(())
}
