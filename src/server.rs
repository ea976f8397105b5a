//! The accept loop. Not `axum::serve`: it sets no timers, so a silent connection would stay open for ever.

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// How long a client may take to send the head of a request, and to stay silent between two (BARS R2).
const HEAD: Duration = Duration::from_secs(15);
/// Largest head of a request (BARS R3).
const LARGEST_HEAD: usize = 32 * 1024;
/// Most headers of a request (BARS R3).
const MOST_HEADERS: usize = 64;
/// Most connections at once; more wait to be accepted.
const MOST_CONNECTIONS: usize = 1000;
/// How long requests under way may take to finish when the site stops (BARS S5).
const LAST_REQUESTS: Duration = Duration::from_secs(25);
/// How long one connection may last at most: nobody holds one for ever by reading slowly.
const LONGEST_CONNECTION: Duration = Duration::from_secs(600);

/// Serves until told to stop; then lets requests under way finish.
///
/// # Errors
/// Never after start; a failed accept is logged and survived.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place.expect("the semaphore is never closed"),
            () = stop.cancelled() => break,
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Such as too many open files: it passes when connections end.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        spawn_connection(stream, router.clone(), place, &graceful);
    }
    drop(listener);
    if tokio::time::timeout(LAST_REQUESTS, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

fn spawn_connection(stream: TcpStream, router: Router, place: OwnedSemaphorePermit, graceful: &GracefulShutdown) {
    let Ok(peer) = stream.peer_addr() else { return };
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(axum::body::Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // What clients do wrong is closed without a word; hyper has answered what can be answered.
        let _ = tokio::time::timeout(LONGEST_CONNECTION, connection).await;
        drop(place);
    });
}
