import { field, firstField, isObject, type JsonObject } from '../support/records.ts';

/** What an attribute of an entity says, whichever of the representations it came in. */
export interface Attribute {
	readonly kind: 'value' | 'relationship' | 'language';
	readonly value: unknown;
	/** UN/CEFACT code. */
	readonly unitCode?: string;
	readonly observedAt?: unknown;
}

/** `https://…/default-context/PM25`, `…#PM25` and `fiware:PM25` are all `PM25`. */
export function localName(name: string): string {
	if (name.startsWith('@')) return name;
	const last = name.split(/[/#]/).at(-1) ?? name;
	return (name.startsWith('urn:') ? last : (last.split(':').at(-1) ?? last)) || name;
}

/**
 * Reads an attribute: normalized (`{ type: 'Property', value }`), concise (`{ value }`), simplified (the bare
 * value), JSON-LD expanded (`[{ hasValue: [{ '@value': … }] }]`), or one of several with a `datasetId`: then the one without.
 */
export function readAttribute(raw: unknown): Attribute {
	const chosen = Array.isArray(raw) ? oneOf(raw) : raw;
	if (!isObject(chosen)) return { kind: 'value', value: chosen };
	const object = withLocalNames(chosen);
	const members = {
		...(typeof unwrapped(field(object, 'unitCode')) === 'string'
			? { unitCode: String(unwrapped(field(object, 'unitCode'))) }
			: {}),
		...(field(object, 'observedAt') === undefined
			? {}
			: { observedAt: unwrapped(field(object, 'observedAt')) })
	};
	const target = firstField(object, ['object', 'hasObject', 'objectList']);
	if (target !== undefined) return { kind: 'relationship', value: unwrapped(target), ...members };
	const texts = firstField(object, ['languageMap', 'hasLanguageMap']);
	if (texts !== undefined) return { kind: 'language', value: texts, ...members };
	const value = firstField(object, ['value', 'hasValue', 'vocab', 'hasVocab', 'json', 'valueList', '@value']);
	if (value !== undefined || field(object, 'type') === 'Property')
		return { kind: 'value', value: unwrapped(value), ...members };
	return { kind: 'value', value: chosen };
}

/** Of several data sets the default one; a list of plain values stays a list. */
function oneOf(list: readonly unknown[]): unknown {
	const objects = list.filter(isObject);
	if (objects.length === 0 || objects.length < list.length) return list;
	return objects.find((item) => field(item, 'datasetId') === undefined) ?? objects[0];
}

/** `[{ '@value': 5 }]`, `{ '@value': 5 }` and `{ '@id': 'x' }` are their insides. */
function unwrapped(value: unknown): unknown {
	const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	if (!isObject(only)) return value;
	const inside = firstField(only, ['@value', '@id']);
	return inside === undefined ? only : inside;
}

function withLocalNames(object: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(object).map(([name, value]) => [localName(name), value]));
}
