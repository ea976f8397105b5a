# 페이지를 관리하는 곳: 목록, 편집기, 고칠 점.

rooms-pages-title = 제목
rooms-pages-menu = 메뉴 이름
rooms-pages-summary = 요약
rooms-pages-lead = 도입 글
rooms-pages-text = 글
rooms-pages-words = 인용한 말
rooms-pages-attribution = 말하거나 실은 사람 또는 매체
rooms-pages-value = 수치
rooms-pages-counts = 무엇의 수치인지
rooms-pages-question = 질문
rooms-pages-answer = 답변
rooms-pages-drawing = 그림
rooms-pages-alt = 그림 설명
rooms-pages-caption = 그림 아래 글
rooms-pages-heading = 소제목
rooms-pages-button = 버튼 문구
rooms-pages-path = 연결할 주소
rooms-pages-source-name = 출처
rooms-pages-source-url = 출처 주소
rooms-pages-source-date = 날짜
rooms-pages-title-hint = 페이지의 제목이며 검색 결과에도 나옵니다.
rooms-pages-summary-hint = 검색 결과와 공유 링크에 쓸 한두 문장입니다.
rooms-pages-lead-hint = 제목 아래에 오는 문장입니다.
rooms-pages-words-hint = 따옴표 없이 써 주세요.
rooms-pages-value-hint = 보이는 그대로 써 주세요. 예: 150,000
rooms-pages-copied-hint = 아래에 사이트 주소가 덧붙습니다.
rooms-pages-alt-hint = 그림을 볼 수 없는 분을 위한 설명입니다.
rooms-pages-path-hint = 이 사이트의 주소를 /ko 없이 써 주세요. 예: /volunteer
rooms-pages-source-url-hint = https://로 시작하는 전체 주소를 써 주세요
rooms-pages-source-date-hint = 아는 만큼 정확하게 써 주세요. 예: 2014년 2월 17일
rooms-pages-markdown-hint = 문단 사이에는 빈 줄을 넣습니다. *강조*, **굵게**, 소제목은 ##, 목록은 -나 1., 링크는 [글](/주소), 주는 [^1]로 씁니다. 시트의 칸은 표가 됩니다.
rooms-pages-kind-prose = 글
rooms-pages-kind-quote = 인용
rooms-pages-kind-call_to_action = 참여 권유
rooms-pages-kind-goal = 목표 막대
rooms-pages-kind-share_kit = 공유 방법
rooms-pages-kind-illustration = 그림
rooms-pages-kind-reasons = 이유
rooms-pages-item-reasons = 이유
rooms-pages-kind-actions = 참여 방법
rooms-pages-item-actions = 방법
rooms-pages-kind-figures = 수치
rooms-pages-item-figures = 수치
rooms-pages-kind-questions = 질문과 답
rooms-pages-item-questions = 질문
rooms-pages-kind-texts = 복사할 글
rooms-pages-item-texts = 글
rooms-pages-block = 블록 { $number }({ $kind })
rooms-pages-block-new = 블록 { $number }({ $kind }, 새로 추가)
rooms-pages-block-gone = 블록 { $number }({ $kind }, 삭제됨)
rooms-pages-moved = 같은 내용이 다른 자리에 있습니다.
rooms-pages-items = 항목
rooms-pages-page = 페이지
rooms-pages-no-item = { $item }을(를) 하나 이상 추가해 주세요.
rooms-pages-most-items = { $most }개까지만 넣을 수 있습니다.
rooms-pages-source-whole = 출처에는 누가, 어디서, 언제 세 가지가 모두 필요합니다. 아니면 셋 다 비워 두세요.
rooms-pages-shorten = { $longest }자 이내로 줄여 주세요. 지금 { $length }자입니다.
rooms-pages-problem-path = 이 사이트의 주소를 /ko 없이 써 주세요. 예: /volunteer
rooms-pages-problem-url = https://로 시작하는 전체 주소를 써 주세요.
rooms-pages-problem-drawing = 그림을 하나 선택해 주세요.
rooms-pages-program = 프로그램
rooms-pages-state = 상태
rooms-pages-saved-at = 저장 시각
rooms-pages-is-published = 게시됨
rooms-pages-edit = 편집
rooms-pages-view = 보기
rooms-pages-revisions = 판 목록
rooms-pages-revision = 판
rooms-pages-revisions-of = { $page } 판 목록
rooms-pages-by = 저장한 사람
rooms-pages-all-three = 셋 다 쓰거나 모두 비움
rooms-pages-source = 출처
rooms-pages-choose = 선택해 주세요
rooms-pages-the-page = 페이지 정보
rooms-pages-add-item = { $item } 추가
rooms-pages-view-page = 게시된 페이지 보기
rooms-pages-same = 두 내용이 같습니다.
rooms-pages-drawing-light = 빛
rooms-pages-drawing-crossing = 건너는 길
rooms-pages-drawing-voice = 목소리
rooms-pages-drawing-bridge = 다리
rooms-pages-drawing-mark = 표식
rooms-pages-problem-silent = 내용을 적어 주세요. 기호만으로는 뜻이 전해지지 않습니다.
rooms-pages-problem-unseen = 보이지 않는 문자가 { $place ->
    [start] 맨 앞에
   *[within] “{ $before }” 뒤에
} 있습니다: { $code }{ $sort ->
    [width] {" "}(폭이 없는 문자)
    [direction] {" "}(글 방향을 바꾸는 문자)
    [hyphen] {" "}(줄 끝에서만 보이는 붙임표)
    [filler] {" "}(한글 채움 문자)
   *[other] {""}
}.{ $more ->
    [0] {""}
   *[other] {" "}이런 문자가 { $more }개 더 있습니다.
} 해당 단어를 지우고 다시 입력해 주세요.
rooms-pages-mark-emphasis = { $line }번째 줄: “{ $words }”의 별표가 그대로 보입니다. 강조할 말에 빈칸 없이 붙이고 뒤에도 닫아 주세요. 별표 자체를 쓰려면 \*로 적습니다.
rooms-pages-mark-link = { $line }번째 줄: “{ $words }”는 링크가 되지 않았습니다. 링크는 [글](주소)로 적고, 주소는 /mission이나 https://example.org처럼 적습니다.
rooms-pages-mark-note = { $line }번째 줄: “{ $words }”에 해당하는 주가 없습니다. 별도의 줄에 [^1]: 내용처럼 적어 주세요.
rooms-pages-mark-unused-note = { $line }번째 줄: 본문에서 가리키지 않는 주입니다: “{ $words }”. 맨 끝에 표시됩니다.
rooms-pages-mark-heading = { $line }번째 줄: “{ $words }”는 제목이 되지 않았습니다. # 뒤에 빈칸을 넣어 주세요.
rooms-pages-mark-table = { $line }번째 줄: “{ $words }”는 표가 되지 않았습니다. 첫 행 아래에 | --- | --- |와 같은 줄을 넣어 주세요.
rooms-pages-mark-html = { $line }번째 줄: HTML은 그대로 보입니다: “{ $words }”. **굵게**, *강조*, [글](주소)로 적어 주세요.
rooms-pages-mark-picture = { $line }번째 줄: 글에는 그림이 들어가지 않고 다음 말만 보입니다: “{ $words }”.
