/** The four histograms: columns a, b, c, d over [0, 30), 30 bins of width 1, brushed in 960 steps of 1/32. */
export const VIEWS = ['a', 'b', 'c', 'd'] as const;
export const DOMAIN = 30;
export const BINS = 30;
export const STEPS = 960;
/** Brushed in every round; the last view holds a filter meanwhile. */
export const ACTIVE = 'a';
export const FILTERED = 'd';

export type Columns = Readonly<Record<(typeof VIEWS)[number], Float64Array>>;

/** From a step up to, not including, another. */
export type Range = readonly [from: number, to: number];

/** Counts of b, c and d, 30 numbers each. */
export type Counts = readonly (readonly number[])[];

/** One way to link histograms. All work on the same rows. */
export interface Contestant {
	/** What is needed once for the data, milliseconds. */
	readonly opened: number;
	/** Sets the filter of `d` and makes brushing of `a` ready. Answers the milliseconds of the second part. */
	prepare(filter: Range): Promise<number>;
	/** Moves the brush; answers the new counts of the other views. */
	move(brush: Range): Counts | Promise<Counts>;
	/** Milliseconds of one move: from the call until all three other views have their counts. */
	timeMove(brush: Range): number | Promise<number>;
	/** Takes brush and filter away. */
	reset(): Promise<void>;
}

/** Edge of a step in the columns' unit. Multiples of 1/32 are exact in binary. */
export const edge = (step: number): number => step / 32;

/** A contestant to which rows can be added while it is brushed. */
export interface LiveContestant extends Contestant {
	/** Makes rows [from, to) ready to be added, as they would come from the network. */
	stage?(from: number, to: number): void;
	/** Adds rows [from, to) of the columns, staged before; resolves when they are taken. */
	append(from: number, to: number): void | Promise<void>;
	/** Brings what brushes are answered from up to the rows that there are; contestants that do so by themselves need none. */
	refresh?(): Promise<void>;
	/** Rows that the next brush counts. */
	counted(): number;
}
