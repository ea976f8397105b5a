//! Work beside the threads that answer visitors.

/// How far a thread stands back behind those that answer visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Not at all: it is short, and somebody waits for it.
    Nobody,
    /// It takes a while, and somebody waits for it.
    Visitors,
    /// Nobody waits for it.
    Everybody,
}

impl Behind {
    /// The niceness of the thread.
    #[cfg(target_os = "linux")]
    fn niceness(self) -> i32 {
        match self {
            Self::Nobody => 0,
            Self::Visitors => 5,
            Self::Everybody => 10,
        }
    }
}

/// Does work on a thread of its own.
pub(crate) async fn stand_back<T: Send + 'static>(
    behind: Behind,
    work: impl FnOnce() -> T + Send + 'static,
) -> anyhow::Result<T> {
    let (done, result) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("edition".to_owned()).spawn(move || {
        // On Linux the priority is the thread's own; elsewhere it would be that of the whole program.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(behind.niceness());
        let _ = behind;
        let _ = done.send(work());
    })?;
    Ok(result.await?)
}
