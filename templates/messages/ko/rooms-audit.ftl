# 직원 활동 기록과 서명된 끝 기록.

rooms-audit-mail-subject = { $day } 기록
rooms-audit-mail-body =
    이 메일을 보관해 주십시오. 오늘 사이트의 기록이 어디까지 이어졌는지 알려 드립니다. audit는 직원의 활동 기록, ledger는 금전 출납
    기록입니다. 아래 줄은 사이트의 키 { $fingerprint }(으)로 서명되었습니다.

    { $lines }

    이 줄이 있으면 이후에 기록이 잘리거나 다시 쓰였는지 누구나 확인할 수 있습니다. 이 메일을 텍스트로 저장한 뒤, 서버 담당자에게 그
    파일 이름으로 다음 명령을 실행하도록 요청해 주십시오.
    connect-kindness audit verify --heads 파일
    connect-kindness ledger verify --heads 파일

    오늘 따로 하실 일은 없습니다.
