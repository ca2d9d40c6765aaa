import type { Words } from '#lib/model/alarm-rule.ts';
import { unitWords } from '#lib/model/unit-words.ts';
import { compareIndicators } from '#lib/scenarios/compare-results.ts';
import { csvCell } from '../../twin/csv-text.ts';
import type { IndicatorGroup } from './indicator-groups.ts';

export interface IndicatorsCsvOptions {
	readonly say: (words: Words) => string;
	/** By scenario. */
	readonly names: readonly string[];
	/** Which of them the others are set against. */
	readonly base: number;
	readonly heads: { readonly model: string; readonly indicator: string; readonly unit: string };
	/** Head of a column of differences to the base. */
	readonly difference: (name: string) => string;
}

/** All indicators as RFC 4180 says: a row each, a column a scenario, then what each differs from the base by. */
export function indicatorsCsv(
	groups: readonly IndicatorGroup[],
	{ say, names, base, heads, difference }: IndicatorsCsvOptions
): string {
	const others = names.map((_, place) => place).filter((place) => place !== base);
	const head = [heads.model, heads.indicator, heads.unit, ...names];
	const lines = groups.flatMap(({ model, rows }) =>
		rows.map((row) => [
			say(model.title),
			say(row.title),
			say(unitWords(row.unit)),
			...row.values.map((value) => String(value ?? '')),
			...others.map((place) => String(compareIndicators(row, base, place).difference ?? ''))
		])
	);
	return [[...head, ...others.map((place) => difference(names[place]!))], ...lines] // one of the names
		.map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
		.join('');
}
