# 본문 자료에 들어 있지 않은 블록의 말.

only-in-other = 이 페이지는 영어로만 볼 수 있습니다.
source-label = 출처:

goal-of = 목표 { $goal }
goal-bar-label = 목표 { $goal } 가운데 지금까지 모인 금액
goal-beside = 다른 통화로 모인 금액

share-line-title = 함께 알리기
share-line-more = QR 코드와 준비된 글
share-address = 이 사이트의 주소
share-text = 북한의 인권, 알려진 사실과 그 출처를 함께 읽어 보세요.
share-to-line = 라인
share-to-naver = 네이버
share-to-band = 밴드
share-to-kakaostory = 카카오스토리
share-to-x = X
share-to-facebook = 페이스북
share-to-whatsapp = 왓츠앱
share-to-telegram = 텔레그램
share-to-bluesky = 블루스카이
share-to-mail = 이메일
share-copy-address = 주소 복사
share-copy-words = 글 복사
share-copied = 복사했습니다
share-native = 카카오톡 등 이 기기의 앱으로 공유
share-texts-here = 한국어로 된 글
share-poster-title = 종이에 담기
share-poster-text = 포스터나 발표 자료, 유인물에 넣으면 휴대전화 카메라로 바로 페이지가 열립니다. SVG는 아무리 키워도 선명하고, PNG는 가로 1200픽셀입니다. 코드 둘레의 흰 여백은 남겨 두시고, 많이 인쇄하기 전에 한 번 찍어 보세요.
share-poster-alt = 이 사이트의 첫 페이지를 여는 QR 코드
share-poster-svg = “{ $page }” QR 코드, SVG 파일
share-poster-png = “{ $page }” QR 코드, PNG 파일
share-poster-volunteer = 자원봉사

card-goal = 목표 { $goal }
card-progress = 목표 { $goal }의 { $percent }% 넘게 모였습니다
card-reached = 목표 { $goal }에 이르렀습니다

search-title = 페이지 찾기
search-label = 찾는 말
search-scope = 페이지 제목과 그 아래 한두 문장에서만 찾고, 본문 전체에서는 찾지 않습니다.
search-button = 찾기
search-meant = 혹시 이 페이지를 찾으셨나요?
search-nothing = 제목이나 소개 문장에 이 말이 들어간 페이지가 없습니다. 말을 줄여 보거나, 칸을 비우고 찾으면 모든 페이지가 나옵니다.
prose-table = 표
prose-note = 주 { $number }
prose-note-back = 주 { $number }에서 본문으로
preview-bar = 미리보기: 공개되지 않은 페이지이며, 이 링크로 { $until }(서울)까지 볼 수 있습니다.
preview-phone = 휴대전화 화면으로
preview-desktop = 데스크톱 화면으로
preview-phone-title = 휴대전화에서 보이는 페이지
preview-gone-title = 이 미리보기는 없습니다
preview-gone-text = 없는 링크이거나 이미 끝난 링크입니다. 링크를 보낸 분께 새 링크를 요청해 주세요.
