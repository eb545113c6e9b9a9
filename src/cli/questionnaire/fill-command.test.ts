import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporary } from '../../../test/folder/temporary.ts';
import { UsageError } from '../errors.ts';
import { fillCommand } from './fill-command.ts';

test('a time that is none is said in one line', async () => {
  const folder = temporary();
  const [form, answers] = [join(folder, 'q.json'), join(folder, 'a.json')];
  const item = [{ linkId: 'a', type: 'string' }];
  writeFileSync(form, JSON.stringify({ resourceType: 'Questionnaire', status: 'draft', item }));
  writeFileSync(answers, '[]');
  const filling = fillCommand.run({
    args: ['--questionnaire', form, '--answers', answers, '--at', 'tomorrow'],
    environment: {},
    report: { out: () => undefined, err: () => undefined },
    today: '2026-11-22',
    now: '2026-11-22T10:00:00.000Z',
  });
  await expect(filling).rejects.toThrow(UsageError);
});
