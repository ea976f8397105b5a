# 직원 활동 기록과 서명된 끝 기록.

rooms-audit-mail-subject = { $day } 기록
rooms-audit-mail-body =
    이 메일을 보관해 주세요. 오늘 사이트의 기록이 어디까지 이어졌는지 알려 드립니다. audit는 직원의 활동 기록, ledger는 금전 출납
    기록입니다. 아래 줄은 사이트의 키 { $fingerprint }(으)로 서명되었습니다.

    { $lines }

    이 줄이 있으면 이후에 기록이 잘리거나 다시 쓰였는지 누구나 확인할 수 있습니다. 이 메일을 텍스트로 저장한 뒤, 서버 담당자에게 그
    파일 이름으로 다음 명령을 실행하도록 요청해 주세요.
    connect-kindness audit verify --heads 파일
    connect-kindness ledger verify --heads 파일

    오늘 따로 하실 일은 없습니다.

rooms-audit-title = 활동 기록
rooms-audit-lead = 직원이 한 일과 열람한 정보, 거부된 시도를 기록합니다. 누구도 기록을 고치거나 지울 수 없으며, 매일 밤 서명된 한 줄이 총괄 관리자에게 메일로 발송됩니다.
rooms-audit-odd = 점검할 내용
rooms-audit-odd-text = 한 달에 한 번 기록을 점검해 주세요. 지난 점검 이후 또는 최근 31일 동안의 다음 활동을 평소와 다른 것으로 표시합니다. 한 사람이 하루에 개인정보를 30회 이상 열람한 경우, 서울 시각 23시부터 6시 사이에 열람한 경우, 처음 보는 주소에서 접속한 경우입니다. 평소와 다르다고 해서 잘못은 아니므로 본인에게 확인해 주세요.
rooms-audit-odd-none = 평소와 다른 활동이 없습니다.
rooms-audit-odd-many = { $who } 님이 하루에 개인정보를 { $count }회 열람했습니다
rooms-audit-odd-night = { $who } 님이 야간에 개인정보를 열람했습니다({ $count }회)
rooms-audit-odd-address = { $who } 님이 { $address }에서 처음 접속했습니다
rooms-audit-reviewed = 마지막 점검: { $who },
rooms-audit-reviewed-to = , { $entry }번 기록까지
rooms-audit-reviewed-never = 아직 아무도 점검하지 않았습니다.
rooms-audit-review = 지금까지의 기록을 점검했습니다
rooms-audit-entries = 기록
rooms-audit-filter = 기록 고르기
rooms-audit-who = 누가
rooms-audit-what = 무엇을
rooms-audit-outcome = 결과
rooms-audit-from = 시작일
rooms-audit-to = 종료일
rooms-audit-object-id = 대상 번호
rooms-audit-show = 보기
rooms-audit-show-all = 모두 보기
rooms-audit-none = 해당하는 기록이 없습니다. 조건을 줄이거나 모두 보기를 눌러 주세요.
rooms-audit-when = 언제
rooms-audit-on = 대상
rooms-audit-where = 접속 주소
rooms-audit-nobody = 로그인하지 않음
rooms-audit-its-entries = 관련 기록
rooms-audit-repeats = (1분 안에 { $count }회 더)
rooms-audit-reason = 사유: { $reason }

rooms-audit-outcome-done = 완료
rooms-audit-outcome-refused = 거부됨
rooms-audit-outcome-failed = 실패
rooms-audit-cause-no-role = 권한 없음
rooms-audit-cause-bad-link = 이미 쓰였거나 기한이 지났거나 알 수 없는 링크
rooms-audit-cause-stale-challenge = 패스키 요청의 기한이 지났거나 응답이 없음
rooms-audit-cause-unknown-key = 등록되지 않은 패스키
rooms-audit-cause-foreign-origin = 다른 사이트에서 쓰인 패스키
rooms-audit-cause-replayed-answer = 이미 쓰인 응답
rooms-audit-cause-cloned-key = 복제된 패스키일 수 있음
rooms-audit-cause-wrong-answer = 맞지 않는 응답
rooms-audit-cause-last-key = 하나뿐인 패스키
rooms-audit-cause-not-possible = 더 이상 할 수 없음

rooms-audit-volunteer = 자원봉사자
rooms-audit-role = 자원봉사 활동
rooms-audit-donation = 후원
rooms-audit-donor = 후원자
rooms-audit-alert = 확인 요청
rooms-audit-event = Stripe 알림
rooms-audit-bank-list = 은행 거래 목록
rooms-audit-finding = 불일치 항목
rooms-audit-page = 페이지
rooms-audit-settings = 설정
rooms-audit-fund = 기금
rooms-audit-giving = 후원 양식
rooms-audit-member = 직원
rooms-audit-key = 패스키
rooms-audit-proposal = 제안
rooms-audit-epoch = 자원봉사 열쇠
rooms-audit-export = 내보내기
rooms-audit-door = 직원 페이지
rooms-audit-object = 대상

rooms-audit-act-signed-in = 로그인
rooms-audit-act-signed-out = 로그아웃
rooms-audit-act-opened-volunteer = 자원봉사자 정보 열람
rooms-audit-act-searched-person = 보관 중인 개인정보 유무 확인
rooms-audit-act-exported-person = 자원봉사자에게 줄 사본 작성
rooms-audit-act-erased-person = 요청에 따른 자원봉사자 정보 삭제
rooms-audit-act-exported-donor = 후원자에게 줄 사본 작성
rooms-audit-act-erased-donor = 요청에 따른 후원자 정보 삭제
rooms-audit-act-rotated-keys = 암호화 키 교체
rooms-audit-act-created-role = 자원봉사 활동 작성
rooms-audit-act-changed-role = 자원봉사 활동 수정
rooms-audit-act-opened-role = 자원봉사 활동 모집 시작
rooms-audit-act-closed-role = 자원봉사 활동 마감
rooms-audit-act-deleted-role = 자원봉사 활동 초안 삭제
rooms-audit-act-assigned-volunteer = 자원봉사자 활동 배정
rooms-audit-act-ended-assignment = 자원봉사자 활동 종료
rooms-audit-act-noted-hours = 자원봉사자 활동 시간 기록
rooms-audit-act-removed-hours = 자원봉사자 활동 시간 삭제
rooms-audit-act-noted-check = 자원봉사자 확인 기록
rooms-audit-act-removed-check = 자원봉사자 확인 기록 삭제
rooms-audit-act-opened-donation = 후원자 정보 열람
rooms-audit-act-searched-donations = 후원 검색
rooms-audit-act-searched-donor = 후원자 검색
rooms-audit-act-asked-refund = 환불 요청
rooms-audit-act-recorded-sent-back = 반환 금액 기록
rooms-audit-act-corrected-donation = 후원 장부 정정
rooms-audit-act-sent-receipt-again = 영수증 재발송
rooms-audit-act-corrected-address = 후원자 메일 주소 정정
rooms-audit-act-settled-flag = 확인 표시 해제
rooms-audit-act-settled-alert = 확인 요청 처리
rooms-audit-act-sent-mails-again = 메일 재발송
rooms-audit-act-applied-event-again = Stripe 알림 다시 처리
rooms-audit-act-exported-ledger = 장부 내보내기
rooms-audit-act-exported-donors = 후원자 정보가 포함된 장부 내보내기
rooms-audit-act-brought-bank-list = 은행 거래 목록 올리기
rooms-audit-act-compared-books = 장부 대조
rooms-audit-act-looked-at-finding = 불일치 항목 확인
rooms-audit-act-marked-page = 두 언어의 내용이 같다고 표시
rooms-audit-act-saved-page = 페이지 저장
rooms-audit-act-published-page = 페이지 게시
rooms-audit-act-scheduled-page = 페이지 예약 게시
rooms-audit-act-withdrew-page = 페이지 내리기
rooms-audit-act-cancelled-publication = 예약 게시 취소
rooms-audit-act-made-preview = 미리보기 링크 생성
rooms-audit-act-revoked-preview = 미리보기 링크 폐기
rooms-audit-act-created-page = 페이지 생성
rooms-audit-act-moved-page = 페이지 주소 변경
rooms-audit-act-moved-in-menu = 메뉴 순서 변경
rooms-audit-act-listed-page = 페이지 검색 노출 허용
rooms-audit-act-unlisted-page = 페이지 검색 노출 제외
rooms-audit-act-trashed-page = 페이지 휴지통으로 이동
rooms-audit-act-restored-page = 페이지 복원
rooms-audit-act-purged-page = 페이지 완전 삭제
rooms-audit-act-changed-settings = 설정 변경
rooms-audit-act-changed-fund = 기금 변경
rooms-audit-act-recorded-transfer = 계좌이체 기록
rooms-audit-act-added-offline-gift = 후원 직접 입력
rooms-audit-act-imported-transfers = 은행 거래 목록 반영
rooms-audit-act-made-sign-in-link = 로그인 링크 생성
rooms-audit-act-added-staff-member = 직원 추가
rooms-audit-act-changed-giving = 후원 양식 변경
rooms-audit-act-refused-at-door = 권한 없는 화면 접근
rooms-audit-act-removed-staff-member = 직원 삭제
rooms-audit-act-granted-owner = 총괄 관리자 권한 부여
rooms-audit-act-granted-editor = 편집 담당 권한 부여
rooms-audit-act-granted-coordinator = 자원봉사 담당 권한 부여
rooms-audit-act-granted-treasurer = 회계 담당 권한 부여
rooms-audit-act-withdrew-owner = 총괄 관리자 권한 회수
rooms-audit-act-withdrew-editor = 편집 담당 권한 회수
rooms-audit-act-withdrew-coordinator = 자원봉사 담당 권한 회수
rooms-audit-act-withdrew-treasurer = 회계 담당 권한 회수
rooms-audit-act-tried-to-sign-in = 로그인 시도
rooms-audit-act-looked-through-audit = 활동 기록 점검
rooms-audit-act-made-custody-key = 자원봉사 신청 내용을 여는 본인 열쇠 생성
rooms-audit-act-read-wrapped-key = 잠긴 열쇠 수령
rooms-audit-act-set-up-custody = 담당자에게 열쇠 이전
rooms-audit-act-let-in-coordinator = 동료에게 열쇠 허용
rooms-audit-act-prepared-epoch = 자원봉사 새 열쇠 생성
rooms-audit-act-began-epoch = 자원봉사 새 열쇠 시작
rooms-audit-act-tried-recovery = 복구 열쇠 조각 두 개 결합
rooms-audit-act-exported-volunteers = 자원봉사 신청 내용 내보내기(암호화된 상태)
rooms-audit-act-used-link = 일회용 링크 사용
rooms-audit-act-asked-for-link = 새 링크 요청
rooms-audit-act-sent-link = 링크 발송
rooms-audit-act-enrolled-key = 패스키 추가
rooms-audit-act-renamed-key = 패스키 이름 변경
rooms-audit-act-removed-key = 패스키 삭제
rooms-audit-act-ended-session = 로그인 종료
rooms-audit-act-ended-sessions = 로그인 모두 종료
rooms-audit-act-changed-language = 언어 선택
rooms-audit-act-proved-identity = 패스키로 확인
rooms-audit-act-proposed = 변경 제안
rooms-audit-act-confirmed-proposal = 제안 확인
rooms-audit-act-stopped-proposal = 제안 중단
rooms-audit-act-applied-proposal = 시간이 지나 제안 적용
rooms-audit-act-lapsed-proposal = 제안 무효
