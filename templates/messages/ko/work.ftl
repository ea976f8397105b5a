# 자원봉사자가 종이로 받아 보는 내용.

work-hours = { $hours }시간
work-hours-minutes = { $hours }시간 { $minutes }분
work-title = 봉사활동 확인서
work-name = 성명
work-period = 활동 기간
work-period-days = { $from } ~ { $to } ({ $count }일)
work-long = 총 활동 시간
work-tasks = 활동 내용
work-says = 위 사람은 위와 같이 자원봉사 활동을 하였음을 확인합니다.
work-signature = (서명 또는 인)
