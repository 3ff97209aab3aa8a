import { fileStore } from '../../src/file.ts';

// Starts on a data folder that may not exist yet, with the key source that is the default, and stores a token.
const [folder = '', key = ''] = process.argv.slice(2);
await fileStore(folder).set(key, `token of ${key}`, undefined);
