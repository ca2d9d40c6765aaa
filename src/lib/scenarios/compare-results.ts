import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type {
	Better,
	ModelResult,
	ResultColumn,
	ResultIndicator,
	ResultLayer
} from '#lib/model/scenario/result.ts';

/** One indicator of several results. */
export interface IndicatorRow {
	readonly id: string;
	readonly title: Words;
	readonly unit: string;
	readonly better: Better;
	/** By result; null where it could not be said, or the result has no such indicator. */
	readonly values: readonly (number | null)[];
	/** By result: what it is summed over; undefined: the whole city. */
	readonly over: readonly (string | undefined)[];
}

/** One indicator of two results. */
export interface ComparedIndicator extends Omit<IndicatorRow, 'values' | 'over'> {
	readonly a: number | null;
	readonly b: number | null;
	/** b − a; null where one side has none, or both are sums over different places. */
	readonly difference: number | null;
	/** They are sums over different places. */
	readonly apart: boolean;
	/** Of a, as a share; null where a is 0 or one side has none. */
	readonly share: number | null;
}

/** A column of two results, row by row of its layer. */
export interface ComparedColumn extends Omit<ResultColumn, 'values'> {
	readonly a: readonly (number | null)[];
	readonly b: readonly (number | null)[];
	/** b − a; null where one side has none, exactly 0 where both are equal. */
	readonly difference: readonly (number | null)[];
}

/** A layer of two results: rows of `a` in their order, then those that only `b` has. */
export interface ComparedLayer {
	readonly id: string;
	readonly title: Words;
	readonly keys: readonly string[];
	readonly names: readonly string[];
	readonly namesEn: readonly (string | null)[];
	/** Which side alone has the row; null: both. */
	readonly only: readonly ('a' | 'b' | null)[];
	readonly columns: readonly ComparedColumn[];
}

export interface Comparison {
	readonly model: string;
	readonly indicators: readonly ComparedIndicator[];
	/** Layers that both have. */
	readonly layers: readonly ComparedLayer[];
}

/** Sets result `b` against result `a` of one model. Throws INPUT_INVALID for results of different models or versions. */
export function compareResults(a: ModelResult, b: ModelResult): Comparison {
	return {
		model: a.model,
		indicators: indicatorTable([a, b]).map((row) => compareIndicators(row, 0, 1)),
		layers: a.layers.flatMap((layer) => {
			const other = b.layers.find(({ id }) => id === layer.id);
			return other ? [compareLayers(layer, other)] : [];
		})
	};
}

/** An indicator of the result at place `b` against that at place `a`. */
export function compareIndicators(
	{ values, over, ...of }: IndicatorRow,
	a: number,
	b: number
): ComparedIndicator {
	const [before, after] = [values[a] ?? null, values[b] ?? null];
	const apart = before !== null && after !== null && over[a] !== over[b];
	const difference = apart ? null : minus(before, after);
	return {
		...of,
		...{ a: before, b: after, difference, apart },
		share: difference === null || before === 0 || before === null ? null : difference / Math.abs(before)
	};
}

/** Indicators of results of one model side by side: those of the first in their order, then those that only others have. */
export function indicatorTable(
	results: readonly Pick<ModelResult, 'model' | 'version' | 'indicators'>[]
): IndicatorRow[] {
	const [first] = results;
	for (const { model, version } of results)
		if (model !== first?.model || version !== first.version)
			throw saidError('INPUT_INVALID', {
				zh: `${first?.model} 第 ${first?.version} 版与 ${model} 第 ${version} 版的结果不能比较，请用同一版模型重新运行。`,
				en: `Results of ${first?.model} ${first?.version} and of ${model} ${version} cannot be compared: run both with one version of one model.`
			});
	const rows = new Map<string, ResultIndicator>();
	for (const { indicators } of results)
		for (const indicator of indicators) if (!rows.has(indicator.id)) rows.set(indicator.id, indicator);
	return [...rows.values()].map(({ id, title, unit, better }) => {
		const each = results.map(({ indicators }) => indicators.find((one) => one.id === id));
		return {
			...{ id, title, unit, better },
			values: each.map((one) => one?.value ?? null),
			over: each.map((one) => one?.over)
		};
	});
}

/** Joins two layers by their keys; columns are those of `a`. */
export function compareLayers(a: ResultLayer, b: ResultLayer): ComparedLayer {
	const [inA, inB] = [rowsByKey(a), rowsByKey(b)];
	const keys = [...a.keys, ...b.keys.filter((key) => !inA.has(key))];
	const [rowsA, rowsB] = [keys.map((key) => inA.get(key)), keys.map((key) => inB.get(key))];
	return {
		id: a.id,
		title: a.title,
		keys,
		names: keys.map((key, row) => nameAt(a.names, rowsA[row]) ?? nameAt(b.names, rowsB[row]) ?? key),
		namesEn: keys.map((_, row) => nameAt(a.namesEn, rowsA[row]) ?? nameAt(b.namesEn, rowsB[row]) ?? null),
		only: keys.map((_, row) => (rowsB[row] === undefined ? 'a' : rowsA[row] === undefined ? 'b' : null)),
		columns: a.columns.map(({ values, ...column }) => {
			const others = b.columns.find(({ name }) => name === column.name)?.values ?? [];
			const valuesA = rowsA.map((row) => at(values, row));
			const valuesB = rowsB.map((row) => at(others, row));
			return {
				...column,
				a: valuesA,
				b: valuesB,
				difference: valuesA.map((value, row) => minus(value, valuesB[row]!))
			};
		})
	};
}

const rowsByKey = ({ keys }: ResultLayer) => new Map(keys.map((key, row) => [key, row]));
const nameAt = (names: readonly (string | null)[] | undefined, row: number | undefined) =>
	row === undefined ? undefined : names?.[row];
const at = (values: readonly (number | null)[], row: number | undefined) =>
	row === undefined ? null : (values[row] ?? null);
const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : b - a);
