/** Sets this process's wall clock ahead, or back where `offsetMs` is negative; timers and the monotonic clock go on as they are. */
export function shiftClock(offsetMs: number): void {
  if (offsetMs === 0) return;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [shifted()] : parameters, newTarget),
    apply: () => new RealDate(shifted()).toString(),
    get: (target, name) => (name === 'now' ? shifted : Reflect.get(target, name)),
  });

  function shifted(): number {
    return RealDate.now() + offsetMs;
  }
}
