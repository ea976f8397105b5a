# 직원 페이지에 공통으로 쓰이는 말: 틀, 목록, 양식.

rooms-title = { $organisation } 직원용
rooms-skip = 본문으로 건너뛰기
rooms-trial = Stripe 시험 키로 운영 중인 사이트입니다. 카드는 청구되지 않으며, 후원도 실제가 아닙니다.
rooms-public-site = {" "}공개 사이트로 가기
rooms-nav = 직원 메뉴
rooms-menu = 메뉴
rooms-dashboard = 첫 화면
rooms-account = 내 계정:
rooms-signed-in-as = 로그인한 사람:
rooms-sign-out = 로그아웃
rooms-times = 모든 시각은 서울 시간(UTC+9)입니다.
rooms-style = 페이지 구성 요소

rooms-group-people = 사람
rooms-group-money = 후원금
rooms-group-site = 사이트
rooms-group-settings = 관리
rooms-nav-volunteers = 자원봉사 신청
rooms-nav-donations = 후원 내역
rooms-nav-monthly = 정기 후원
rooms-nav-transfers = 계좌이체
rooms-nav-events = Stripe 알림
rooms-nav-reconciliation = 장부 대조
rooms-nav-defence = 카드 도용 방어
rooms-nav-pages = 페이지
rooms-nav-mails = 메일
rooms-nav-visits = 방문
rooms-nav-settings = 설정

rooms-role-owner = 총괄 관리자
rooms-role-owner-several = 총괄 관리자
rooms-role-editor = 편집 담당
rooms-role-editor-several = 편집 담당
rooms-role-coordinator = 자원봉사 담당
rooms-role-coordinator-several = 자원봉사 담당
rooms-role-treasurer = 회계 담당
rooms-role-treasurer-several = 회계 담당

rooms-refusal-title = 권한이 없습니다
rooms-refusal-heading = { $wanted }만 들어갈 수 있는 곳입니다
rooms-refusal-text = 현재 권한은 { $held }입니다. 보여 드린 내용도, 바뀐 내용도 없습니다. 이곳에 접근하신 사실은 기록되었습니다.
rooms-refusal-ask = 업무에 필요하시다면 권한을 정하는 총괄 관리자에게 메일로 요청해 주세요.
rooms-back-to-dashboard = 첫 화면으로 돌아가기

rooms-way = 현재 위치
rooms-home = 홈
rooms-all = 전체
rooms-pager = 목록 더 보기
rooms-pager-newest = 최신 목록으로
rooms-pager-older = 이전 목록
rooms-sum = 합계
rooms-day = 날짜
rooms-month = 월
rooms-yes = 예
rooms-no = 아니요
rooms-empty = 비어 있음

rooms-problem = 확인할 점:
rooms-may-stay-empty = 비워 두어도 됩니다
rooms-currency = 통화
rooms-up = 위로
rooms-down = 아래로
rooms-save = 저장
rooms-leave = 저장하지 않고 나가기
rooms-not-booked = 아직 기록되지 않았습니다. 먼저 아래 내용을 확인해 주세요
rooms-not-saved = 아직 저장되지 않았습니다. 먼저 아래 내용을 확인해 주세요
rooms-database-away = 데이터베이스가 응답하지 않아 아직 저장하지 못했습니다. 입력하신 내용은 그대로 있으니, 잠시 뒤에 다시 시도해 주세요.

rooms-chart-numbers = 수치 보기
rooms-chart-counts = { $what } 모두 { $total }회, 가장 많았던 때는 { $name }({ $value }회)입니다.
rooms-chart-none = 아직 { $what } 기록이 없습니다.

rooms-count-gifts = { $count }건

rooms-not-changed = 아직 바뀌지 않았습니다. 먼저 아래 내용을 확인해 주세요
rooms-in-english = 영어
rooms-in-korean = 한국어

rooms-do = 할 일
rooms-fill-in = 입력해 주세요.
rooms-differences = 다른 점
rooms-take-theirs = 상대의 내용을 쓰고 내 내용은 버리기
rooms-link-unreadable = ‘{ $link }’은(는) 브라우저가 읽을 수 없는 주소입니다. 다시 써 주세요.
rooms-link-hides = ‘{ $link }’은(는) 어디로 가는지 감추고 있습니다. @ 앞은 이름일 뿐이고 실제로 열리는 곳은 { $host }입니다. 그 부분을 빼고 써 주세요.
rooms-link-deceives = ‘{ $link }’은(는) ‘{ $shown }’(으)로 연결되는데, 여러 문자가 섞였거나 로마자처럼 보이기만 하는 주소입니다. 주소를 직접 입력하시거나 링크를 빼 주세요.

rooms-no-older = 더 이전 것은 없습니다.
rooms-remove = 삭제
