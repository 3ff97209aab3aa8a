import { luaScript } from '../lua-script.ts';

/**
 * Deletes the record KEYS[2] of the key ARGV[2] if its version is ARGV[3]. In its place the name of this delete, ARGV[4],
 * stays for a minute, longer than any operation takes: a client that lost the answer asks again, and it was a success.
 */
export const deleteScript = luaScript(String.raw`
if not redis.call('ZSCORE', KEYS[1], '\0' .. ARGV[1]) then return {'lost'} end
if not redis.call('ZSCORE', KEYS[1], ARGV[2]) then
  if redis.call('GET', KEYS[2]) == ARGV[4] then return {'done'} end
  return {'refused'}
end
local version = redis.call('GETRANGE', KEYS[2], 0, 35)
if version == '' then version = 'gone' end
if version ~= ARGV[3] then return {'refused'} end
redis.call('ZREM', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[4], 'PX', 60000)
return {'done'}
`);
