//! A member of staff at a desk: signed in with some roles, filling in the forms of their rooms as a browser would.

use connect_kindness::staff::{self, Role};
use scraper::{ElementRef, Html, Selector};
use uuid::Uuid;

use super::{Answer, TestSite};

/// A desk.
pub(crate) struct Desk<'a> {
    site: &'a TestSite,
    pub(crate) cookie: String,
    pub(crate) email: String,
}

impl<'a> Desk<'a> {
    /// The desk of somebody new with these roles.
    pub(crate) async fn of(site: &'a TestSite, roles: &[Role]) -> Self {
        let email = format!("{}@example.org", Uuid::new_v4());
        let id = staff::queries::add(&site.db, &email, roles).await.unwrap();
        Self { site, cookie: site.session_of(id).await, email }
    }

    /// A page.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        Answer::of(self.site.request("GET", path).header("cookie", &self.cookie).send().await.unwrap()).await
    }

    /// What comes of sending fields.
    pub(crate) async fn submit(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let request = self.site.request("POST", path).header("cookie", &self.cookie);
        Answer::of(request.form(fields).send().await.unwrap()).await
    }

    /// Sends the form of a page with some fields changed.
    pub(crate) async fn send(&self, path: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
        self.submit(path, &filled(page, path, changes)).await
    }

    /// Sends a file.
    pub(crate) async fn upload(&self, path: &str, file: &[u8]) -> Answer {
        let head = b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n";
        let body = [head, file, b"\r\n--edge--\r\n"].concat();
        let request = self.site.request("POST", path).header("cookie", &self.cookie);
        let request = request.header("content-type", "multipart/form-data; boundary=edge").body(body);
        Answer::of(request.send().await.unwrap()).await
    }
}

/// What a browser would send of the form that leads to an address, with some fields changed or added.
pub(crate) fn filled(page: &Answer, action: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = fields_of(page, action);
    for (name, text) in changes {
        fields.retain(|(other, _)| other != name);
        fields.push(((*name).to_owned(), (*text).to_owned()));
    }
    fields
}

/// What a browser would send of the form that leads to an address.
pub(crate) fn fields_of(page: &Answer, action: &str) -> Vec<(String, String)> {
    let document = Html::parse_document(&page.text);
    let of_form = |tag: &str| format!("form[method=post][action='{action}'] {tag}[name]");
    let selector = Selector::parse(&["input", "textarea", "select"].map(of_form).join(", ")).unwrap();
    document.select(&selector).filter_map(|element| Some((element.attr("name")?.to_owned(), value(element)?))).collect()
}

fn value(element: ElementRef<'_>) -> Option<String> {
    let text = element.text().collect::<String>();
    match (element.value().name(), element.attr("type")) {
        ("textarea", _) => Some(text.strip_prefix('\n').unwrap_or(&text).to_owned()),
        ("select", _) => {
            let options = Selector::parse("option").unwrap();
            let chosen = element.select(&options).find(|option| option.attr("selected").is_some());
            chosen.or(element.select(&options).next())?.attr("value").map(str::to_owned)
        }
        (_, Some("checkbox" | "radio")) => {
            element.attr("checked").map(|_| element.attr("value").unwrap_or("on").to_owned())
        }
        _ => Some(element.attr("value").unwrap_or_default().to_owned()),
    }
}
