# 계좌 이체로 후원하기: 양식, 이체 한 건의 페이지, 계좌를 알리는 메일.

transfer-title = 계좌 이체로 후원하기
transfer-description = 카드 없이 거래하시는 은행에서 바로 후원합니다. 받는 계좌와, 어느 후원인지 알아볼 수 있는 코드를 알려 드립니다.
transfer-lead = 카드도 결제 대행사도 거치지 않고 거래하시는 은행에서 바로 보냅니다. 어느 후원인지는 코드로 알아봅니다.
transfer-step-code = 얼마를 보낼지 아래에 적어 주세요. 여덟 글자 코드와 계좌를 알려 드립니다.
transfer-step-bank = 은행에서 이체하면서 ‘받는 분 통장 표시’에 코드를 적어 주세요.
transfer-step-thanks = 도착하면 장부에 적습니다. 이메일 주소를 남기셨다면 그때 알려 드립니다.
transfer-fees-note = 특히 해외에서 보낼 때는 은행 수수료가 들 수 있습니다. 적은 금액이라면 먼저 은행에 물어봐 주세요.
transfer-none = 지금은 이체할 계좌를 보여 드릴 수 없습니다. 이메일로 알려 주시면 후원하실 곳을 안내해 드립니다.

transfer-amount-hint = 예: 30000, 3만 또는 25.50.
transfer-mail-note = 계좌와 코드를 알리는 메일, 후원금이 도착했을 때의 영수증, 요청하실 때 내 후원을 관리하는 링크를 보내는 데에만 씁니다. 후원 담당자만 읽으며, 세법이 정한 기간까지 보관합니다. 60일 안에 도착하지 않으면 지웁니다.
transfer-quiet-summary = 이름을 알리지 않기
transfer-submit = 이체 코드 받기
transfer-after-submit = 결제가 아니며, 반드시 지켜야 하는 약속도 아닙니다. 60일 안에 아무것도 도착하지 않으면 이름과 주소를 지웁니다.
transfer-card-link = 계좌 이체 대신 카드로 후원하기
transfer-help = 이체에 대해 궁금한 점:

transfer-problem-amount-missing = 이체할 금액을 적어 주세요.
transfer-problem-currency = 금액의 통화를 골라 주세요.
transfer-problem-too-small = { $least } 이상으로 정해 주세요. 이보다 적으면 대부분이 은행 수수료로 나갑니다.
transfer-notice-mail = 잘못 적힌 주소로는 메일이 가지 않으니 이메일 주소를 한 번 더 확인해 주세요. 여기에서 고르시거나 그대로 두신 뒤 다시 보내 주세요.
transfer-notice-no-account = 방금 이체 계좌 안내를 내려서 지금은 코드를 드릴 수 없습니다. 적으신 내용은 그대로 있습니다. { $mail } 주소로 알려 주시면 후원하실 곳을 안내해 드립니다.

promise-title = 계좌 이체 안내
promise-waiting = 이 코드로 아직 도착한 금액이 없습니다. 이체는 하루 이틀, 해외에서는 일주일까지 걸릴 수 있습니다.
promise-part = { $amount } 가운데 { $received }의 후원금을 잘 받았습니다. 고맙습니다. 나머지를 보내실 때에도 같은 코드를 적어 주세요.
promise-arrived = 보내 주신 { $amount }의 후원금을 잘 받았습니다.
promise-given-back = 이 후원금은 도착한 뒤에 전부 또는 일부를 돌려드렸습니다.
promise-expired = 60일 안에 이 코드로 도착한 금액이 없어 신청하신 분의 정보를 지웠습니다. 코드는 지금도 쓸 수 있습니다. 이 코드로 도착하는 금액은 후원금으로 적습니다.
promise-code = 코드
promise-code-note = 이체할 때 ‘받는 분 통장 표시’에 코드를 적어 주세요. 그 칸이 없으면 메모나 보내는 사람 이름을 적는 곳에 적으시면 됩니다. 코드만 있으면 후원을 찾을 수 있습니다. 이 페이지를 저장하거나 인쇄해 두세요. 주소를 아는 사람에게는 금액만 보이고 누구인지는 보이지 않습니다.
promise-copy = 코드 복사하기
promise-amount = 금액
promise-account = 계좌
promise-next-title = 앞으로의 순서
promise-next-bank = 은행에서 금액을 이체하면서 코드를 적습니다.
promise-next-book = 담당자가 통장 내역과 코드를 맞추어 보고, 보통 영업일 기준 며칠 안에 장부에 적습니다.
promise-next-page = 그러면 이 페이지에 도착했다고 나옵니다. 이메일 주소를 남기셨다면 그곳으로 영수증을 보내 드립니다.

mail-transfer-subject = 이체 안내
mail-transfer-body =
    계좌 이체로 { $amount }의 후원금을 보내 주시려는 마음에 감사드립니다. 이체하실 때 ‘받는 분 통장 표시’에 이 코드를 적어 주세요.

    { $code }

    받는 계좌:

    { $account }

    이체가 어떻게 되었는지는 언제든지 여기에서 볼 수 있습니다: { $address }

    60일 안에 아무것도 도착하지 않으면 이 주소를 장부에서 지웁니다. 이 메일을 요청하지 않으셨다면 아무것도 하지 않으셔도 됩니다.

    궁금한 점: { $mail }

    { $organisation } 드림
