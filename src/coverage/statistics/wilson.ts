export type Interval = { readonly low: number; readonly high: number };

const z = 1.959963984540054;

/** Wilson's 95 % interval for a proportion, the standard of public health observatories; 3 of 7: 0.158 to 0.750. */
export function wilson(count: number, of: number): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { low: Math.max(0, (centre - half) / whole), high: Math.min(1, (centre + half) / whole) };
}
