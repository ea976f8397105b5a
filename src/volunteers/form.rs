//! The volunteer form: what was typed, and what is valid. Knows no web server and no database.

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::{
    form::{Problems, is_mail, present},
    language::Language,
    seal::hex,
    text::{self, is_phone},
    volunteers::{
        consent::Purpose,
        offer::Offer,
        screening::look::{self, Concern},
    },
    words::Word as _,
};

pub use crate::volunteers::words::{Area, Availability, ContactKind, Region};

/// What was typed. Every field may be missing or hostile.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VolunteerForm {
    pub(crate) token: String,
    /// A name or pseudonym. It is one field and never split.
    pub(crate) name: String,
    pub(crate) contact_kind: String,
    pub(crate) contact: String,
    /// Languages the person speaks, in their own words.
    pub(crate) languages: String,
    pub(crate) skills: String,
    pub(crate) region: String,
    pub(crate) areas: Vec<String>,
    pub(crate) availability: String,
    pub(crate) message: String,
    /// The id of the role for which it is sent, or nothing.
    pub(crate) role: String,
    pub(crate) consent: String,
    /// The box about belief and opinions.
    pub(crate) sensitive: String,
    /// The box that asks for mails that name neither the organisation nor the matter.
    pub(crate) discreet: String,
    /// The box that says: at least 14 years old (PIPA, article 22-2).
    pub(crate) of_age: String,
    /// A field that people do not see. Programs fill it, and so may a password manager.
    pub(crate) further: String,
    /// Names the texts that shall stay as they are, although we asked about them.
    pub(crate) as_is: String,
    /// Proves that somebody came with the code of an application, which this form replaces.
    pub(crate) replaces: String,
    /// Filled if the form is only to be shown, with everything that was typed, in the language of the address.
    pub(crate) show: String,
    /// The proof of work; none if the page did not ask for one.
    #[serde(deserialize_with = "present")]
    pub(crate) proof: Option<String>,
}

/// An offer of help that can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewOffer {
    /// What is sealed.
    pub(crate) offer: Offer,
    /// At least one.
    pub(crate) areas: Vec<Area>,
    pub(crate) availability: Option<Availability>,
    /// What the person agreed to.
    pub(crate) purposes: Vec<Purpose>,
    /// The language in which the form was read.
    pub(crate) language: Language,
}

/// The longest name, contact and list of languages, in characters.
const SHORT: usize = 120;
/// The longest list of skills, in characters.
const LONGER: usize = 240;
/// The longest message, in characters.
const LONG: usize = 4000;
/// What a ticked box sends.
const TICKED: &str = "yes";

impl VolunteerForm {
    /// Whether a program filled the field that people do not see.
    pub(crate) fn is_trapped(&self) -> bool {
        !self.further.is_empty()
    }

    pub(crate) fn role_id(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.role).ok()
    }

    pub(crate) fn has_area(&self, area: &Area) -> bool {
        self.areas.iter().any(|value| value == area.word())
    }

    pub(crate) fn has_availability(&self) -> bool {
        Availability::from_word(&self.availability).is_some()
    }

    pub(crate) fn has_region(&self, region: &Region) -> bool {
        self.region == region.word()
    }

    /// The texts that somebody wrote in their own words.
    fn texts(&self) -> [(&'static str, &str); 5] {
        [
            ("name", &self.name),
            ("contact", &self.contact),
            ("languages", &self.languages),
            ("skills", &self.skills),
            ("message", &self.message),
        ]
    }

    /// The texts that give rise to a question.
    fn found(&self) -> impl Iterator<Item = (&'static str, &str, Concern)> {
        self.texts().into_iter().filter_map(|(field, text)| Some((field, text, look::concern(text)?)))
    }

    /// A name for these texts as they are: with another word, it is another name. What else is put right changes nothing.
    pub(crate) fn as_typed(&self) -> String {
        let digest = self.found().fold(Sha256::new(), |digest, (field, text, _)| {
            digest.chain_update(field).chain_update([0]).chain_update(text.replace("\r\n", "\n")).chain_update([0])
        });
        hex(&digest.finalize()[..12])
    }

    /// Whether the texts shall stay as they are.
    pub(crate) fn stays(&self) -> bool {
        self.as_is == self.as_typed()
    }

    /// What we ask about before the texts are stored. Nothing, once somebody said that they shall stay.
    fn concerns(&self) -> Vec<(&'static str, Concern)> {
        if self.stays() { Vec::new() } else { self.found().map(|(field, _, concern)| (field, concern)).collect() }
    }

    /// Whether something is asked about.
    pub(crate) fn is_asked(&self) -> bool {
        !self.concerns().is_empty()
    }

    /// Checks every field.
    ///
    /// # Errors
    /// A sentence for each field that needs another look, in the visitor's language.
    pub(crate) fn check(&self, language: Language) -> Result<NewOffer, Problems> {
        let mut problems = Problems::default();
        let label = |field: &str| language.message(&format!("volunteer-{field}"));
        let name = problems.take_at("name", label("name"), language, text::name(&self.name, SHORT));
        let contact = problems.take_at("contact", label("contact"), language, text::name(&self.contact, SHORT));
        let languages = problems.take_at("languages", label("languages"), language, text::name(&self.languages, SHORT));
        let skills = problems.take_at("skills", label("skills"), language, text::name(&self.skills, LONGER));
        let message = problems.take_at("message", label("message"), language, text::prose(&self.message, LONG));
        let mut say = |field: &'static str, key: &str| problems.add(field, language.message(key));
        for (field, text) in [("name", &name), ("contact", &contact)] {
            if text.is_none() {
                say(field, &format!("volunteer-problem-{field}"));
            }
        }
        let contact_kind = self.contact_kind(contact.as_deref(), &mut say);
        let areas: Vec<Area> = Area::ALL.iter().copied().filter(|area| self.has_area(area)).collect();
        if areas.is_empty() {
            say("areas", "volunteer-problem-areas");
        }
        if self.consent != TICKED {
            say("consent", "volunteer-problem-consent");
        }
        if self.of_age != TICKED {
            say("of_age", "volunteer-problem-of-age");
        }
        for (field, concern) in self.concerns() {
            problems.add_at(field, label(field), language.message(&format!("volunteer-ask-{concern}")));
        }
        let Some((name, (contact_kind, contact))) = name.zip(contact_kind.zip(contact)).filter(|_| problems.is_empty())
        else {
            return Err(problems);
        };
        let contact = if contact_kind == ContactKind::Mail { one_width(&contact) } else { contact };
        let contact_kind = contact_kind.word().to_owned();
        let region = Region::from_word(&self.region).map(|region| region.word().to_owned());
        let discreet = self.discreet == TICKED;
        let sensitive = (self.sensitive == TICKED).then_some(Purpose::Sensitive);
        Ok(NewOffer {
            offer: Offer { name, contact_kind, contact, languages, skills, region, message, discreet },
            areas,
            availability: Availability::from_word(&self.availability),
            purposes: [Purpose::Processing].into_iter().chain(sensitive).collect(),
            language,
        })
    }

    /// The way to reach the person, to which the contact must fit.
    fn contact_kind(&self, contact: Option<&str>, say: &mut impl FnMut(&'static str, &str)) -> Option<ContactKind> {
        let kind = ContactKind::from_word(&self.contact_kind);
        match (kind, contact) {
            (None, _) => say("contact_kind", "volunteer-problem-contact-kind"),
            (Some(ContactKind::Mail), Some(contact)) if !is_mail(&one_width(contact)) => {
                say("contact", "volunteer-problem-mail")
            }
            (Some(ContactKind::Phone), Some(contact)) if !is_phone(contact) => {
                say("contact", "volunteer-problem-phone");
            }
            _ => {}
        }
        kind
    }
}

/// An address that was typed in wide letters, in those of addresses.
fn one_width(address: &str) -> String {
    address.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> VolunteerForm {
        VolunteerForm {
            name: "반딧불".to_owned(),
            contact_kind: "signal".to_owned(),
            contact: "@firefly.07".to_owned(),
            languages: "한국어, English".to_owned(),
            areas: vec!["teaching".to_owned(), "events".to_owned()],
            availability: "monthly".to_owned(),
            consent: "yes".to_owned(),
            of_age: "yes".to_owned(),
            ..VolunteerForm::default()
        }
    }

    #[test]
    fn a_good_form_becomes_an_offer() {
        let new = good().check(Language::Korean).expect("valid");
        assert_eq!(new.areas, [Area::Teaching, Area::Events]);
        assert_eq!(new.offer.message, None);
        let bare = VolunteerForm { languages: String::new(), availability: String::new(), ..good() };
        let new = bare.check(Language::Korean).expect("languages and availability are not forced");
        assert_eq!((new.offer.languages, new.availability), (None, None));
    }

    #[test]
    fn every_bad_form_names_its_field() {
        type Change = fn(&mut VolunteerForm);
        let table: &[(&str, &str, Change)] = &[
            ("no name", "name", |f| f.name.clear()),
            ("a name that nobody sees", "name", |f| f.name = "\u{3164}\u{200b}".to_owned()),
            ("a contact of dots", "contact", |f| f.contact = "...".to_owned()),
            ("only blanks", "name", |f| f.name = " \u{3000}\t\n ".to_owned()),
            ("a name of 121 characters", "name", |f| f.name = "가".repeat(121)),
            ("no contact", "contact", |f| f.contact.clear()),
            ("unknown kind", "contact_kind", |f| f.contact_kind = "pigeon".to_owned()),
            ("no kind", "contact_kind", |f| f.contact_kind.clear()),
            ("no mail address", "contact", |f| {
                (f.contact_kind, f.contact) = ("mail".to_owned(), "me at home".to_owned())
            }),
            ("mail without a dot", "contact", |f| {
                (f.contact_kind, f.contact) = ("mail".to_owned(), "me@home".to_owned())
            }),
            ("two mail addresses", "contact", |f| {
                (f.contact_kind, f.contact) = ("mail".to_owned(), "a@b.kr, c@d.kr".to_owned())
            }),
            ("a phone number in words", "contact", |f| {
                (f.contact_kind, f.contact) = ("phone".to_owned(), "call me".to_owned())
            }),
            ("no area", "areas", |f| f.areas.clear()),
            ("unknown areas only", "areas", |f| f.areas = vec!["spying".to_owned()]),
            ("a message of 4001 characters", "message", |f| f.message = "a".repeat(4001)),
            ("a resident number", "message", |f| f.message = "제 번호는 900101-1234567 입니다".to_owned()),
            ("a resident number without dash", "contact", |f| f.contact = "9001011234567".to_owned()),
            ("a resident number with a long dash", "message", |f| f.message = "900101–1234567".to_owned()),
            ("a resident number with blanks", "message", |f| f.message = "900101 - 1234567".to_owned()),
            ("a resident number in wide digits", "message", |f| f.message = "９００１０１－１２３４５６７".to_owned()),
            ("a resident number over lines", "skills", |f| f.skills = "900101\n1 2 3 4 5 6 7".to_owned()),
            ("a resident number in words", "languages", |f| f.languages = "구공공일공일 일이삼사오육칠".to_owned()),
            ("skills of 241 characters", "skills", |f| f.skills = "가".repeat(241)),
            ("an exact place", "message", |f| f.message = "41.4012, 128.1780".to_owned()),
            ("a way out", "skills", |f| f.skills = "I crossed the Tumen".to_owned()),
            ("relatives in the North", "message", |f| f.message = "북에 있는 어머니".to_owned()),
            ("no consent", "consent", |f| f.consent.clear()),
            ("consent in another word", "consent", |f| f.consent = "true".to_owned()),
            ("not of age", "of_age", |f| f.of_age.clear()),
        ];
        for (why, field, change) in table {
            let mut form = good();
            change(&mut form);
            let problems = form.check(Language::English).expect_err(why);
            let sentence = problems.of(field).unwrap_or_else(|| panic!("{why}: nothing at {field}: {problems:?}"));
            assert!(sentence.ends_with('.') && !sentence.contains("problem"), "{why}: {sentence:?}");
        }
    }

    #[test]
    fn what_somebody_wants_to_keep_stays_until_it_is_changed() {
        let mut form = VolunteerForm { message: "북에 있는 어머니\r\n생각".to_owned(), ..good() };
        form.as_is = form.as_typed();
        form.message = "북에 있는 어머니\n생각".to_owned();
        assert!(form.check(Language::Korean).is_ok(), "browsers write the ends of lines in their own way");
        form.name.push('이');
        assert!(form.check(Language::Korean).is_ok(), "another field may be put right");
        form.message.push_str(", 북에 있는 동생");
        assert!(form.is_asked(), "another text is asked about anew");
        let number = VolunteerForm { message: "900101-1234567".to_owned(), ..good() };
        let number = VolunteerForm { as_is: number.as_typed(), ..number };
        assert!(number.check(Language::Korean).is_err(), "resident numbers are never stored");
    }

    #[test]
    fn what_phones_and_keyboards_write_is_taken() {
        let with = |kind: &str, contact: &str| VolunteerForm {
            contact_kind: kind.to_owned(),
            contact: contact.to_owned(),
            ..good()
        };
        for (kind, typed, kept) in [
            ("mail", "ｆｉｒｅｆｌｙ＠ｅｘａｍｐｌｅ．ｏｒｇ", "firefly@example.org"),
            ("phone", "０１０－１２３４－５６７８", "０１０－１２３４－５６７８"),
            ("phone", "010-1234-5678 (저녁)", "010-1234-5678 (저녁)"),
            ("line", "firefly07", "firefly07"),
            ("wechat", "반딧불_7", "반딧불_7"),
        ] {
            let new = with(kind, typed).check(Language::Korean).expect(typed);
            assert_eq!(new.offer.contact, kept);
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_named_with_its_limit() {
        let form = VolunteerForm { skills: "가".repeat(241), ..good() };
        let listed = form.check(Language::Korean).expect_err("too long").listed("skills").expect("a sentence");
        assert!(listed.contains("240") && listed.contains("241"), "{listed}");
        assert!(listed.starts_with(&Language::Korean.message("volunteer-skills")), "{listed}");
    }
}
