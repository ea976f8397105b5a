//! The two compressions at their highest levels.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use hyper::body::Bytes;

/// gzip, level 9.
pub(crate) fn gzip(body: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// brotli, level 11.
pub(crate) fn brotli(body: &[u8]) -> Option<Bytes> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*body, &mut packed, &parameters).ok()?;
    packed.shrink_to_fit();
    Some(packed.into())
}
