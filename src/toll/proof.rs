//! Proof of work: what a browser does before a form is taken while many come at once. It costs a weak phone a few seconds
//! and the server a dozen hashes. It is several small tasks and not one large one, so that the time is nearly the same for
//! everybody, the page can show how far it is, and a browser that is asked for more goes on where it stopped.
//! `static/proof.js` is the browser's side.

use sha2::{Digest, Sha256};

/// How many tasks of the same size follow each other. Each row of tasks is twice as much work as the one before.
pub const ROW: u32 = 12;

/// With how many zero bits the hash of a solution begins in the first row. That is about 65,500 tries a task.
pub const BITS: u32 = 16;

/// The most tasks that are asked for: ten minutes of a fast processor.
pub const MOST: u32 = 12 * ROW;

/// More digits than any search needs.
const LONGEST_SOLUTION: usize = 12;

/// With how many zero bits the hash of the solution of this task begins; counted from 0.
pub fn bits(part: u32) -> u32 {
    BITS + part / ROW
}

/// How many tasks were solved for this signed token, without a gap from the first one. A proof is numbers separated by full
/// stops: the SHA-256 hash of `token:n:number`, for the n-th number counted from 0, begins with enough zeros. The caller
/// must have verified the token itself.
pub(crate) fn solved(signed_token: &str, proof: &str) -> u32 {
    let solutions = (0..MOST).zip(proof.split('.'));
    solutions.take_while(|(part, solution)| solves(signed_token, *part, solution)).fold(0, |solved, _| solved + 1)
}

/// The part of a proof that is good, from which a browser goes on.
pub(crate) fn good_part<'a>(signed_token: &str, proof: &'a str) -> &'a str {
    let solved = solved(signed_token, proof) as usize;
    let end = proof.match_indices('.').nth(solved.saturating_sub(1)).map_or(proof.len(), |(at, _)| at);
    if solved == 0 { "" } else { &proof[..end] }
}

fn solves(signed_token: &str, part: u32, solution: &str) -> bool {
    let is_number =
        (1..=LONGEST_SOLUTION).contains(&solution.len()) && solution.bytes().all(|byte| byte.is_ascii_digit());
    is_number && leading_zeros(signed_token, part, solution) >= bits(part)
}

fn leading_zeros(signed_token: &str, part: u32, solution: &str) -> u32 {
    let digest = Sha256::digest(format!("{signed_token}:{part}:{solution}"));
    let first = digest.first_chunk::<4>().map_or(u32::MAX, |bytes| u32::from_be_bytes(*bytes));
    first.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(token: &str) -> Vec<String> {
        let of_part = |part| (0..u64::MAX).map(|n| n.to_string()).find(|n| solves(token, part, n)).expect("a solution");
        (0..ROW + 1).map(of_part).collect()
    }

    #[test]
    fn a_proof_is_good_for_its_token_only_and_as_far_as_it_goes() {
        let solutions = solve("token");
        let proof = solutions.join(".");
        assert_eq!(solved("token", &proof), ROW + 1);
        assert_eq!(bits(ROW), BITS + 1, "the next row is harder");
        let mut turned = solutions.clone();
        turned.rotate_left(1);
        for (wrong, good) in [
            (String::new(), 0),
            ("........".to_owned(), 0),
            (solutions[..5].join("."), 5),
            (format!("{}..{}", solutions[..3].join("."), solutions[3]), 3),
            (turned.join("."), 0),
            (proof.replacen(&solutions[0], "１", 1), 0),
            ("9".repeat(10_000), 0),
            (["0"; 100_000].join("."), 0),
        ] {
            assert_eq!(solved("token", &wrong), good, "{wrong:.60}");
        }
        assert_eq!(solved("tokem", &proof), 0);
        for (sent, kept) in [
            ("1.2.3".to_owned(), String::new()),
            (proof.clone(), proof.clone()),
            (format!("{}.x.y", solutions[..3].join(".")), solutions[..3].join(".")),
        ] {
            assert_eq!(good_part("token", &sent), kept, "{sent}");
        }
        assert_eq!(solved("token", &format!("{proof}.x")), ROW + 1);
    }
}
