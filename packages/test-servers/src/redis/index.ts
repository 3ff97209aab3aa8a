export { findRedis } from './find-redis.ts';
export { hasRedisServer, noRedisServer, type OwnRedis, startOwnRedis } from './own-redis.ts';
