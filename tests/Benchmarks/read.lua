-- Reads one address again and again, and says what the slice found.
function done(summary, latency)
  local failed = summary.errors
  print(string.format("measured %d %d %d %d", summary.requests, summary.duration,
    failed.status + failed.connect + failed.read + failed.write + failed.timeout, latency:percentile(99)))
end
