import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportState, ExportWish } from '#lib/model/briefing/export.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { replaceFile } from '#lib/server/historian/durable-file.ts';
import { logOf } from '#lib/server/log.ts';
import type { FrozenStore } from '../frozen-store.ts';
import { exportName } from './export-kinds.ts';
import { exportSource, type ExportSource } from './export-source.ts';

/** Files that are kept: some gigabytes at the most. */
const MOST_FILES = 300;
const log = logOf('exports');

export interface ExportsOptions {
	/** Where what was made is kept; it may be removed at any time. */
	readonly dir: string;
	readonly frozen: FrozenStore;
	readonly now: () => EpochMs;
	/** Of the program: another one may make another file. */
	readonly version: string;
	readonly make: (source: ExportSource, wish: ExportWish) => Promise<Uint8Array>;
}

/** Which file, and where the people are who will read it. */
export interface ExportOrder extends ExportWish {
	readonly id: string;
	readonly publicOrigin: string;
}

/** Files that briefings were made into: each once, and kept, for what it is made of never changes. */
export class Exports {
	readonly #options: ExportsOptions;
	readonly #running = new Map<string, Promise<string>>();
	readonly #failed = new Map<string, string>();

	constructor(options: ExportsOptions) {
		this.#options = options;
		mkdirSync(options.dir, { recursive: true });
		this.#prune();
	}

	/** Throws NOT_FOUND, EXPIRED. */
	state(order: ExportOrder): ExportState {
		this.#require(order);
		const path = this.#pathOf(order);
		if (this.#running.has(path)) return { state: 'running' };
		if (existsSync(path))
			return { state: 'done', name: exportName(order.id, order), bytes: statSync(path).size };
		const message = this.#failed.get(path);
		return message === undefined ? { state: 'absent' } : { state: 'failed', message };
	}

	/** Begins to make a file that is not there and not being made. Throws NOT_FOUND, EXPIRED. */
	begin(order: ExportOrder): ExportState {
		// Who waits for it hears of a failure by its state.
		this.path(order).catch(() => undefined);
		return this.state(order);
	}

	/** Where the file lies, as soon as it is made. Throws NOT_FOUND, EXPIRED, RENDER_FAILED, CHROMIUM_MISSING. */
	path(order: ExportOrder): Promise<string> {
		this.#require(order);
		const path = this.#pathOf(order);
		const running = this.#running.get(path);
		if (running) return running;
		if (existsSync(path)) return Promise.resolve(path);
		this.#failed.delete(path);
		const made = this.#make(path, order).finally(() => this.#running.delete(path));
		this.#running.set(path, made);
		return made;
	}

	async #make(path: string, order: ExportOrder): Promise<string> {
		const { frozen, now, make } = this.#options;
		try {
			const bytes = await make(exportSource(frozen, order.id, order.publicOrigin, now()), order);
			replaceFile(path, bytes);
			this.#prune();
			return path;
		} catch (thrown) {
			const error = AppError.from(thrown);
			log.error({ err: error, briefing: order.id, format: order.format }, error.message);
			this.#failed.set(path, error.message);
			throw error;
		}
	}

	#require({ id }: ExportOrder): void {
		const { frozen, now } = this.#options;
		frozen.about(id, now());
	}

	#pathOf(order: ExportOrder): string {
		const { dir, version } = this.#options;
		const made = createHash('sha256').update(`${version} ${order.publicOrigin}`).digest('hex').slice(0, 12);
		return join(dir, `${made}-${exportName(order.id, order)}`);
	}

	/** Files of briefings that may not be read any more go, and the oldest when there are too many. */
	#prune(): void {
		const { dir } = this.#options;
		const kept = readdirSync(dir).filter((name) => {
			if (this.#isReadable(name)) return true;
			rmSync(join(dir, name), { force: true });
			return false;
		});
		if (kept.length <= MOST_FILES) return;
		const byAge = kept
			.map((name) => ({ name, at: statSync(join(dir, name)).mtimeMs }))
			.sort((a, b) => a.at - b.at);
		for (const { name } of byAge.slice(0, kept.length - MOST_FILES)) rmSync(join(dir, name), { force: true });
	}

	/** A file's briefing is there, and its time is not over. */
	#isReadable(name: string): boolean {
		const { frozen, now } = this.#options;
		const [, id = ''] = /-briefing-([0-9A-Za-z]+)\./.exec(name) ?? [];
		try {
			frozen.about(id, now());
			return true;
		} catch {
			return false;
		}
	}
}
