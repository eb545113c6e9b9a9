import type { IncomingMessage, ServerResponse } from 'node:http';

/** One thing that goes wrong, for requests that match. CORS preflights pass unless the method says OPTIONS. */
export type Fault = {
  readonly method?: string;
  /** Against the path with its query: a text it starts with, or an expression. */
  readonly path?: RegExp | string;
  /** How many requests it hits; every one when left out. */
  readonly times?: number;
  readonly delayMs?: number;
  /** Answer with this status instead of doing the work. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cut the connection before the work is done. */
  readonly dropBefore?: boolean;
  /** Do the work, then cut the connection instead of answering. */
  readonly dropAfter?: boolean;
};

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that matches, counted as used. */
  take(method: string, path: string): Fault | undefined;
};

export function faults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      waiting = [];
    },
    take: (method, path) => {
      const found = waiting.find(({ fault, left }) => left > 0 && hits(fault, method, path));
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}

function hits(fault: Fault, method: string, path: string): boolean {
  if (fault.method === undefined ? method === 'OPTIONS' : fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.startsWith(fault.path) : fault.path.test(path);
}

/** Lets the fault happen. True when the request has been dealt with and nothing more is to be done. */
export async function happen(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (fault.delayMs !== undefined) await wait(fault.delayMs);
  if (fault.dropBefore) {
    request.socket.destroy();
    return true;
  }
  if (fault.status !== undefined || fault.body !== undefined) {
    answerInstead(fault, request, response);
    return true;
  }
  if (fault.dropAfter) cutInsteadOfAnswering(request, response);
  return false;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function answerInstead(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(fault.status ?? 200, {
    'content-type': 'application/fhir+json; charset=utf-8',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Location, Last-Modified, Retry-After',
    'cache-control': 'no-store',
    ...fault.headers,
  });
  response.end(fault.body ?? '');
}

function cutInsteadOfAnswering(request: IncomingMessage, response: ServerResponse): void {
  const cut = (): true => {
    request.socket.destroy();
    return true;
  };
  response.write = () => true;
  response.end = () => {
    cut();
    return response;
  };
  response.flushHeaders = () => undefined;
}
