# 자원봉사 자리: 공개 페이지, 다른 페이지에 나오는 안내, 한 자리를 위한 신청서.

roles-title = 함께할 사람을 찾습니다
roles-description = 지금 모집하는 자원봉사 활동입니다. 하는 일과 장소, 필요한 언어, 걸리는 시간을 알려 드립니다.
roles-lead = 지금 함께할 분을 찾는 활동입니다. 하나를 고르면 그 활동의 신청서가 열립니다.
roles-none = 지금 따로 모집하는 활동은 없습니다. 그래도 언제든 신청하실 수 있습니다.
roles-any = 맞는 활동이 없나요? 하고 싶은 일을 알려 주시면 함께 찾아보겠습니다.
roles-any-link = 활동을 정하지 않고 신청하기
roles-offer = 이 활동 신청하기
roles-where = 장소
roles-hours = 시간
roles-languages = 언어
roles-until = 마감
roles-wanted = 모집 인원
roles-wanted-count = { $count }명 더
roles-check = 시작하기 전에
roles-check-text = 법에 따라, 또는 다른 분들의 안전을 위해 서류를 함께 확인합니다. 사본은 보관하지 않습니다.
roles-teaser = 지금 모집하는 활동이 { $count }가지 있습니다.

roles-form-for = 신청하는 활동: { $title }
roles-form-more = 이 활동 자세히 보기
roles-form-without = 활동을 정하지 않고 신청하기
roles-form-open = 지금 모집하는 활동이 { $count }가지 있습니다.
roles-form-look = 살펴보기
roles-form-gone = 어떤 활동을 신청하시겠어요?
roles-form-gone-text = 고르신 활동은 자리가 찼거나 모집이 끝났습니다. 다른 활동을 고르거나 고르지 않아도 됩니다.
roles-form-none = 활동을 정하지 않음
