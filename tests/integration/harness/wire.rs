//! The wire between a site and its database, which a story can cut or freeze.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;

/// A loopback port that leads to the database server.
pub(crate) struct Wire {
    pub(crate) port: u16,
    state: AtomicU8,
}

const OPEN: u8 = 0;
const CUT: u8 = 1;
const FROZEN: u8 = 2;

impl Wire {
    /// Lays a wire to a server.
    pub(crate) async fn lay(server: String, stop: CancellationToken) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let wire = Arc::new(Self { port: listener.local_addr().unwrap().port(), state: AtomicU8::new(OPEN) });
        let way = Arc::clone(&wire);
        tokio::spawn(stop.run_until_cancelled_owned(async move {
            while let Ok((inner, _)) = listener.accept().await {
                tokio::spawn(carry(inner, server.clone(), Arc::clone(&way)));
            }
        }));
        wire
    }

    /// Ends all connections and refuses new ones.
    pub(crate) fn cut(&self) {
        self.state.store(CUT, Ordering::SeqCst);
    }

    /// Takes what is sent and never answers, on old connections and new ones.
    pub(crate) fn freeze(&self) {
        self.state.store(FROZEN, Ordering::SeqCst);
    }

    /// Everything as before; what was frozen is cut.
    pub(crate) fn mend(&self) {
        self.state.store(OPEN, Ordering::SeqCst);
    }

    async fn until_not(&self, state: u8) {
        while self.state.load(Ordering::SeqCst) == state {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn carry(mut inner: TcpStream, server: String, wire: Arc<Wire>) {
    if wire.state.load(Ordering::SeqCst) == OPEN {
        let Ok(mut outer) = TcpStream::connect(server).await else {
            return;
        };
        tokio::select! {
            _ = copy_bidirectional(&mut inner, &mut outer) => return,
            () = wire.until_not(OPEN) => {}
        }
    }
    wire.until_not(FROZEN).await;
}
