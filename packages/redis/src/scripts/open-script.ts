import { luaScript } from '../lua-script.ts';

/**
 * Finds the store, or begins one with the id in ARGV[1] unless that is empty. KEYS[1] is its index: a sorted set of all
 * keys, and of the store's id behind a NUL, which no key begins with. Being one key, they can only be lost together.
 */
export const openScript = luaScript(String.raw`
local marker = redis.call('ZRANGEBYLEX', KEYS[1], '[\0', '(\1', 'LIMIT', 0, 1)[1]
if not marker then
  if ARGV[1] == '' then return {'none'} end
  marker = '\0' .. ARGV[1]
  redis.call('ZADD', KEYS[1], 0, marker)
end
local function info(section)
  local reply = redis.pcall('INFO', section)
  return type(reply) == 'string' and reply or ''
end
return {'open', string.sub(marker, 2), info('memory') .. info('persistence')}
`);
