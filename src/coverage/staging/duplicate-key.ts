type Frame = { readonly keys: Set<string> | undefined; expectsKey: boolean };

/**
 * The first key that stands twice in one object of a JSON text, which `JSON.parse` would pass over. The text
 * is known to be valid JSON. Iterative: depth costs memory, never the stack.
 */
export function duplicateKey(text: string): string | undefined {
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = closingQuote(text, at);
      const twice = keyTwice(frames.at(-1), text.slice(at, end + 1));
      if (twice !== undefined) return twice;
      at = end;
    } else {
      step(frames, character);
    }
  }
  return undefined;
}

function step(frames: Frame[], character: string | undefined): void {
  switch (character) {
    case '{':
      frames.push({ keys: new Set(), expectsKey: true });
      return;
    case '[':
      frames.push({ keys: undefined, expectsKey: false });
      return;
    case '}':
    case ']':
      frames.pop();
      return;
    case ',': {
      const frame = frames.at(-1);
      if (frame?.keys !== undefined) frame.expectsKey = true;
    }
  }
}

function keyTwice(frame: Frame | undefined, raw: string): string | undefined {
  if (frame?.keys === undefined || !frame.expectsKey) return undefined;
  frame.expectsKey = false;
  const key: string = raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1);
  if (frame.keys.has(key)) return key;
  frame.keys.add(key);
  return undefined;
}

function closingQuote(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
