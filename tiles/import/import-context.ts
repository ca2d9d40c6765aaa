import type { AreaIndex } from '#lib/model/area-index.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { Dataset } from '#lib/model/city.ts';
import type { CityBaker } from '../source-records.ts';
import type { TableExtent } from './table-extent.ts';
import type { ImportTally } from './import-tally.ts';

/** What one stage shows of itself while it runs. */
export interface Stage {
	/** Bytes (or records) done of the total the stage began with, and records met so far. */
	update(done: number, records?: number): void;
	/** How many more there are than was thought. */
	total(total: number): void;
	end(): void;
}

/** Where progress goes: bars on a terminal, a line a stage, nowhere in tests. */
export interface Progress {
	stage(name: string, total: number): Stage;
	/** One line for the person at the terminal. */
	say(line: string): void;
	/** Stops drawing: stages that have not ended stay as they are. */
	close(): void;
}

export const silentProgress: Progress = {
	stage: () => ({ update: () => undefined, total: () => undefined, end: () => undefined }),
	say: () => undefined,
	close: () => undefined
};

/** The areas of one dataset. */
export interface NamedAreas {
	readonly dataset: string;
	readonly index: AreaIndex;
}

/** What every reader of a source is given. */
export interface ImportContext {
	readonly baker: CityBaker;
	readonly tally: ImportTally;
	readonly progress: Progress;
	/** Folder of the pack being written. */
	readonly out: string;
	/** Records outside are rejected. */
	readonly bbox?: BBox;
	/** IANA zone for times that name none. */
	readonly timezone: string;
	/** Datasets of the pack written so far. */
	readonly datasets: Dataset[];
	/** Areas read so far that are few enough to sort points by. */
	readonly areas: NamedAreas[];
	readonly title: (id: string) => Dataset['title'];
	readonly attribution: (id: string) => string | undefined;
	/** Aborted on SIGINT and SIGTERM: readers stop at their next batch. */
	readonly signal: AbortSignal;
	/** Told every kept position that is not the baker's. */
	readonly extent: TableExtent;
}

export const OUTSIDE = 'outside the bbox';
