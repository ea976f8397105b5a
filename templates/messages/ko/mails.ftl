# 사이트 밖으로 나가는 글: 메일, 그리고 스트라이프 페이지에 보이는 말. 제목에는 남이 보면 안 될 것을 쓰지 않는다.

checkout-product = { $organisation } 후원금

mail-thanks-subject = 고맙습니다
mail-thanks-text = 보내 주신 { $amount }의 후원금을 잘 받았습니다. 덕분에 활동을 이어 갈 수 있습니다.
mail-thanks-facts =
    영수증 번호: { $serial }
    금액: { $amount }
    날짜: { $day }
    { $purpose }후원 방식: { $rhythm ->
        [monthly] 정기 후원
       *[once] 일시 후원
    }
mail-thanks-purpose = 쓰이는 곳: { $purpose }
mail-thanks-rhythm = { $rhythm ->
    [monthly]
        정기 후원은 멈추실 때까지 매달 이어집니다. 멈추거나 쉬거나, 금액이나 카드를 바꾸려면 아래 주소를 열어 주세요.
        { $gift }
        이 주소는 두 달 동안 열리며, 주소를 아는 사람은 누구나 열 수 있습니다. 다음 달 메일에서 새 주소를 보내 드립니다.
   *[once] 한 번 하신 후원이며, 더 결제되는 금액은 없습니다.
    }
mail-thanks-receipt =
    영수증은 아래 주소에서 보고 인쇄할 수 있습니다.
    { $receipt }
    이 주소는 90일 동안 열립니다. 그 뒤이거나 이 메일을 잃어버렸다면 아래에서 새 주소를 받으실 수 있습니다.
    { $manage }
mail-thanks-end =
    이 결제에 대해 궁금하거나 뜻밖인 점이 있으면 이 메일에 답장해 주세요.

    { $organisation } 드림

mail-link-subject = 요청하신 링크
mail-link-body =
    이 이메일 주소로 후원 관리 링크를 보내 달라는 요청이 있었습니다. 링크는 다음과 같습니다.
    { $link }

    60분 동안 한 번만 쓸 수 있습니다.

    요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 바뀐 것은 없으며, 이 링크는 다른 누구에게도 보내지 않았습니다.

    { $organisation } 드림
    { $mail }

mail-notice-subject = 후원 안내
mail-stopped-body =
    매달 { $amount }의 정기 후원이 { $day }에 끝났습니다. 더 결제되는 금액은 없습니다.

    지금까지 함께해 주셔서 고맙습니다. 후원 내역과 영수증은 아래에서 계속 보실 수 있습니다.
    { $manage }

    끝낼 생각이 아니셨다면 언제든 새로 시작하실 수 있습니다.
    { $donate }

    { $organisation } 드림
mail-changed-body =
    { $kind ->
        [ends] 매달 { $amount }의 정기 후원을 멈추었습니다. { $course }
        [rests] 매달 { $amount }의 정기 후원을 쉬기로 하였습니다. { $course }
       *[goes] 정기 후원이 바뀌었습니다. 이제 매달 { $amount }입니다. { $course }
    }

    원하신 대로가 아니라면 두 달 동안 아래에서 바꾸실 수 있습니다.
    { $gift }

    직접 바꾸신 것이 아니라면 이 메일에 답장해 주세요.

    { $organisation } 드림
mail-failed-body =
    이번 정기 후원금 { $amount }의 결제가 이루어지지 않았습니다. { $again ->
        [yes] { $day }에 다시 시도하며, 그때 카드에 문제가 없으면 아무것도 하지 않으셔도 됩니다.
       *[no] 저절로 다시 시도되지는 않습니다.
    }

    카드가 만료되었거나 바뀌었다면 아래에서 바꾸실 수 있습니다. 금액을 바꾸거나 쉬거나 멈추실 수도 있습니다.
    { $gift }

    함께해 주셔서 고맙습니다. 궁금한 점이 있으면 이 메일에 답장해 주세요.

    { $organisation } 드림
mail-payment-failed-body =
    { $amount }의 후원금이 결제되지 않았다고 은행에서 알려 왔습니다. 결제된 금액은 없습니다.

    다시 시도하시려면 아래에서 시작해 주세요.
    { $donate }

    도우려 하신 마음에 감사드립니다. 궁금한 점이 있으면 이 메일에 답장해 주세요.

    { $organisation } 드림
mail-refunded-body =
    보내 주신 후원금 가운데 { $amount }의 환불을 처리했습니다. 결제하신 방법 그대로 돌아가며, 은행에 따라 영업일 기준 5~10일이 걸릴 수 있습니다.

    영수증에도 표시됩니다. 아래에서 보실 수 있습니다.
    { $manage }

    뜻밖의 일이라면 이 메일에 답장해 주세요.

    { $organisation } 드림

mail-volunteer-subject-open = 주소를 확인해 주세요
mail-volunteer-subject-discreet = 주소를 확인해 주세요
mail-volunteer-body-open =
    이 이메일 주소로 자원봉사 신청이 접수되었습니다. 직접 신청하셨다면 아래 페이지를 열고 버튼을 눌러 주세요.
    { $link }

    그때까지는 아무도 내용을 읽지 않으며, 7일이 지나면 지웁니다.

    나의 코드는 { $code }입니다. 이 코드로 신청이 어떻게 되어 가는지 보고, 내용을 바꾸거나 취소할 수 있습니다.
    { $mine }

    본인이 아니라면 아무것도 하지 않으셔도 됩니다. 첫 번째 페이지에서 바로 모두 지울 수도 있습니다.

    { $organisation }
mail-volunteer-body-discreet =
    이 이메일 주소가 적힌 양식이 접수되었습니다. 직접 보내셨다면 아래 페이지를 열고 버튼을 눌러 주세요.
    { $link }

    그때까지는 아무도 내용을 읽지 않으며, 7일이 지나면 지웁니다.

    나의 코드는 { $code }입니다.

    본인이 아니라면 아무것도 하지 않으셔도 됩니다. 그 페이지에서 바로 모두 지울 수도 있습니다.
