# 보내지 못한 메일을 보는 곳.

rooms-mails-lead = 나가지 못한 메일은 점점 간격을 늘려 가며 5일 동안 다시 보냅니다. 한 통이 나가면 나머지도 저절로 이어서 나갑니다. 그래도 나가지 못한 메일이 여기에 남습니다.
rooms-mails-again = { $moment }에 다시 보내기 시작:
rooms-mails-being-tried = { $count }통을 보내고 있습니다.
rooms-mails-look-again = 다시 확인
rooms-mails-have-left = { $all }통 가운데 { $sent }통이 나갔습니다
rooms-mails-refused-part = , { $count }통은 없는 메일함으로 보낸 것입니다
rooms-mails-waiting-part = , { $count }통이 기다리고 있습니다.
rooms-mails-unsent = 보내지 못한 메일
rooms-mails-none = 실패해서 기다리는 메일이 없습니다.
rooms-mails-none-other = 그 밖에 실패해서 기다리는 메일은 없습니다.
rooms-mails-mail = 메일
rooms-mails-count = 통수
rooms-mails-given-up = 포기
rooms-mails-why = 이유
rooms-mails-oldest = 가장 오래된 것
rooms-mails-send = { $count ->
    [1] 다시 보내기
   *[other] { $count }통 모두 다시 보내기
}
rooms-mails-first = 먼저 원인을 바로잡아 주세요. 메일 서버에 접속되는지는 사이트 운영자가 ‘connect-kindness doctor’로 확인할 수 있습니다.
rooms-mails-refused = { $count }통은 없는 메일함으로 보낸 것이어서 다시 보내지 않습니다.
rooms-mails-kind-receipt = 영수증을 담은 감사 메일
rooms-mails-kind-payment_failed = 결제 실패 안내
rooms-mails-kind-renewal_failed = 정기 후원 이달 결제 실패 안내
rooms-mails-kind-monthly_stopped = 정기 후원 종료 안내
rooms-mails-kind-monthly_changed = 정기 후원 변경 안내
rooms-mails-kind-refunded = 환불 안내
rooms-mails-kind-transfer_promise = 계좌이체 안내
rooms-mails-kind-manage_link = 후원 관리 링크
rooms-mails-kind-chain_heads = 총괄 관리자에게: 서명된 기록 확인 줄
rooms-mails-kind-alert = 직원에게 보내는 확인 요청
rooms-mails-kind-confirm_gift = 스크립트 없이 후원을 이어 가는 링크
rooms-mails-kind-giving_changed = 직원에게 보내는 후원 양식 상태 변경 알림
rooms-mails-kind-page_published = 총괄 관리자에게: 게시된 내용
rooms-mails-kind-volunteer_confirm = 자원봉사 신청자에게: 주소 확인
rooms-mails-kind-volunteer_new = 담당자에게: 새 자원봉사 신청
rooms-mails-kind-volunteer_waiting = 담당자에게: 답을 기다리는 분
rooms-mails-kind-volunteer_ending = 담당자에게: 곧 삭제되는 기록
rooms-mails-kind-volunteer_reminder = 담당자에게: 다음 할 일
rooms-mails-kind-volunteer_openings = 담당자와 총괄 관리자에게: 많은 기록이 열림
rooms-mails-kind-access_event = 직원에게: 패스키, 로그인, 권한
rooms-mails-kind-staff_link = 직원에게: 일회용 링크
rooms-mails-trouble-unreachable = 메일 서버에 연결할 수 없습니다
rooms-mails-trouble-encryption = 메일 서버와의 연결을 암호화할 수 없습니다
rooms-mails-trouble-sign_in = 메일 서버가 로그인을 거절했습니다. SMTP_URL의 사용자와 비밀번호를 확인해 주세요
rooms-mails-trouble-sender = 메일 서버가 우리 주소에서 보낸 메일을 거절했습니다. MAIL_FROM을 확인해 주세요
rooms-mails-trouble-recipient = 메일 서버가 받는 사람을 거절했습니다
rooms-mails-trouble-no_such_recipient = 없는 메일함입니다
rooms-mails-trouble-content = 메일 서버가 메일 내용을 거절했습니다
rooms-mails-trouble-busy = 메일 서버가 지금은 메일을 받지 않거나 더 받지 않습니다
rooms-mails-trouble-unknown = 메일 서버가 거절했습니다. 이유는 남아 있지 않습니다
