import * as z from 'zod/mini';

type Check = ReturnType<typeof z.minLength> | ReturnType<typeof z.maxLength>;

/**
 * Zod's own checks of length ask whatever came for its `length`, also what is neither text nor list, and throw when that
 * cannot be compared with a number (4.6.7): from `{"length": {"toString": 1, "valueOf": 1}}` no parser came back.
 */
function ofTextOrList<Length extends Check>(check: Length): Length {
  check._zod.def.when = ({ value }) => typeof value === 'string' || Array.isArray(value);
  return check;
}

/** Of a text or a list: so many characters or members, or more. */
export const noShorterThan = (count: number) => ofTextOrList(z.minLength(count));

/** Of a text or a list: so many characters or members, or fewer. */
export const noLongerThan = (count: number) => ofTextOrList(z.maxLength(count));
