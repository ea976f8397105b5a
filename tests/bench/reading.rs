//! Reading: the first page of the site, of nginx and of a bare server, in turns; then with more pages and more instances.

use std::{fs, path::Path};

use super::{
    load::{Round, of},
    report::{Report, row},
    servers::Server,
    site::{PORT, Site, get},
};

/// The encodings that browsers take.
pub(crate) const BROWSERS: &str = "gzip, deflate, br, zstd";
const ROUNDS: usize = 7;
/// A ratio of one machine is no ratio of all.
const ELSEWHERE: &str = "These ratios were seen on two machines. On the other one, where the kernel's share of a request was three times \
                         as large, the same benchmark gave 0.88 to 1.03 of the bare server's requests a second and 0.93 to 0.99 of nginx's \
                         (four tables).";
const SECONDS: u32 = 3;

/// The three servers side by side.
pub(crate) fn measure(site: &Site, report: &mut Report) {
    let server = site.start(PORT, true);
    // the compressed forms come a moment after the first answer
    server.rest();
    let folder = std::env::var("BENCH_FOLDER").expect("script/bench makes a folder");
    let folder = Path::new(&folder);
    let headers = save_page(&server, folder);
    let nginx = start_nginx(folder, &headers);
    let bare = start_bare(&[], folder, PORT + 2);
    let servers = [("connect-kindness", &server, "/"), ("nginx", &nginx, "/index.html"), ("bare axum", &bare, "/")];
    for encoding in [None, Some(BROWSERS)] {
        let answers =
            servers.map(|(_, server, path)| get(&format!("{}{path}", server.url), encoding.unwrap_or_default()));
        for (head, body) in &answers {
            assert!(head.starts_with("HTTP/1.1 200") && *body == answers[0].1, "not the same page: {head}");
            assert_eq!(head.to_ascii_lowercase().contains("content-encoding: br"), encoding.is_some(), "{head}");
        }
        let mut rounds = [const { Vec::new() }; 3];
        for turn in 0..=ROUNDS {
            for (at, (_, server, path)) in servers.iter().enumerate() {
                let round = server.round(path, encoding, SECONDS);
                // the first turn warms up
                if turn > 0 {
                    rounds[at].push(round);
                }
            }
        }
        let title = if encoding.is_some() { "brotli" } else { "not compressed" };
        report.section(&format!("Reading the first page, {title} (32 connections, {ROUNDS} rounds in turns, medians)"));
        table(report, &servers.map(|(name, ..)| name), &rounds);
        let heads: Vec<String> =
            servers.iter().zip(&answers).map(|((name, ..), (head, _))| format!("{name} {}", head.len())).collect();
        report.line("");
        report.line(&format!(
            "Every answer is {} bytes; its head is, in bytes: {}.",
            answers[0].1.len(),
            heads.join(", ")
        ));
    }
    report.line("");
    report.line(ELSEWHERE);
}

fn table(report: &mut Report, names: &[&str; 3], rounds: &[Vec<Round>; 3]) {
    let mut rows = vec![row(&[
        "server",
        "requests/s",
        "of bare",
        "of nginx",
        "CPU µs/request",
        "of bare",
        "p50 ms",
        "p99 ms",
        "memory MB",
    ])];
    let speed = |at: usize| of(&rounds[at], |round| round.per_second);
    let cpu = |at: usize| of(&rounds[at], |round| round.cpu_us);
    for (at, name) in names.iter().enumerate() {
        rows.push(row(&[
            name,
            &format!("{:.0}", speed(at)),
            &format!("{:.2}", speed(at) / speed(2)),
            &format!("{:.2}", speed(at) / speed(1)),
            &format!("{:.1}", cpu(at)),
            &format!("{:.2}", cpu(at) / cpu(2)),
            &format!("{:.2}", of(&rounds[at], |round| round.p50_ms)),
            &format!("{:.2}", of(&rounds[at], |round| round.p99_ms)),
            &format!("{:.1}", of(&rounds[at], |round| round.memory_mb)),
        ]));
    }
    report.table(&rows);
}

/// Keeps what the site answers, for the others to answer the same. Gives the headers.
pub(crate) fn save_page(server: &Server, folder: &Path) -> Vec<(String, String)> {
    let url = format!("{}/", server.url);
    let (head, body) = get(&url, "identity");
    fs::write(folder.join("identity"), &body).unwrap();
    fs::write(folder.join("index.html"), &body).unwrap();
    let (_, brotli) = get(&url, "br");
    fs::write(folder.join("br"), &brotli).unwrap();
    fs::write(folder.join("index.html.br"), &brotli).unwrap();
    let own = ["content-length", "date", "x-request-id", "connection", "transfer-encoding"];
    let headers: Vec<(String, String)> = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| !own.contains(&name.to_ascii_lowercase().as_str()))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let lines: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    fs::write(folder.join("headers"), lines.join("\n")).unwrap();
    headers
}

/// The bare server, on the saved page; `before` is what it is started by.
pub(crate) fn start_bare(before: &[String], folder: &Path, port: u16) -> Server {
    let program = std::env::var("BENCH_BARE").expect("script/bench builds the bare server");
    let address = format!("127.0.0.1:{port}");
    let command = before.iter().map(String::as_str).chain([&*program, &*address, folder.to_str().unwrap()]);
    let command: Vec<&str> = command.collect();
    Server::start(command[0], &command[1..], &[], port, true)
}

fn start_nginx(folder: &Path, headers: &[(String, String)]) -> Server {
    let port = PORT + 1;
    let sent_by_itself = ["content-type", "content-encoding"];
    let added: String = headers
        .iter()
        .filter(|(name, _)| !sent_by_itself.contains(&name.to_ascii_lowercase().as_str()))
        .map(|(name, value)| format!("add_header {name} \"{}\";\n", value.replace('"', "\\\"")))
        .collect();
    let folder_name = folder.display();
    let configuration = format!(
        "daemon off; worker_processes 1; pid {folder_name}/nginx.pid; error_log {folder_name}/nginx.log;\n\
         load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;\n\
         open_file_cache max=100 inactive=1h; open_file_cache_valid 1h; server_tokens off; brotli_static on;\n\
         etag off; max_ranges 0; add_header Last-Modified \"\";\n\
         default_type 'text/html; charset=utf-8';\n\
         server {{ listen 127.0.0.1:{port}; root {folder_name}; index index.html; {added} }} }}\n"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration).unwrap();
    Server::start("nginx", &["-c", file.to_str().unwrap()], &[], port, true)
}

/// One page among ten and among a thousand; one instance and four. Instances and load share the cores here, so what four of
/// them could answer on machines of their own is not to be read from this: what each request costs is.
pub(crate) fn measure_growth(site: &Site, report: &mut Report) {
    report.section("How cost grows");
    let mut rows = vec![row(&["what", "CPU µs/request", "p99 ms", "memory MB", "start ms"])];
    for pages in [10, 1000] {
        site.sql(&format!("call bench_pages({pages})"));
        let begun = std::time::Instant::now();
        let server = site.start(PORT, true);
        let started = begun.elapsed().as_secs_f64() * 1000.0;
        server.rest();
        let rounds: Vec<Round> = (0..5).map(|_| server.round("/mission", Some(BROWSERS), SECONDS)).collect();
        rows.push(row(&[
            &format!("{pages} pages in each language"),
            &format!("{:.1}", of(&rounds, |round| round.cpu_us)),
            &format!("{:.2}", of(&rounds, |round| round.p99_ms)),
            &format!("{:.1}", of(&rounds, |round| round.memory_mb)),
            &format!("{started:.0}"),
        ]));
    }
    site.sql("call bench_pages(0)");
    for instances in [1_u16, 4] {
        let loads = load_instances(site, instances);
        rows.push(row(&[
            &format!("{instances} of the site on one database, all loaded at once"),
            &format!("{:.1}", of(&loads, |round| round.cpu_us)),
            &format!("{:.2}", of(&loads, |round| round.p99_ms)),
            &format!("{:.1}", loads.iter().map(|round| round.memory_mb).sum::<f64>()),
            "",
        ]));
    }
    report.table(&rows);
}

/// A round of load for each of some instances, at the same time.
fn load_instances(site: &Site, count: u16) -> Vec<Round> {
    let servers: Vec<Server> = (0..count).map(|number| site.start(PORT + 10 + number, false)).collect();
    for server in &servers {
        server.rest();
    }
    std::thread::scope(|scope| {
        let round = |server| scope.spawn(move || Server::round(server, "/", Some(BROWSERS), SECONDS));
        let handles: Vec<_> = servers.iter().map(round).collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    })
}
