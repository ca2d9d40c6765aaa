import { tableFromIPC } from 'apache-arrow';
import type { VIEWS } from './contestant.ts';
import { type Contestant, type Counts, type Range } from './contestant.ts';
import { openCrossfilter } from './crossfilter.ts';
import { openMosaic, openMosaicDatabase } from './mosaic.ts';
import { openOurs } from './ours.ts';

export type Name = 'ours' | 'mosaic usual' | 'mosaic best' | 'crossfilter2 usual' | 'crossfilter2 best';

const contestants = new Map<Name, Contestant>();

/** What the bench calls in the page; all figures are milliseconds. */
const page = {
	/** Opens contestants on the rows of the served file. */
	async open(rows: number, names: readonly Name[]): Promise<Record<string, number>> {
		const database = names.some((name) => name.startsWith('mosaic')) ? await openMosaicDatabase() : undefined;
		const columns = names.some((name) => name.startsWith('crossfilter2')) ? await readColumns() : undefined;
		const opened: Record<string, number> = {};
		for (const name of names) {
			let contestant: Contestant | undefined;
			if (name === 'ours') contestant = await openOurs(rows);
			else if (name === 'mosaic usual' && database) contestant = await openMosaic(database, 'usual');
			else if (name === 'mosaic best' && database) contestant = await openMosaic(database, 'best');
			else if (columns) contestant = openCrossfilter(columns, name.endsWith('usual') ? 'usual' : 'best');
			if (!contestant) throw new Error(name);
			contestants.set(name, contestant);
			opened[name] = contestant.opened;
		}
		return opened;
	},

	/** Counts of the other views at each brush, for comparing contestants. */
	async counts(name: Name, filter: Range, brushes: readonly Range[]): Promise<Counts[]> {
		const contestant = get(name);
		await contestant.prepare(filter);
		const all: Counts[] = [];
		for (const brush of brushes) all.push(await contestant.move(brush));
		await contestant.reset();
		return all;
	},

	/** One round: the filter, then every brush. */
	async round(
		name: Name,
		filter: Range,
		brushes: readonly Range[]
	): Promise<{ build: number; moves: number[] }> {
		const contestant = get(name);
		const build = await contestant.prepare(filter);
		const moves: number[] = [];
		for (const brush of brushes) {
			moves.push(await contestant.timeMove(brush));
			// Pointer events are tasks: so is each move here.
			await new Promise((resolve) => setTimeout(resolve));
		}
		await contestant.reset();
		return { build, moves };
	}
};
export type BrushPage = typeof page;
Object.assign(window, { brushBench: page });

function get(name: Name): Contestant {
	const contestant = contestants.get(name);
	if (!contestant) throw new Error(`${name} is not open`);
	return contestant;
}

async function readColumns() {
	const table = tableFromIPC(await (await fetch('/pack/bench.arrow')).arrayBuffer());
	const read = (view: (typeof VIEWS)[number]) => table.getChild(view)?.toArray() as Float64Array; // written as float64
	return { a: read('a'), b: read('b'), c: read('c'), d: read('d') };
}
