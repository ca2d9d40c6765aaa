import { isObject } from '../support/records.ts';
import type { Attribute } from './attribute.ts';

/** The texts of an attribute by language: `und` for a plain one; empty when there is none. */
export function textsOf(attribute: Attribute | undefined): Record<string, string> {
	const value = attribute?.value;
	if (typeof value === 'string' && value.trim() !== '') return { und: value };
	if (attribute?.kind !== 'language' || !isObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value).flatMap(([language, text]): [string, string][] =>
			typeof text === 'string' && text.trim() !== '' ? [[language, text]] : []
		)
	);
}
