//! What somebody reads who has not the role of a room: which role it takes, and who can give it. The refusal is on record.

use askama::Template;
use axum::{
    extract::MatchedPath,
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
};

use crate::{
    audit::{self, Action, Cause},
    database::{self, within},
    error::Error,
    rooms::{
        frame::StaffFrame,
        kept::fields::Fields,
        pass::{Access, Admitted, AnyStaff, Inside, Pass},
    },
    seal::named_id,
    staff::{self, Role},
    view::Html,
};

#[derive(Template)]
#[template(path = "rooms/refusal.html")]
struct RefusalPage<'a> {
    /// What they typed, which goes nowhere.
    typed: Option<&'a Fields>,
    frame: StaffFrame,
    /// Who may enter, such as `editors`.
    wanted: String,
    /// What the one who is signed in is, such as `treasurer`.
    held: String,
    /// The mail addresses of the owners.
    owners: Vec<String>,
}

/// Says no and records it. The entry names the door by its method and its declared path, which hold nobody's data.
pub(super) async fn refuse<R: Access>(
    inside: &Inside<R>,
    admitted: &Admitted,
    parts: &Parts,
    typed: Option<&Fields>,
) -> Result<Response, Error> {
    let (state, staff) = (&inside.state, &admitted.staff);
    let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let method = match parts.method {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        _ => "other",
    };
    let door = named_id("door", &format!("{method} {path}"));
    let Some(pass) = Pass::<AnyStaff>::of(staff.clone()) else { return Err(Error::Forbidden) };
    let owners = within(async {
        let entry = pass.entry(Action::RefusedAtDoor, Some(door)).refused(Cause::NoRole);
        let mut tx = database::begin(&state.db).await?;
        audit::queries::append_refusal(&mut tx, &entry).await?;
        tx.commit().await?;
        staff::queries::list_with_roles(&state.db, &[Role::Owner]).await
    })
    .await?;
    let language = staff.language;
    let page = RefusalPage {
        typed,
        frame: StaffFrame::inside(inside, admitted, parts.uri.path()),
        wanted: R::ROLE.map(|role| role.holders(language)).unwrap_or_default(),
        held: staff.roles.iter().map(|role| role.name(language)).collect::<Vec<_>>().join(", "),
        owners: owners.into_iter().map(|(_, email)| email).collect(),
    };
    Ok(Html::page(&page)?.with_status(StatusCode::FORBIDDEN).into_response())
}
