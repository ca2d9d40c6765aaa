/** A JSON object of a message. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field; never what an object inherits. */
export function field(object: JsonObject, name: string): unknown {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The first of these fields that says something. */
export function firstField(object: JsonObject, names: readonly string[]): unknown {
	for (const name of names) {
		const value = field(object, name);
		if (value !== undefined && value !== null) return value;
	}
	return undefined;
}
