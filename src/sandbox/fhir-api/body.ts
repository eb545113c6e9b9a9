import { refuse } from './refusal.ts';
import { isResource, type Resource } from './resource.ts';

const largestBody = 1024 * 1024;

/** The request's text; refused (413) before it is read to the end when it grows beyond a megabyte. */
export async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > largestBody) throw refuse(413, 'too-long', 'The body is larger than 1 MB');
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw refuse(400, 'structure', 'The body is not UTF-8');
    throw error;
  }
}

export async function readResource(request: Request): Promise<Resource> {
  const value = await readJson(request, /^application\/(fhir\+)?json\b/);
  if (isResource(value)) return value;
  throw refuse(400, 'structure', 'The body has no resourceType', 'resourceType');
}

export async function readPatch(request: Request): Promise<unknown> {
  return readJson(request, /^application\/json-patch\+json\b/);
}

async function readJson(request: Request, contentType: RegExp): Promise<unknown> {
  if (!contentType.test(request.headers.get('content-type') ?? '')) {
    throw refuse(415, 'not-supported', 'Send application/fhir+json');
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse(400, 'structure', 'The body is not JSON');
    throw error;
  }
}
