//! Somebody who reads page after page over one connection, as long as it is kept.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Instant,
};

/// A reader of one server.
pub(crate) struct Reader {
    port: u16,
    /// What is sent with each request, lines that end as they do there.
    headers: String,
    connection: Option<BufReader<TcpStream>>,
}

impl Reader {
    pub(crate) fn new(port: u16, headers: &str) -> Self {
        Self { port, headers: headers.to_owned(), connection: None }
    }

    /// A page, and how many milliseconds it took.
    pub(crate) fn read(&mut self, path: &str) -> (Vec<u8>, f64) {
        let begun = Instant::now();
        let port = self.port;
        let connection = self.connection.get_or_insert_with(|| {
            let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            stream.set_nodelay(true).unwrap();
            BufReader::new(stream)
        });
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{}\r\n", self.headers);
        connection.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut is_last) = (0, false);
        loop {
            let mut line = String::new();
            connection.read_line(&mut line).unwrap();
            let line = line.trim_end().to_ascii_lowercase();
            assert!(!line.starts_with("http/1.1") || line == "http/1.1 200 ok", "{path}: {line}");
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            is_last |= line == "connection: close";
            if line.is_empty() {
                break;
            }
        }
        assert!(length > 0, "{path} has no body");
        let mut body = vec![0; length];
        connection.read_exact(&mut body).unwrap();
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if is_last {
            self.connection = None;
        }
        (body, took)
    }
}
