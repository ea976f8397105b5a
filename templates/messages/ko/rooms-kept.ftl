# 로그인이 종료된 뒤에 온 양식, 처리하지 못한 양식, 그리고 로그인의 끝.

rooms-kept-offer = { $time }에 보내신 양식을 보관하고 있습니다. 보내실 때 로그인이 종료되어 있었습니다.
rooms-kept-offer-room = { $time }에 ‘{ $room }’(으)로 보내신 양식을 보관하고 있습니다. 보내실 때 로그인이 종료되어 있었습니다.
rooms-kept-look = 내용 보기
rooms-kept-drop = 버리기

rooms-kept-title = 보관된 양식
rooms-kept-sent-at = 보내신 시각:
rooms-kept-until = 암호화하여 보관하는 기한:
rooms-kept-nothing-done = 로그인이 종료되어 있었기 때문에 아무것도 처리되지 않았습니다. 원래 화면에서 열면 입력하신 내용이 다시 채워지며, 그곳에서 버튼을 누르기 전에는 아무 일도 일어나지 않습니다.
rooms-kept-open = 원래 화면에서 열기
rooms-kept-typed = 입력하신 내용
rooms-kept-filled = 보내신 내용이 아래 양식에 다시 채워져 있습니다. 버튼을 누르기 전에는 아무 일도 일어나지 않습니다.
rooms-kept-not-filled = 보내신 내용을 이 화면에 다시 채울 수 없습니다. 내용은 모두 읽고 복사하실 수 있습니다.

rooms-kept-ended-title = 로그인이 종료되었습니다
rooms-kept-ended-kept = 저장된 것은 없습니다. 쓰신 내용은 암호화하여 { $until }까지 보관합니다. 이 탭이나 다른 탭에서 로그인하시면 모든 화면에서 다시 보여 드립니다.
rooms-kept-ended-held = 누구의 로그인이었는지 알 수 없어 저장하거나 보관하지 않았습니다. 쓰신 내용은 이 화면에 그대로 있습니다. 다른 탭에서 로그인한 뒤 이 화면에서 다시 보내시거나 복사해 두세요.
rooms-kept-ended-file = 저장된 것은 없습니다. 파일은 보관하지 않으므로, 로그인하신 뒤 파일을 다시 선택해 주세요.
rooms-kept-ended-lost = 저장된 것은 없습니다. 누구의 것인지 모르는 채로 보관하기에는 보내신 내용이 너무 큽니다. 뒤로 갔을 때 브라우저에 양식이 남아 있으면 로그인하기 전에 글을 복사해 두세요.
rooms-kept-ended-button = 아무것도 처리되지 않았습니다. 로그인하신 뒤 버튼을 다시 눌러 주세요.
rooms-kept-sign-in = 로그인
rooms-kept-sign-in-new-tab = 로그인 (새 탭)
rooms-kept-signed-in-elsewhere = 다른 탭에서 로그인했습니다. 양식을 보여 주세요
rooms-kept-send-again = 다시 보내기
rooms-kept-leave = 그만두기
rooms-kept-back-to-room = 원래 화면으로

rooms-kept-large-title = 한 번에 보내기에는 너무 깁니다
rooms-kept-large-text = 이 화면이 받을 수 있는 양을 넘어 저장하지 않았습니다. 내용은 모두 아래에 있습니다. 여기에서 줄여서 다시 보내시거나 복사해 두세요.
rooms-kept-large-lost = 저장된 것은 없습니다. 어느 화면에서도 받을 수 없을 만큼 크고, 이 화면에 담기에도 너무 큽니다. 뒤로 갔을 때 브라우저에 양식이 남아 있으면 그곳에서 글을 복사해 두세요.
rooms-kept-away-title = 데이터베이스에 연결할 수 없습니다
rooms-kept-away-text = 저장되었는지 확실하지 않습니다. 보내신 내용은 아래에 있습니다. 이미 저장되었는지 먼저 확인하신 뒤 몇 분 후에 다시 보내 주세요.
rooms-kept-failed-title = 처리하지 못했습니다
rooms-kept-failed-text = 보내신 내용은 아래에 있으며, 복사하거나 다시 보내실 수 있습니다. 이미 저장되었는지 먼저 확인해 주세요.
rooms-kept-refused = 입력하신 내용

rooms-kept-session-near = 한동안 아무것도 열거나 보내지 않으셔서 { $time }에 로그인이 종료됩니다.
rooms-kept-session-last = 로그인하신 지 열두 시간이 되어 { $time }에 로그인이 반드시 종료됩니다. 쓰고 계신 내용을 저장해 주세요. 그 뒤에 보내신 내용은 다시 로그인하실 때까지 보관합니다.
rooms-kept-session-ended = 로그인이 종료되었습니다. 입력하신 내용은 이 화면에 그대로 있습니다. 새 탭에서 로그인한 뒤 돌아와서 보내 주세요.
rooms-kept-session-stay = 계속 로그인해 두기
rooms-kept-session-read = 숨기기
rooms-kept-session-foot = 아무것도 열거나 보내지 않으면 { $time }에 로그인이 종료되고, { $longest }에는 반드시 종료됩니다. 그 뒤에 보내신 양식은 보관합니다.
rooms-kept-session-foot-last = { $time }에 로그인이 반드시 종료됩니다. 그 뒤에 보내신 양식은 보관합니다.
