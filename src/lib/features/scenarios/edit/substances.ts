import type { FieldChoice } from './edit-field.ts';

/** What can get into the air. */
export const SUBSTANCE_CHOICES: readonly FieldChoice[] = [{ value: 'chlorine', title: () => 'chlorine' }];
