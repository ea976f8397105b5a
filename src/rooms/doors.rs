//! Every address of staff with its method and its role, declared in one expression. The same list gives the navigation,
//! `connect-kindness routes` and the test of who may enter.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodFilter, on},
};
use tower_http::limit::RequestBodyLimitLayer;

use crate::{
    error::Error,
    rooms::{
        door::{Door, Group},
        guard,
        pass::{Access, AnyStaff, Inside, Pass},
        speech,
    },
    state::AppState,
};

/// How many bytes a character takes on the way at most: a syllable of Hangul that some systems send in three pieces, of nine
/// bytes each. What people usually write takes a third of it, so a text that is too long arrives and is told so at its field.
pub(crate) const BYTES_A_CHARACTER: usize = 27;

/// The most characters of all fields of a form of staff together, unless a room says otherwise.
pub(crate) const MOST_CHARACTERS: usize = 10_000;

/// The largest form of staff, in bytes, unless a room says otherwise.
pub(crate) const LARGEST_FORM: usize = MOST_CHARACTERS * BYTES_A_CHARACTER;

/// Addresses for one role.
pub(crate) struct Rooms<R> {
    router: Router<Inside<R>>,
    doors: Vec<Door>,
    largest_body: usize,
}

impl<R: Access> Rooms<R> {
    /// Rooms for this role; owners enter every room.
    pub(crate) fn of(_: R) -> Self {
        Self { router: Router::new(), doors: Vec::new(), largest_body: LARGEST_FORM }
    }

    /// Reads at an address. The handler's first argument is the pass.
    pub(crate) fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Inside<R>>,
        T: BeginsWithPass<R> + 'static,
    {
        self.door(Method::GET, MethodFilter::GET, path, handler)
    }

    /// Acts at an address. The handler's first argument is the pass.
    pub(crate) fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Inside<R>>,
        T: BeginsWithPass<R> + 'static,
    {
        self.door(Method::POST, MethodFilter::POST, path, handler)
    }

    /// Puts the address that was declared last into the navigation, under the name that this message gives.
    pub(crate) fn listed(mut self, group: Group, key: &'static str) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.listed = Some((group, key));
        }
        self
    }

    /// Asks for the key again at the address that was declared last, because what is done there cannot be taken back.
    pub(crate) fn proved(self) -> Self {
        self.proved_at(|_| true)
    }

    /// The same for some of the addresses that were declared last.
    pub(crate) fn proved_at(mut self, proof: fn(&str) -> bool) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.proof = Some(proof);
        }
        self
    }

    /// Takes bodies up to this many bytes, for files and for forms of long texts.
    pub(crate) fn with_bodies_up_to(self, largest_body: usize) -> Self {
        Self { largest_body, ..self }
    }

    fn door<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Inside<R>>,
        T: BeginsWithPass<R> + 'static,
    {
        self.router = self.router.route(path, on(filter, handler));
        self.doors.push(Door { method, path, role: R::ROLE, listed: None, proof: None });
        self
    }

    /// The rooms behind the guard.
    fn closed(self, state: &AppState, doors: Arc<[Door]>) -> Router<AppState> {
        let inside = Inside::<R>::new(state.clone(), doors, self.largest_body);
        self.router
            // Below a limit of our own, that of axum is lifted.
            .layer(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(self.largest_body))
            .layer(from_fn(speech::mark_language))
            .layer(from_fn_with_state(inside.clone(), guard::guard::<R>))
            .with_state(inside)
    }
}

/// The arguments of a handler that takes the pass of a role first. A handler without one cannot become a room.
pub(crate) trait BeginsWithPass<R> {}

macro_rules! begins_with_pass {
    ($($argument:ident),*) => {
        impl<R, M, $($argument),*> BeginsWithPass<R> for (M, Pass<R>, $($argument,)*) {}
    };
}
begins_with_pass!();
begins_with_pass!(A);
begins_with_pass!(A, B);
begins_with_pass!(A, B, C);
begins_with_pass!(A, B, C, D);
begins_with_pass!(A, B, C, D, E);
begins_with_pass!(A, B, C, D, E, F);

/// Builds the router of rooms once the state is there.
type Build = Box<dyn FnOnce(&AppState, Arc<[Door]>) -> Router<AppState>>;

/// All rooms of staff.
#[derive(Default)]
pub struct House {
    builds: Vec<Build>,
    doors: Vec<Door>,
}

impl House {
    /// Adds rooms.
    pub(crate) fn with<R: Access>(mut self, mut rooms: Rooms<R>) -> Self {
        self.doors.append(&mut rooms.doors);
        self.builds.push(Box::new(move |state, doors| rooms.closed(state, doors)));
        self
    }

    /// Adds rooms of one role that differ in what they take.
    pub(crate) fn with_all<R: Access>(self, rooms: impl IntoIterator<Item = Rooms<R>>) -> Self {
        rooms.into_iter().fold(self, Self::with)
    }

    /// Every address with its role, in the order of declaration.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// Everything below `/admin` but the way in. What is no room is told to staff only.
    pub(crate) fn routes(self, state: &AppState) -> Router<AppState> {
        let doors: Arc<[Door]> = self.doors.into();
        let nothing = Rooms::of(AnyStaff).closed_nothing(state, Arc::clone(&doors));
        self.builds.into_iter().fold(nothing, |router, build| router.merge(build(state, Arc::clone(&doors))))
    }
}

impl Rooms<AnyStaff> {
    fn closed_nothing(mut self, state: &AppState, doors: Arc<[Door]>) -> Router<AppState> {
        async fn nothing(_: Pass<AnyStaff>) -> Error {
            Error::NotFound
        }
        self.router = self.router.route("/admin/", axum::routing::any(nothing));
        self.router = self.router.route("/admin/{*rest}", axum::routing::any(nothing));
        self.closed(state, doors)
    }
}
