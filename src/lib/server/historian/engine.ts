import { mkdirSync } from 'node:fs';
import { AppError } from '#lib/model/errors.ts';
import type { HistoryBy } from '#lib/model/history.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { coverageOf } from './coverage.ts';
import { isDamaged } from './duckdb.ts';
import { HotCopies } from './hot-copies.ts';
import type {
	Historian,
	HistorianHealth,
	LayerCoverage,
	LentFiles,
	StateAnswer,
	WindowAnswer,
	WindowRequest
} from './historian.ts';
import { HouseKeeper, type HouseRules } from './house/housekeeping.ts';
import { sealedOffsetOf } from './house/seal.ts';
import type { OnStep } from './house/steps.ts';
import { sealedEnd, sealedOffset } from './manifest.ts';
import { openHot } from './open-hot.ts';
import { stateLayer, type HistoryParts } from './parts.ts';
import { ReadGate } from './read-gate.ts';
import { recordAll } from './recorder.ts';
import { SealedStore } from './sealed-store.ts';
import { Serial } from './serial.ts';
import { answerState } from './states.ts';
import { answerWindow } from './windows.ts';

export interface EngineOptions extends HouseRules {
	/** Folder of the log. */
	readonly logDir: string;
	/** Folder of history, of this engine alone. */
	readonly dir: string;
	/** What DuckDB may use. */
	readonly memoryMb: number;
}

/** History without its thread: reads the log, keeps house when told the time, answers questions. */
export class HistoryEngine {
	readonly #options: EngineOptions;
	readonly #parts: HistoryParts;
	readonly #keeper: HouseKeeper;
	readonly #house = new Serial();
	readonly #copies: HotCopies;
	/** What went wrong with the files when history was opened; stays until the next start. */
	#found: string[];
	#failures = new Map<'recording' | 'housekeeping', string>();
	#hasFailed = false;
	#isClosed = false;
	#now: EpochMs = 0;

	/** Opens or makes history. Throws INPUT_UNREADABLE when another process has it, or the disk refuses. */
	static async open(options: EngineOptions, onStep: OnStep = () => undefined): Promise<HistoryEngine> {
		mkdirSync(options.dir, { recursive: true });
		const reader = openSqliteReader(options.logDir);
		try {
			const { hot, found } = await openHot(options, reader);
			const sealed = new SealedStore(options.dir, reader.epoch);
			const parts = { reader, hot, sealed, gate: new ReadGate(hot.instance), writes: new Serial() };
			return new HistoryEngine(options, parts, [...found, ...sealed.found], onStep);
		} catch (cause) {
			reader.close();
			throw cause;
		}
	}

	private constructor(options: EngineOptions, parts: HistoryParts, found: string[], onStep: OnStep) {
		this.#options = options;
		this.#parts = parts;
		this.#found = found;
		this.#keeper = new HouseKeeper(parts, options, onStep);
		this.#copies = new HotCopies(options.dir);
	}

	/** Takes in everything that the log has. Throws ABORTED when history is closed. */
	async take(): Promise<void> {
		if (this.#isClosed) throw new AppError('ABORTED', { message: 'History is closed.' });
		await this.#noting('recording', () => this.#parts.writes.run(() => this.#record()));
	}

	/** Seals, compacts, drops what is due at `now`. */
	async keepHouse(now: EpochMs): Promise<void> {
		this.#now = now;
		await this.take();
		await this.#noting('housekeeping', () => this.#house.run(() => this.#keeper.keep(now)));
	}

	restriction(layer: string): string | undefined {
		return stateLayer(this.#parts, layer).declaration.restricted;
	}

	coverage(layer?: string): readonly LayerCoverage[] {
		const entries =
			layer === undefined
				? this.#parts.reader.layers().filter(({ declaration }) => declaration.cls === 'state')
				: [stateLayer(this.#parts, layer)];
		return entries.map((entry) => coverageOf(this.#parts, entry));
	}

	async window(request: WindowRequest): Promise<WindowAnswer> {
		await this.#catchUp(request.by, request.to);
		return answerWindow(this.#parts, request);
	}

	async at(...[layer, t, by, stamps = false]: Parameters<Historian['at']>): Promise<StateAnswer> {
		await this.#catchUp(by, t);
		return answerState(this.#parts, { layer, t, by, stamps });
	}

	/** Of all rows that the log has now. Throws LAYER_UNKNOWN, INPUT_INVALID, OVERLOADED. */
	async lendFiles(layers: readonly string[]): Promise<LentFiles> {
		await this.#catchUp('observed', Infinity);
		return this.#copies.lend(
			this.#parts,
			layers.map((layer) => stateLayer(this.#parts, layer))
		);
	}

	release(lease: number): void {
		this.#copies.release(lease);
	}

	health(): HistorianHealth {
		const { reader, hot, sealed } = this.#parts;
		const { offset, gaps } = hot.state;
		const kept = this.#now - this.#options.retain.days * 86_400_000;
		const gap = gaps.filter(({ at }) => at >= kept).at(-1);
		const failures = [
			...this.#found,
			...this.#failures.values(),
			...(gap ? [`The records ${gap.from} to ${gap.to} are missing: the log no longer had them.`] : [])
		];
		return {
			offset,
			sealedOffset: sealedOffsetOf(this.#parts),
			lagRecords: Math.max(0, reader.end - offset),
			bytes: sealed.bytes,
			...(failures.length > 0 && { failure: failures.join(' ') })
		};
	}

	/** Ends when every question that runs has its answer. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#house.run(() => Promise.resolve());
		await this.#parts.writes.run(() => Promise.resolve());
		await this.#parts.gate.close();
		this.#parts.hot.close();
		this.#parts.reader.close();
	}

	/**
	 * Records what an answer about the time up to `t` may have to know: a late row is observed at any time.
	 * What cannot be recorded now is not in the answer, and health says so.
	 */
	async #catchUp(by: HistoryBy, t: EpochMs): Promise<void> {
		const { reader, hot } = this.#parts;
		if (by === 'received' && t < hot.state.received) return;
		if (reader.end > hot.state.offset) await this.take().catch(() => undefined);
	}

	async #record(): Promise<void> {
		const { reader, sealed } = this.#parts;
		const limits = {
			isSealed: ({ layer, offset }: { layer: string; offset: number }) =>
				offset <= sealedOffset(sealed.manifest(layer)),
			endOf: (layer: string) => sealedEnd(sealed.manifest(layer))
		};
		const onRows = (rows: number) => this.#keeper.keyframes.count(rows);
		const record = () => recordAll({ reader, hot: this.#parts.hot, sealed: limits, onRows });
		try {
			await record();
		} catch (cause) {
			if (!isDamaged(cause)) throw cause;
			await this.#openAnew();
			await record();
		}
	}

	/**
	 * The database failed in a way that no retry heals: it is opened anew. When it failed the same way before,
	 * another one goes on from the files and the log.
	 */
	async #openAnew(): Promise<void> {
		await this.#parts.gate.exclusively(async () => {
			this.#parts.hot.close();
			const known = { ...this.#options, isDamaged: this.#hasFailed };
			this.#hasFailed = true;
			const { hot, found } = await openHot(known, this.#parts.reader);
			this.#parts.hot = hot;
			this.#parts.gate.replace(hot.instance);
			this.#found = [...this.#found, ...found];
		});
	}

	/** Remembers in words what failed, until the same succeeds. */
	async #noting(what: 'recording' | 'housekeeping', work: () => Promise<void>): Promise<void> {
		try {
			await work();
			this.#failures.delete(what);
		} catch (thrown) {
			this.#failures.set(what, `${what} fails: ${AppError.from(thrown).message}.`);
			throw thrown;
		}
	}
}
