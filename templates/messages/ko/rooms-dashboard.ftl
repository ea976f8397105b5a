# 직원 첫 화면과 확인 요청 문구.

rooms-dashboard-alerts = 지금 확인해 주세요
rooms-dashboard-settled = 처리함
rooms-dashboard-todo = 오늘 할 일
rooms-dashboard-todo-none = 지금은 처리할 일이 없습니다. 새로 들어온 일은 여기에 먼저 나타납니다.
rooms-dashboard-dispute = { $amount } 결제 이의 제기: { $status }
rooms-dashboard-answer-by = 답변 기한 { $moment }
rooms-dashboard-custody = 자원봉사 열쇠와 관련하여 기다리는 일 { $count }건
rooms-dashboard-people-waiting = 2주 넘게 답을 기다리는 자원봉사 신청 { $count }건
rooms-dashboard-people-new = 새 자원봉사 신청 { $count }건
rooms-dashboard-people-steps = 내가 담당하는 분과 할 일 { $count }건
rooms-dashboard-people-unowned = 담당자가 없는 자원봉사자 { $count }명
rooms-dashboard-people-ending = 30일 안에 삭제되는 자원봉사자 기록 { $count }건
rooms-dashboard-people-quarantined = 광고로 보여 따로 둔 신청 { $count }건
rooms-dashboard-flagged = 확인이 필요한 후원 { $count }건
rooms-dashboard-failing = 결제에 실패한 정기 후원 { $count }건
rooms-dashboard-dead = 처리를 포기한 Stripe 알림 { $count }건
rooms-dashboard-unsent = 아직 보내지 못한 메일 { $count }통
rooms-dashboard-asked = Stripe의 응답을 기다리는 환불 { $count }건(5분마다 다시 확인합니다)
rooms-dashboard-broken = 게시되었지만 표시할 수 없는 주소 { $count }개
rooms-dashboard-pages-waiting = 아직 게시하지 않은 수정이 있는 페이지 { $count }개
rooms-dashboard-raised = 누적 모금액
rooms-dashboard-nothing-yet = 아직 없습니다
rooms-dashboard-months = 월별 보기
rooms-dashboard-month = { $year }년 { $month }월
rooms-dashboard-in-gifts = 후원 { $count }건
rooms-dashboard-agrees = 모두 일치
rooms-dashboard-look = 확인 필요
rooms-dashboard-heard = 마지막 Stripe 알림: { $age }({ $moment })
rooms-dashboard-not-heard = 아직 받은 알림이 없습니다
rooms-dashboard-now = 방금 전
rooms-dashboard-minutes-ago = { $count }분 전
rooms-dashboard-hours-ago = { $count }시간 전
rooms-dashboard-days-ago = { $count }일 전
rooms-dashboard-latest = 최근 후원
rooms-dashboard-latest-none = 아직 후원이 없습니다. 후원 양식(/donate)을 직접 열어 보거나 주소를 공유해 보세요. 첫 후원이 들어오면 바로 여기에 나타납니다.
rooms-dashboard-sent = 신청 시각
rooms-dashboard-amount = 금액
rooms-dashboard-state = 상태
rooms-dashboard-all-donations = 후원 전체 보기

rooms-alert-dead_event = 결제 대행사가 보낸 알림을 처리하지 못했습니다
rooms-alert-dispute = 후원자의 은행이 결제에 이의를 제기했습니다
rooms-alert-fraud_warning = 카드사가 부정 사용이 의심되는 결제라고 알려 왔습니다
rooms-alert-refund_failed = 후원자의 은행이 받지 않아 환불금이 되돌아왔습니다
rooms-alert-orphan = 어느 후원에도 해당하지 않는 결제가 있습니다
rooms-alert-difference = 결제 대행사의 장부와 우리 원장이 다릅니다
rooms-alert-odd_donation = 후원자가 선택한 내용과 다른 후원이 있습니다
rooms-alert-under_attack = 누군가 후원 양식에서 도용한 카드를 시험하는 것으로 보입니다
rooms-alert-unsent_mails = 메일이 나가지 않고 있습니다
rooms-alert-proxy_fault = 사이트가 방문자를 구별하지 못하고 있습니다. CLIENT_IP_SOURCE 설정이 앞단 프록시와 맞지 않습니다(자세한 내용은 사이트 운영자가 로그에서 확인할 수 있습니다)
rooms-alert-mail-subject = 사이트를 확인해 주세요
rooms-alert-mail-body =
    { $sentence }.

    어떤 건인지, 무엇을 하면 되는지는 첫 화면에서 확인하실 수 있습니다:
    { $url }
