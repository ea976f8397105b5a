//! Repeated requests: the first answer again, a refusal, or a conflict.

use std::time::Duration;

use super::*;
use crate::Fault;

#[tokio::test]
async fn a_key_gives_the_first_answer_again() {
    let stand_in = stand_in();
    let first = post_with_key(&stand_in, "co-1", DONATION).await;
    let second = post_with_key(&stand_in, "co-1", DONATION).await;
    assert_eq!(first.text, second.text);
    assert_eq!(second.headers["idempotent-replayed"], "true");
    assert!(!first.headers.contains_key("idempotent-replayed"));
    assert_eq!(stand_in.sessions().len(), 1);

    let other = DONATION.replace("2500", "2600");
    let refused = post_with_key(&stand_in, "co-1", &other).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(refused.body["error"]["type"], "idempotency_error");
    assert_eq!(post_with_key(&stand_in, &"x".repeat(256), DONATION).await.status.as_u16(), 400);
    assert_eq!(post_with_key(&stand_in, &"x".repeat(255), DONATION).await.status.as_u16(), 200);

    let read = request("GET", "/v1/events", &[("idempotency-key", "co-1")], "");
    assert_eq!(send(&stand_in, read).await.status, StatusCode::OK);
}

#[tokio::test]
async fn invalid_requests_do_not_use_the_key_up() {
    let stand_in = stand_in();
    for wrong in [DONATION.replace("2500", "1"), DONATION.replace("[quantity]", "[qantity]")] {
        assert_eq!(post_with_key(&stand_in, "co-1", &wrong).await.status.as_u16(), 400);
    }
    assert_eq!(post_with_key(&stand_in, "co-1", DONATION).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_key_in_use_is_a_conflict() {
    let stand_in = stand_in();
    stand_in.fault_next(Fault::Delay(Duration::from_secs(2)));
    let mut first = std::pin::pin!(post_with_key(&stand_in, "co-1", DONATION));
    let second = tokio::select! {
        biased;
        _ = &mut first => panic!("the first one takes its time"),
        second = post_with_key(&stand_in, "co-1", DONATION) => second,
    };
    assert_eq!(second.status, StatusCode::CONFLICT);
    let first = first.await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(post_with_key(&stand_in, "co-1", DONATION).await.text, first.text);
}

#[tokio::test]
async fn the_work_goes_on_when_the_caller_hangs_up() {
    let stand_in = stand_in();
    stand_in.fault_next(Fault::Delay(Duration::from_millis(100)));
    tokio::select! {
        biased;
        _ = post_with_key(&stand_in, "co-1", DONATION) => panic!("it takes its time"),
        () = tokio::task::yield_now() => {}
    }
    let again = loop {
        let again = post_with_key(&stand_in, "co-1", DONATION).await;
        if again.status != StatusCode::CONFLICT {
            break again;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(stand_in.sessions().len(), 1);
}
