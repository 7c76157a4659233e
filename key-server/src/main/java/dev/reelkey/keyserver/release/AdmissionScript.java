package dev.reelkey.keyserver.release;

/**
 * The script of step 8. All checks come before all writes, and a second run with the same arguments
 * changes nothing: the period is paid then, and the proof is its own.
 */
final class AdmissionScript {
  /**
   * KEYS: session, streams of the viewer, pace, paid periods, proof. ARGV: now (ms), session id,
   * viewer, video, generation, tier, address, height, period, seconds, burst (s), refill (s per s),
   * lapse of a stream (ms), request id, proof key, life of a proof (ms), life of the pace (ms),
   * life of paid periods (ms), clock skew (ms), whether there is a proof.
   */
  static final String ADMIT =
      """
      local now = tonumber(ARGV[1])
      local s = redis.call('HMGET', KEYS[1], 'viewer', 'video', 'generation', 'tier', 'expires',
          'address', 'max_height', 'max_streams', 'revoked', 'proof_key')
      if not s[1] then return {'session_unknown'} end
      if s[9] == '1' then return {'session_revoked'} end
      if now >= (tonumber(s[5]) or 0) * 1000 + tonumber(ARGV[19]) then
        return {'session_expired'}
      end
      if s[1] ~= ARGV[3] or s[2] ~= ARGV[4] or s[3] ~= ARGV[5] or s[4] ~= ARGV[6]
          or (s[10] or '') ~= ARGV[15] then
        return {'session_unknown'}
      end
      if ARGV[6] == 'native' and s[6] ~= ARGV[7] then return {'address_changed'} end
      local tallest = tonumber(s[7] or '')
      if tallest and tonumber(ARGV[8]) > tallest then return {'rendition_not_allowed'} end
      if ARGV[20] == '1' then
        local shown = redis.call('GET', KEYS[5])
        if shown and shown ~= ARGV[14] then return {'proof_replayed'} end
      end
      local since = string.format('%.0f', now - tonumber(ARGV[13]))
      local mine = redis.call('ZSCORE', KEYS[2], ARGV[2])
      if not mine or tonumber(mine) <= tonumber(since) then
        local streams = redis.call('ZCOUNT', KEYS[2], '(' .. since, '+inf')
        if streams >= (tonumber(s[8] or '') or 0) then return {'too_many_streams'} end
      end
      local p = redis.call('HMGET', KEYS[3], 'left', 'at')
      local burst, rate = tonumber(ARGV[11]), tonumber(ARGV[12])
      local left = math.min(tonumber(p[1] or '') or burst, burst)
      local at = tonumber(p[2] or '') or now
      left = math.min(burst, left + math.max(0, now - at) / 1000 * rate)
      local paid = redis.call('GETBIT', KEYS[4], ARGV[9]) == 1
      if not paid then
        local price = math.min(tonumber(ARGV[10]), burst)
        if left < price then
          return {'pace_exceeded', string.format('%.0f', math.ceil((price - left) / rate * 1000))}
        end
        left = left - price
        redis.call('HSET', KEYS[3], 'left', string.format('%.3f', left),
            'at', string.format('%.0f', math.max(at, now)))
        redis.call('PEXPIRE', KEYS[3], ARGV[17])
        redis.call('SETBIT', KEYS[4], ARGV[9], 1)
        redis.call('PEXPIRE', KEYS[4], ARGV[18])
      end
      redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
      redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', since)
      redis.call('PEXPIRE', KEYS[2], ARGV[13])
      if ARGV[20] == '1' then redis.call('SET', KEYS[5], ARGV[14], 'PX', ARGV[16]) end
      return {'ok', string.format('%.3f', left), s[7] or ''}
      """;

  /** KEYS: session. Answers its viewer, or nothing. */
  static final String VIEWER =
      """
      local viewer = redis.call('HGET', KEYS[1], 'viewer')
      if viewer then return {viewer} end
      return {}
      """;

  private AdmissionScript() {}
}
