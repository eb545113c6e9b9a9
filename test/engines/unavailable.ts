/** This machine cannot have it; the reason is told in the table. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
