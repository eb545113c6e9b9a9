/** Room for calls whose signature is being checked: bounded by how long they wait, not by a number alone. */
export type Room = {
  hasPlace(): boolean;
  /** One call is being checked from now on; what comes back is told how many milliseconds that took. */
  enter(): (took: number) => void;
};

/** Never fewer places than these, so that the waiting time goes on being measured. */
const fewest = 16;
/** What a quick check gives back of a place: a slow one takes a whole one away. */
const step = 0.1;

/**
 * As many places as can be served within `target` milliseconds, found by trying: how fast signatures are checked depends
 * on the machine, on how much of the program is compiled yet, and on how many calls must be turned away meanwhile.
 */
export function roomFor(most: number, target: number): Room {
  const least = Math.min(fewest, most);
  let places = Math.min(most, fewest * 4);
  let taken = 0;
  return {
    hasPlace: () => taken < places,
    enter() {
      taken += 1;
      return (took) => {
        taken -= 1;
        places = took > target ? Math.max(least, places - 1) : Math.min(most, places + step);
      };
    },
  };
}
