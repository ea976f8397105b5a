//! Who of the staff is told what: whoever looks after a person, and all coordinators about those after whom nobody looks.

use sqlx::PgConnection;
use uuid::Uuid;

use super::queries;
use crate::{
    staff::{self, Role},
    volunteers::words::NoticeKind,
};

/// All coordinators. Where there are none, owners do their work.
pub(super) async fn everybody(db: &mut PgConnection) -> sqlx::Result<Vec<Uuid>> {
    for role in [Role::Coordinator, Role::Owner] {
        let all = staff::queries::list_with_roles(&mut *db, &[role]).await?;
        if !all.is_empty() {
            return Ok(all.into_iter().map(|(id, _)| id).collect());
        }
    }
    Ok(Vec::new())
}

/// Who is told of these people.
pub(super) async fn of(db: &mut PgConnection, kind: NoticeKind, people: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    if kind == NoticeKind::New {
        return everybody(db).await;
    }
    let owners = queries::owners(&mut *db, people).await?;
    let mut readers: Vec<Uuid> = owners.iter().copied().flatten().collect();
    if owners.contains(&None) {
        readers.extend(everybody(db).await?);
    }
    readers.sort_unstable();
    readers.dedup();
    Ok(readers)
}
