package dev.reelkey.playback.session;

/**
 * The Lua scripts of {@link SessionStore}. Each makes all checks before its first write, and may
 * run twice with the same arguments: the second run finds the first one's work and answers alike.
 */
final class SessionScripts {
  /**
   * KEYS: session, the viewer's sessions, the viewer's streams. ARGV: sid, now (ms), end (s),
   * seconds to keep, most sessions, most streams, lapse of a stream (ms), then the fields of the
   * hash.
   */
  static final String OPEN =
      """
      if redis.call('EXISTS', KEYS[1]) == 1 then return {'open'} end
      local now = tonumber(ARGV[2])
      local second = math.floor(now / 1000)
      if redis.call('ZCOUNT', KEYS[2], '(' .. second, '+inf') >= tonumber(ARGV[5]) then
        return {'too_many_sessions'}
      end
      local since = now - tonumber(ARGV[7])
      if redis.call('ZCOUNT', KEYS[3], '(' .. string.format('%d', since), '+inf')
          >= tonumber(ARGV[6]) then
        return {'too_many_streams'}
      end
      for i = 8, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
      local keep = tonumber(ARGV[4])
      redis.call('EXPIRE', KEYS[1], keep)
      redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
      redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', second)
      if redis.call('TTL', KEYS[2]) < keep then redis.call('EXPIRE', KEYS[2], keep) end
      return {'open'}
      """;

  /** KEYS: the video's sessions. ARGV: sid, now (s), end (s), seconds to keep. */
  static final String INDEX =
      """
      redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
      if redis.call('TTL', KEYS[1]) < tonumber(ARGV[4]) then
        redis.call('EXPIRE', KEYS[1], ARGV[4])
      end
      return {'ok'}
      """;

  /** KEYS: a sorted set of sessions. ARGV: now (s), most. */
  static final String LIST =
      """
      return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'LIMIT', 0, ARGV[2])
      """;

  /** KEYS: session. ARGV: names of fields. */
  static final String FIND = "return redis.call('HMGET', KEYS[1], unpack(ARGV))";

  /** KEYS: whose Redis is asked. Answers its own clock (ms). */
  static final String TIME =
      """
      local time = redis.call('TIME')
      return {string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000))}
      """;

  /**
   * KEYS: session. ARGV: number of the token, now (ms), client, grace (ms), until when the asker
   * waits (ms of {@link #TIME}). A token older than the one before the current, or shown by another
   * client, tells of a theft: the session ends.
   *
   * <p>After a hang Redis runs what was asked during it, all at once. Whoever asked has gone and
   * asks again with the same token, perhaps after the grace: what is late changes nothing.
   */
  static final String REFRESH =
      """
      local f = redis.call('HMGET', KEYS[1],
          'refresh', 'refreshed_at', 'refreshed_by', 'revoked', 'expires')
      if not f[1] then return {'unknown'} end
      if f[4] == '1' then return {'revoked'} end
      local n, current = tonumber(ARGV[1]), tonumber(f[1])
      if tonumber(ARGV[2]) >= tonumber(f[5]) * 1000 then return {'expired'} end
      local time = redis.call('TIME')
      local at = time[1] * 1000 + math.floor(time[2] / 1000)
      if at > tonumber(ARGV[5]) then return {'late'} end
      if n >= current then
        local successor = string.format('%d', n + 1)
        redis.call('HSET', KEYS[1],
            'refresh', successor, 'refreshed_at', string.format('%d', at), 'refreshed_by', ARGV[3])
        return {'next', successor}
      end
      if n == current - 1 and at - tonumber(f[2]) <= tonumber(ARGV[4]) and f[3] == ARGV[3] then
        return {'next', f[1]}
      end
      redis.call('HSET', KEYS[1], 'revoked', '1')
      return {'reused'}
      """;

  /** KEYS: session, the viewer's streams. ARGV: sid. */
  static final String REVOKE =
      """
      if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'revoked', '1') end
      redis.call('ZREM', KEYS[2], ARGV[1])
      return {'ok'}
      """;

  /** KEYS: session. ARGV: address. Answers the address that the session is bound to. */
  static final String BIND =
      """
      local bound = redis.call('HGET', KEYS[1], 'address')
      if not bound then return {} end
      if bound == '' then
        redis.call('HSET', KEYS[1], 'address', ARGV[1])
        return {ARGV[1]}
      end
      return {bound}
      """;

  private SessionScripts() {}
}
