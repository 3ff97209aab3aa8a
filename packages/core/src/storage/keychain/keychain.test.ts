import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { keychainKey, keytarStore } from '../../keytar.ts';

vi.mock('@napi-rs/keyring', () => {
  throw new Error("Cannot find package '@napi-rs/keyring'");
});

it('says what to install when the optional package is not there', async () => {
  const missing = {
    code: 'not_supported',
    retryable: false,
    nextAction: expect.stringContaining('npm install @napi-rs/keyring'),
  };
  const options = { lockFolder: temporaryFolder() };
  await expect(keytarStore('sidecar', options).get('tokens/ada')).rejects.toMatchObject(missing);
  await expect(keychainKey('sidecar', options).load({ mayCreate: async () => true })).rejects.toMatchObject(
    missing,
  );
});
