# 사이트 밖으로 나가는 글: 메일, 그리고 스트라이프 페이지에 보이는 말. 제목에는 남이 보면 안 될 것을 쓰지 않는다.

checkout-product = { $organisation } 후원금

mail-thanks-subject = 고맙습니다
mail-thanks-body =
    보내 주신 { $amount }, 잘 받았습니다. 한 번만 집계되었으며 영수증 번호는 { $serial }입니다.

    이 후원금은 북한의 인권 현실을 알리고 탈북 난민을 돕는 데 쓰입니다.

    이 결제에 대해 궁금하거나 뜻밖인 점이 있으면 이 메일에 답장해 주세요.

    { $organisation } 드림
