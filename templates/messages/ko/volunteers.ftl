# 자원봉사 신청서. 브라우저 기록에 남는 제목에는 아무것도 드러나지 않게 한다.

volunteer-title-neutral = 양식
volunteer-description-neutral = 적게 묻는 짧은 양식입니다. 적으신 내용은 몇 사람만 읽고, 때가 되면 지웁니다.
volunteer-exit = 지금 바로 나가기
volunteer-exit-keys = 또는 Esc 키 세 번
volunteer-exit-url = https://www.weather.go.kr/

volunteer-heading = 힘을 보태 주세요
volunteer-lead = 하고 싶은 일과 연락할 방법을 알려 주세요. 가명이면 충분합니다. 담당자가 읽고 답장을 드립니다.
volunteer-caution = 북에 있는 가족이나 친구의 이름, 누군가가 지나온 길과 장소, 날짜는 적지 말아 주세요. 여기에도, 나중에 주고받는 글에도 쓰지 않는 것이 좋습니다. 적어 두지 않은 것은 새어 나가지 않습니다.
volunteer-history = 브라우저 방문 기록에 이 페이지가 남을 수 있습니다. 다른 사람과 함께 쓰는 기기라면 비공개 창을 쓰는 편이 흔적을 덜 남깁니다.

volunteer-reach-legend = 연락 방법
volunteer-name = 이름 또는 가명
volunteer-name-hint = 어떻게 불러 드리면 될까요? 실제 이름이 아니어도 됩니다.
volunteer-contact-kind = 어떻게 연락드릴까요?
contact-mail = 이메일
contact-phone = 전화
contact-signal = 시그널
contact-kakaotalk = 카카오톡
contact-telegram = 텔레그램
contact-line = 라인
contact-wechat = 위챗
contact-other = 다른 서비스
volunteer-contact = 그곳의 주소, 번호 또는 아이디
volunteer-contact-hint = 하나면 됩니다. 다른 서비스라면 서비스 이름도 함께 적어 주세요.
volunteer-discreet = 이메일로 연락할 때 단체 이름과 용건을 드러내지 말아 주세요
volunteer-note-discreet = 메일의 보낸 사람과 내용에 아무것도 드러나지 않습니다. 다만 메일에 든 링크에는 이 사이트의 주소가 보입니다.

volunteer-help-legend = 함께할 일
volunteer-areas = 어떤 일을 하고 싶으세요? 여러 가지를 골라도 됩니다.
area-advocacy = 알리기와 캠페인
area-teaching = 북한 출신 청소년 가르치기
area-translation = 번역
area-events = 행사 돕기
area-research = 조사와 연구
volunteer-availability = 얼마나 자주 할 수 있으세요?
availability-once = 한 번만
availability-monthly = 한 달에 몇 시간
availability-weekly = 한 주에 몇 시간
availability-unsure = 아직 모르겠어요
volunteer-not-said = 적지 않을게요
volunteer-languages = 할 수 있는 언어
volunteer-skills = 잘하는 일
volunteer-skills-hint = 예: 디자인, 통역, 회계.
volunteer-region = 사는 곳
volunteer-region-hint = 이보다 자세히는 묻지 않습니다.
region-seoul = 서울
region-capital = 경기·인천
region-gangwon = 강원
region-chungcheong = 충청·대전·세종
region-jeolla = 전라·광주
region-gyeongsang = 경상·부산·대구·울산
region-jeju = 제주
region-abroad = 외국
volunteer-languages-hint = 편하게 적어 주세요. 예: 한국어, 영어 조금.
volunteer-message = 더 하고 싶은 말
volunteer-message-hint = 궁금한 점, 연락하기 좋은 시간 등.

volunteer-note-contact-kind = 담당자는 여기로만 연락드립니다.
volunteer-note-message = 북에 있는 가족, 누군가가 지나온 길과 장소, 날짜, 주민등록번호는 적지 말아 주세요. 저희에게 필요하지 않습니다.

consent-legend = 개인정보 수집·이용 동의
consent-purpose = 목적
consent-purpose-text = 답장을 드리고 함께할 일을 정하는 데 씁니다. 다른 곳에는 쓰지 않습니다.
consent-items = 항목
consent-items-text = 이름 또는 가명, 연락처 하나, 함께할 일. 적으신 경우에는 가능한 시간, 언어, 잘하는 일, 사는 지역, 남기신 글도 포함됩니다.
consent-period = 기간
consent-period-text = 마지막 연락 뒤 12개월까지 보관하고 모두 지웁니다. 요청하시면 그 전에도 지웁니다.
consent-readers = 읽는 사람
consent-readers-text = 자원봉사 담당자만 읽고, 읽을 때마다 기록이 남습니다. 다른 누구에게도 주지 않습니다.
consent-refuse = 거부할 권리
consent-refuse-text = 동의하지 않으셔도 됩니다. 그때는 연락을 드릴 수 없어 신청을 받지 못합니다. 그 밖의 불이익은 없습니다.
consent-processors = 보관하는 곳
consent-processors-text = 저희가 직접 운영하는 서버에 보관하며, 다른 회사는 내용을 읽을 수 없습니다. 이메일 주소를 적으시면 그 주소와 저희가 보내는 글이 저희와 받는 분의 메일 회사를 거치며, 그 서버가 외국에 있을 수 있습니다. 메일 회사는 자체 기준에 따라 메일을 보관합니다. 원하지 않으시면 위에서 다른 연락 방법을 골라 주세요. 거부하셔도 되고, 신청은 똑같이 받습니다.
consent-sensitive = 신념과 견해
consent-sensitive-text = 적으신 글에서 신념이나 견해가 드러날 수 있습니다. 법이 더 엄격하게 보호하는 정보라서 따로 여쭙니다. 동의하지 않으셔도 됩니다. 그때는 그런 내용을 빼고 적어 주세요. 신청은 똑같이 받습니다.
volunteer-consent-sensitive = 제가 적은 글에 신념이나 견해가 드러날 수 있음을 알고, 위와 같이 다루는 데 동의합니다.
consent-more = 개인정보와 권리에 대한 자세한 내용:
volunteer-consent = 위와 같이 제 정보를 쓰는 데 동의합니다.
volunteer-of-age = 저는 만 14세 이상입니다.
volunteer-submit = 신청서 보내기
volunteer-after-submit = 암호화한 뒤에 저장합니다. 언제든 이유를 밝히지 않고 취소할 수 있습니다.
volunteer-help = 이메일로 알려 주셔도 됩니다:

volunteer-problem-name = 어떻게 부르면 될지 적어 주세요. 가명도 괜찮습니다.
volunteer-problem-contact = 주소나 번호, 아이디처럼 연락할 수 있는 곳을 적어 주세요.
volunteer-problem-contact-kind = 연락받을 방법을 하나 골라 주세요.
volunteer-problem-mail = 이메일 주소 형식이 아닌 것 같습니다. 다시 살펴보거나 위에서 다른 방법을 골라 주세요.
volunteer-problem-phone = 전화번호 형식이 아닌 것 같습니다. +82 10 1234 5678처럼 숫자를 다시 살펴봐 주세요. ‘(저녁)’ 같은 메모는 함께 적으셔도 됩니다.
volunteer-problem-areas = 하고 싶은 일을 하나 이상 골라 주세요. 나중에 바꾸셔도 됩니다.
volunteer-problem-consent = 동의하셔야 정보를 쓸 수 있습니다. 동의하신다면 칸에 표시해 주세요.
volunteer-problem-of-age = 만 14세 이상만 신청할 수 있습니다. 해당하신다면 칸에 표시해 주세요.

volunteer-notice-role-gone = 고르신 활동은 그사이 자리가 찼거나 모집이 끝났습니다. 적으신 내용은 그대로 있습니다. 아래에서 다른 활동을 고르거나 고르지 않은 채로 보내 주세요.
volunteer-ask-coordinates = 정확한 위치를 적으신 것 같습니다. 저희에게 필요하지 않으니 빼 주시겠어요? 그대로 두고 싶으시면 양식 아래의 ‘그대로 보내기’를 눌러 주세요.
volunteer-ask-route = 누군가가 지나온 길에 대한 이야기인 것 같습니다. 다른 사람이 위험해질 수 있고 저희에게 필요하지도 않으니 빼 주시겠어요? 그대로 두고 싶으시면 양식 아래의 ‘그대로 보내기’를 눌러 주세요.
volunteer-ask-relatives = 북에 있는 가족에 대한 이야기인 것 같습니다. 그분들이 위험해질 수 있고 저희에게 필요하지도 않으니 빼 주시겠어요? 그대로 두고 싶으시면 양식 아래의 ‘그대로 보내기’를 눌러 주세요.
volunteer-as-is = 그대로 보내기

volunteer-notice-stale = 양식을 오래 열어 두셔서 새로 준비했습니다. 적으신 내용은 그대로 있습니다. 확인하고 다시 보내 주세요.
volunteer-notice-too-fast = 아주 빨리 보내셔서, 사람이 보낸 것인지 한 번 더 확인하려고 합니다. 적으신 내용은 그대로 있습니다. 다시 한번 보내 주세요.
volunteer-notice-database-away = 지금은 신청을 저장할 수 없고, 저장된 내용도 없습니다. 적으신 내용은 양식에 그대로 있으니 몇 분 뒤에 다시 보내거나, { $mail } 주소로 이메일을 보내 주세요.
volunteer-notice-already-read = 이 양식은 이미 도착해 담당자가 읽었습니다. 고치신 내용은 저장되지 않았습니다. 덧붙일 내용이 있으면 이 새 양식을 보내시거나 { $mail } 주소로 알려 주세요.

volunteer-thanks-title = 고맙습니다
volunteer-thanks-text = 신청이 잘 도착했습니다. 담당자가 읽고, 고르신 방법으로 연락드립니다.
volunteer-thanks-next = 두 주 안에 연락이 없으면 이메일로 알려 주세요. 저희는 돈이나 비밀번호, 가족의 이름을 절대 묻지 않습니다.
volunteer-thanks-withdraw = 언제든 이유를 말하지 않고 취소할 수 있습니다. 이메일로 알려 주시면 보내신 내용을 지웁니다.
