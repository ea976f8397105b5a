# 도용 카드로부터 후원 양식을 지키는 곳과, 바뀔 때 보내는 메일.

rooms-defence-title = 후원 양식
rooms-defence-open-badge = 열림
rooms-defence-guarded-badge = 공격 대응 중
rooms-defence-closed-badge = 닫힘
rooms-defence-since-by = { $moment }부터 { $by } 님이 정한 상태입니다. 누군가 바꾸기 전까지 그대로 유지됩니다.
rooms-defence-since-attack = { $moment }부터 적용된 상태입니다. 사이트가 공격을 감지했습니다.
rooms-defence-until = 그때까지 조용하면 { $moment }에 저절로 열립니다.
rooms-defence-since-quiet = { $moment }부터 적용된 상태입니다. 한 시간 동안 조용했습니다.
rooms-defence-never = 한 번도 바뀐 적이 없습니다.
rooms-defence-figures = 현재 상황
rooms-defence-what = 항목
rooms-defence-15-minutes = 15분
rooms-defence-24-hours = 24시간
rooms-defence-begun = 시작된 결제
rooms-defence-paid = 완료된 결제
rooms-defence-declined = 거절된 결제
rooms-defence-limited = 요청이 많거나 기한이 지나 계산을 요구받은 양식
rooms-defence-ceiling = 평소 후원자 수를 넘어선 결제
rooms-defence-without-proof = 요구받은 계산을 하지 않은 양식
rooms-defence-mailed = 스크립트를 쓰지 않는 브라우저에 메일로 보낸 링크
rooms-defence-figures-text = 거절된 결제가 많고 완료된 결제가 적으면 누군가 도용한 카드를 시험하고 있다는 뜻입니다. 15분 안에 10건 이상이 거절되고 그 수가 완료된 결제의 세 배를 넘거나, 평소보다 훨씬 많은 결제가 시작되면 양식이 스스로 방어를 시작합니다.
rooms-defence-switch = 전환
rooms-defence-mode = 후원 양식에서 카드 후원을 받는 방법
rooms-defence-open = 열림
rooms-defence-open-text = 누구에게나 받습니다. 한꺼번에 많이 보내는 쪽은 건마다 계산을 해야 합니다.
rooms-defence-guarded = 공격 대응
rooms-defence-guarded-text = 모든 후원자의 브라우저가 먼저 몇 초 동안 계산을 합니다. 스크립트를 쓰지 않으면 메일로 링크를 보냅니다. 후원자는 거의 느끼지 못하지만 자동화 프로그램에는 부담이 됩니다.
rooms-defence-closed = 닫힘
rooms-defence-closed-text = 카드로 후원할 수 없습니다. 방문자는 아래에 쓰신 글을 읽고 계좌이체로 안내받습니다. 이미 결제된 후원은 그대로 들어옵니다.
rooms-defence-words = 닫혀 있는 동안 방문자에게 보이는 글
rooms-defence-missing-english = 양식을 닫은 이유를 영어로 써 주세요.
rooms-defence-missing-korean = 양식을 닫은 이유를 한국어로 써 주세요.
rooms-defence-choose = 셋 중 하나를 선택해 주세요.
rooms-defence-change = 모두에게 적용하기
rooms-defence-change-text = 총괄 관리자와 회계 담당 모두에게 메일이 갑니다. 바꾼 사람과 시각이 기록됩니다.
rooms-defence-changes = 변경 내역
rooms-defence-changes-none = 아직 변경한 적이 없습니다. 변경하면 누가 했는지와 함께 여기에 나타납니다.
rooms-defence-when = 시각
rooms-defence-how = 상태
rooms-defence-by = 변경한 사람
rooms-defence-by-itself = 사이트 자동 전환

rooms-defence-mail-subject = 후원 양식 상태 변경
rooms-defence-mail-guarded = 후원 양식이 방어를 시작했습니다. 이제 모든 후원자의 브라우저가 먼저 계산을 합니다
rooms-defence-mail-closed = 후원 양식이 닫혔습니다. 카드 후원을 받지 않습니다
rooms-defence-mail-open = 후원 양식이 모두에게 열렸습니다
rooms-defence-mail-by = { $what }. { $by } 님이 결정했습니다.
rooms-defence-mail-by-itself = { $what }. 한 시간 동안 조용해서 사이트가 스스로 바꾸었습니다.
rooms-defence-mail-body =
    { $sentence }

    현재 상황과 전환은 여기에서 확인하실 수 있습니다:
    { $url }
