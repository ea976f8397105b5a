//! What a person does in a window of a browser, and sees there.

use std::time::{Duration, Instant};

use thirtyfour::{
    By, Key, TypingData, WebDriver, WebElement, error::WebDriverResult, extensions::query::ElementQueryable as _,
};

use super::browser::{Look, PATIENCE};

/// Between two looks at a page that is waited for.
const PAUSE: Duration = Duration::from_millis(50);

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
        self.seen().await.unwrap()
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
        match self.driver.query(By::Css(selector)).first().await {
            Ok(element) => element,
            Err(_) => panic!("there is no {selector} at {}", self.address().await),
        }
    }

    /// Whether an element is there now.
    pub(crate) async fn has(&self, selector: &str) -> bool {
        !self.driver.find_all(By::Css(selector)).await.unwrap().is_empty()
    }

    /// A property of an element, such as what is typed into a field.
    pub(crate) async fn property(&self, selector: &str, name: &str) -> String {
        self.find(selector).await.prop(name).await.unwrap().unwrap_or_default()
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
        self.ask("document.documentElement.dataset.left = ''").await;
        self.press(words).await;
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
        let found = self.driver.query(By::XPath(path)).and_clickable().first().await;
        match found {
            Ok(element) => {
                // The driver scrolls to the edge, where what sticks there takes the click.
                element.scroll_into_view().await.unwrap();
                element.click().await.unwrap();
            }
            Err(_) => panic!("{path} is not to be seen:\n{}", self.text().await),
        }
    }

    /// Types into a field instead of what stood there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("[name=\"{name}\"]")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
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

/// Asks again and again; says `false` when the answer never is yes.
async fn eventually(mut question: impl AsyncFnMut() -> bool) -> bool {
    let begun = Instant::now();
    while !question().await {
        if begun.elapsed() > PATIENCE {
            return false;
        }
        tokio::time::sleep(PAUSE).await;
    }
    true
}

/// The driver's own way to close would wait for this story's runtime, which waits for it.
impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.clone().leak();
    }
}
