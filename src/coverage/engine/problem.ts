/**
 * Why another engine did not answer:
 * - `no-client`: its command-line client is not on this machine
 * - `failed`: the client or the server behind it refused; `said` is its own last word
 * - `unreadable`: it answered something else than rows
 */
export type EngineFault = 'no-client' | 'failed' | 'unreadable';

export class EngineError extends Error {
  readonly code: EngineFault;
  readonly client: string;
  readonly said: string;
  constructor(code: EngineFault, client: string, said = '', cause?: unknown) {
    super(`${code}: ${client}${said === '' ? '' : `: ${said}`}`, { cause });
    this.name = 'EngineError';
    this.code = code;
    this.client = client;
    this.said = said;
  }
}
