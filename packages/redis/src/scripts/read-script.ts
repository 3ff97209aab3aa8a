import { luaScript } from '../lua-script.ts';

/**
 * Reads the record KEYS[2] of the key ARGV[2] from the store ARGV[1]. A record is its version, 36 characters, and its value.
 * One that the index lists and that is gone, because Redis has evicted it, has the version "gone" and no value: so core
 * finds it unreadable, which it can tell and mend, and not absent.
 */
export const readScript = luaScript(String.raw`
if not redis.call('ZSCORE', KEYS[1], '\0' .. ARGV[1]) then return {'lost'} end
if not redis.call('ZSCORE', KEYS[1], ARGV[2]) then return {'none'} end
local record = redis.call('GET', KEYS[2])
if not record then return {'found', 'gone', ''} end
return {'found', string.sub(record, 1, 36), string.sub(record, 37)}
`);
