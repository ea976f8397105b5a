//! What a person's page says about what they do, in a few lines.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{checks, hours, queries};
use crate::{
    calendar,
    language::Language,
    rooms::{Coordinator, Pass},
};

/// The few lines.
pub(crate) struct Part {
    pub(crate) person_id: Uuid,
    /// The roles that they are in.
    pub(crate) roles: Vec<(Uuid, String)>,
    /// How long they helped in all.
    pub(crate) together: Option<String>,
    /// Checks that run out soon, or have run out.
    pub(crate) warnings: Vec<String>,
}

impl Part {
    pub(crate) async fn read(
        pass: &Pass<Coordinator>,
        db: &mut PgConnection,
        language: Language,
        person_id: Uuid,
    ) -> sqlx::Result<Self> {
        let today = calendar::today();
        let assignments = queries::assignments_of(pass, &mut *db, person_id).await?;
        let years = hours::queries::by_year(pass, &mut *db, person_id).await?;
        let checks = checks::queries::list(pass, &mut *db, person_id).await?;
        let minutes: i64 = years.iter().map(|(_, minutes)| minutes).sum();
        let ends = checks.iter().filter(|one| !one.is_renewed && one.valid_until <= checks::warned_until(today));
        let warning = |one: &checks::queries::Check| {
            let key = if one.valid_until < today { "rooms-roles-warning-over" } else { "rooms-roles-warning-soon" };
            let (kind, day) = (language.words("rooms-roles-kind-", one.kind), one.valid_until.to_string());
            language.message_with(key, &[("kind", &kind), ("day", &day)])
        };
        let going_on = assignments.iter().filter(|one| one.ended_on.is_none());
        Ok(Self {
            person_id,
            roles: going_on.map(|one| (one.role_id, one.title(language).to_owned())).collect(),
            together: (minutes > 0).then(|| hours::in_words(language, minutes)),
            warnings: ends.map(warning).collect(),
        })
    }
}
