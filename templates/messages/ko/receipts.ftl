# 보고 인쇄하는 영수증.

receipt-title = 후원금 영수증
receipt-original = 원본
receipt-copy = 사본
receipt-says = 보내 주신 후원금을 잘 받았습니다. 깊이 감사드립니다.
receipt-serial = 영수증 번호
receipt-day = 날짜
receipt-amount = 금액
receipt-way = 후원 방법
receipt-way-card = 카드(스트라이프 페이지에서 결제)
receipt-way-transfer = 계좌 이체
receipt-way-offline = 단체에 직접 전달
receipt-rhythm-monthly = 정기 후원의 한 달분
receipt-from = 후원한 분
receipt-purpose = 쓰이는 곳
receipt-dedicated = 기리는 마음
receipt-dedication = { $kind ->
    [memory] { $name } 님을 추모하며
   *[honour] { $name } 님께 존경과 감사를 담아
    }
receipt-since = 그 뒤
receipt-given-back-whole = 후원금 전액을 돌려드렸습니다.
receipt-given-back-part = 후원금 가운데 돌려드린 금액: { $amount }

receipt-print-title = 인쇄하기
receipt-print-how = 브라우저의 인쇄 기능으로 인쇄하거나, 같은 창에서 PDF로 저장할 수 있습니다. 종이에는 영수증만 나옵니다.
receipt-original-hint = 지금 보시는 것에는 사본이라고 적혀 있습니다. 원본은 하나입니다. 아래 버튼을 누르면 10분 동안 원본이 보이고, 그 뒤로는 모두 사본입니다.
receipt-original-button = 인쇄할 원본 보기
receipt-original-now = 이것이 원본입니다. 10분 안에 인쇄해 주세요. 그 뒤에는 사본으로 보입니다.
receipt-copy-hint = 원본은 이미 보여 드렸으므로 이것은 사본입니다. 내용은 같습니다.
receipt-other = 내 후원과 영수증 모두 보기

no-receipt-title = 이 주소로는 영수증이 열리지 않습니다
no-receipt-text = 영수증 주소는 90일 동안, 빠진 글자 없이 복사되었을 때 열립니다. 새 주소는 언제든 받으실 수 있습니다. 후원하실 때 남긴 이메일 주소로 보내 드립니다.
no-receipt-button = 새 주소 받기
