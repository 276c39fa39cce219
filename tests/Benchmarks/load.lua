-- Gives commands, each under a key of its own. Arguments: submit or mix, the keys' beginning, the submitter's token, and
-- for the mix the decider's token, a file of prepared requests ("id" a line) and the first line to use.
local count, mode, key, submits, decides, files, at = 0, "", "", {}, {}, {}, 1

local submit = [[{"service":"intake","county":"sari","applicant":{"name":"نمونه نمونه‌پور","nationalNumber":"0012345679",
"phone":"09110000000"},"facts":{"distance":730,"income":500000000},"words":"کارگاه کوچکی برای بسته‌بندی برنج، کنار جادهٔ قدیم.",
"documents":["plan"]}]]
local decide = [[{"outcome":"granted","answers":[{"criterion":"plan-acceptable","answer":"met"},
{"criterion":"noise","answer":"met"}],"reasons":"نقشه با ضوابط می‌خواند.","overtakingGround":"ready-redate"}]]

function init(args)
  mode, key = args[1], args[2]
  submits = { ["Content-Type"] = "application/json", Authorization = "Bearer " .. args[3] }
  if mode == "mix" then
    decides = { ["Content-Type"] = "application/json", Authorization = "Bearer " .. args[4] }
    for line in io.lines(args[5]) do files[#files + 1] = line end
    at = tonumber(args[6])
  end
end

function request()
  count = count + 1
  if mode == "mix" and count % 2 == 0 then
    local file = files[at]
    at = at + 1
    decides["Idempotency-Key"] = key .. count
    return wrk.format("POST", "/api/requests/" .. (file or "none-left") .. "/decide", decides, decide)
  end
  submits["Idempotency-Key"] = key .. count
  return wrk.format("POST", "/api/requests", submits, submit)
end

function done(summary, latency)
  local failed = summary.errors
  print(string.format("measured %d %d %d %d %d", summary.requests, summary.duration,
    failed.status + failed.connect + failed.read + failed.write + failed.timeout,
    latency:percentile(50), latency:percentile(99)))
end
