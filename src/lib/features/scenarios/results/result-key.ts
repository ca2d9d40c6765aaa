import { tokenOfDifference } from '#lib/layers/difference/difference-token.ts';
import type { LayerLegendClass } from '#lib/layers/layer.ts';
import { chosenTokens } from '#lib/layers/styled/class-focus.ts';
import { classed } from '#lib/layers/styled/classed.ts';
import { sequential, sequentialOfLines, water } from '#lib/layers/styled/ramp.ts';
import type { Classing } from '#lib/model/classes/classify.ts';
import type { ColumnClasses } from '#lib/model/scenario/result.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import { classesOf, classOfDelta, divergingScale } from '../../compare/diverging-scale.ts';
import type { ResultRows } from './result-rows.ts';

/** What is on one side of a difference only, and what has nothing to be coloured by. */
export const ALONE_TOKEN = '--line-strong';

/** The key of a result: what colours stand for, and what is not coloured. */
export interface ResultKey {
	readonly classes: readonly LayerLegendClass[];
	/** Token of a row; undefined: it says nothing. */
	readonly tokenOf: (row: number) => string | undefined;
	/** Rows whose difference is exactly zero; of a result itself none. */
	readonly same: number;
	/** Rows that differ too little to be shown. */
	readonly small: number;
	/** Rows that say nothing, of a difference on a side that has them. */
	readonly missing: number;
	/** Rows that one side alone has. */
	readonly alone: { readonly a: number; readonly b: number };
}

const AROUND = { a: 0, b: 0 };

/**
 * Cuts the values of a result into the classes that a style asks for, or into the column's own, or its differences evenly on
 * both sides of zero: the neutral class holds zero and what is nearly so. Differences of `hideBelow` or less have no colour.
 * `like`: the key of a picture beside it, whose classes it keeps.
 */
export function resultKey(
	{ value, sides, column, geometry }: ResultRows,
	style: LayerStyle = {},
	{ like, hideBelow = 0 }: { readonly like?: Pick<ResultKey, 'classes'>; readonly hideBelow?: number } = {}
): ResultKey {
	if (!sides) {
		const bounds = like?.classes.flatMap(({ from }) => from ?? []);
		const { legend, tokenOf, missing } = classed(
			value,
			{ classes: style.classes ?? ownClasses(column.classes) },
			{ last: bounds && { bounds }, ramp: rampOf(column.classes, geometry.of) }
		);
		const of = { same: 0, small: 0, missing, alone: AROUND };
		return { classes: legend, tokenOf: (row) => tokenOf(value[row] ?? NaN), ...of };
	}
	const deltas = Array.from(value, (delta) => (Number.isNaN(delta) ? undefined : delta));
	const scale = divergingScale(deltas);
	const isSmall = (delta: number | undefined) =>
		hideBelow > 0 && delta !== undefined && Math.abs(delta) <= hideBelow;
	const seen = deltas.filter((delta) => !isSmall(delta));
	const count = (side: 'a' | 'b') => sides.only.filter((only) => only === side).length;
	const alone = { a: count('a'), b: count('b') };
	const said = deltas.filter((delta) => delta !== undefined);
	return {
		classes: classesOf(scale, seen).map(({ place, from, to, count: many }): LayerLegendClass => ({
			token: tokenOfDifference(place),
			count: many,
			...(place === 0
				? to !== undefined && { below: to }
				: from !== undefined && { from: place < 0 ? -from : from })
		})),
		tokenOf: (row) => {
			const delta = deltas[row];
			if (isSmall(delta)) return undefined;
			if (delta !== undefined) return tokenOfDifference(classOfDelta(delta, scale));
			return sides.only[row] === undefined ? undefined : ALONE_TOKEN;
		},
		same: said.filter((delta) => delta === 0).length,
		small: deltas.filter((delta) => isSmall(delta) && delta !== 0).length,
		missing: deltas.length - said.length - alone.a - alone.b,
		alone
	};
}

const ownClasses = (classes: ColumnClasses | undefined): Classing | undefined =>
	classes && { method: 'manual', count: classes.bounds.length + 1, breaks: classes.bounds };

function rampOf(classes: ColumnClasses | undefined, of: ResultRows['geometry']['of']) {
	if (classes?.ramp === 'water') return water;
	return of === 'links' || of === 'pairs' ? sequentialOfLines : sequential;
}

/** What a drawing leaves out, and in which order it draws the rest. */
export interface RowsToDraw {
	/** Rows whose difference is exactly zero are not drawn. */
	readonly hidesSame: boolean;
	/** Names of the classes that are drawn; undefined: all are. */
	readonly only: LayerStyle['only'];
}

/** Rows that are drawn: classes far from the quiet end last, among them the largest last. */
export function rowsToDraw(
	rows: ResultRows,
	{ classes, tokenOf }: ResultKey,
	{ hidesSame, only }: RowsToDraw
): Uint32Array {
	const chosen = chosenTokens(classes, only);
	const loudness = new Map([
		[ALONE_TOKEN, 0],
		...classes.map(({ token }) => [token, Number(/\d+$/.exec(token)?.[0] ?? 0)] as const)
	]);
	const drawn = Array.from(rows.value.keys()).filter((row) => {
		const token = tokenOf(row);
		if (token === undefined || (chosen && !chosen.has(token))) return false;
		return !(hidesSame && rows.sides && rows.value[row] === 0);
	});
	const order = (row: number) => loudness.get(tokenOf(row) ?? '') ?? 0;
	return Uint32Array.from(
		drawn.sort((x, y) => order(x) - order(y) || rows.size[x]! - rows.size[y]! || x - y)
	);
}

/** The largest of rows, in the order that they have. */
export function largestOf({ size }: Pick<ResultRows, 'size'>, rows: Uint32Array, most: number): Uint32Array {
	if (rows.length <= most) return rows;
	const largest = new Set([...rows].sort((x, y) => size[y]! - size[x]! || x - y).slice(0, most));
	return rows.filter((row) => largest.has(row));
}
