import type { TokenSource } from './access-token.ts';
import { type Ports, send } from './ports.ts';

/** With a token, and once more with a new one if it ended in between. */
export async function authorised(
  address: string,
  headers: Readonly<Record<string, string>>,
  { ports }: { readonly ports: Ports },
  tokens: TokenSource,
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const token = await tokens.get();
    const init = { headers: { ...headers, authorization: `Bearer ${token}` } };
    const response = await send(address, init, ports);
    if (response.status !== 401 || tries > 1) return response;
    await response.body?.cancel();
    tokens.forget(token);
  }
}
