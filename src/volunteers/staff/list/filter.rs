//! Which part of the list of people is asked for, as its address says it.

use serde::Deserialize;
use uuid::Uuid;

use crate::{
    error::Error,
    volunteers::{form::Area, words::Stage},
    words::{Word as _, words},
};

words! {
    /// What is pressing about a person.
    pub(super) enum Pressing {
        /// Nobody has answered for longer than was promised.
        Waiting = "waiting",
        /// The next step is due.
        Due = "step",
        /// The end is near.
        Ending = "ending",
    }
}

/// After how many days without a contact one may look for people.
pub(super) const QUIET: [i64; 4] = [14, 30, 90, 180];

/// What stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct FilterForm {
    /// A word of [`Stage`], or `all` with those that are closed.
    pub(super) stage: String,
    pub(super) area: String,
    pub(super) role: String,
    /// `mine`, `nobody`, or the id of a coordinator.
    pub(super) owner: String,
    /// A word of [`Pressing`].
    pub(super) due: String,
    /// For how many days there was no contact.
    pub(super) quiet: String,
}

/// Whose people are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Everybodys,
    Mine,
    /// Of nobody, or of somebody who has left.
    Nobodys,
    Of(Uuid),
}

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) stage: Option<Stage>,
    pub(super) with_closed: bool,
    pub(super) area: Option<Area>,
    pub(super) role_id: Option<Uuid>,
    pub(super) whose: Whose,
    pub(super) pressing: Option<Pressing>,
    pub(super) quiet_for: Option<i64>,
}

impl Filter {
    pub(super) fn is_waiting(&self) -> bool {
        self.pressing == Some(Pressing::Waiting)
    }

    pub(super) fn is_due(&self) -> bool {
        self.pressing == Some(Pressing::Due)
    }

    pub(super) fn is_ending(&self) -> bool {
        self.pressing == Some(Pressing::Ending)
    }
}

impl FilterForm {
    /// Reads the address.
    ///
    /// # Errors
    /// When something in it is none of ours.
    pub(super) fn read(&self) -> Result<Filter, Error> {
        fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
            if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(Error::BadRequest) }
        }
        let id = |text: &str| Uuid::try_parse(text).ok();
        let stage = if self.stage == "all" { None } else { optional(&self.stage, Stage::from_word)? };
        let pressing = optional(&self.due, Pressing::from_word)?;
        let days = |text: &str| text.parse().ok().filter(|days| QUIET.contains(days));
        Ok(Filter {
            stage,
            with_closed: self.stage == "all" || stage.is_some() || pressing == Some(Pressing::Ending),
            area: optional(&self.area, Area::from_word)?,
            role_id: optional(&self.role, id)?,
            whose: match self.owner.as_str() {
                "" => Whose::Everybodys,
                "mine" => Whose::Mine,
                "nobody" => Whose::Nobodys,
                text => Whose::Of(id(text).ok_or(Error::BadRequest)?),
            },
            pressing,
            quiet_for: optional(&self.quiet, days)?,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The address of this part of the list.
    pub(super) fn url(&self, room: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("stage", &self.stage),
            ("area", &self.area),
            ("role", &self.role),
            ("owner", &self.owner),
            ("due", &self.due),
            ("quiet", &self.quiet),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { room.to_owned() } else { format!("{room}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_form_of_ours_sends_is_refused() {
        let form = FilterForm::default;
        for form in [
            FilterForm { stage: "asleep".to_owned(), ..form() },
            FilterForm { area: "' or 1=1".to_owned(), ..form() },
            FilterForm { role: "7".to_owned(), ..form() },
            FilterForm { owner: "everybody".to_owned(), ..form() },
            FilterForm { due: "now".to_owned(), ..form() },
            FilterForm { quiet: "15".to_owned(), ..form() },
        ] {
            assert!(form.read().is_err(), "{form:?}");
        }
    }

    #[test]
    fn closed_people_are_out_of_sight_until_they_are_asked_for() {
        for (stage, due, shown) in
            [("", "", false), ("all", "", true), ("closed", "", true), ("", "ending", true), ("", "step", false)]
        {
            let form = FilterForm { stage: stage.to_owned(), due: due.to_owned(), ..FilterForm::default() };
            assert_eq!(form.read().expect("ours").with_closed, shown, "{stage} {due}");
        }
        let form = FilterForm { owner: "mine".to_owned(), due: "step".to_owned(), ..FilterForm::default() };
        assert_eq!(form.url("/admin/volunteers"), "/admin/volunteers?owner=mine&due=step");
    }
}
