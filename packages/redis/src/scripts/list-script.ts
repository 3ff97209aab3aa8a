import { luaScript } from '../lua-script.ts';

/** Lists a page of the keys from ARGV[2] on that begin with ARGV[3], in the order of their bytes; in UTF-8 no byte is 255. */
export const listScript = luaScript(String.raw`
if not redis.call('ZSCORE', KEYS[1], '\0' .. ARGV[1]) then return {'lost'} end
return {'listed', redis.call('ZRANGEBYLEX', KEYS[1], ARGV[2], '(' .. ARGV[3] .. '\255', 'LIMIT', 0, 1000)}
`);
