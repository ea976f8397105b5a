# 금액 말고 후원 양식에서 고를 수 있는 것들, 그리고 정기 후원을 하거나 메일 없이 후원한 뒤에 하는 말.

giving-frequency-legend = 얼마나 자주 후원할까요?
giving-once = 한 번
giving-month = 매달
giving-month-note = 정기 후원은 멈출 때까지 매달 같은 날 결제됩니다. 이메일로 받는 링크에서 언제든 바꾸거나 쉬거나 멈출 수 있고, 이유는 묻지 않습니다.
giving-month-manage = 내 후원 관리

giving-mail-mark = (선택, 정기 후원에는 필요)
giving-mail-note = 영수증, 결제가 되지 않았을 때처럼 이 후원에 관한 소식, 내 후원을 관리하는 링크를 보내는 데에만 씁니다. 결제하시는 스트라이프 페이지에는 전달하며, 비워 두시면 그 페이지에 적으시는 주소로 영수증을 보냅니다. 후원 담당자만 읽으며, 세법이 정한 기간까지 보관합니다.

giving-notice-mail = 잘못 적힌 주소로는 영수증이 가지 않으니 이메일 주소를 한 번 더 확인해 주세요.
giving-mail-question = { $meant } 주소를 적으려고 하셨나요?
giving-mail-question-yes = 예, { $meant }
giving-mail-question-no = 아니요, { $typed } 주소가 맞습니다
giving-problem-mail-meant = 이메일 주소가 아닌 것 같습니다. { $meant } 주소를 적으려고 하셨나요? 고쳐 주세요.

giving-more-legend = 원하신다면
giving-more-note = 모두 비워 두셔도 됩니다. 그래도 똑같이 소중한 후원입니다.
giving-purpose-summary = 어디에 쓸지 고르기
giving-purpose = 쓰이는 곳
giving-purpose-any = 가장 필요한 곳에
giving-dedication-summary = 누군가를 기리며 후원하기
giving-dedication = 기리는 마음
giving-dedication-none = 없음
giving-dedication-honour = 존경과 감사를 담아
giving-dedication-memory = 떠난 분을 추모하며
giving-dedicatee = 그분의 이름
giving-dedicatee-hint = 영수증에 적히며, 후원 담당자만 읽습니다. 북한에 있는 사람의 이름은 적지 말아 주세요.
giving-message-summary = 한마디 남기기
giving-message = 단체에 전하는 말
giving-message-hint = { $longest }자까지 적을 수 있습니다. 후원 담당자만 읽습니다. 누군가를 위험하게 할 수 있는 내용은 적지 말아 주세요.
giving-quiet-summary = 이름을 알리지 않거나 메일을 받지 않기
giving-anonymous = 제 이름을 밖에 알리지 않습니다. 장부를 맡은 직원만 봅니다.
giving-no-mail = 이 후원에 대한 메일을 받지 않습니다. 한 번 하는 후원이라면 주소를 저장하지 않고, 정기 후원이라면 멈출 수 있도록 주소만 보관합니다.

giving-cover = 후원금이 온전히 전해지도록 카드 수수료를 더합니다
giving-cover-hint = 결제 페이지로 가기 전에 정확한 금액을 보여 드립니다.
giving-cover-offer = 더하면 { $cover } 늘어나 모두 { $total }입니다.
giving-cover-total = 후원금은 모두 { $total }이며, 이 가운데 수수료 몫이 { $cover }입니다.
giving-cover-total-monthly = 후원금은 매달 { $total }이며, 이 가운데 수수료 몫이 { $cover }입니다.
giving-submit-once = { $amount } 후원하기
giving-submit-month = 매달 { $amount } 후원하기
giving-transfer-link = 카드 대신 계좌 이체로 후원하기

giving-problem-two-sums = 금액이 두 가지 이상 적혀 있습니다: { $sums }. 후원하실 금액을 여기에서 골라 주세요.
giving-problem-unclear = “{ $typed }”은(는) 여러 가지로 읽을 수 있습니다: { $sums }. 후원하실 금액을 여기에서 고르시거나 다르게 적어 주세요.
giving-problem-perhaps = “{ $typed }”을(를) 어떻게 읽어야 할지 확실하지 않습니다. { $sums }이(가) 맞으면 여기에서 골라 주시고, 아니면 금액을 다르게 적어 주세요.
giving-problem-which-currency = 적으신 통화는 { $named }, 고르신 통화는 { $chosen }입니다. 어느 쪽이 맞나요? { $sums }이(가) 맞으면 여기에서 골라 주시고, 아니면 금액을 고쳐 주세요.
giving-problem-other-currency = 저희가 받을 수 없는 통화가 적혀 있습니다. 아래에서 통화를 고르시고 그 통화로 금액을 적어 주세요.
giving-problem-frequency = 한 번 후원할지 매달 후원할지 골라 주세요.
giving-problem-mail-missing = 정기 후원에는 이메일 주소가 필요합니다. 주소가 없으면 후원을 바꾸거나 멈추는 링크를 보내 드릴 수 없습니다.
giving-problem-mail-monthly = 이메일 주소 형식이 아닌 것 같습니다. 정기 후원은 언제든 멈추실 수 있도록 주소가 필요하니 다시 살펴봐 주세요.
giving-problem-purpose = 지금은 고를 수 없는 항목입니다. 다른 곳을 고르거나 고르지 않으셔도 됩니다. 고르지 않으시면 가장 필요한 곳에 씁니다.
giving-problem-dedication = 감사를 담은 후원인지 추모하는 후원인지 고르거나, 이름을 지워 주세요.
giving-problem-dedicatee = 그분의 이름을 적거나 ‘없음’을 골라 주세요.

giving-notice-read = 후원금은 { $total }입니다. 이대로 하시려면 한 번 더 눌러 주세요.
giving-notice-read-monthly = 후원금은 매달 { $total }입니다. 이대로 하시려면 한 번 더 눌러 주세요.
giving-notice-total = 후원금은 모두 { $total }이며, 이 가운데 수수료 몫이 { $cover }입니다. 이대로 하시려면 한 번 더 눌러 주세요.
giving-notice-total-monthly = 후원금은 매달 { $total }이며, 이 가운데 수수료 몫이 { $cover }입니다. 이대로 하시려면 한 번 더 눌러 주세요.
giving-notice-too-often = 같은 양식을 내용만 바꾸어 여러 번 보내셔서 새로 준비했습니다. 결제된 금액은 없습니다. 고르신 내용을 확인하고 한 번 더 보내거나, { $mail } 주소로 알려 주세요.

checkout-product-monthly = { $organisation } 정기 후원금

thanks-monthly = 이 후원은 멈추실 때까지 매달 이어집니다. 언제든 바꾸거나 쉬거나 멈출 수 있습니다:
thanks-paid-first = 첫 정기 후원금 { $amount }의 결제가 이루어졌습니다.
thanks-paid-quiet = 결제는 한 번만 이루어졌습니다.
thanks-receipt-mail = 영수증을 { $mail } 주소로 보내 드립니다.
thanks-receipt-not-yours = 내 주소가 아닌가요? 알려 주세요
thanks-receipt-there = 이메일 주소를 남기셨다면 그곳으로 영수증을 보내 드립니다.
thanks-receipt-number = 영수증 번호:
thanks-receipt = 메일을 보내 드리지 않으니 번호를 적어 두세요. 담당자가 이 번호로 후원을 찾아 영수증 사본을 보내 드릴 수 있습니다.
