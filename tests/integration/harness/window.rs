//! What a person does in a window of a browser, and sees there.

use thirtyfour::{
    By, Key, TypingData, WebDriver, WebElement, WindowHandle,
    error::{WebDriverErrorInner, WebDriverResult},
};

use super::{
    browser::Look,
    patience::{eventually, until},
};

/// A window. It closes with its browser.
pub(crate) struct Window {
    pub(super) driver: WebDriver,
    pub(super) look: Look,
}

impl Window {
    /// A window that was just opened.
    pub(crate) async fn new(driver: WebDriver, look: Look) -> Self {
        let mut window = Self { driver, look };
        window.resize(look.width).await;
        window.prefers_dark(look.dark).await;
        window
    }

    /// Opens an address.
    pub(crate) async fn visit(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Opens another tab beside this one; gives the one before.
    pub(crate) async fn new_tab(&self) -> WindowHandle {
        let before = self.driver.window().await.unwrap();
        let tab = self.driver.new_tab().await.unwrap();
        self.driver.switch_to_window(tab).await.unwrap();
        before
    }

    /// Turns to a tab.
    pub(crate) async fn turn_to(&self, tab: WindowHandle) {
        self.driver.switch_to_window(tab).await.unwrap();
    }

    /// Drops every cookie.
    pub(crate) async fn forget_cookies(&self) {
        self.driver.delete_all_cookies().await.unwrap();
    }

    /// Goes back by the browser's button.
    pub(crate) async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// The address in the address bar.
    pub(crate) async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    /// Waits until the address bar shows an address that holds a text.
    pub(crate) async fn arrives_at(&self, part: &str) {
        if !eventually(async || self.address().await.contains(part)).await {
            let (address, text) = (self.address().await, self.text().await);
            panic!("never arrived at {part:?}, but at {address}:\n{text}");
        }
    }

    /// The words that can be seen.
    pub(crate) async fn text(&self) -> String {
        until("a page is there", async || self.seen().await.ok()).await
    }

    async fn seen(&self) -> WebDriverResult<String> {
        self.driver.find(By::Css("body")).await?.text().await
    }

    /// Waits until words can be seen; fails with what is seen instead.
    pub(crate) async fn shows(&self, words: &str) {
        // In between, the page may be on its way out.
        let shows = async || self.seen().await.is_ok_and(|seen| seen.contains(words));
        if !eventually(shows).await {
            panic!("{words:?} is not to be seen:\n{}", self.text().await);
        }
    }

    /// Opens an address again and again until words can be seen there.
    pub(crate) async fn comes_to_show(&self, url: &str, words: &str) {
        let shows = async || {
            self.visit(url).await;
            self.text().await.contains(words)
        };
        assert!(eventually(shows).await, "{url} never shows {words:?}");
    }

    /// Waits for an element.
    pub(crate) async fn find(&self, selector: &str) -> WebElement {
        let mut found = None;
        let look = async || {
            found = self.driver.find(By::Css(selector)).await.ok();
            found.is_some()
        };
        if !eventually(look).await {
            panic!("there is no {selector} at {}", self.address().await);
        }
        found.unwrap()
    }

    /// Whether an element is on the page that is there, or comes.
    pub(crate) async fn has(&self, selector: &str) -> bool {
        let stands = async || self.holds("!!document.documentElement && document.readyState === 'complete'").await;
        assert!(eventually(stands).await, "no page is there");
        !self.driver.find_all(By::Css(selector)).await.unwrap().is_empty()
    }

    /// A property of an element, such as what is typed into a field.
    pub(crate) async fn property(&self, selector: &str, name: &str) -> String {
        let read = async || not_gone(self.find(selector).await.prop(name).await);
        until("an element stays", read).await.unwrap_or_default()
    }

    /// Clicks on a link by its words.
    pub(crate) async fn follow(&self, words: &str) {
        self.click(&format!("//a[normalize-space(.)={words:?}]")).await;
    }

    /// Clicks on a button by its words.
    pub(crate) async fn press(&self, words: &str) {
        self.click(&format!("//button[normalize-space(.)={words:?}]")).await;
    }

    /// Presses a button that sends a form, and waits for the page that comes.
    pub(crate) async fn send(&self, words: &str) {
        self.click_on(&format!("//button[normalize-space(.)={words:?}]"), true).await;
        let came = "!('left' in document.documentElement.dataset) && document.readyState === 'complete'";
        if !eventually(async || self.holds(came).await).await {
            panic!("{words:?} leads nowhere:\n{}", self.text().await);
        }
    }

    /// Opens what is folded, by the words of its line.
    pub(crate) async fn unfold(&self, words: &str) {
        self.click(&format!("//summary[normalize-space(.)={words:?}]")).await;
    }

    /// Clicks on the label of a choice or a box, by how it begins.
    pub(crate) async fn choose(&self, words: &str) {
        self.click(&format!("//label[starts-with(normalize-space(.), {words:?})]")).await;
    }

    async fn click(&self, path: &str) {
        self.click_on(path, false).await;
    }

    /// Clicks, and marks the very page on which it does so, if it is to be known from the next one.
    async fn click_on(&self, path: &str, marks: bool) {
        let clicked = async || match self.try_click(path, marks).await {
            Ok(was_there) => was_there,
            Err(error) if means_not_there(&error) => false,
            Err(error) => panic!("{path} cannot be clicked: {error}"),
        };
        if !eventually(clicked).await {
            panic!("{path} is not to be seen:\n{}", self.text().await);
        }
    }

    async fn try_click(&self, path: &str, marks: bool) -> WebDriverResult<bool> {
        let element = self.driver.find(By::XPath(path)).await?;
        if !element.is_clickable().await? {
            return Ok(false);
        }
        // The driver scrolls to the edge, where what sticks there takes the click.
        element.scroll_into_view().await?;
        if marks {
            let mark = "arguments[0].ownerDocument.documentElement.dataset.left = ''";
            self.driver.execute(mark, vec![element.to_json()?]).await?;
        }
        element.click().await?;
        Ok(true)
    }

    /// Types into a field instead of what stood there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let selector = format!("[name=\"{name}\"]");
        let filled = async || {
            let field = self.find(&selector).await;
            not_gone(field.clear().await)?;
            not_gone(field.send_keys(text).await)
        };
        until("a field stays", filled).await;
    }

    /// Double-clicks on an element.
    pub(crate) async fn double_click(&self, selector: &str) {
        let element = self.find(selector).await;
        element.scroll_into_view().await.unwrap();
        self.driver.action_chain().double_click_element(&element).perform().await.unwrap();
    }

    /// Presses a key, or types a text, where the focus is.
    pub(crate) async fn keys(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }

    /// Presses the tabulator until the focus is on an element.
    pub(crate) async fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            self.keys(Key::Tab).await;
            if self.has(&format!("{selector}:focus")).await {
                return;
            }
        }
        panic!("the tabulator never gets to {selector}");
    }
}

/// Whether an error says that nothing was done, because the page was still to come or on its way out.
fn means_not_there(error: &WebDriverErrorInner) -> bool {
    matches!(
        error,
        WebDriverErrorInner::NoSuchElement(_)
            | WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::ElementNotInteractable(_)
            | WebDriverErrorInner::ElementClickIntercepted(_)
    )
}

/// What came of something done to an element, unless the element is gone.
fn not_gone<T>(done: WebDriverResult<T>) -> Option<T> {
    match done {
        Err(error) if means_not_there(&error) => None,
        done => Some(done.unwrap()),
    }
}

/// The driver's own way to close would wait for this story's runtime, which waits for it.
impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.clone().leak();
    }
}
