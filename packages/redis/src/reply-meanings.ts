/** What an error of the server means. */
export interface ReplyMeaning {
  /** Goes on from "Redis". */
  readonly says: string;
  readonly remedy: string;
  readonly retryable: boolean;
}

const forbidden: ReplyMeaning = {
  says: 'does not let this user in, or not as far as the store needs',
  remedy:
    'Check user and password, and that the user may run the commands that the README of @sidecar/redis names.',
  retryable: false,
};

const elsewhere: ReplyMeaning = {
  says: 'is a cluster, which this client does not know',
  remedy: 'Give redisStore a client made with new Cluster(…) of ioredis.',
  retryable: false,
};

const notYet: ReplyMeaning = {
  says: 'is not ready yet',
  remedy: 'Wait until it has loaded its data, or the cluster is whole again, then try again.',
  retryable: true,
};

/** What the errors mean that are to be expected, by their first word. */
export const replyMeanings: Readonly<Record<string, ReplyMeaning>> = {
  READONLY: {
    says: 'is a replica and takes no writes',
    remedy: 'Connect to the primary (by way of Sentinel or a cluster, where that changes), then try again.',
    retryable: true,
  },
  OOM: {
    says: 'has reached its maxmemory and takes no writes',
    remedy: 'Raise maxmemory or free some, then try again; what was stored before is intact.',
    retryable: true,
  },
  MISCONF: {
    says: 'cannot write to its disk and takes no writes',
    remedy: 'Make room on the disk of the Redis server, then try again.',
    retryable: true,
  },
  NOREPLICAS: {
    says: 'has too few replicas to take writes',
    remedy: 'Start the replicas that min-replicas-to-write asks for, then try again.',
    retryable: true,
  },
  WRONGTYPE: {
    says: 'keeps something else under the names of the store',
    remedy: 'Choose another prefix.',
    retryable: false,
  },
  BUSY: notYet,
  LOADING: notYet,
  CLUSTERDOWN: notYet,
  TRYAGAIN: notYet,
  MASTERDOWN: notYet,
  MOVED: elsewhere,
  ASK: elsewhere,
  NOPERM: forbidden,
  NOAUTH: forbidden,
  WRONGPASS: forbidden,
};
