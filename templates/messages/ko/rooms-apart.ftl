# 따로 둔 신청을 보는 곳.

rooms-apart-title = 따로 둔 신청
rooms-apart-link = 광고로 보여 따로 둔 신청
rooms-apart-text = 광고처럼 보이는 신청입니다. 보낸 사람에게는 다른 분과 같은 답이 나갔습니다. 사람이 보낸 신청은 받아들이고 나머지는 지워 주세요. 두 가지 모두 이름과 함께 기록됩니다.
rooms-apart-empty = 따로 둔 신청이 없습니다.
rooms-apart-who = 보낸 사람
rooms-apart-reasons = 이유
rooms-apart-reason-links = 필요 없는 곳에 링크가 있음
rooms-apart-reason-advert = 광고에 쓰이는 말이 있음
rooms-apart-reason-repeated = 같은 날 같은 글이 들어왔음
rooms-apart-reason-household = 같은 날 한 곳에서 많이 들어왔음
rooms-apart-reason-network = 같은 날 한 통신망에서 많이 들어왔음
rooms-apart-let-through = 받아들이기
rooms-apart-spam = 광고로 보고 지우기
rooms-apart-undo = 다시 따로 두기
rooms-apart-none-chosen = 신청을 하나 이상 골라 주세요.
rooms-apart-done-let-through = 받아들였습니다. 연락처가 메일 주소이면 먼저 본인에게 확인을 요청합니다.
rooms-apart-done-again = 다시 따로 두었습니다.
rooms-apart-done-erase = 지웠습니다.
rooms-apart-done-spam = 아무것도 지우지 않았습니다.
rooms-apart-sure-title = 광고로 보고 지우기
rooms-apart-sure-text = 신청 { $count }건을 완전히 지웁니다.
rooms-apart-sure = 지우기
rooms-apart-back = 돌아가기
