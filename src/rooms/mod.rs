//! What the rooms of staff are built with: the guard, the frame, the places in lists, the chart, the recorded act.

pub(crate) mod address;
pub(crate) mod chart;
pub(crate) mod frame;
pub(crate) mod guard;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    audit::{Action, NewEntry},
    staff::StaffMember,
};

/// The audit entry of something that a member of staff does now.
pub(crate) fn act(staff: &StaffMember, action: Action, subject_id: Uuid) -> NewEntry {
    NewEntry {
        staff_member_id: Some(staff.id),
        action,
        subject_id: Some(subject_id),
        address: staff.address,
        at: OffsetDateTime::now_utc(),
    }
}
