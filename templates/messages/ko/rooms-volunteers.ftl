# 자원봉사 담당자가 쓰는 곳: 신청하신 분들을 별칭으로 봅니다.

rooms-volunteers-none = 아직 자원봉사 신청이 없습니다. 신청 양식으로 들어온 내용이 여기에 나타납니다. 양식 주소(/volunteer)를 알려 보세요.
rooms-volunteers-none-like-this = 조건에 맞는 분이 없습니다.
rooms-volunteers-no-more = 더 보여 드릴 분이 없습니다.
rooms-volunteers-show-all = 모두 보기
rooms-volunteers-more = 자원봉사 관련 메뉴
rooms-volunteers-form = 신청 양식 보기
rooms-volunteers-text = 신청하신 분은 별칭으로 표시됩니다. 누구인지는 열어야 보이며, 열 때마다 연 사람의 이름이 기록됩니다. 주소록 내보내기와 단체 메일은 신청하신 분을 위험하게 할 수 있어 두지 않았습니다.
rooms-volunteers-pager-first = 처음으로
rooms-volunteers-pager-further = 다음

rooms-volunteers-search = 별칭 또는 정확한 연락처
rooms-volunteers-search-button = 찾기
rooms-volunteers-search-hint = ‘푸른 소나무 12’ 같은 별칭(영어 별칭도 됩니다) 또는 신청하신 분이 적은 연락처 전체를 입력해 주세요. 검색할 때마다 기록됩니다.
rooms-volunteers-search-empty = 별칭이나 연락처를 입력해 주세요.
rooms-volunteers-search-nothing = 이 별칭이나 연락처와 정확히 일치하는 분이 없습니다.
rooms-volunteers-search-found = { $count }명을 찾았습니다.

rooms-volunteers-filter = 조건으로 보기
rooms-volunteers-filter-show = 보기
rooms-volunteers-any = 전체
rooms-volunteers-area = 분야
rooms-volunteers-role = 활동
rooms-volunteers-due = 급한 일
rooms-volunteers-due-any = 전체
rooms-volunteers-due-waiting = 2주 넘게 답을 기다림
rooms-volunteers-due-step = 다음 할 일 예정일 도래
rooms-volunteers-due-ending = 30일 안에 기록이 삭제됨
rooms-volunteers-quiet = 연락이 없던 기간
rooms-volunteers-quiet-any = 상관없음
rooms-volunteers-quiet-days = { $count }일 넘음

rooms-volunteers-handle = 별칭
rooms-volunteers-state = 단계
rooms-volunteers-areas = 희망 분야
rooms-volunteers-often = 활동 빈도
rooms-volunteers-language = 양식 언어
rooms-volunteers-arrived = 신청일
rooms-volunteers-owner = 담당
rooms-volunteers-owner-any = 전체
rooms-volunteers-owner-mine = 나
rooms-volunteers-owner-nobody = 담당자 없음(떠난 담당자 포함)
rooms-volunteers-owner-none = 없음
rooms-volunteers-owner-left = 퇴사 또는 권한 없음
rooms-volunteers-next = 다음 할 일
rooms-volunteers-not-opened = 열람 전
rooms-volunteers-not-yet = 아직 없음
rooms-volunteers-waits = 2주 넘게 기다림
rooms-volunteers-double = 연락처가 같음
rooms-volunteers-overdue = 날짜 지남
rooms-volunteers-ends-on = { $day } 삭제

rooms-volunteers-stage-new = 새 신청
rooms-volunteers-stage-contacted = 연락함
rooms-volunteers-stage-meeting = 만남 준비
rooms-volunteers-stage-active = 활동 중
rooms-volunteers-stage-paused = 쉬는 중
rooms-volunteers-stage-closed = 종료
rooms-volunteers-stage-open = 종료를 뺀 전체
rooms-volunteers-stage-all = 종료까지 모두
rooms-volunteers-step-new = 새 신청으로
rooms-volunteers-step-contacted = 연락함
rooms-volunteers-step-meeting = 만나기로 함
rooms-volunteers-step-active = 활동 시작
rooms-volunteers-step-paused = 쉬기로 함
rooms-volunteers-step-closed = 종료
rooms-volunteers-stage-since = 이 단계가 된 날
rooms-volunteers-undo = 되돌리기: ‘{ $stage }’ 단계로

rooms-volunteers-last-contact = 마지막 연락
rooms-volunteers-erased = 삭제 예정일
rooms-volunteers-end-arrival = 신청 후 12개월
rooms-volunteers-end-contact = 마지막 연락 후 12개월
rooms-volunteers-end-prolonged = 담당자가 연장함

rooms-volunteers-who = 신청한 분
rooms-volunteers-name = 이름 또는 가명
rooms-volunteers-languages = 사용 언어
rooms-volunteers-skills = 할 수 있는 일
rooms-volunteers-region = 지역
rooms-volunteers-message = 남긴 말
rooms-volunteers-no-message = 없음
rooms-volunteers-copy = 복사
rooms-volunteers-sent-on = { $day } 신청
rooms-volunteers-replaced-on = { $day } 고쳐 보냄
rooms-volunteers-discreet = 단체명 비노출 요청
rooms-volunteers-discreet-text = 연락할 때 제목에도 본문에도 단체 이름이나 활동 내용을 적지 말아 주세요.
rooms-volunteers-consent-processing = 신청 내용 이용
rooms-volunteers-consent-sensitive = 신념과 견해
rooms-volunteers-agreed-on = { $day } 동의, 동의문 { $version }판
rooms-volunteers-withdrawn-on = { $day } 철회
rooms-volunteers-agreed-text = 신청한 분이 고른 방법으로만 연락해 주세요. 연 사실은 기록되었으며, 이 화면을 떠나면 내용은 다시 닫힙니다.
rooms-volunteers-sealed = 이름, 연락처, 남긴 말, 메모는 암호화되어 있습니다. 열면 연 사람의 이름과 시각, 이유가 기록됩니다.
rooms-volunteers-reason = 이 기록을 여는 이유
rooms-volunteers-choose = 골라 주세요
rooms-volunteers-reason-first_reading = 처음 읽어 보려고
rooms-volunteers-reason-answering = 답하거나 연락하려고
rooms-volunteers-reason-matching = 맞는 일을 찾으려고
rooms-volunteers-reason-duplicate = 같은 분인지 확인하려고
rooms-volunteers-reason-asked_by_person = 본인이 요청해서
rooms-volunteers-reason-handing_over = 동료에게서 넘겨받아서
rooms-volunteers-open = 열기

rooms-volunteers-rights-title = 사본과 삭제
rooms-volunteers-rights-text = { $handle } 님이 요청할 수 있는 일입니다. 먼저 본인의 요청인지 확인해 주세요.
rooms-volunteers-rights-copy-title = 본인에게 드릴 사본
rooms-volunteers-rights-copy-text = 적은 내용, 동의한 내용, 연락, 활동 시간, 확인 기록 등 보관하는 모든 내용을 담은 파일입니다. 담당자 메모는 개수만 들어갑니다. 안전한 방법으로 전하고 파일을 지워 주세요. 파일을 만든 사실은 기록됩니다.
rooms-volunteers-rights-copy = 사본 만들기
rooms-volunteers-rights-erase-title = 정보 삭제
rooms-volunteers-rights-erase-text = 적은 내용, 메모, 메일, 활동 시간, 그리고 백업의 사본을 여는 데 필요한 키까지 모두 바로 지웁니다. 건수만 남습니다. 되돌릴 수 없습니다.
rooms-volunteers-rights-sure = 본인이 요청했고, 본인임을 확인했습니다.
rooms-volunteers-rights-problem-sure = 본인이 요청했다면 칸에 표시해 주세요.
rooms-volunteers-rights-erase = 삭제
rooms-volunteers-rights-leave = 그대로 두기

rooms-volunteers-notes = 메모
rooms-volunteers-notes-none = 아직 메모가 없습니다.
rooms-volunteers-notes-sealed = 메모 { $count }개가 있습니다. 기록을 열면 읽을 수 있습니다.
rooms-volunteers-note = 새 메모
rooms-volunteers-note-hint = 2,000자까지 적을 수 있습니다. 암호화되어 담당자만 읽으며 본인에게는 보이지 않습니다. 가족의 이름이나 이동 경로는 적지 말아 주세요.
rooms-volunteers-note-save = 메모 남기기
rooms-volunteers-note-remove = 지우기

rooms-volunteers-follow = 앞으로 할 일
rooms-volunteers-take = 내가 담당하기
rooms-volunteers-leave-to-nobody = 담당 해제
rooms-volunteers-hand = 넘겨줄 담당자
rooms-volunteers-hand-button = 넘겨주기
rooms-volunteers-next-what = 할 일
rooms-volunteers-next-none = 정해진 일 없음
rooms-volunteers-next-on = 날짜
rooms-volunteers-next-hint = 그날 담당자에게 별칭만 적힌 메일이 갑니다.
rooms-volunteers-next-save = 정하기
rooms-volunteers-next-write = 글로 연락하기
rooms-volunteers-next-call = 전화하기
rooms-volunteers-next-meet = 만나기
rooms-volunteers-next-introduce = 다른 사람에게 소개하기
rooms-volunteers-next-wait = 답이 왔는지 확인하기
rooms-volunteers-next-ask_again = 다시 물어보기

rooms-volunteers-contacts = 연락
rooms-volunteers-contacts-text = 연락을 기록할 때마다 삭제 예정일이 그날부터 12개월 뒤로 옮겨집니다. 새 신청은 첫 연락과 함께 ‘연락함’ 단계가 됩니다.
rooms-volunteers-contact-what = 어떤 연락이었나요?
rooms-volunteers-contact-when = 연락한 날
rooms-volunteers-contact-save = 연락 기록하기
rooms-volunteers-contact-remove = 잘못 기록함
rooms-volunteers-contact-wrote = 글로 연락함
rooms-volunteers-contact-called = 전화함
rooms-volunteers-contact-met = 만남
rooms-volunteers-contact-heard = 본인이 연락해 옴
rooms-volunteers-contact-took_part = 활동에 참여함
rooms-volunteers-story = 지금까지 한 일
rooms-volunteers-event-prolonged = { $until }까지 연장: { $why }
rooms-volunteers-event-opened = 기록을 엶: { $why }
rooms-volunteers-by = { $email }

rooms-volunteers-end = 기록의 삭제
rooms-volunteers-end-text = { $day }에 이분에 관한 모든 내용이 삭제됩니다. 기준:
rooms-volunteers-end-months = 연장할 기간
rooms-volunteers-end-why = 이유
rooms-volunteers-end-save = 연장하기
rooms-volunteers-months = { $count }개월
rooms-volunteers-prolonging-asked = 본인이 요청함
rooms-volunteers-prolonging-on_duty = 지금 맡은 일이 있음
rooms-volunteers-prolonging-long_task = 하는 일이 더 오래 걸림

rooms-volunteers-not-done = 아직 처리되지 않았습니다
rooms-volunteers-changed = 그사이 다른 담당자가 바꾸었습니다. 지금 상태를 보여 드리니 다시 확인해 주세요.
rooms-volunteers-problem-reason = 기록을 여는 이유를 골라 주세요.
rooms-volunteers-problem-note = 메모 내용을 적어 주세요.
rooms-volunteers-problem-next = 할 일을 고르거나, 날짜도 비워 주세요.
rooms-volunteers-problem-next-on = 오늘부터 2년 안의 날짜를 적어 주세요.
rooms-volunteers-problem-contact = 어떤 연락이었는지 골라 주세요.
rooms-volunteers-problem-contact-on = 신청일({ $arrived })부터 오늘까지의 날짜를 적어 주세요.
rooms-volunteers-problem-months = 연장할 기간을 골라 주세요.
rooms-volunteers-problem-prolonging = 이유를 골라 주세요.
rooms-volunteers-problem-longest = 오늘부터 24개월({ $most })을 넘겨 보관하지 않습니다. 더 짧은 기간을 고르거나, 연락이 있으면 연락을 기록해 주세요.

rooms-volunteers-done-stage = 단계를 바꾸었습니다.
rooms-volunteers-done-undone = 마지막 단계 변경을 되돌렸습니다.
rooms-volunteers-done-taken = 이제 이 분을 담당합니다.
rooms-volunteers-done-handed = 담당을 바꾸었습니다.
rooms-volunteers-done-planned = 다음 할 일을 정했습니다.
rooms-volunteers-done-contact = 연락을 기록하고 삭제 예정일을 옮겼습니다.
rooms-volunteers-done-contact-removed = 연락 기록을 지우고 삭제 예정일을 다시 정했습니다.
rooms-volunteers-done-prolonged = 삭제 예정일을 연장했습니다.
rooms-volunteers-done-noted = 메모를 암호화해 남겼습니다.
rooms-volunteers-done-note-removed = 메모를 지웠습니다.
rooms-volunteers-done-merged = 두 기록을 하나로 합쳤습니다.
rooms-volunteers-done-merged-before = 다른 기록은 이제 없습니다. 동료가 이미 합쳤거나 기록이 삭제되었습니다.

rooms-volunteers-beside = 나란히 보기
rooms-volunteers-beside-title = 같은 분일 수 있는 두 기록
rooms-volunteers-beside-text = 연락처가 같거나 직접 고른 두 기록입니다. 같은 분인지 보려면 두 기록을 열어 주세요.
rooms-volunteers-beside-open = 둘 다 열기
rooms-volunteers-merge-title = 하나로 합치기
rooms-volunteers-merge-text = 두 기록의 신청, 메모, 연락, 맡은 일, 활동 시간이 모두 남고 삭제 예정일은 늦은 쪽을 따릅니다. 별칭과 단계는 남기는 쪽의 것입니다.
rooms-volunteers-merge-keep = 어느 쪽을 남길까요?
rooms-volunteers-merge-sure = 두 기록을 확인했으며, 되돌릴 수 없다는 것을 압니다.
rooms-volunteers-merge-button = 하나로 합치기
rooms-volunteers-merge-leave = 그대로 두기
rooms-volunteers-merge-problem-keep = 남길 기록을 골라 주세요.
rooms-volunteers-merge-problem-sure = 되돌릴 수 없다는 것을 확인했다고 표시해 주세요.
rooms-volunteers-merge-changed = 보신 뒤에 한쪽 기록이 바뀌었습니다. 합치지 않았으니 다시 확인해 주세요.

rooms-volunteers-handing-title = 한꺼번에 넘겨주기
rooms-volunteers-handing-text = 한 담당자가 맡은 모든 분을 다른 담당자에게 넘깁니다. 담당자가 떠나기 전에도, 떠난 뒤에도 할 수 있습니다. 넘기기 전까지는 담당자가 없는 것으로 표시됩니다.
rooms-volunteers-handing-none = 아직 담당이 정해진 분이 없습니다.
rooms-volunteers-handing-from = 넘겨줄 담당자
rooms-volunteers-handing-to = 넘겨받을 담당자
rooms-volunteers-handing-giver = { $email }: { $count }명
rooms-volunteers-handing-left = { $email }(떠남): { $count }명
rooms-volunteers-handing-people = { $count }명
rooms-volunteers-handing-button = 모두 넘겨주기
rooms-volunteers-handing-latest = 최근에 넘겨준 일
rooms-volunteers-handing-undo = 되돌리기
rooms-volunteers-handing-problem-from = 누구의 담당을 넘길지 골라 주세요.
rooms-volunteers-handing-problem-to = 넘겨받을 다른 담당자를 골라 주세요.
rooms-volunteers-handing-done-handed = 모두 넘겨주었습니다.
rooms-volunteers-handing-done-undone = 넘겨받은 담당자에게 그대로 있던 분들을 되돌렸습니다.

rooms-volunteers-stopped-title = 짧은 시간에 많은 기록을 열었습니다
rooms-volunteers-stopped-text = 한 사람이 열 수 있는 기록은 1시간에 30명, 하루에 60명까지입니다. 다른 사람이 이 화면을 쓰고 있을 때 신청하신 분들을 보호하기 위한 것입니다. 다른 담당자와 총괄 관리자에게 알렸습니다.
rooms-volunteers-stopped-until = { $moment }부터 다시 열 수 있습니다.
rooms-volunteers-stopped-help = 이미 연 분의 기록은 계속 열 수 있습니다. 급한 일이면 다른 담당자에게 열어 달라고 부탁해 주세요.
rooms-volunteers-stopped-back = 그분의 화면으로

rooms-volunteers-mail-subject-new = 새 자원봉사 신청 { $count }건
rooms-volunteers-mail-new =
    자원봉사 신청이 { $count }건 들어왔습니다.
    { $lines }

    신청하신 분께는 2주 안에 답하겠다고 약속했습니다. 누구인지는 이 화면에서만 볼 수 있습니다.
    { $url }
rooms-volunteers-mail-subject-waiting = 답을 기다리는 분 { $count }명
rooms-volunteers-mail-waiting =
    약속한 2주가 지나도록 답을 기다리는 분이 { $count }명 있습니다.
    { $lines }

    답한 뒤 연락을 기록해 주세요.
    { $url }
rooms-volunteers-mail-waited = { $count }일째
rooms-volunteers-mail-subject-ending = 곧 삭제되는 기록 { $count }건
rooms-volunteers-mail-ending =
    30일 안에 삭제되는 기록이 { $count }건 있습니다.
    { $lines }

    더 보관해야 하면 연락을 기록하거나 삭제 예정일을 연장해 주세요.
    { $url }
rooms-volunteers-mail-subject-reminder = 다음 할 일 { $count }건
rooms-volunteers-mail-reminder =
    알려 달라고 하신 일입니다.
    { $lines }

    { $url }
rooms-volunteers-mail-subject-openings = 많은 기록이 열렸습니다
rooms-volunteers-mail-openings =
    { $who } 님이 { $at }(서울)까지 1시간 안에 자원봉사자 { $count }명의 기록을 열었습니다.

    그럴 만한 이유가 있을 수 있습니다. 직접 또는 전화로 확인해 주세요. 본인이 아니라면 바로 로그인을 끊어 주세요.
    { $url }
rooms-volunteers-mail-stopped =
    { $who } 님이 열 수 있는 만큼 자원봉사자 기록을 열고({ $at }(서울)까지 1시간 안에 { $count }명) 더 열려고 했습니다. 더 열리지는 않았습니다.

    그럴 만한 이유가 있을 수 있습니다. 직접 또는 전화로 확인해 주세요. 본인이 아니라면 바로 로그인을 끊어 주세요.
    { $url }
