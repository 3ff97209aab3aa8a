import { randomBytes } from 'node:crypto';
import type { Refusal } from './authorization-dialect.ts';
import type { Grant, GrantLedger } from './grant-ledger.ts';
import type { WireAnswer } from './token-fault.ts';

/** How a device's authorization stands. */
export type DeviceState = 'authorization_pending' | 'allowed' | 'access_denied' | 'expired_token';

interface Device {
  readonly userCode: string;
  readonly scopes: readonly string[];
  person: string;
  state: DeviceState | 'used';
}

/** The devices that wait for a person to type their code (RFC 8628). */
export class DeviceDesk {
  readonly #devices = new Map<string, Device>();

  /** Begins; answers what the device shows. */
  begin(
    scopes: readonly string[],
    { verificationUri, person }: { readonly verificationUri: string; readonly person: string },
  ): WireAnswer {
    const deviceCode = `device-${randomBytes(18).toString('base64url')}`;
    const letters = randomBytes(4).toString('hex').toUpperCase();
    const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    this.#devices.set(deviceCode, { userCode, scopes, person, state: 'authorization_pending' });
    const body = {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: verificationUri,
      expires_in: 900,
      interval: 5,
    };
    return { status: 200, body: JSON.stringify(body) };
  }

  /** The person's decision; throws for a code that no device shows. */
  decide(userCode: string, state: DeviceState, person: string): void {
    const device = [...this.#devices.values()].find((waiting) => waiting.userCode === userCode);
    if (!device) throw new Error(`No device shows the code "${userCode}".`);
    device.person = person;
    device.state = state;
  }

  /** What a device is told that asks again; its grant once, when it was allowed. */
  poll(deviceCode: string | undefined, ledger: GrantLedger): Grant | Refusal {
    const device = this.#devices.get(deviceCode ?? '');
    if (!device || device.state === 'used') return 'dead_code';
    if (device.state !== 'allowed') return device.state;
    device.state = 'used';
    return ledger.newGrant({ person: device.person, scopes: device.scopes, offline: true });
  }
}
