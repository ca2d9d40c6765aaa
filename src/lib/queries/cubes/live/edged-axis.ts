import type { EpochMs } from '#lib/model/units.ts';
import type { TimeZone } from '../../time-zone.ts';
import { brushShift, edgeBinner, extent, refineEdges, type Axis, type EdgeBinner } from '../bins.ts';
import { allWhole, roundEdges, wholeEdges } from '../number-bins.ts';
import { stepFor, TIME_STEPS, timeEdges, type TimeStep } from '../time-bins.ts';
import type { AxisDefinition } from '../view-definition.ts';
import type { LiveAxis } from './live-axis.ts';
import type { LivePiece, LiveValues } from './live-rows.ts';

type Range = readonly [min: number, max: number];

/** How the edges of a column's bars are chosen. */
interface EdgeRule {
	readonly column: string;
	/** Bars that rows should have. */
	readonly target: number;
	/** Width of the bars that suit this range. */
	stepOf(range: Range): number;
	/** Coarse edges over `range`, of a width that suits `span`; `isWhole`: of whole numbers few enough for a bar each. */
	edges(range: Range, span: Range, isWhole: boolean): Float64Array;
	/** Room beside what is there. */
	padding(range: Range): readonly [below: number, above: number];
}

/** Bars twice as many as wanted are too narrow, and a sixth too wide. */
const TOO_MANY = 2;
const TOO_FEW = 6;
/** Bars that an axis ever has, by bars wanted: those kept for a filter, and the room beside them. */
const MOST_BARS = 6.6;

/** An axis of numbers or instants, with room on both sides. */
export class EdgedAxis implements LiveAxis {
	axis: Axis;
	readonly #rule: EdgeRule;
	/** What the width of its bars was chosen for. */
	#span: Range = [0, 0];
	#bin: EdgeBinner;

	constructor(rule: EdgeRule) {
		this.#rule = rule;
		this.axis = this.#lay(this.#span, false);
		this.#bin = edgeBinner(this.axis.edges!); // an axis of this kind has edges
	}

	fits({ chunk, from, to }: LivePiece): boolean {
		const { edges } = this.axis;
		const range = extentOf(chunk.columns.get(this.#rule.column), from, to);
		return !range || !edges || (range[0] >= edges[0]! && range[1] < edges.at(-1)!); // an axis has edges
	}

	write({ chunk, from, to }: LivePiece, out: Uint16Array): void {
		const values = chunk.columns.get(this.#rule.column);
		const { count, shift } = this.axis;
		if (values) this.#bin(values, out, from, to);
		else out.fill(count << shift, from, to);
	}

	layOut(pieces: readonly LivePiece[], keep: boolean): void {
		const { column, target } = this.#rule;
		const range = rangeOf(pieces, column) ?? this.#span;
		// A filter's bars keep their edges while bars of their width are enough for all.
		const isWhole = widthOf(range) < target && areWhole(pieces, column);
		if (!keep || widthOf(this.#span) === 0) this.#span = range;
		this.axis = this.#lay(range, isWhole);
		if (this.axis.count > MOST_BARS * target + 2) {
			this.#span = range;
			this.axis = this.#lay(range, isWhole);
		}
		this.#bin = edgeBinner(this.axis.edges!); // as above
	}

	isWorn(pieces: readonly LivePiece[], shown: number): boolean {
		const { target, column, stepOf } = this.#rule;
		if (shown <= target * TOO_MANY && shown * TOO_FEW >= target) return false;
		const range = rangeOf(pieces, column);
		return range !== undefined && stepOf(range) !== stepOf(this.#span);
	}

	#lay(range: Range, isWhole: boolean): Axis {
		const { edges, padding, target } = this.#rule;
		const [below, above] = padding(range);
		const coarse = edges([range[0] - below, range[1] + above], this.#span, isWhole);
		const shift = Math.min(brushShift(target), roomFor(coarse.length - 1));
		return { shift, count: coarse.length - 1, edges: refineEdges(coarse, shift) };
	}
}

/** Instants: room for half of the time again ahead. */
export function timeAxis(
	definition: Extract<AxisDefinition, { kind: 'time' }>,
	zone: TimeZone,
	target = definition.bins ?? 60
): EdgedAxis {
	const step = ([first, last]: Range): TimeStep => {
		const { step } = definition;
		const span = last - first;
		return step !== undefined && span / TIME_STEPS[step] <= 4 * target
			? step
			: stepFor(span, target, 'second');
	};
	return new EdgedAxis({
		column: definition.column,
		target,
		stepOf: (range) => TIME_STEPS[step(range)],
		edges: ([first, last], span) => timeEdges([first as EpochMs, last as EpochMs], zone, step(span)),
		padding: ([first, last]) => [(last - first) / 8, (last - first) / 2 + 2000]
	});
}

/** Numbers: room for a tenth on either side. */
export function numberAxis(
	definition: Extract<AxisDefinition, { kind: 'number' }>,
	target = definition.bins ?? 40
): EdgedAxis {
	const stepOf = (range: Range) => {
		const [first = 0, second = 1] = roundEdges(range, target);
		return second - first;
	};
	return new EdgedAxis({
		column: definition.column,
		target,
		stepOf,
		edges: (range, span, isWhole) => {
			if (isWhole) return wholeEdges(range);
			const share = (range[1] - range[0]) / (span[1] - span[0] || range[1] - range[0] || 1);
			return roundEdges(range, Math.max(1, target * share));
		},
		padding: ([min, max]) => [(max - min) / 10, (max - min) / 10]
	});
}

/** The largest shift with which fine bins still fit 16 bits. */
function roomFor(count: number): number {
	let shift = 0;
	while (count << (shift + 1) < 0xffff) shift++;
	return shift;
}

function rangeOf(pieces: readonly LivePiece[], column: string): Range | undefined {
	let [min, max] = [Infinity, -Infinity];
	for (const { chunk, from, to } of pieces) {
		const range = extentOf(chunk.columns.get(column), from, to);
		if (range) [min, max] = [Math.min(min, range[0]), Math.max(max, range[1])];
	}
	return min <= max ? [min, max] : undefined;
}

const extentOf = (values: LiveValues | undefined, from: number, to: number) =>
	values && extent(values.subarray(from, to));

const widthOf = ([min, max]: Range) => max - min;

const areWhole = (pieces: readonly LivePiece[], column: string): boolean =>
	pieces.every(({ chunk, from, to }) => allWhole(chunk.columns.get(column)?.subarray(from, to) ?? []));
