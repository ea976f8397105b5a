# 자원봉사 신청을 보는 곳.

rooms-volunteers-none = 아직 자원봉사 신청이 없습니다. 신청 양식으로 들어온 내용이 여기에 나타납니다. 양식 주소(/volunteer)를 알려 보세요.
rooms-volunteers-form = 신청 양식 보기
rooms-volunteers-text = 신청한 분이 누구인지는 열어야 보입니다. 열 때마다 연 사람의 이름이 기록됩니다.
rooms-volunteers-sent = 보낸 시각
rooms-volunteers-state = 상태
rooms-volunteers-areas = 희망 분야
rooms-volunteers-often = 활동 빈도
rooms-volunteers-language = 양식 언어
rooms-volunteers-opened = 열람함
rooms-volunteers-not-opened = 열람 전
rooms-volunteers-offer = 자원봉사 신청서
rooms-volunteers-first-opened = 처음 연 시각
rooms-volunteers-not-yet = 아직 열지 않음
rooms-volunteers-who = 신청한 분
rooms-volunteers-name = 이름 또는 가명
rooms-volunteers-languages = 사용 언어
rooms-volunteers-message = 남긴 말
rooms-volunteers-no-message = 없음
rooms-volunteers-agreed = 동의한 내용
rooms-volunteers-consent = 동의
rooms-volunteers-consent-version = 동의문 { $version }판
rooms-volunteers-erased = 삭제 예정
rooms-volunteers-agreed-text = 신청한 분이 고른 방법으로만 연락해 주세요. 이 신청서를 연 사실은 기록되었습니다.
rooms-volunteers-sealed = 이름, 연락처, 남긴 말은 암호화되어 있습니다. 열면 이름과 시각이 기록됩니다.
rooms-volunteers-open = 열기
