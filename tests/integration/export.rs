//! The public site as static files.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use scraper::{Html, Selector};

use crate::{harness::TestSite, starts::Folder};

fn export(site: &TestSite, folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_connect-kindness"));
    command.env_clear().envs(site.environment()).env("PUBLIC_URL", &site.url).arg("export").arg(folder);
    command.output().unwrap()
}

/// The file that a web server gives out for an address.
fn file_of(folder: &Path, address: &str) -> std::path::PathBuf {
    let path = folder.join(address.trim_start_matches('/'));
    if path.is_dir() { path.join("index.html") } else { path }
}

#[tokio::test]
async fn a_static_copy_is_whole_and_has_no_dead_link() {
    let site = TestSite::start().await;
    let folder = Folder::new();
    let ended = export(&site, &folder.0);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let edition = site.finished().await;
    let mut html: Vec<String> = edition.listed.iter().filter(|it| it.page.is_some()).map(|it| it.address()).collect();
    assert_eq!(html.len(), 14);
    html.extend(["/404.html", "/ko/404.html"].map(str::to_owned));
    let links = Selector::parse("[href], [src], [action]").unwrap();
    let (mut followed, mut live) = (0, 0);
    for address in &html {
        let text = fs::read_to_string(file_of(&folder.0, address)).unwrap();
        for element in Html::parse_document(&text).select(&links) {
            for link in ["href", "src", "action"].into_iter().filter_map(|name| element.attr(name)) {
                let path = link.split(['?', '#']).next().unwrap();
                if let Some(path) = path.strip_prefix(&site.url) {
                    assert!(!["img", "script"].contains(&element.value().name()), "{address} needs {link}");
                    assert_eq!(site.visit(if path.is_empty() { "/" } else { path }).await.status, 200, "{link}");
                    live += 1;
                } else if path.starts_with('/') {
                    assert!(file_of(&folder.0, path).is_file(), "{address} links to {link}");
                    followed += 1;
                }
            }
        }
        assert!(!text.contains("<form"), "{address}: no form works without the program");
    }
    assert!(followed > 100 && live > 20, "{followed} {live}");
    for file in [
        "sitemap.xml",
        "robots.txt",
        ".well-known/security.txt",
        "site.webmanifest",
        "ko/site.webmanifest",
        "favicon.ico",
        "index.html.br",
        "ko/mission/index.html.gz",
        "_headers",
        "qr/mission.svg.br",
        "qr/ko/home.png",
        "qr/donate.png",
    ] {
        assert!(folder.0.join(file).is_file(), "{file}");
    }
    let headers = fs::read_to_string(folder.0.join("_headers")).unwrap();
    assert!(
        headers.contains("content-security-policy: default-src 'none'") && headers.contains("nosniff"),
        "{headers}"
    );
}

#[tokio::test]
async fn only_a_folder_of_its_own_is_replaced() {
    let site = TestSite::start().await;
    let folder = Folder::new();
    fs::create_dir(&folder.0).unwrap();
    fs::write(folder.0.join("letter.txt"), "keep me").unwrap();
    let refused = export(&site, &folder.0);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("holds other things"));
    assert_eq!(fs::read_to_string(folder.0.join("letter.txt")).unwrap(), "keep me");
    let ours = folder.0.join("site");
    for _ in 0..2 {
        assert!(export(&site, &ours).status.success());
        assert!(ours.join("index.html").is_file());
        fs::write(ours.join("old.html"), "").unwrap();
    }
    assert!(export(&site, &ours).status.success());
    assert!(!ours.join("old.html").exists(), "what is gone from the site is gone from its copy");
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside it: {left:?}");
}
