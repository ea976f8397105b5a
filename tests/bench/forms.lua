-- Sends a volunteer's form, the next one with each request. Every line of the file is a token and an address.
local forms, at = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    forms[#forms + 1] = line
  end
end

function request()
  at = at + 1
  local token, address = forms[at]:match("(%S+) (%S+)")
  local body = "token=" .. token .. "&name=Bench&contact_kind=mail&contact=bench%40example.org&languages=English"
    .. "&areas=translation&availability=monthly&message=One+of+many.&consent=yes&of_age=yes"
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = address,
  }, body)
end
