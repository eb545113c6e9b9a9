import type * as z from 'zod/mini';

/** What is wrong in shape, in a few words: the schema library's small build carries no texts of its own. */
export function shapeWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `no such key: ${issue.keys.join(', ')}`;
    case 'invalid_format':
      return `expected the form ${issue.pattern ?? issue.format}`;
    case 'invalid_union':
      return 'none of the forms that it may have (a condition has one key: all, any, of, question, result …)';
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_key':
      return 'a key that is not allowed';
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return issue.message;
  }
}
