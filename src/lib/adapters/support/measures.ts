import type { Observation } from '#lib/model/observation.ts';
import type { Collector } from './collector.ts';
import { LIMITS } from './limits.ts';
import { checkName, shortened } from './row-check.ts';
import { checkUnit } from './ucum.ts';

/** Collects one row's measured values: a bad one is rejected with its name, the others stay. */
export class Measures {
	readonly #found: Collector;
	readonly #place: string;
	readonly #values = new Map<string, number>();
	readonly #units = new Map<string, string>();

	constructor(found: Collector, place: string) {
		this.#found = found;
		this.#place = place;
	}

	get size(): number {
		return this.#values.size;
	}

	has(name: string): boolean {
		return this.#values.has(name);
	}

	/** Adds a number, or a boolean as 0 or 1, in a UCUM unit. False when it was rejected. */
	add(name: string, value: unknown, unit?: unknown): boolean {
		const number = typeof value === 'boolean' ? Number(value) : value;
		const reason = checkName(name) ?? reasonAgainst(number, unit) ?? this.#reasonAgainstMore(name);
		if (reason !== undefined || typeof number !== 'number') {
			this.#found.reject(`${this.#place}, ${shortened(name)}`, reason ?? 'it is not a number');
			return false;
		}
		this.#values.set(name, number);
		if (typeof unit === 'string' && unit !== '1') this.#units.set(name, unit);
		return true;
	}

	/** `values` and `units` of the row; empty when nothing was measured. */
	fields(): Pick<Observation, 'values' | 'units'> {
		return {
			...(this.#values.size > 0 ? { values: Object.fromEntries(this.#values) } : {}),
			...(this.#units.size > 0 ? { units: Object.fromEntries(this.#units) } : {})
		};
	}

	#reasonAgainstMore(name: string): string | undefined {
		return this.#values.size >= LIMITS.metrics && !this.#values.has(name)
			? `a row holds ${LIMITS.metrics} measured values`
			: undefined;
	}
}

function reasonAgainst(value: unknown, unit: unknown): string | undefined {
	if (typeof value === 'string') return `"${shortened(value)}" is a text, not a number`;
	if (typeof value !== 'number') return `a ${kindOf(value)} is not a number`;
	if (!Number.isFinite(value)) return 'the number is too large';
	if (unit === undefined || unit === null) return undefined;
	if (typeof unit !== 'string') return 'its unit is not a text';
	const check = checkUnit(unit);
	return check.ok ? undefined : check.reason;
}

/** What a JSON value is, in a word. */
export function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	return typeof value === 'string' ? 'text' : typeof value;
}
