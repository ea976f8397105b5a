# 공개 페이지가 얼마나 열렸는지 보는 곳.

rooms-visits-lead = 브라우저에서 페이지를 한 번 열면 방문 1회입니다. 하루 합계만 남기므로 한 사람이 세 페이지를 보면 3회로 집계되며, 누가 보았는지는 알 수 없습니다. 스스로 봇이라고 밝힌 프로그램은 제외합니다. 새 방문은 1분 안에 반영됩니다.
rooms-visits-visits = 방문
rooms-visits-last-days = 최근 30일
rooms-visits-last-months = 최근 12개월
rooms-visits-pages = 페이지별
rooms-visits-pages-none = 최근 30일 동안 열린 페이지가 없습니다. 사이트 주소를 공유한 뒤 1분쯤 지나 다시 확인해 보세요.
rooms-visits-pages-caption = 최근 30일 기준입니다.
rooms-visits-page = 페이지
rooms-visits-english = 영어
rooms-visits-korean = 한국어
rooms-visits-ways = 공유 경로
rooms-visits-ways-text = 공유된 주소 끝에는 ‘?via=line’ 같은 낱말이 붙으며, 누구에게나 같습니다. 공유한 사람이 아니라 그 주소로 들어온 방문을 셉니다. 뉴스레터를 보내실 때는 링크에 ‘?via=newsletter’를 붙여 주세요.
rooms-visits-ways-caption = 공유된 주소로 시작된 방문입니다.
rooms-visits-way = 경로
rooms-visits-word = 낱말
rooms-visits-30-days = 30일
rooms-visits-12-months = 12개월
rooms-visits-links = 직접 만든 링크
rooms-visits-links-text = 링크로 후원 양식을 미리 채우고, 직접 정한 낱말을 붙일 수 있습니다(아래 보기). 각 부분은 빼도 되며, 양식에 없는 값은 무시됩니다. 낱말은 편지, 강연, 포스터를 가리키는 데 쓰고 특정한 사람을 가리키는 데는 쓰지 마세요. 모든 페이지에서 집계되며, 영문자와 숫자, 붙임표를 32자까지 쓸 수 있습니다.
rooms-visits-links-none = 최근 12개월 동안 이런 낱말로 들어온 방문이 없습니다. 다음에 보내는 링크에 낱말을 붙여 보세요.
rooms-visits-links-caption = 직접 정한 낱말로 시작된 방문입니다. 하루 100개를 넘는 낱말은 ‘other’로 묶어 셉니다.
rooms-visits-via-line = LINE
rooms-visits-via-naver = 네이버
rooms-visits-via-band = 밴드
rooms-visits-via-x = X
rooms-visits-via-facebook = 페이스북
rooms-visits-via-whatsapp = 왓츠앱
rooms-visits-via-telegram = 텔레그램
rooms-visits-via-bluesky = 블루스카이
rooms-visits-via-mail = 이메일
rooms-visits-via-app = 기기의 공유 기능(카카오톡 등)
rooms-visits-via-copy = 주소나 글 복사
rooms-visits-via-poster = QR 코드
rooms-visits-via-newsletter = 우리 뉴스레터
rooms-visits-via-kakaostory = 카카오스토리
