import { expect, test } from 'vitest';
import { parse, readEdit } from '../index.ts';
import written from './cases/how-edits-are-written.json' with { type: 'json' };

const parsed = parse({ resourceType: 'Questionnaire', status: 'draft', ...written.form });

const edits: readonly (readonly unknown[])[] = written.edits;

test.each(edits.map(([edit, expected]) => ({ edit, expected })))(
  'the edit $edit',
  ({ edit, expected }) => {
    if (!parsed.ok) throw new Error('refused');
    const read = readEdit(parsed.form, edit);
    expect('event' in read ? read.event : read).toEqual(expected);
  },
);
