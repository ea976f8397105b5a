# 후원 양식과 결제 뒤의 페이지.

currency-usd = 미국 달러
currency-eur = 유로
currency-krw = 한국 원
currency-jpy = 일본 엔

donate-title = 후원하기
donate-description = 한 번 또는 매달, 스트라이프(Stripe) 페이지에서 카드로 후원합니다. 후원마다 영수증이 나오고 정기 후원은 언제든 멈출 수 있습니다.
donate-lead = 후원금은 북한의 인권 현실을 세계에 알리고 탈북 난민을 돕는 일에 씁니다. 금액과 주기는 직접 정하고, 결제하기 전에 금액을 다시 한번 확인합니다.

donate-amount-legend = 얼마를 후원할까요?
donate-own-name = 다른 금액
donate-own-choice = 금액을 직접 적을게요
donate-own-amount = 금액
donate-own-hint = 위에 원하시는 금액이 없을 때 적어 주세요. 예: 30000, 3만 또는 25.50.
donate-own-currency = 이 금액의 통화

donate-you-legend = 누구신지 알려 주시겠어요?
donate-name = 이름
donate-name-note = 영수증에 적힙니다. 후원 담당자만 읽으며, 세법이 정한 기간까지 보관합니다. 이름을 적지 않아도 똑같이 소중한 후원입니다.
donate-mail = 이메일 주소

donate-card-sentence = 카드 정보는 결제 대행사 스트라이프(Stripe)의 페이지에서만 입력합니다. 이 사이트에는 입력하지 않습니다.
donate-submit = 결제 페이지로 가기
donate-after-submit = 다음은 스트라이프의 페이지이며 금액이 다시 표시됩니다. 그곳에서 확인하기 전에는 결제되지 않습니다.
donate-help = 궁금한 점이나 다른 후원 방법:
thanks-help = 궁금한 점:

donate-problem-mail = 이메일 주소 형식이 아닌 것 같습니다. 다시 살펴보거나 빈칸으로 두셔도 됩니다.
donate-problem-amount-missing = 금액을 하나 고르거나 직접 적어 주세요.
donate-problem-currency = 금액을 하나 고르거나, 금액을 직접 적고 통화를 골라 주세요.
donate-problem-too-small = { $least } 이상으로 정해 주세요. 이보다 적으면 대부분이 카드 수수료로 나갑니다.
donate-problem-below-minimum = 결제 페이지에서 받지 못하는 작은 금액입니다. 조금 더 큰 금액으로 정해 주세요. 결제된 금액은 없습니다.
donate-problem-too-large = 이 양식으로는 { $most }까지 후원할 수 있습니다. 더 큰 금액은 { $mail } 주소로 알려 주시면 함께 방법을 찾겠습니다.
donate-problem-not-a-number = 금액을 읽지 못했습니다. 30000 또는 25.50처럼 숫자로 적어 주세요.
donate-problem-not-positive = 0보다 큰 금액을 적어 주세요.
donate-problem-too-precise = 이 통화에서 쓰지 않는 소수점 아래 자리가 있습니다. 달러와 유로는 25.50처럼, 원과 엔은 소수점 없이 적어 주세요.

donate-notice-stripe-away = 지금은 결제 페이지에 연결할 수 없습니다. 결제된 금액은 없습니다. 고르신 내용은 그대로 있으니 몇 분 뒤에 다시 시도해 주세요.
donate-notice-stale = 양식을 오래 열어 두셔서 새로 준비했습니다. 결제된 금액은 없습니다. 고르신 내용을 확인하고 다시 보내 주세요.
donate-notice-database-away = 지금은 장부에 연결할 수 없어 후원을 받지 못합니다. 결제된 금액은 없습니다. 고르신 내용은 그대로 있으니 몇 분 뒤에 다시 시도하거나, { $mail } 주소로 이메일을 보내 주세요.

thanks-paid-title = 고맙습니다
thanks-paid-amount = 보내 주신 { $amount }의 후원금을 잘 받았습니다.
thanks-confirming-title = 결제를 확인하고 있습니다
thanks-confirming-text = 더 하실 일은 없으니 다시 결제하지 말아 주세요.
thanks-confirming-soon = 잠시 뒤 이 페이지가 스스로 다시 확인합니다.
thanks-confirming-late = 평소보다 오래 걸리고 있습니다. 이 페이지를 닫으셔도 됩니다. 이메일 주소를 남기셨다면 후원이 확인되는 대로 알려 드립니다.
thanks-processing-title = 후원금이 오고 있습니다
thanks-processing-text = 은행이 아직 결제를 처리하고 있으며 며칠이 걸릴 수 있습니다. 더 하실 일은 없으니 다시 결제하지 말아 주세요. 이메일 주소를 남기셨다면 후원금이 도착했을 때 알려 드립니다.
thanks-open-title = 결제가 끝나지 않았습니다
thanks-open-text = 결제를 마치기 전에 페이지를 떠나셨고, 결제된 금액은 없습니다. 이어서 하셔도 되고 그대로 두셔도 됩니다.
thanks-open-resume = 결제 페이지에서 이어 하기
thanks-not-paid-title = 결제되지 않았습니다
thanks-not-paid-text = 결제된 금액은 없습니다. 다시 시도하거나 다른 카드를 쓰실 수 있습니다.
thanks-try-again = 후원 양식으로 돌아가기
thanks-unknown-title = 찾아 주셔서 고맙습니다
thanks-unknown-text = 이 주소만으로는 결제가 어떻게 끝났는지 알 수 없습니다. 방금 결제하면서 이메일 주소를 남기셨다면 메일로 알려 드립니다. 확실하지 않다면 다시 결제하기 전에 이메일로 물어봐 주세요.
