import { makeVector, Table, tableToIPC } from 'apache-arrow';
import { DOMAIN, STEPS, type Columns, type Range } from './contestant.ts';

/** A sequence that is the same in every run. */
function random(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Four columns of city-like shapes: even, skewed, two rush hours that follow the first, bell-shaped. */
export function benchColumns(rows: number): Columns {
	const next = random(20151231);
	const columns: Columns = {
		a: new Float64Array(rows),
		b: new Float64Array(rows),
		c: new Float64Array(rows),
		d: new Float64Array(rows)
	};
	// Multiples of 1/1024 below 30: every edge and every comparison is exact in all contestants.
	const put = (column: Float64Array, row: number, share: number) =>
		(column[row] = Math.floor(Math.min(0.999_99, Math.max(0, share)) * DOMAIN * 1024) / 1024);
	for (let row = 0; row < rows; row++) {
		const even = next();
		put(columns.a, row, even);
		put(columns.b, row, -Math.log(1 - next() * 0.999) / 7);
		put(columns.c, row, (next() < 0.5 ? 0.33 : 0.72) + (next() - 0.5) * 0.3 + (even - 0.5) * 0.1);
		put(columns.d, row, (next() + next() + next()) / 3);
	}
	// Every column reaches both ends, so that all have the same thirty bins.
	for (const column of Object.values(columns)) {
		put(column, 0, 0);
		put(column, 1, 1);
	}
	return columns;
}

/** Rows [from, to) as an Arrow stream. */
export const benchStream = ({ a, b, c, d }: Columns, from: number, to: number): Uint8Array =>
	tableToIPC(
		new Table({
			a: makeVector(a.slice(from, to)),
			b: makeVector(b.slice(from, to)),
			c: makeVector(c.slice(from, to)),
			d: makeVector(d.slice(from, to))
		}),
		'stream'
	);

/** A drag: the window wanders by a few steps, is resized at times, and now and then taken elsewhere. */
export function drag(seed: number, moves: number): Range[] {
	const next = random(seed);
	let from = Math.floor(STEPS * 0.3);
	let width = Math.floor(STEPS * 0.2);
	return Array.from({ length: moves }, () => {
		const kind = next();
		if (kind < 0.1) from = Math.floor(next() * STEPS * 0.8);
		else if (kind < 0.35) width += Math.round((next() - 0.5) * 30);
		else from += Math.round((next() - 0.45) * 16);
		width = Math.min(STEPS >> 1, Math.max(8, width));
		from = Math.min(STEPS - width, Math.max(0, from));
		return [from, from + width];
	});
}

export const filterOf = (round: number): Range => [100 + round * 7, 800 - round * 5];
