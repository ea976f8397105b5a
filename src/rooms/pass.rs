//! Roles as types, and the pass that proves one. A query that opens sealed or money data asks for the pass of its role, so
//! no second way to the data can be written without it.

use std::{marker::PhantomData, ops::Deref, sync::Arc};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use uuid::Uuid;

use crate::{
    audit::{Action, NewEntry},
    error::Error,
    rooms::{door::Door, kept::queries::KeptLine, stay::Stay},
    staff::{Role, StaffMember},
    state::AppState,
    visitor::Caller,
};

/// Who may enter a room, as a type.
pub(crate) trait Access: Send + Sync + 'static {
    /// The role that is asked for; none where any member of staff may enter. Owners have every role.
    const ROLE: Option<Role>;
    /// Whether somebody may enter who came by a link and has not enrolled a key yet.
    const ADMITS_NEWCOMERS: bool = false;
}

/// Everything, also the names and the staff themselves.
pub(crate) struct Owner;
/// The pages.
pub(crate) struct Editor;
/// The volunteers.
pub(crate) struct Coordinator;
/// The money.
pub(crate) struct Treasurer;
/// What every member of staff may see.
pub(crate) struct AnyStaff;
/// The ways in and out, which are open before a key is enrolled.
pub(crate) struct Arrived;

impl Access for Owner {
    const ROLE: Option<Role> = Some(Role::Owner);
}
impl Access for Editor {
    const ROLE: Option<Role> = Some(Role::Editor);
}
impl Access for Coordinator {
    const ROLE: Option<Role> = Some(Role::Coordinator);
}
impl Access for Treasurer {
    const ROLE: Option<Role> = Some(Role::Treasurer);
}
impl Access for AnyStaff {
    const ROLE: Option<Role> = None;
}
impl Access for Arrived {
    const ROLE: Option<Role> = None;
    const ADMITS_NEWCOMERS: bool = true;
}

/// Proof that a member of staff with this role makes the request. Only the guard lets one come into being.
pub(crate) struct Pass<R> {
    staff: StaffMember,
    role: PhantomData<fn() -> R>,
}

impl<R: Access> Pass<R> {
    /// The pass of somebody who has the role.
    pub(super) fn of(staff: StaffMember) -> Option<Self> {
        R::ROLE.is_none_or(|role| staff.may(role)).then_some(Self { staff, role: PhantomData })
    }

    /// The pass of another role, if the same person has that one, too.
    pub(crate) fn also<Other: Access>(&self) -> Option<Pass<Other>> {
        Pass::of(self.staff.clone())
    }

    /// The audit entry of something that this person does now.
    pub(crate) fn entry(&self, action: Action, subject_id: Option<Uuid>) -> NewEntry {
        NewEntry::of(Some(self.staff.id), action).about(subject_id).from(self.staff.address)
    }
}

impl<R> Deref for Pass<R> {
    type Target = StaffMember;

    fn deref(&self) -> &StaffMember {
        &self.staff
    }
}

/// The state of handlers behind the guard. A handler that takes a [`Pass`] works with this state only, so it cannot be
/// mounted anywhere else, nor in a room of another role.
pub(crate) struct Inside<R> {
    pub(super) state: AppState,
    pub(super) doors: Arc<[Door]>,
    /// The largest form of these rooms, in bytes.
    pub(super) largest_form: usize,
    role: PhantomData<fn() -> R>,
}

impl<R> Inside<R> {
    pub(super) fn new(state: AppState, doors: Arc<[Door]>, largest_form: usize) -> Self {
        Self { state, doors, largest_form, role: PhantomData }
    }
}

impl<R> Inside<R> {
    /// Every address of staff with its method, as refusals name it.
    pub(crate) fn door_names(&self) -> impl Iterator<Item = String> {
        self.doors.iter().map(|door| format!("{} {}", door.method, door.path))
    }
}

impl<R> Clone for Inside<R> {
    fn clone(&self) -> Self {
        Self::new(self.state.clone(), Arc::clone(&self.doors), self.largest_form)
    }
}

impl<R> FromRef<Inside<R>> for AppState {
    fn from_ref(inside: &Inside<R>) -> Self {
        inside.state.clone()
    }
}

/// Whom the guard let in, on the way to the handler.
#[derive(Clone)]
pub(super) struct Admitted {
    pub(super) staff: StaffMember,
    pub(super) caller: Caller,
    /// How long the session lasts.
    pub(super) stay: Stay,
    /// Forms of theirs that came too late.
    pub(super) kept: Arc<[KeptLine]>,
}

impl<R: Access> FromRequestParts<Inside<R>> for Pass<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Inside<R>) -> Result<Self, Error> {
        let admitted = parts.extensions.get::<Admitted>().cloned();
        admitted.and_then(|admitted| Self::of(admitted.staff)).ok_or(Error::NotFound)
    }
}
