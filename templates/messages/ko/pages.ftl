# 본문 자료에 들어 있지 않은 블록의 말.

source-label = 출처:

goal-of = 목표 { $goal }
goal-bar-label = 목표 { $goal } 가운데 지금까지 모인 금액
goal-beside = 다른 통화로 모인 금액

share-address = 이 사이트의 주소
share-words = 그대로 써도 되는 글
share-text = 북한의 인권, 알려진 사실과 그 출처를 함께 읽어 보세요.
share-mail = 이메일
share-copy-address = 주소 복사
share-copy-words = 글 복사
share-copied = 복사했습니다
share-native = 이 기기의 앱으로 공유
