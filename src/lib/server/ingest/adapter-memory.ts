import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '#lib/model/units.ts';

/** Least time between two writes. */
const SAVE_EVERY: Milliseconds = 2_000;
/** Writing takes at most this share of the thread's time. */
const SHARE = 0.02;

/**
 * What adapters want back with a source's next message: births, the last full dataset. Kept as files, so that what
 * vanished while we were down is told gone afterwards. A file is never ahead of the log; one that is late or lost
 * costs repeats.
 */
export class AdapterMemory {
	readonly #dir: string;
	readonly #kept = new Map<string, unknown>();
	/** Not in the files yet. */
	readonly #unsaved = new Map<string, unknown>();
	#saving: NodeJS.Timeout | undefined;
	#lastTook: Milliseconds = 0;

	constructor(dir: string) {
		this.#dir = dir;
	}

	get(source: string, adapter: string): unknown {
		const name = `${source}.${adapter}`;
		if (!this.#kept.has(name)) this.#kept.set(name, this.#read(name));
		return this.#kept.get(name);
	}

	/** For the source's next message. */
	set(source: string, adapter: string, memory: unknown): void {
		if (memory !== undefined) this.#kept.set(`${source}.${adapter}`, memory);
	}

	/** The rows that this memory speaks of are on disk: so may it be. */
	settle(source: string, adapter: string, memory: unknown): void {
		if (memory === undefined) return;
		this.#unsaved.set(`${source}.${adapter}`, memory);
		this.#saving ??= setTimeout(() => this.save(), Math.max(SAVE_EVERY, this.#lastTook / SHARE));
	}

	/** Writes what changed; a disk that refuses is tried again with the next change. */
	save(): void {
		clearTimeout(this.#saving);
		this.#saving = undefined;
		const started = performance.now();
		for (const [name, memory] of this.#unsaved)
			try {
				mkdirSync(this.#dir, { recursive: true });
				const file = this.#file(name);
				writeFileSync(`${file}.tmp`, JSON.stringify(memory));
				renameSync(`${file}.tmp`, file);
				this.#unsaved.delete(name);
			} catch {
				break;
			}
		this.#lastTook = performance.now() - started;
	}

	#read(name: string): unknown {
		try {
			return JSON.parse(readFileSync(this.#file(name), 'utf8'));
		} catch {
			return undefined;
		}
	}

	#file(name: string): string {
		return join(this.#dir, `${encodeURIComponent(name)}.json`);
	}
}
