import { luaScript } from '../lua-script.ts';

/**
 * Writes the record KEYS[2] of the key ARGV[2] if its version is ARGV[3] (empty: if there is none): the version ARGV[4] and
 * the value ARGV[5]. The same call twice is one write: a client that lost the answer sends it again.
 */
export const writeScript = luaScript(String.raw`
if not redis.call('ZSCORE', KEYS[1], '\0' .. ARGV[1]) then return {'lost'} end
local version = ''
local listed = redis.call('ZSCORE', KEYS[1], ARGV[2])
if listed then
  version = redis.call('GETRANGE', KEYS[2], 0, 35)
  if version == '' then version = 'gone' end
end
if version == ARGV[4] then return {'done'} end
if version ~= ARGV[3] then return {'refused'} end
redis.call('SET', KEYS[2], ARGV[4] .. ARGV[5])
if not listed then redis.call('ZADD', KEYS[1], 0, ARGV[2]) end
return {'done'}
`);
