import { AppError } from '#lib/model/errors.ts';
import type { LiveRowsMessage } from '#lib/model/live-rows.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Cube } from '#lib/queries/cubes/cube.ts';
import { LiveRows, type LiveBounds, type LiveRowsCopy } from '#lib/queries/cubes/live/live-rows.ts';
import { LiveViews, type LiveAnswer } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';
import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { SaidFilter } from './contract.ts';
import type { Database } from './database.ts';
import { LiveTable } from './live-table.ts';

/** Charts hear of rows at most so often… */
const TELL_EVERY: Milliseconds = 100;
/** …and less often where telling takes long: it shall take a fifth of the worker's time at most. */
const TELLING_SHARE = 5;
/** Rows leave by age also while none come. */
const EXPIRE_EVERY: Milliseconds = 5000;

interface OpenViews {
	readonly definitions: readonly ViewDefinition[];
	views: LiveViews;
	readonly tell: (answer: LiveAnswer) => void;
}

/** The newest rows of a live layer: charts over them, and their table. Rows come through a port. */
export class LiveDataset {
	readonly #zone: TimeZone;
	readonly #bounds: LiveBounds;
	readonly #open = new Map<number, OpenViews>();
	readonly #expiry: ReturnType<typeof setInterval>;
	#port: MessagePort | undefined;
	#rows: LiveRows | undefined;
	#table: LiveTable | undefined;
	/** Of rows that are no more; it goes with the next question, so that none under way loses it. */
	#retired: LiveTable | undefined;
	#isReady = false;
	#isHeld = false;
	/** Said while the dataset was held. */
	#waiting: LiveRowsMessage[] = [];
	#telling: ReturnType<typeof setTimeout> | undefined;
	#tellingTook: Milliseconds = 0;
	/** When the newest row arrived, by the server's clock and by ours. */
	#newest: { readonly arrived: EpochMs; readonly here: number } | undefined;
	#resolveReady: () => void = () => undefined;
	/** Columns and first rows are there. */
	readonly ready = new Promise<void>((resolve) => (this.#resolveReady = resolve));

	constructor(zone: TimeZone, bounds: LiveBounds) {
		this.#zone = zone;
		this.#bounds = bounds;
		this.#expiry = setInterval(() => this.#expire(), EXPIRE_EVERY);
	}

	/** Takes rows from this port from now on; the one before is closed. */
	use(port: MessagePort): void {
		this.#port?.close();
		this.#port = port;
		port.addEventListener('message', this.#hear);
		port.start();
	}

	get rows(): LiveRows {
		if (!this.#rows) throw new AppError('INTERNAL', { message: 'the live rows are not there yet' });
		return this.#rows;
	}
	get isReady(): boolean {
		return this.#isReady;
	}
	/** Charts are open over these rows. */
	get isOpen(): boolean {
		return this.#open.size > 0;
	}
	/** Typed arrays in use. */
	get bytes(): number {
		return this.#rows?.bytes ?? 0;
	}

	/** Rows wait, and everything stands still, until this is over. */
	hold(isHeld: boolean): void {
		this.#isHeld = isHeld;
		if (isHeld) return;
		for (const message of this.#waiting.splice(0)) this.#take(message);
	}

	/** Opens charts; `tell` hears of every change that nobody here asked for. Throws QUERY_FAILED. */
	open(
		id: number,
		definitions: readonly ViewDefinition[],
		tell: (answer: LiveAnswer) => void,
		filters: readonly SaidFilter[]
	): LiveAnswer {
		const views = new LiveViews(this.rows, definitions, this.#zone);
		for (const { filter, layout } of filters) views.setFilter(layout.definition.id, filter, layout);
		this.#open.set(id, { definitions, views, tell });
		return views.answer();
	}

	views(id: number): LiveViews | undefined {
		return this.#open.get(id)?.views;
	}

	close(id: number): void {
		this.#open.delete(id);
	}

	/** The table `name` holds exactly these rows from now on. */
	bringUp(database: Database, name: string): void {
		this.#retired?.drop();
		this.#retired = undefined;
		this.#table ??= new LiveTable(database, name, this.rows);
		this.#table.bringUp();
	}

	/** Gives up rows and port, to be taken by another worker. */
	handOver(): { readonly rows: LiveRowsCopy | undefined; readonly port: MessagePort | undefined } {
		const port = this.#port;
		port?.removeEventListener('message', this.#hear);
		this.#port = undefined;
		for (const message of this.#waiting.splice(0)) this.#take(message);
		clearInterval(this.#expiry);
		clearTimeout(this.#telling);
		return { rows: this.#rows?.copy(), port };
	}

	/** Takes what another worker gave up. */
	takeOver(rows: LiveRowsCopy, port: MessagePort): void {
		this.#begin(LiveRows.of(rows, this.#bounds));
		this.#isReady = true;
		this.#resolveReady();
		const arrived = this.rows.chunks.at(-1)?.arrived;
		if (arrived !== undefined) this.#newest = { arrived, here: performance.now() };
		this.use(port);
	}

	dispose(): void {
		clearInterval(this.#expiry);
		clearTimeout(this.#telling);
		this.#retired?.drop();
		this.#table?.drop();
		this.#port?.close();
	}

	readonly #hear = ({ data }: MessageEvent): void => {
		const message = data as LiveRowsMessage; // the port's other end is the live worker's tap
		if (this.#isHeld && this.#isReady) this.#wait(message);
		else this.#take(message);
	};

	/** Keeps what comes while the dataset is held, as far as it could stay. */
	#wait(message: LiveRowsMessage): void {
		if (message.kind === 'columns') this.#waiting = [];
		this.#waiting.push(message);
		let rows = 0;
		let first = this.#waiting.length;
		while (first > 0 && rows <= this.#bounds.rows) {
			const waiting = this.#waiting[--first];
			if (waiting?.kind === 'rows') rows += waiting.batch.count;
		}
		if (rows <= this.#bounds.rows) return;
		// Rows too many are let go; the texts of their codes are needed by those after them.
		this.#waiting = this.#waiting.map((waiting, index) =>
			index < first && waiting.kind === 'rows'
				? { kind: 'rows', batch: { ...waiting.batch, count: 0, columns: {} } }
				: waiting
		);
	}

	#take(message: LiveRowsMessage): void {
		if (message.kind === 'begun') {
			this.#isReady = true;
			return this.#resolveReady();
		}
		if (message.kind === 'columns') {
			this.#begin(new LiveRows(message.columns, this.#bounds));
			return this.#tellSoon();
		}
		const { batch } = message;
		for (const piece of this.rows.append(batch))
			for (const { views } of this.#open.values()) views.enter(piece);
		if (batch.count > 0) this.#newest = { arrived: batch.arrived, here: performance.now() };
		this.#expire();
		this.#tellSoon();
	}

	/** Everything begins anew with these rows; charts stay open, with their filters. */
	#begin(rows: LiveRows): void {
		this.#retired ??= this.#table;
		this.#table = undefined;
		this.#rows = rows;
		for (const opened of this.#open.values()) {
			const { layouts, filters } = opened.views.answer();
			opened.views = new LiveViews(rows, opened.definitions, this.#zone);
			for (const layout of layouts) {
				const filter = filters[layout.definition.id];
				if (filter) opened.views.setFilter(layout.definition.id, filter, layout);
			}
		}
	}

	#expire(): void {
		if (!this.#newest || !this.#rows || (this.#isHeld && this.#waiting.length > 0)) return;
		const now = this.#newest.arrived + performance.now() - this.#newest.here;
		const gone = this.#rows.expire(now);
		if (gone.length === 0) return;
		for (const { views } of this.#open.values()) {
			for (const chunk of gone) views.leave(chunk);
			views.refresh();
		}
		this.#tellSoon();
	}

	#tellSoon(): void {
		if (this.#open.size === 0) return;
		this.#telling ??= setTimeout(
			() => {
				this.#telling = undefined;
				const start = performance.now();
				for (const { views, tell } of this.#open.values()) tell(views.answer());
				this.#tellingTook = performance.now() - start;
			},
			Math.max(TELL_EVERY, TELLING_SHARE * this.#tellingTook)
		);
	}
}

/** The buffers of a cube, to be moved and not copied. */
export const cubeBuffers = (cube: Cube | undefined): ArrayBuffer[] =>
	cube ? ([cube.selected.buffer, ...cube.views.map(({ sums }) => sums.buffer)] as ArrayBuffer[]) : []; // made for the page, not shared
