import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import {
	LIVE_BOUNDS,
	type LiveBounds,
	type LiveRows,
	type LiveRowsCopy
} from '#lib/queries/cubes/live/live-rows.ts';
import type { LiveAnswer, LiveViews } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';
import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { SaidFilter, TableInfo } from './contract.ts';
import type { StreamDataset, TableSource } from './datasets.ts';
import { LiveDataset } from './live-dataset.ts';

/** Rows that nobody asks for any more are let go after so long. */
const IDLE: Milliseconds = 300_000;

/** Live rows are wanted from the page, or no more. */
export type WantLive = (dataset: string, stream: string, isWanted: boolean) => void;

/** What another worker takes over of one. */
export interface LiveHandOver {
	readonly dataset: string;
	readonly stream: string;
	readonly rows: LiveRowsCopy;
	readonly port: MessagePort;
}

interface Entry {
	readonly live: LiveDataset;
	readonly stream: string;
	idle: ReturnType<typeof setTimeout> | undefined;
}

/** The live datasets that somebody asked for. */
export class LiveDatasets {
	readonly #entries = new Map<string, Entry>();
	/** Dataset that charts are over, by their number. */
	readonly #views = new Map<number, string>();
	readonly #zone: () => TimeZone;
	readonly #want: WantLive;
	readonly #bounds: LiveBounds;
	#isHeld = false;

	constructor(zone: () => TimeZone, want: WantLive, bounds: LiveBounds = LIVE_BOUNDS) {
		this.#zone = zone;
		this.#want = want;
		this.#bounds = bounds;
	}

	/** The dataset, once its columns and first rows are there. */
	async ready({ id, stream }: StreamDataset, signal?: AbortSignal): Promise<LiveDataset> {
		const known = this.#entries.get(id);
		const entry = known ?? this.#enter(id, stream);
		if (!known) this.#want(id, stream, true);
		this.rest(id);
		await Promise.race([entry.live.ready, aborted(signal)]);
		return entry.live;
	}

	/** Somebody asked for it. */
	has(id: string): boolean {
		return this.#entries.has(id);
	}

	/** Undefined: nobody asked for it, or its rows are not there yet. */
	of(id: string): LiveDataset | undefined {
		const live = this.#entries.get(id)?.live;
		return live?.isReady ? live : undefined;
	}

	/** Opens charts; undefined: the dataset is not a live one, or not ready. */
	open(
		dataset: string,
		id: number,
		definitions: readonly ViewDefinition[],
		tell: (answer: LiveAnswer) => void,
		held: readonly SaidFilter[]
	): LiveAnswer | undefined {
		const answer = this.of(dataset)?.open(id, definitions, tell, held);
		if (answer) this.#views.set(id, dataset);
		return answer;
	}

	views(id: number): LiveViews | undefined {
		return this.of(this.#views.get(id) ?? '')?.views(id);
	}

	close(id: number): void {
		const dataset = this.#views.get(id);
		if (dataset === undefined) return;
		this.#views.delete(id);
		this.of(dataset)?.close(id);
		this.rest(dataset);
	}

	use(id: string, port: MessagePort): void {
		const entry = this.#entries.get(id);
		if (entry) entry.live.use(port);
		else port.close();
	}

	hold(isHeld: boolean): void {
		this.#isHeld = isHeld;
		for (const { live } of this.#entries.values()) live.hold(isHeld);
	}

	/** Nobody uses the dataset just now: it is let go if that stays so. */
	rest(id: string): void {
		const entry = this.#entries.get(id);
		if (!entry) return;
		clearTimeout(entry.idle);
		entry.idle = setTimeout(() => (entry.live.isOpen ? this.rest(id) : this.drop(id)), IDLE);
	}

	drop(id: string): void {
		const entry = this.#entries.get(id);
		if (!entry) return;
		clearTimeout(entry.idle);
		this.#entries.delete(id);
		entry.live.dispose();
		this.#want(id, entry.stream, false);
	}

	get bytes(): number {
		let bytes = 0;
		for (const { live } of this.#entries.values()) bytes += live.bytes;
		return bytes;
	}

	/** Gives up everything to another worker; those whose rows are not there yet are asked for there again. */
	handOver(): LiveHandOver[] {
		const handed = [...this.#entries].flatMap(([dataset, { live, stream, idle }]) => {
			clearTimeout(idle);
			if (!live.isReady) {
				live.dispose();
				return [];
			}
			const { rows, port } = live.handOver();
			return rows && port ? [{ dataset, stream, rows, port }] : [];
		});
		this.#entries.clear();
		return handed;
	}

	takeOver(handed: readonly LiveHandOver[]): void {
		for (const { dataset, stream, rows, port } of handed) {
			this.#enter(dataset, stream).live.takeOver(rows, port);
			this.rest(dataset);
		}
	}

	#enter(id: string, stream: string): Entry {
		const entry: Entry = { live: new LiveDataset(this.#zone(), this.#bounds), stream, idle: undefined };
		entry.live.hold(this.#isHeld);
		this.#entries.set(id, entry);
		return entry;
	}
}

/** Rejects when the signal aborts. */
const aborted = (signal: AbortSignal | undefined) =>
	new Promise<never>((_, reject) => {
		const stop = () => reject(new AppError('ABORTED'));
		if (signal?.aborted) stop();
		signal?.addEventListener('abort', stop, { once: true });
	});

/** A live dataset's table, as the schema tree shows it. Its rows begin to come when somebody asks for it: before, there is no number of them. */
export function liveTableInfo({ table, dataset }: TableSource, rows: LiveRows): TableInfo {
	const types = { number: 'DOUBLE', metric: 'FLOAT', category: 'VARCHAR' } as const;
	const columns = rows.columns.map(({ name, kind }) => ({ name, type: types[kind] as string }));
	columns.push({ name: 'local_time', type: 'TIMESTAMP' });
	return { name: table, dataset, loaded: true, rows: rows.rows || undefined, columns };
}
