//! Makes editions: loads what changed, renders the pages that it touches, and finishes them once they are live.

pub mod build;
mod cards;
pub mod copy;
mod files;
pub(crate) mod finishing;
pub mod material;

pub(crate) use self::{build::build, material::load};

/// Does work on a thread of its own that stands back for the threads that answer visitors.
///
/// # Errors
/// When there is no thread to be had, or the work panicked.
pub(crate) async fn stand_back<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let (done, result) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("edition".to_owned()).spawn(move || {
        // On Linux the priority is the thread's own; elsewhere it would be that of the whole program.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(5);
        let _ = done.send(work());
    })?;
    Ok(result.await?)
}

/// The address of a page without its language part.
pub(crate) fn path_of(slug: &str) -> String {
    if slug == "home" { "/".to_owned() } else { format!("/{slug}") }
}
