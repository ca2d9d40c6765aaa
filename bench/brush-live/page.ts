import { openCrossfilter } from '../brush/crossfilter.ts';
import type { Columns, Counts, LiveContestant, Range } from '../brush/contestant.ts';
import { openMosaic, openMosaicDatabase } from '../brush/mosaic.ts';
import { benchColumns } from '../brush/rows.ts';
import { openOurs } from './ours.ts';

export type Name = 'ours' | 'mosaic best' | 'mosaic usual' | 'crossfilter2 best' | 'crossfilter2 usual';

/** What one round does: rows come every tick, and the brush moves several times a tick. */
export interface Round {
	readonly filter: Range;
	readonly brushes: readonly Range[];
	readonly ticks: number;
	readonly rowsPerTick: number;
	readonly tickMs: number;
	/** What is not up to date by itself is brought up to date every so many ticks. */
	readonly refreshTicks: number;
}

export interface RoundFigures {
	/** From when a move was due until its counts were there: waiting for rows that are being taken counts. */
	readonly moves: readonly number[];
	/** The call alone: what a move costs when nothing is in its way. */
	readonly calls: readonly number[];
	/** Rows that came and were not counted, at each move. */
	readonly behind: readonly number[];
}

let columns: Columns | undefined;
const contestants = new Map<Name, { readonly contestant: LiveContestant; rows: number }>();

/** What the bench calls in the page. */
const page = {
	/** Opens contestants on the first `rows` of the bench's rows; `more` come. */
	async open(rows: number, more: number, names: readonly Name[]): Promise<void> {
		const all = (columns = benchColumns(rows + more));
		for (const name of names) {
			const use = name.endsWith('usual') ? 'usual' : 'best';
			const contestant = name.startsWith('mosaic')
				? // Rows are added to a table: each has its own.
					await openMosaic(await openMosaicDatabase(), use, { columns: all, rows })
				: name === 'ours'
					? await openOurs(all, rows)
					: openCrossfilter(all, use, rows);
			contestants.set(name, { contestant, rows });
		}
	},

	/** Counts of the other views at each brush, of all rows that came so far. */
	async counts(name: Name, filter: Range, brushes: readonly Range[]): Promise<Counts[]> {
		const { contestant, rows } = get(name);
		await contestant.prepare(filter);
		await upTo(contestant, rows);
		const all: Counts[] = [];
		for (const brush of brushes) all.push(await contestant.move(brush));
		await contestant.reset();
		return all;
	},

	/** The same, counted row by row. */
	judged(rows: number, filter: Range, brushes: readonly Range[]): Counts[] {
		const { a, b, c, d } = columns as Columns; // they are made when the contestants are opened
		const inside = (value: number, [from, to]: Range) => value >= from / 32 && value < to / 32;
		return brushes.map((brush) => {
			const counts = [b, c, d].map((column) => {
				const bins = new Array<number>(30).fill(0);
				for (let row = 0; row < rows; row++) {
					if (!inside(a[row] as number, brush)) continue;
					if (column !== d && !inside(d[row] as number, filter)) continue;
					bins[Math.floor(column[row] as number)]!++;
				}
				return bins;
			});
			return counts;
		});
	},

	async round(name: Name, round: Round): Promise<RoundFigures> {
		const entry = get(name);
		const { contestant } = entry;
		await contestant.prepare(round.filter);
		await upTo(contestant, entry.rows);
		const [moves, calls, behind]: [number[], number[], number[]] = [[], [], []];
		const perTick = round.brushes.length / round.ticks;
		for (let tick = 0; tick < round.ticks; tick++) {
			const from = entry.rows + tick * round.rowsPerTick;
			contestant.stage?.(from, from + round.rowsPerTick);
		}
		let work: Promise<void> = Promise.resolve();
		let isRefreshing = false;
		const begin = performance.now();
		for (let tick = 0; tick < round.ticks; tick++) {
			await due(begin + tick * round.tickMs);
			const [from, to] = [entry.rows, entry.rows + round.rowsPerTick];
			entry.rows = to;
			// Rows are taken one after the other, beside the moves.
			const taken = contestant.append(from, to);
			work = work.then(() => taken);
			// One at a time: who cannot keep up is brought up to date as often as it can.
			const isDue = tick % round.refreshTicks === round.refreshTicks - 1;
			if (contestant.refresh && isDue && !isRefreshing) {
				isRefreshing = true;
				work = work.then(() => contestant.refresh?.()).finally(() => (isRefreshing = false));
			}
			for (let move = 0; move < perTick; move++) {
				// Between two ticks, evenly: while rows are taken too.
				const at = begin + (tick + move / perTick) * round.tickMs;
				await due(at);
				behind.push(entry.rows - contestant.counted());
				const brush = round.brushes[tick * perTick + move];
				if (brush) calls.push(await contestant.timeMove(brush));
				moves.push(performance.now() - at);
			}
		}
		await work;
		await contestant.reset();
		return { moves, calls, behind };
	},

	rows: (name: Name): number => get(name).rows
};
export type BrushLivePage = typeof page;
Object.assign(window, { brushLiveBench: page });

function get(name: Name) {
	const entry = contestants.get(name);
	if (!entry) throw new Error(`${name} is not open`);
	return entry;
}

/** Resolves once a contestant counts all rows. */
async function upTo(contestant: LiveContestant, rows: number): Promise<void> {
	await contestant.refresh?.();
	while (contestant.refresh === undefined && contestant.counted() < rows) await task();
}

/** A timer is later than it was asked for by less than this, milliseconds. */
const TIMER_LATE_MS = 3;

/**
 * Resolves at an instant, to a fraction of a millisecond: a timer would be late by more than what is measured. Only the
 * end is waited for task by task: their events fill the browser's own heap, and sweeping 140,000 of them held the thread
 * for 5 ms at a time (2026-11-26).
 */
async function due(at: number): Promise<void> {
	const sleep = at - performance.now() - TIMER_LATE_MS;
	if (sleep > 0) await new Promise((later) => setTimeout(later, sleep));
	while (performance.now() < at) await task();
}

const channel = new MessageChannel();
const task = () =>
	new Promise<void>((resolve) => {
		channel.port1.onmessage = () => resolve();
		channel.port2.postMessage(undefined);
	});
