# 모든 페이지의 틀: 머리글, 바닥글, 이어지는 길, 양식에 함께 쓰이는 말.

site-description = 인권을 위해 일하는 시민 단체의 활동과 함께하는 세 가지 방법.
og-locale = ko_KR
og-locale-other = en_US
og-image-alt = 제목을 적은 그림: { $title }

skip-to-content = 본문으로 바로 가기
trial = 시험 운영 중인 사이트입니다. 카드 결제가 실제로 이루어지지 않으며, 이곳의 후원은 실제 후원이 아닙니다.
nav-label = 주 메뉴
nav-home-hint = 처음 화면
nav-donate = 후원하기

footer-movement = 커넥트 카인드니스(Connect Kindness) 운동과 함께합니다.
footer-no-tracking = 쿠키도, 추적도, 외부에서 불러오는 것도 없습니다. 인쇄해도, 나누어도, 스크립트를 끄고 읽어도 좋습니다.
footer-press = 언론 자료
footer-privacy = 개인정보 처리 안내

on-paper = 이 페이지의 주소:

way-home = 처음 화면으로
way-share = 이 사이트 알리기

day-with-zone = { $day }(서울 시각)

form-required = (필수)
form-optional = (선택)
form-problems-title = 다음 항목을 다시 살펴봐 주세요
form-problem-label = 고칠 점:
problem-too-long = 적으신 글은 { $length }자이고, { $longest }자까지 담을 수 있습니다. 조금 줄여 주세요.
problem-resident-number = 주민등록번호처럼 보이는 숫자가 있습니다. 법에 따라 받을 수 없고 여기에는 필요하지도 않으니 지워 주세요.
form-error-mark = 오류:
form-trap = 이 칸은 비워 두세요
form-trap-hint = 사람이 아니라, 양식을 저절로 보내는 프로그램이 채우는 칸입니다. 브라우저나 비밀번호 관리 프로그램이 무언가 적어 넣었다면 지워 주세요.
form-notice-trap = 사람에게는 보이지 않는 칸이 채워져 있어 아직 보내지 않았습니다. 브라우저나 비밀번호 관리 프로그램이 채웠을 수 있습니다. 적으신 내용은 그대로 있습니다. 그 칸을 비우고 양식 맨 앞에 보이게 두었으니, 비어 있는지 확인하고 한 번 더 보내 주세요.
form-own-tab = (새 탭에서 열림)
form-draft = 적으시는 내용은 보내실 때까지 이 탭에만 남아, 뒤로 가거나 새로 고쳐도 사라지지 않습니다. 마지막으로 고친 지 한 시간이 지나면 이 페이지가 다시 채워 넣지 않습니다. 닫은 탭은 브라우저가 되살릴 수 있으니, 맨 위의 단추로 나가시는 것이 안전합니다.
form-correction = 조금 전에 이 양식을 보내셨습니다. 지금 다시 보내시면 먼저 보내신 내용을 대신합니다.
form-begin-anew = 다른 분의 양식으로 새로 쓰기

form-notice-own-mistake = 지금은 이 양식을 받을 수 없습니다. 저희 설정이 잘못된 것이며 보내신 분의 잘못이 아닙니다. 전송되거나 결제된 것은 없습니다. 적으신 내용은 그대로 있으니 나중에 다시 시도하거나 { $mail } 주소로 이메일을 보내 주세요.
