# 로그인, 내 계정, 그리고 패스키·로그인·권한에 관한 메일.

rooms-access-title = 로그인
rooms-access-text = 직원은 패스키로 로그인합니다. 패스키는 기기나 작은 보안 키에 보관되며 지문, 얼굴 또는 PIN으로 엽니다. 비밀번호는 없습니다.
rooms-access-key-button = 패스키로 로그인
rooms-access-needs = 로그인하려면 패스키를 지원하고 스크립트가 켜진 브라우저가 필요합니다. 최신 크롬, 엣지, 사파리, 파이어폭스, 삼성 인터넷, 웨일이면 됩니다. 브라우저를 업데이트하거나 다른 기기를 사용해 주세요.
rooms-access-cancelled = 패스키가 응답하지 않았습니다. 취소했거나 시간이 지났거나, 이 기기에 이 사이트의 패스키가 없을 수 있습니다. 다시 시도해 주세요.
rooms-access-refused = 패스키가 받아들여지지 않았습니다. 다시 시도해 주세요. 계속되면 총괄 관리자에게 알려 주세요.
rooms-access-dead-link = 이 링크는 쓸 수 없습니다. 이미 사용했거나 기한이 지났을 수 있습니다. 링크는 한 번만 쓸 수 있고, 메일로 받은 링크는 48시간 동안 유효합니다. 총괄 관리자나 사이트 관리자에게 새 링크를 요청해 주세요.
rooms-access-link-text = 계속하려면 버튼을 눌러 주세요. 누르면 링크가 사용됩니다.
rooms-access-link-button = 계속
rooms-access-link-trial = 시험용 사이트이므로 링크만으로 바로 로그인됩니다. 실제 사이트에서는 패스키를 만드는 페이지로만 이어집니다.
rooms-access-trial = 시험용 사이트이므로 패스키 없이 일회용 링크로 로그인할 수 있습니다. 실제 사이트에서는 누구나 패스키가 필요합니다.
rooms-access-lost-title = 패스키를 잃어버리셨나요?
rooms-access-lost-text = 메일 주소를 알려 주시면 총괄 관리자에게 전달되고, 총괄 관리자가 새 링크를 보내 드립니다. 다른 패스키나 패스키가 있는 다른 기기가 있다면 요청하지 않아도 됩니다.
rooms-access-lost-button = 새 링크 요청
rooms-access-lost-sent = 이 주소가 직원의 것이라면 총괄 관리자에게 알렸습니다. 본인임을 알 수 있도록 총괄 관리자에게 전화도 해 주세요.
rooms-access-email = 메일 주소
rooms-access-problem = 문제:
rooms-access-no-address = 메일 주소가 아닙니다.
rooms-access-back = 로그인으로 돌아가기
rooms-access-enrol-title = 패스키 만들기
rooms-access-enrol-text = 앞으로 이 패스키로 로그인합니다. 브라우저가 지문, 얼굴, PIN 또는 보안 키를 요청하며, 그 정보는 기기 밖으로 나가지 않습니다. 패스키를 만들기 전에는 다른 페이지가 열리지 않습니다.
rooms-access-enrol-earlier = 이전에 쓰던 패스키는 더 이상 쓸 수 없고, 다른 로그인은 모두 종료됩니다.
rooms-access-enrol-button = 패스키 만들기
rooms-access-account-title = 내 계정
rooms-access-keys-title = 패스키
rooms-access-keys-text = 로그인할 때 쓰는 패스키입니다. 하나를 잃어버려도 들어올 수 있도록 두 개를 만들어 두는 것이 좋습니다.
rooms-access-keys-none = 아직 패스키가 없습니다.
rooms-access-keys-one = 하나뿐인 패스키는 삭제할 수 없습니다. 먼저 다른 패스키를 추가해 주세요.
rooms-access-key-name = 패스키 이름
rooms-access-key-name-hint = 나중에 알아볼 수 있는 이름을 적어 주세요. 예: 사무실 노트북
rooms-access-key-added = 추가한 때
rooms-access-key-used = 마지막 사용
rooms-access-rename = 이름 변경
rooms-access-remove = 삭제
rooms-access-add-title = 패스키 추가
rooms-access-add-button = 이 패스키 추가
rooms-access-sessions-title = 로그인 목록
rooms-access-sessions-text = 로그인되어 있는 곳입니다. 30분 동안 사용하지 않으면 종료되고, 사용하더라도 12시간이 지나면 종료됩니다. 모르는 로그인이 있으면 종료하고, 모르는 패스키를 삭제해 주세요.
rooms-access-browser = 브라우저
rooms-access-place = 접속 주소
rooms-access-begun = 시작
rooms-access-seen = 마지막 사용
rooms-access-this = 현재 로그인
rooms-access-end = 종료
rooms-access-end-others = 다른 로그인 모두 종료
rooms-access-language-title = 언어
rooms-access-language-text = 모든 직원 페이지와 직원에게 보내는 메일에 쓰입니다.
rooms-access-done-enrolled = 패스키가 준비되었습니다. 이제 이 패스키로만 로그인할 수 있으며, 다른 로그인은 종료되었습니다.
rooms-access-done-added = 패스키를 추가했습니다. 다른 로그인은 종료되었습니다.
rooms-access-done-renamed = 패스키 이름을 바꾸었습니다.
rooms-access-done-removed = 패스키를 삭제했습니다. 이제 이 패스키로는 로그인할 수 없으며, 다른 로그인은 종료되었습니다.
rooms-access-done-last-key = 하나뿐인 패스키는 삭제할 수 없습니다.
rooms-access-done-ended = 로그인을 종료했습니다.
rooms-access-done-ended-all = 다른 로그인을 모두 종료했습니다.
rooms-access-done-language = 이제 직원 페이지가 한국어로 표시됩니다.

rooms-proof-title = 패스키로 확인해 주세요
rooms-proof-text = 되돌리기 어려운 일이므로 본인인지 패스키로 확인합니다. 확인하면 10분 동안 다시 묻지 않습니다. 입력하신 내용은 그대로 이어집니다.
rooms-proof-button = 패스키로 확인
rooms-proof-trial = 시험용 사이트이고 패스키가 없으므로 버튼만 누르면 됩니다. 실제 사이트에서는 패스키가 필요합니다.
rooms-proof-trial-button = 확인

access-subject = { $organisation } 사이트 보안 알림
access-link-subject = { $organisation } 사이트 접속 링크
access-unknown = 알 수 없음
access-by-command = 서버 관리자
access-facts =
    시각: { $at }
    브라우저: { $browser }
    접속 주소: { $address }

    이 메일에는 일부러 링크를 넣지 않았습니다. 이상한 점이 있으면 사이트 주소를 직접 입력해 확인하거나 총괄 관리자에게 전화해 주세요.
access-key-added = { $whose ->
    [own] 내 계정에 패스키가 추가되었습니다. 다른 로그인은 종료되었습니다. 본인이 한 일이 아니라면 바로 총괄 관리자에게 전화해 주세요.
   *[other] { $about } 님이 일회용 링크로 들어와 새 패스키를 만들었습니다. 이 계정의 이전 패스키와 로그인은 모두 종료되었습니다.
}
access-key-removed = 내 계정에서 패스키가 삭제되었습니다. 다른 로그인은 종료되었습니다. 본인이 한 일이 아니라면 바로 총괄 관리자에게 전화해 주세요.
access-new-browser = 전에 쓰지 않던 브라우저에서 내 계정으로 로그인했습니다. 본인이 아니라면 바로 총괄 관리자에게 전화하고, 내 계정 페이지에서 그 로그인을 종료해 주세요.
access-key-lost = { $whose ->
    [own] 패스키를 잃어버렸다며 내 계정의 새 링크를 요청한 사람이 있습니다. 본인이라면 링크를 기다려 주세요. 아니라면 따로 할 일은 없지만 총괄 관리자에게 알려 주세요.
   *[other] { $about } 님이 패스키를 잃어버렸다고 합니다. 알고 있는 번호로 전화해 본인인지 확인한 뒤, 직원 페이지에서 새 링크를 보내 주세요.
}
access-key-misused = { $whose ->
    [own] 내 패스키를 공격으로 보이는 방식으로 쓰려는 시도가 있었습니다. 가짜 로그인 페이지, 이미 쓴 응답, 또는 복제된 패스키일 수 있습니다. 시도는 거부되었습니다. 최근에 패스키를 어디에서 썼는지 생각해 보고 총괄 관리자에게 전화해 주세요.
   *[other] { $about } 님의 패스키를 공격으로 보이는 방식으로 쓰려는 시도가 있었습니다. 가짜 로그인 페이지, 이미 쓴 응답, 또는 복제된 패스키일 수 있습니다. 시도는 거부되었습니다. 본인에게 전화해 주세요.
}
access-roles-proposed = { $by } 님이 직원이나 권한의 변경을 제안했습니다. 제안 페이지에서 확인해 주세요. 확인할 다른 총괄 관리자가 없으면, 직원 누군가가 중단하지 않는 한 24시간 뒤에 적용됩니다.
access-roles-changed = { $whose ->
    [own] 사이트에서 할 수 있는 일이 바뀌었습니다. 다시 로그인해 주세요.
   *[other] { $about } 님이 사이트에서 할 수 있는 일이 바뀌었습니다.
}
access-bank-account-proposed = { $by } 님이 후원자에게 보이는 계좌의 변경을 제안했습니다. 제안 페이지에서 확인해 주세요. 확인할 다른 사람이 없으면, 직원 누군가가 중단하지 않는 한 24시간 뒤에 적용됩니다.
access-bank-account-changed = 후원자에게 보이는 계좌가 제안대로 바뀌었습니다.
access-disabled = { $about } 님은 더 이상 이 사이트의 직원이 아닙니다. 로그인, 패스키, 링크가 모두 종료되었습니다.
access-withdrawn = { $by } 님이 { $about } 님의 제안을 중단했습니다. 바뀌는 것은 없습니다.
access-custody-set-up = { $by } 님이 자원봉사 신청 내용을 여는 열쇠를 서버에서 담당자에게 옮겼습니다. 이제부터 담당자만 자신의 브라우저에서 열 수 있습니다.
access-custody-let-in = { $by } 님이 { $about } 님에게 자원봉사 신청 내용을 여는 열쇠를 허용했습니다. 예상하지 못한 일이라면 두 분에게 전화해 확인해 주세요.
access-epoch-prepared = { $by } 님이 자원봉사 신청 내용의 새 열쇠를 만들었습니다. 열쇠를 가지고 있던 모든 사람이 새 열쇠도 받았습니다.
access-custody-recovered = { $by } 님이 복구 열쇠 조각 두 개를 모아 자원봉사 신청 내용을 열 수 있게 되었습니다. 시험한다는 말을 듣지 못했다면 즉시 총괄 관리자에게 전화해 주세요.
access-shares-renewed = { $by } 님이 자원봉사 신청 내용을 여는 복구 열쇠의 조각을 새로 만들었습니다. 옛 조각을 보관하고 있다면 폐기해 주세요.
access-invited =
    { $by } 님이 { $organisation } 사이트의 직원으로 초대했습니다.

    앞으로 일할 기기에서 아래 주소를 열고 패스키를 만들어 주세요. 한 번만 쓸 수 있으며 { $until }까지 유효합니다.

    { $link }

    예상하지 못한 메일이라면 열기 전에 { $by } 님에게 전화해 주세요.
access-link-sent =
    { $by } 님이 { $organisation } 사이트의 새 링크를 보냅니다.

    앞으로 일할 기기에서 아래 주소를 열고 패스키를 만들어 주세요. 한 번만 쓸 수 있으며 { $until }까지 유효합니다. 새 패스키를 만들면 이전 패스키는 쓸 수 없습니다.

    { $link }

    요청하지 않았다면 열기 전에 { $by } 님에게 전화해 주세요.

rooms-nav-people = 직원
rooms-nav-proposals = 제안
rooms-people-title = 직원
rooms-people-who = 이름(메일)
rooms-people-roles = 권한
rooms-people-seen = 마지막 접속
rooms-people-no-key = 패스키 없음
rooms-people-invite-title = 직원 추가
rooms-people-invite-text = 다른 총괄 관리자가 확인하면 이 주소로 링크가 담긴 메일이 갑니다. 링크는 48시간 동안 유효하며 패스키를 한 번 만들 수 있습니다.
rooms-people-email = 메일 주소
rooms-people-language = 직원 페이지 언어
rooms-people-invite-button = 제안하기
rooms-people-gone-title = 그만둔 직원
rooms-people-may-owner = 모든 일: 단체 이름, 직원, 기록, 그리고 다른 권한의 모든 일.
rooms-people-may-editor = 페이지: 글을 쓰고 게시합니다.
rooms-people-may-coordinator = 자원봉사자: 신청 내용을 열어 보고 연락합니다.
rooms-people-may-treasurer = 후원금: 후원, 환불, 입금 목록, 내보내기, 후원 설정.
rooms-people-no-roles = 권한을 하나 이상 선택해 주세요.
rooms-people-is-here = 이 주소의 직원이 이미 있습니다.
rooms-people-is-self = 본인의 권한은 다른 총괄 관리자가 정합니다.
rooms-people-same-roles = 지금과 같은 권한입니다.
rooms-people-keys = { $count ->
    [0] 아직 패스키가 없습니다.
   *[other] 패스키 { $count }개.
}
rooms-people-roles-text = 다른 총괄 관리자가 확인하면 바뀝니다. 바뀌면 이 사람의 로그인이 모두 종료되고 다시 로그인하게 됩니다.
rooms-people-roles-button = 이 권한으로 제안하기
rooms-people-link-title = 새 링크
rooms-people-link-text = 패스키를 잃어버린 사람에게 보냅니다. 먼저 알고 있는 번호로 전화해 확인해 주세요. 링크는 이 주소로 메일로 가며 48시간 안에 한 번 쓸 수 있고, 이전 패스키를 대신합니다.
rooms-people-link-button = 새 링크 보내기
rooms-people-no-sessions = 로그인한 곳이 없습니다.
rooms-people-end-all = 모든 로그인 종료
rooms-people-removal-title = 직원에서 제외
rooms-people-removal-text = 로그인, 패스키, 링크가 종료됩니다. 이 사람이 한 일은 기록에 남습니다. 다른 총괄 관리자가 확인해야 합니다. 바로 막아야 한다면 로그인을 종료하고 사이트 관리자에게 요청해 주세요.
rooms-people-volunteers = 자원봉사자 { $count }명을 담당하고 있습니다. 떠나거나 역할이 없어지면 누군가 넘겨줄 때까지 이분들은 담당자가 없는 것으로 표시됩니다.
rooms-people-removal-button = 제외를 제안하기
rooms-people-done-linked = 새 링크가 담긴 메일을 보냅니다.
rooms-people-done-ended = 로그인을 종료했습니다.
rooms-people-done-ended-all = 로그인을 모두 종료했습니다.

rooms-proposals-title = 제안
rooms-proposals-text = 직원과 계좌의 변경은 두 사람이 필요합니다. 한 사람이 제안하고 다른 사람이 확인합니다. 확인할 다른 사람이 없으면 24시간 뒤에 적용되며, 그때까지 직원 누구나 중단할 수 있습니다. 확인할 사람이 있어도 14일 동안 확인하지 않으면 무효가 됩니다.
rooms-proposals-none = 기다리는 제안이 없습니다.
rooms-proposals-by = { $who } 님의 제안
rooms-proposals-due = 확인할 다른 사람이 없어 저절로 적용되는 때:
rooms-proposals-waits = 다른 사람의 확인이 필요합니다. 확인할 수 있는 사람에게 메일로 알렸습니다.
rooms-proposals-confirm = 확인
rooms-proposals-stop = 중단
rooms-proposals-withdraw = 제안 취소
rooms-proposals-settled = 최근에 끝난 제안
rooms-proposals-what = 제안
rooms-proposals-proposer = 제안한 사람
rooms-proposals-outcome = 결과
rooms-proposals-settler = 처리한 사람
rooms-proposals-clock = 시간 경과
rooms-proposals-in-force = 적용됨
rooms-proposals-stopped = 중단됨
rooms-proposals-lapsed = 무효가 됨
rooms-proposals-new-member = { $who } 님을 직원으로 추가: { $roles }
rooms-proposals-roles = { $who } 님의 권한: { $roles }
rooms-proposals-removal = { $who } 님을 직원에서 제외
rooms-proposals-bank-account = 후원자에게 보이는 계좌 변경
rooms-proposals-no-account = 계좌 없음: 이 언어에서는 계좌 이체를 안내하지 않습니다.
rooms-proposals-done-confirmed = 확인했습니다. 이제 적용됩니다.
rooms-proposals-done-stopped = 중단했습니다. 바뀌는 것은 없습니다.
rooms-proposals-done-lapsed = 더 이상 할 수 없는 일이라 바뀐 것은 없습니다. 예를 들어 마지막 총괄 관리자가 없어지는 경우입니다.
rooms-proposals-done-gone = 그사이 다른 사람이 처리했습니다.
rooms-proposals-done-proposed = 제안했습니다. 다른 사람의 확인이 필요하며, 확인할 수 있는 사람에게 메일로 알렸습니다.
rooms-proposals-done-alone = 제안했습니다. 확인할 다른 사람이 없어 24시간 뒤에 적용됩니다. 모든 직원에게 알렸으며, 누구나 중단할 수 있습니다.
rooms-proposals-done-is-open = 같은 일에 관한 제안이 이미 기다리고 있어 새로 제안하지 않았습니다. 먼저 그 제안을 확인하거나 중단해 주세요.
rooms-proposals-done-not-you = 다른 사람이 확인해야 합니다. 제안한 사람과 당사자는 확인할 수 없습니다.

rooms-proposals-wait = 기다리는 제안 { $count }건

access-left-alone = { $by } 님의 제안을 확인할 다른 사람이 없어졌습니다. 직원 누군가가 중단하지 않는 한 24시간 뒤에 적용됩니다. 제안 페이지에서 확인해 주세요.
access-lapsed = { $about } 님의 제안이 무효가 되었습니다. 제때 확인되지 않았거나 더 이상 할 수 없는 일입니다. 바뀌는 것은 없습니다.
