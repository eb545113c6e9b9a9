/** The few parts of oidc-provider 9.13 used here; the package ships no types. */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export type Model = {
    readonly grantId?: string;
    readonly accountId?: string;
    readonly scope?: string;
  };
  export type Grant = {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  };
  export type Context = {
    readonly path: string;
    readonly method: string;
    querystring: string;
    status: number;
    type: string;
    body: unknown;
    readonly req: IncomingMessage;
    readonly response: {
      get(name: string): string | undefined;
      set(name: string, value: string): void;
      remove(name: string): void;
    };
    readonly oidc: {
      readonly params?: Readonly<Record<string, string | undefined>>;
      readonly client: { readonly clientId: string };
      readonly provider: Provider;
      readonly account?: { readonly accountId: string };
      readonly session: {
        loginAccount(details: { accountId: string; transient: boolean }): void;
      };
      readonly entities: Readonly<Record<string, Model | undefined>>;
    };
  };
  type Middleware = (ctx: Context, next: () => Promise<void>) => Promise<void>;
  export class Provider {
    constructor(issuer: string, configuration: object);
    use(middleware: Middleware): this;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    on(event: string, listener: (ctx: Context, error: Error) => void): this;
    readonly AccessToken: {
      find(value: string): Promise<(Model & { isExpired: boolean }) | undefined>;
    };
    readonly ClientCredentials: {
      find(value: string): Promise<(Model & { isExpired: boolean }) | undefined>;
    };
    readonly Grant: new (of: {
      accountId: string;
      clientId: string;
    }) => Grant;
  }
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  export class InvalidRequest extends Error {
    constructor(description?: string);
  }
  export class InvalidClientAuth extends Error {
    constructor(detail?: string);
  }
  export class InvalidScope extends Error {
    constructor(description: string, scope: string);
  }
  export class InvalidTarget extends Error {
    constructor(description?: string);
  }
}
