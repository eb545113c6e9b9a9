/** One HTTP request as the service sees it, whichever server took it. */
export type HttpCall = {
  readonly method: string;
  /** As called, without the query: a token's `aud` ends in it. */
  readonly path: string;
  /** `name` in small letters. */
  header(name: string): string | undefined;
  /** The body, or undefined when it is longer than so many bytes. Not touched before it is asked for. */
  text(mostBytes: number): Promise<string | undefined>;
};

export type HttpReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
};

/** The caller hung up before its body was there: nobody is left to answer. */
export class HungUp extends Error {
  override readonly name = 'HungUp';
}
