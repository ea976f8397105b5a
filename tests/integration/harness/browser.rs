//! Real Chromium windows, driven through chromedriver (W3C WebDriver, and the DevTools protocol where that has no words).

use std::{
    io::{BufRead as _, BufReader, Lines, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use serde_json::json;
use thirtyfour::{
    CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};
use uuid::Uuid;

use super::{patience::until, window::Window};

/// Chromium, for the windows of one story. It ends, with all its windows and files, when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    folder: PathBuf,
    windows: AtomicUsize,
}

/// How a visitor looks at the site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// In CSS pixels.
    pub(crate) width: u32,
    /// Whether the visitor's system prefers dark colours.
    pub(crate) dark: bool,
    /// Whether scripts run.
    pub(crate) scripts: bool,
    /// The browser's own language.
    pub(crate) language: &'static str,
}

/// A desk, in daylight.
impl Default for Look {
    fn default() -> Self {
        Self { width: 1440, dark: false, scripts: true, language: "en" }
    }
}

const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
];

/// The driver, its port and what it says; nothing if it ended at once.
fn drive(folder: &Path) -> Option<(Child, u16, Lines<BufReader<ChildStdout>>)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .env("TMPDIR", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is missing; script/test installs it, with Chromium");
    let stdout = driver.stdout.take().expect("a pipe");
    let mut lines = BufReader::new(stdout).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    let Some(port) = port else {
        let _ = driver.wait();
        return None;
    };
    Some((driver, port, lines))
}

impl Browser {
    /// Starts the driver on a free port.
    pub(crate) fn start() -> Self {
        // A short name: Chromium puts a socket into it, and those have short names.
        let name = format!("ck-{}", &Uuid::new_v4().simple().to_string()[..12]);
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder).unwrap();
        // Now and then another program takes the free port before the driver does, which then ends.
        let (driver, port, lines) = (0..3)
            .find_map(|_| drive(&folder))
            .expect("chromedriver did not start; script/test installs one that fits Chromium");
        // Whatever else it says must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { driver, port, folder, windows: AtomicUsize::new(0) }
    }

    /// Opens a window of a visitor of their own: nothing is shared with other windows.
    pub(crate) async fn window(&self, look: Look) -> Window {
        let number = self.windows.fetch_add(1, Ordering::Relaxed);
        let mut chromium = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            chromium.add_arg(argument).unwrap();
        }
        for argument in [
            format!("--user-data-dir={}/{number}", self.folder.display()),
            format!("--lang={}", look.language),
            format!("--window-size={},900", look.width),
        ] {
            chromium.add_arg(&argument).unwrap();
        }
        let preferences = json!({
            "intl.accept_languages": look.language,
            "profile.managed_default_content_settings.javascript": if look.scripts { 1 } else { 2 },
        });
        chromium.add_experimental_option("prefs", preferences).unwrap();
        for log in ["browser", "performance"] {
            chromium.set_logging_prefs(log, LoggingPrefsLogLevel::All).unwrap();
        }
        chromium.set("pageLoadStrategy", "normal").unwrap();
        // The driver gives a browser one minute to start, and then ends it.
        let address = format!("http://127.0.0.1:{}", self.port);
        let open = async || WebDriver::builder(&address, chromium.clone()).await.ok();
        let driver = until("Chromium opens a window", open).await;
        Window::new(driver, look).await
    }

    /// Asks the driver to end its browsers and itself.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let asked = Instant::now();
        let _ = self.shut_down();
        while asked.elapsed() < Duration::from_secs(5) && matches!(self.driver.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // What Chromium still writes at its end may come between.
        while std::fs::remove_dir_all(&self.folder).is_err() && asked.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
