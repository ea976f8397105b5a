# 내 후원 관리: 들어가는 길, 후원 내역, 정기 후원, 한 해의 내역서.

manage-title = 내 후원 관리
manage-lead = 후원 내역과 영수증을 보고, 정기 후원을 바꾸거나 멈출 수 있습니다. 계정도 비밀번호도 없습니다. 후원하실 때 남긴 이메일 주소로 링크를 보내 드립니다.
manage-mail = 이메일 주소
manage-mail-note = 이 주소로 하신 후원이 있을 때 링크를 한 번 보내는 데에만 쓰고, 메일을 보내는 즉시 지웁니다.
manage-ask = 링크 받기
manage-after-ask = 링크는 60분 동안 한 번만 쓸 수 있습니다.
manage-help = 잘되지 않거나 그 주소를 더는 쓰지 않으신다면:
manage-problem-mail = 이메일 주소 형식이 아닌 것 같습니다. 다시 살펴봐 주세요.
manage-notice-stale = 양식을 오래 열어 두셔서 새로 준비했습니다. 다시 보내 주세요.
manage-notice-away = 지금은 요청을 받을 수 없습니다. 적으신 내용은 그대로 있으니 몇 분 뒤에 다시 시도하거나, { $mail } 주소로 이메일을 보내 주세요.

manage-asked-title = 메일함을 확인해 주세요
manage-asked-text = 이 주소로 하신 후원이 있다면 링크를 보내 드립니다.
manage-asked-then = 이 기기에서 여셔도, 다른 기기에서 여셔도 됩니다. 링크는 60분 동안 한 번만 쓸 수 있습니다.
manage-asked-nothing = 몇 분이 지나도 메일이 오지 않나요?
manage-asked-spam = 스팸 메일함을 살펴봐 주세요.
manage-asked-address = 다른 주소로 후원하셨을 수도 있습니다.
manage-ask-again = 다른 주소로 받기
manage-asked-help = 그래도 없으면 이메일로 알려 주세요:

manage-link-title = 내 후원 열기
manage-link-text = 아래 버튼을 누르면 후원 내역과 영수증이 열리고, 정기 후원을 바꿀 수 있습니다.
manage-link-button = 내 후원 보기
manage-link-note = 버튼을 누르면 링크를 쓴 것이 됩니다. 링크를 자동으로 열어 보는 메일 프로그램이 있어 버튼을 두었습니다.
manage-link-over-title = 더는 쓸 수 없는 링크입니다
manage-link-over-text = 링크는 60분 동안 한 번만, 빠진 글자 없이 복사되었을 때 쓸 수 있습니다. 새 링크는 언제든 받으실 수 있습니다.
manage-gift-link-over-text = 정기 후원 메일에 있는 링크는 두 달 동안 쓸 수 있습니다. 새 링크는 언제든 받으실 수 있습니다.
manage-over-title = 방문이 끝났습니다
manage-over-text = 안전을 위해 마지막으로 무언가를 하신 지 30분이 지나면 끝납니다. 바꾸신 내용은 그대로 남아 있습니다.
manage-fresh = 새 링크 받기

manage-overview-title = 내 후원
manage-overview-lead = 이 이메일 주소로 하신 모든 후원입니다. 하나하나 고맙습니다.
manage-monthly = 정기 후원
manage-monthly-open = 살펴보기, 바꾸기
manage-monthly-look = 살펴보기
manage-gifts = 후원 내역과 영수증
manage-no-gifts = 이 주소로 하신 후원이 없습니다.
manage-statements = 한 해의 내역서
manage-statement = { $year }년 내역서
manage-end-title = 다 보셨다면
manage-end-text = 방문이 끝날 때까지는 이 브라우저를 쓰는 누구나 이 페이지를 열 수 있습니다. 마지막으로 무언가를 하신 지 30분이 지나면 저절로 끝납니다. 함께 쓰는 기기라면 창도 닫아 주세요.
manage-end-button = 지금 방문 끝내기
manage-back = 모든 후원으로 돌아가기
manage-whole = 모든 후원과 영수증 보기
manage-notice-sent = 영수증을 메일로 보내 드립니다.
manage-notice-often = 하루 사이에 이 영수증을 이미 다섯 번 보내 드렸습니다. 여기에서 보고 인쇄하실 수 있습니다.
manage-notice-no-address = 이 후원에는 이메일 주소가 없습니다. 영수증은 여기에서 보고 인쇄하실 수 있습니다.

gift-once = 일시 후원
gift-monthly = 정기 후원
gift-receipt = 영수증 { $serial }
gift-send-receipt = 메일로 받기
gift-state-pending = 마치지 않음, 청구된 금액 없음
gift-state-announced = 아직 이체되지 않음
gift-state-processing = 은행에서 처리하는 중
gift-state-failed = 결제 실패, 청구된 금액 없음
gift-state-expired = 마치지 않음, 청구된 금액 없음
gift-state-partly-paid = 일부 도착
gift-state-paid = 도착
gift-state-partly-refunded = 도착, 일부 돌려드림
gift-state-refunded = 돌려드림
gift-state-disputed = 은행이 되가져감

monthly-title = 정기 후원
monthly-sum = 매달 { $amount }
monthly-begins-some-day = 첫 결제가 아직 도착하지 않았습니다.
monthly-goes = 다음 후원일은 { $day }입니다.
monthly-goes-some-day = 매달 이어집니다.
monthly-rests = 쉬고 있습니다. 다음 결제일은 { $day }이며, 그 전에는 결제되지 않습니다.
monthly-rests-some-day = 쉬고 있습니다. 결제되는 금액은 없습니다.
monthly-fails = 지난번 결제가 되지 않아 { $day }에 다시 시도합니다. 카드가 만료되었거나 바뀌었다면 카드를 바꿔 주세요.
monthly-fails-some-day = 지난번 결제가 되지 않았습니다. 카드가 만료되었거나 바뀌었다면 카드를 바꿔 주세요.
monthly-ends = { $day }에 끝나며 그때까지는 이미 결제되어 있습니다. 더 결제되는 금액은 없습니다.
monthly-ended = { $day }에 끝났습니다. 더 결제되는 금액은 없습니다.
monthly-ended-some-day = 끝났습니다. 더 결제되는 금액은 없습니다.
monthly-again = 다시 후원하기

monthly-go-on-text = 마음이 바뀌셨나요? 끝나기 전까지는 그대로 이어 갈 수 있습니다.
monthly-go-on = 계속 이어 가기
monthly-resume-text = 원하시면 그 전에 다시 이어 갈 수 있습니다.
monthly-resume = 지금부터 이어 가기

monthly-card-title = 카드와 결제 내역
monthly-card-text = 카드는 결제 대행사 스트라이프(Stripe)의 페이지에서 바꿉니다. 마치면 이 페이지로 돌아옵니다.
monthly-card = 카드 바꾸기
monthly-bills = 결제 내역 보기
monthly-card-note = 카드 정보는 이 사이트에 남지 않습니다.

monthly-amount-title = 금액 바꾸기
monthly-amount-label = 다음번부터의 금액({ $currency })
monthly-amount-hint = 예: { $example }. 이번 달에는 더 결제되지 않습니다.
monthly-amount-cover = 지금 금액 가운데 { $cover }은(는) 카드 수수료 몫입니다. 금액을 바꾸면 그 몫은 없어지고, 적으신 금액 전부가 후원금이 됩니다.
monthly-amount = 금액 바꾸기

monthly-pause-title = 쉬어 가기
monthly-pause-label = 쉬는 기간
monthly-pause-text = 다음 결제부터 건너뛰고, 그 뒤에는 저절로 이어집니다.
monthly-pause-one = 한 달: 다음 결제일 { $day }
monthly-pause-more = { $months }개월: 다음 결제일 { $day }
monthly-pause = 정기 후원 쉬기

monthly-stop-title = 멈추기
monthly-stop-text = 언제든 멈출 수 있습니다. 이유는 묻지 않습니다.
monthly-stop-now-text = 정해진 날에 저절로 끝납니다. 오늘 바로 끝내실 수도 있습니다.
monthly-stop = 정기 후원 멈추기

monthly-notice-done = 마쳤습니다. 지금 이렇게 되어 있습니다.
monthly-notice-behind = 스트라이프가 변경을 접수했습니다. 확인되는 대로 이 페이지에 나타나니 잠시 뒤에 새로 고쳐 주세요.
monthly-notice-stale = 페이지를 오래 열어 두셔서 새로 준비했습니다. 바뀐 것은 없습니다. 한 번 더 눌러 주세요.
monthly-notice-refused = 결제 대행사 스트라이프가 이 변경을 처리하지 않았습니다. 정기 후원은 지금 이 페이지에 보이는 그대로입니다. 한 번 더 시도하시거나 { $mail } 주소로 알려 주시면 저희가 대신 해 드리겠습니다.
monthly-notice-stripe-away = 결제 대행사 스트라이프가 지금 응답하지 않아, 바뀌었다고 말씀드릴 수 없습니다. 몇 분 뒤에 다시 시도해 주세요. 두 번 하셔도 괜찮습니다. { $mail } 주소로 알려 주시면 저희가 대신 해 드리겠습니다.
monthly-problem-no-amount = 새 금액을 적어 주세요. 예: { $bound }.
monthly-problem-too-small = { $bound } 이상으로 정해 주세요.
monthly-problem-too-large = 여기에서는 { $bound }까지 정할 수 있습니다. 더 큰 금액은 { $mail } 주소로 알려 주세요.
monthly-problem-too-precise = 이 통화에서 쓰지 않는 소수점 아래 자리가 있습니다. { $bound }처럼 적어 주세요.
monthly-problem-below-minimum = 스트라이프가 받지 못하는 작은 금액입니다. 조금 더 큰 금액으로 정해 주세요. 바뀐 것은 없습니다.

stop-title = 정기 후원 멈추기
stop-lead = 매달 { $amount }의 정기 후원입니다. 지금까지 함께해 주셔서 고맙습니다.
stop-text = { $day }까지는 이미 결제되어 있습니다. 멈추면 그날 끝나고 더는 결제되지 않습니다. 그때까지는 마음을 바꾸실 수 있습니다.
stop-text-some-day = 멈추면 이미 결제된 달과 함께 끝나고 더는 결제되지 않습니다. 그때까지는 마음을 바꾸실 수 있습니다.
stop-button = 결제된 달까지만 후원하고 멈추기
stop-now-text = 또는 오늘 바로 끝낼 수 있습니다. 이미 보내 주신 후원금은 그대로이며, 나중에 다시 하시려면 새로 시작하게 됩니다.
stop-now-button = 오늘 끝내기
stop-back = 그대로 두기

statement-title = { $year }년 후원금 내역서
statement-says = 이 해에 받은 후원금과 돌려드린 금액입니다.
statement-print-how = 브라우저의 인쇄 기능으로 인쇄하거나, 같은 창에서 PDF로 저장할 수 있습니다. 종이에는 내역서만 나옵니다.
statement-made = 작성일
statement-sum = 합계({ $currency })
statement-sum-given = 보내 주신 금액: { $amount }.
statement-sum-back = 돌려드린 금액: { $amount }.
statement-caption = 돈이 오간 날짜순(서울 시각)
statement-what = 내용
statement-charge = 후원금
statement-transfer = 후원금(이체)
statement-refund = 돌려드림
statement-dispute = 은행이 되가져감
statement-reversal = 다시 들어옴
statement-correction = 바로잡음
statement-empty = 이 해에 이 주소로 하신 후원이 없습니다.
