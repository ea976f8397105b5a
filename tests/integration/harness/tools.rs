//! What only tools see of a page, and pictures of it.

use std::{ffi::OsString, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::{RequestData, SessionId, common::command::FormatRequestData};

use super::{patience::until, window::Window};

/// A command beyond WebDriver: its address below the session, and its body.
#[derive(Debug)]
struct Beyond(&'static str, Value);

/// What is thrown where no page is.
const BETWEEN: &str = "between two pages";

impl FormatRequestData for Beyond {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/{}", self.0)).add_body(self.1.clone())
    }
}

impl Window {
    /// A command of the DevTools protocol.
    pub(crate) async fn tools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        let answer = self.driver.cmd(Beyond("goog/cdp/execute", body)).await;
        answer.unwrap().value_json().unwrap()
    }

    /// Whether something holds of the page. Between two pages, nothing holds.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        let parameters = json!({"expression": expression, "returnByValue": true});
        let body = json!({"cmd": "Runtime.evaluate", "params": parameters});
        let answer = self.driver.cmd(Beyond("goog/cdp/execute", body)).await;
        answer.is_ok_and(|answer| answer.value_json().is_ok_and(|answer| answer["result"]["value"] == true))
    }

    /// What the page knows about itself. Works where the page's own scripts do not run, too. Between two pages, the next one
    /// is asked.
    pub(crate) async fn ask(&self, expression: &str) -> Value {
        let guarded = format!(
            "if (!document.documentElement || document.readyState === 'loading') throw {BETWEEN:?};\n{expression}"
        );
        let parameters = json!({"expression": guarded, "returnByValue": true, "awaitPromise": true});
        let ask = async || {
            let answer = self.tools("Runtime.evaluate", parameters.clone()).await;
            let thrown = answer.get("exceptionDetails");
            assert!(thrown.is_none_or(|thrown| thrown["exception"]["value"] == BETWEEN), "{answer}");
            thrown.is_none().then(|| answer["result"]["value"].clone())
        };
        until("a page is there", ask).await
    }

    /// What was logged since this was last asked: `browser` or `performance`.
    pub(crate) async fn log(&self, kind: &str) -> Vec<Value> {
        let command = Beyond("se/log", json!({ "type": kind }));
        self.driver.cmd(command).await.unwrap().value().unwrap()
    }

    /// The status of the page (RFC 9110, 15).
    pub(crate) async fn status(&self) -> u64 {
        let status = "performance.getEntriesByType('navigation')[0].responseStatus";
        self.ask(status).await.as_u64().unwrap()
    }

    /// Changes the width. The height is that of a laptop or a phone.
    pub(crate) async fn resize(&mut self, width: u32) {
        self.look.width = width;
        let height = if width < 600 { 740 } else { 900 };
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.tools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Changes what the visitor's system prefers.
    pub(crate) async fn prefers_dark(&mut self, dark: bool) {
        self.look.dark = dark;
        let value = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.tools("Emulation.setEmulatedMedia", features).await;
    }

    /// Loads the drawings that wait for being scrolled to; fails if one does not load.
    pub(crate) async fn loads_drawings(&self) {
        let loads = "Promise.all([...document.images].map(image => {
            image.loading = 'eager';
            return image.decode();
        })).then(() => 0)";
        self.ask(loads).await;
    }

    /// Whether anybody wants pictures.
    pub(crate) fn makes_pictures() -> bool {
        pictures_folder().is_some()
    }

    /// Keeps a picture of the whole page in the folder that `SCREENSHOTS` names, if it names one.
    pub(crate) async fn picture(&self, name: &str) {
        let Some(folder) = pictures_folder() else {
            return;
        };
        self.loads_drawings().await;
        let rests = "Promise.all(document.getAnimations().map(change => change.finished))";
        self.ask(&format!("{rests}.then(() => 0)")).await;
        let page = self.tools("Page.getLayoutMetrics", json!({})).await;
        let height = &page["cssContentSize"]["height"];
        let clip = json!({"x": 0, "y": 0, "width": self.look.width, "height": height, "scale": 1});
        let parameters = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let answer = self.tools("Page.captureScreenshot", parameters).await;
        let png = STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
        let colours = if self.look.dark { "-dark" } else { "" };
        let file = format!("{name}-{}{colours}.png", self.look.width);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(file), png).unwrap();
    }
}

fn pictures_folder() -> Option<OsString> {
    std::env::var_os("SCREENSHOTS").filter(|folder| !folder.is_empty())
}
