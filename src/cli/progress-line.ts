const width = 20;

const time = (seconds: number): string => {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

/**
 * How far it has come, how fast it goes and how long is left: `[#####     ]  25 %  312 MB/s  0:12 left`. `rate` is
 * what was done in a second, in the unit of `done` and `of`.
 */
export function progressLine(
  { done, of }: { readonly done: number; readonly of: number },
  seconds: number,
  rate: (aSecond: number) => string,
): string {
  const share = of === 0 ? 1 : Math.min(1, done / of);
  const filled = Math.round(share * width);
  const bar = `[${'#'.repeat(filled)}${' '.repeat(width - filled)}]`;
  const aSecond = done / Math.max(0.001, seconds);
  const left = share === 1 || aSecond === 0 ? '' : `  ${time((of - done) / aSecond)} left`;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${rate(aSecond)}${left}`;
}

export const megabytes = (aSecond: number): string =>
  `${(aSecond / 1e6).toFixed(aSecond < 1e7 ? 1 : 0)} MB/s`;
