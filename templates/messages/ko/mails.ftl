# 사이트 밖으로 나가는 글: 메일, 그리고 스트라이프 페이지에 보이는 말. 제목에는 남이 보면 안 될 것을 쓰지 않는다.

checkout-product = { $organisation } 후원금

mail-thanks-subject = 고맙습니다
mail-thanks-text = 보내 주신 { $amount }, 잘 받았습니다. 한 번만 집계되었습니다. 이 후원금은 북한의 인권 현실을 알리고 탈북 난민을 돕는 데 쓰입니다.
mail-thanks-facts =
    영수증 번호: { $serial }
    금액: { $amount }
    날짜: { $day }
    { $purpose }후원 방식: { $rhythm ->
        [monthly] 매달
       *[once] 한 번
    }
mail-thanks-purpose = 쓰이는 곳: { $purpose }
mail-thanks-rhythm = { $rhythm ->
    [monthly]
        정기 후원은 멈추실 때까지 매달 이어집니다. 멈추거나 쉬거나, 금액이나 카드를 바꾸려면 아래 주소에서 시작해 주세요.
        { $manage }
   *[once] 이번 한 번의 후원이며, 더 결제되는 금액은 없습니다.
    }
mail-thanks-receipt =
    영수증은 아래 주소에서 보고 인쇄할 수 있습니다.
    { $receipt }
    이 주소는 90일 동안 열립니다. 그 뒤이거나 이 메일을 잃어버렸다면 아래에서 새 주소를 받으실 수 있습니다.
    { $manage }
mail-thanks-end =
    이 결제에 대해 궁금하거나 뜻밖인 점이 있으면 이 메일에 답장해 주세요.

    { $organisation } 드림
