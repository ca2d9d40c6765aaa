import { getLocale } from '#lib/paraglide/runtime.js';
import { SUBSTANCES } from '#lib/scenarios/plume/substances.ts';
import type { FieldChoice } from './edit-field.ts';

/** What can get into the air. */
export const SUBSTANCE_CHOICES: readonly FieldChoice[] = SUBSTANCES.map(({ key, name }) => ({
	value: key,
	title: () => (getLocale() === 'en' ? name.en : name.zh)
}));
