-- What wrk asks: the addresses in the file ADDRESSES, one a line, in their order; at its end what came of it, as JSON.
local thread

function setup(it)
  thread = it
end

function init()
  addresses, asked, statuses = {}, 0, {}
  for line in io.lines(os.getenv("ADDRESSES")) do
    addresses[#addresses + 1] = line
  end
end

function request()
  asked = asked + 1
  return wrk.format("GET", addresses[(asked - 1) % #addresses + 1])
end

function response(status)
  statuses[status] = (statuses[status] or 0) + 1
end

function done(summary, latency)
  local counts = {}
  for status, count in pairs(thread:get("statuses")) do
    counts[#counts + 1] = string.format('"%d": %d', status, count)
  end
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  local shares = string.format('"p50": %d, "p95": %d, "p99": %d',
    latency:percentile(50), latency:percentile(95), latency:percentile(99))
  print(string.format('\n{"us": %d, "asked": %d, "failed": %d, %s, "statuses": {%s}}',
    summary.duration, thread:get("asked"), failed, shares, table.concat(counts, ", ")))
end
