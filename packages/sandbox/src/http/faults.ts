import type { Fault, FaultArea } from './fault.ts';
import { faultSchema } from './fault.ts';

/** The faults that are switched on. The first one that fits a request is used. */
export interface Faults {
  /** Switches a fault on; throws when it makes no sense. */
  set(fault: Fault): void;
  list(): Fault[];
  clear(): void;
}

/** The faults, and the side of them that the server asks. */
export class FaultList implements Faults {
  #faults: Fault[] = [];

  set(fault: Fault): void {
    this.#faults.push(faultSchema.parse(fault));
  }

  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault for this request, one of its `times` used up. */
  take(service: Fault['service'], area: FaultArea, line: string): Fault | undefined {
    const fault = this.#faults.find(
      (candidate) =>
        candidate.service === service &&
        candidate.on === area &&
        (candidate.path === undefined || line.includes(candidate.path)),
    );
    if (fault?.times === undefined) return fault;
    fault.times -= 1;
    if (fault.times === 0) this.#faults = this.#faults.filter((other) => other !== fault);
    return fault;
  }
}
