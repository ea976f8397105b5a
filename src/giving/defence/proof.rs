//! Proof of work: what a browser does before it may begin a checkout while the form guards itself. It costs a weak phone a
//! few seconds and the server a dozen hashes. It is several small tasks and not one large one, so that the time is nearly
//! the same for everybody and the page can show how far it is. `static/proof.js` is the browser's side.

use sha2::{Digest, Sha256};

/// How many tasks a proof solves.
pub const PARTS: usize = 12;

/// With how many zero bits the hash of each solution begins. That is about 65,500 tries a task.
pub const BITS: u32 = 16;

/// More digits than any search needs.
const LONGEST_SOLUTION: usize = 12;

/// Whether a proof was made for this signed token. A proof is [`PARTS`] numbers, separated by full stops: the SHA-256 hash
/// of `token:n:number`, for the n-th number counted from 0, begins with [`BITS`] zeros. The caller must have verified the
/// token itself.
pub(crate) fn proves(signed_token: &str, proof: &str) -> bool {
    let mut parts = 0;
    let all_good = proof.splitn(PARTS + 1, '.').enumerate().all(|(part, solution)| {
        parts += 1;
        solves(signed_token, part, solution)
    });
    all_good && parts == PARTS
}

fn solves(signed_token: &str, part: usize, solution: &str) -> bool {
    let is_number =
        (1..=LONGEST_SOLUTION).contains(&solution.len()) && solution.bytes().all(|byte| byte.is_ascii_digit());
    is_number && leading_zeros(signed_token, part, solution) >= BITS
}

fn leading_zeros(signed_token: &str, part: usize, solution: &str) -> u32 {
    let digest = Sha256::digest(format!("{signed_token}:{part}:{solution}"));
    let first = digest.first_chunk::<4>().map_or(u32::MAX, |bytes| u32::from_be_bytes(*bytes));
    first.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(token: &str) -> Vec<String> {
        let of_part = |part| (0..u64::MAX).map(|n| n.to_string()).find(|n| solves(token, part, n)).expect("a solution");
        (0..PARTS).map(of_part).collect()
    }

    #[test]
    fn a_proof_is_good_for_its_token_only() {
        let solutions = solve("token");
        let proof = solutions.join(".");
        assert!(proves("token", &proof));
        assert!(!proves("tokem", &proof));
        let mut turned = solutions.clone();
        turned.rotate_left(1);
        for wrong in [
            String::new(),
            "........".to_owned(),
            solutions[..PARTS - 1].join("."),
            format!("{proof}."),
            format!("{proof}.0"),
            turned.join("."),
            ["0"; PARTS].join("."),
            proof.replacen(&solutions[0], &format!("0{}", solutions[0]), 1),
            proof.replacen(&solutions[0], "１", 1),
            "9".repeat(10_000),
        ] {
            assert!(!proves("token", &wrong), "{wrong:.60}");
        }
    }
}
