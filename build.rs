//! Names the state of everything that pages are made with, so that an edition kept on disk by another program is not
//! taken for one of this program.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::PathBuf,
};

fn main() {
    let mut waiting: Vec<PathBuf> = ["src", "templates", "static", "Cargo.lock"].map(PathBuf::from).to_vec();
    for path in waiting.iter().chain(&[PathBuf::from("migrations")]) {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    let mut hasher = DefaultHasher::new();
    while let Some(path) = waiting.pop() {
        if let Ok(folder) = fs::read_dir(&path) {
            let mut inside: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            waiting.extend(inside);
        } else if let Ok(bytes) = fs::read(&path) {
            (path, bytes).hash(&mut hasher);
        }
    }
    println!("cargo:rustc-env=PAGE_MAKING={:016x}", hasher.finish());
}
