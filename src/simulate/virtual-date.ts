/**
 * Replaces the global Date by one whose "now" is another clock's; everything else is Node's own, and so are its objects.
 * (That of fake-timers does the same, and takes ten times as long for each date.) Gives what puts the real one back.
 */
export function installDate(now: () => number): () => void {
  const RealDate = globalThis.Date;
  function VirtualDate(...given: number[]): string | Date {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, given.length === 0 ? [now()] : given, new.target) as Date;
  }
  Object.setPrototypeOf(VirtualDate, RealDate);
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.now = now;
  Object.defineProperties(VirtualDate, { name: { value: "Date" }, length: { value: RealDate.length } });
  globalThis.Date = VirtualDate as unknown as DateConstructor;
  return () => void (globalThis.Date = RealDate);
}
