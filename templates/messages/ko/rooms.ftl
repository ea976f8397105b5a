# 직원 페이지에 공통으로 쓰이는 말: 틀, 목록, 양식.

rooms-title = { $organisation } 직원용
rooms-skip = 본문으로 건너뛰기
