import { foreignUnit } from '../support/foreign-unit.ts';
import { checkName } from '../support/row-check.ts';
import type { Born } from './memory.ts';
import { propertyOf } from './metric-value.ts';
import type { Payload } from './payload.ts';

/** What a birth certificate says of its metrics: aliases, data types, units. */
export function bornFrom(metrics: Payload['metrics'], before: Born): Born {
	const aliases: Record<string, string> = {};
	const known: Record<string, { type?: number; unit?: string }> = {};
	for (const { metric } of metrics) {
		const { name, alias, datatype } = metric;
		if (!name || checkName(name) !== undefined) continue;
		if (alias !== undefined) aliases[alias.toString()] = name;
		const said = propertyOf(metric, 'engunit', 'engineeringunit', 'unit', 'units');
		const unit = typeof said === 'string' ? foreignUnit(said) : undefined;
		known[name] = { ...(datatype ? { type: datatype } : {}), ...(unit ? { unit } : {}) };
	}
	return { ...before, aliases, metrics: known };
}
