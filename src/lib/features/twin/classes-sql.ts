import { classKey } from '#lib/layers/styled/class-focus.ts';
import { double } from '#lib/queries/cubes/sql-number.ts';
import { UNKNOWN_USE, type Legend, type LegendClass } from '../map/colour-buildings.ts';

/**
 * The condition that holds for the rows whose class of a key is drawn, when only some are; empty when all are, also when
 * the key has none of those that are wanted. `column` is what the key is of.
 */
export function classesSql(
	{ classes, kind }: Pick<Legend, 'classes' | 'kind'>,
	column: string,
	only: readonly string[] | undefined
): string {
	const chosen = classes.filter((item) => only?.includes(classKey(item)));
	if (chosen.length === 0) return '';
	const name = `"${column.replaceAll('"', '""')}"`;
	const one = kind === 'number' ? numberClass(name, classes) : wordClass(name, classes);
	return `(${chosen.map(one).join(' OR ')})`;
}

/** The map has numbers in single precision; the last class holds its upper bound too. */
const numberClass = (name: string, classes: readonly LegendClass[]) => (item: LegendClass) => {
	const { from = 0, to = 0 } = item; // classes of numbers have both
	const below = item === classes.at(-1) ? '' : ` AND ${name}::FLOAT < ${double(to)}::FLOAT`;
	return `(isfinite(${name}::FLOAT) AND ${name}::FLOAT >= ${double(from)}::FLOAT${below})`;
};

const wordClass = (name: string, classes: readonly LegendClass[]) => {
	const named = classes.flatMap(({ label }) => label ?? []);
	return ({ label }: LegendClass) =>
		label === undefined
			? `${name}::VARCHAR NOT IN (${[...named, UNKNOWN_USE].map(text).join(', ')})`
			: `${name}::VARCHAR = ${text(label)}`;
};

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
