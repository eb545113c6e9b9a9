/** 202603 → 2026-03; quarters and years are as they are. */
export const bucketText = (time: string): string =>
  /^\d{6}$/.test(time) ? `${time.slice(0, 4)}-${time.slice(4)}` : time;
