//! A donor's visit: whoever holds its address sees and changes what belongs to one mailbox, for half an hour.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, State},
    http::{Method, request::Parts},
    response::{IntoResponse as _, Response},
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    database::within,
    donations::link::{self, Opens, Read},
    error::Error,
    inputs::Path,
    language::Language,
    manage::{
        link::{Ended, over},
        queries,
    },
    seal::token_hash,
    state::AppState,
    view::{Frame, see_other},
};

/// A visit that has not ended. Handlers take it as an argument, so without one they are not reached.
pub(crate) struct DonorVisit {
    /// The keyed hashes of the mail address under which the donor's gifts are stored.
    pub(crate) indexes: Vec<Vec<u8>>,
    /// The only gift that it shows, for whoever came by the link in a mail about that gift. Such a mail may be passed on.
    pub(crate) only: Option<Uuid>,
    /// The frame of the page that was asked for.
    pub(crate) frame: Frame,
    token: String,
}

impl DonorVisit {
    pub(crate) fn language(&self) -> Language {
        self.frame.language
    }

    /// Whether it shows everything that its donor gave.
    ///
    /// # Errors
    /// Not found, if it does not.
    pub(crate) fn is_whole(&self) -> Result<(), Error> {
        if self.only.is_some() { Err(Error::NotFound) } else { Ok(()) }
    }

    /// The address of a page of this visit, without its language part.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/donate/manage/{}{rest}", self.token)
    }

    /// The same with its language part.
    pub(crate) fn url(&self, rest: &str) -> String {
        self.frame.url(&self.path(rest))
    }
}

/// Posting something makes the visit last longer; reading a page changes nothing.
impl FromRequestParts<AppState> for DonorVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let params = Path::<HashMap<String, String>>::from_request_parts(parts, state).await;
        let Path(mut params) = params.map_err(Error::into_response)?;
        let token = params.remove("visit").ok_or_else(|| Error::NotFound.into_response())?;
        let frame = Frame::from_request_parts(parts, state).await.unwrap_or_else(|never| match never {});
        let found = match link::read(&state.config.keys, Opens::MonthlyGift, &token, OffsetDateTime::now_utc()) {
            Read::Opens(gift_id) => by_mail(state, gift_id).await,
            Read::Over => return Err(over(frame_of_way_in(state, &frame), Ended::GiftLink).into_response()),
            Read::Forged => by_visit(state, &token, &parts.method).await,
        };
        match found {
            Ok(Some((indexes, only))) => Ok(Self { indexes, only, frame, token }),
            Ok(None) => Err(over(frame_of_way_in(state, &frame), Ended::Visit).into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// The hashes under which the donor's gifts are stored, and the only one that is shown.
type Found = (Vec<Vec<u8>>, Option<Uuid>);

/// Whoever holds the signed address from a mail sees that one gift; there is no visit to be kept.
async fn by_mail(state: &AppState, gift_id: Uuid) -> Result<Option<Found>, Error> {
    let index = within(queries::find_mail_index(&state.db, gift_id)).await?;
    Ok(index.map(|index| (vec![index], Some(gift_id))))
}

async fn by_visit(state: &AppState, token: &str, method: &Method) -> Result<Option<Found>, Error> {
    let (hash, now) = (token_hash(token), OffsetDateTime::now_utc());
    let indexes = if *method == Method::POST {
        within(queries::prolong_visit(&state.db, &hash, now)).await?
    } else {
        within(queries::find_visit(&state.db, &hash, now)).await?
    };
    Ok(indexes.map(|indexes| (indexes, None)))
}

/// A page that shows no visit does not name one in its address either.
fn frame_of_way_in(state: &AppState, frame: &Frame) -> Frame {
    state.frame(frame.language, "/donate/manage")
}

/// `POST /donate/manage/{visit}/end`
pub(crate) async fn end_visit(State(state): State<AppState>, visit: DonorVisit) -> Result<Response, Error> {
    within(queries::end_visit(&state.db, &token_hash(&visit.token))).await?;
    Ok(see_other(&visit.frame.url("/donate/manage")))
}
