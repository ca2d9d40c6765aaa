import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Milliseconds } from '#lib/model/units.ts';

/** Least time between two writes of one source's memory. */
const SAVE_EVERY: Milliseconds = 2_000;

/**
 * What adapters want back with a source's next message: births, the last full dataset. Kept as files, so that what
 * vanished while we were down is told gone afterwards. A file that is late or lost costs repeats, never data.
 */
export class AdapterMemory {
	readonly #dir: string;
	readonly #kept = new Map<string, unknown>();
	readonly #unsaved = new Set<string>();
	#saving: NodeJS.Timeout | undefined;

	constructor(dir: string) {
		this.#dir = dir;
	}

	get(source: string, adapter: string): unknown {
		const name = `${source}.${adapter}`;
		if (!this.#kept.has(name)) this.#kept.set(name, this.#read(name));
		return this.#kept.get(name);
	}

	set(source: string, adapter: string, memory: unknown): void {
		const name = `${source}.${adapter}`;
		if (memory === undefined || memory === this.#kept.get(name)) return;
		this.#kept.set(name, memory);
		this.#unsaved.add(name);
		this.#saving ??= setTimeout(() => this.save(), SAVE_EVERY);
	}

	/** Writes what changed; a disk that refuses is tried again with the next change. */
	save(): void {
		clearTimeout(this.#saving);
		this.#saving = undefined;
		for (const name of this.#unsaved)
			try {
				mkdirSync(this.#dir, { recursive: true });
				const file = this.#file(name);
				writeFileSync(`${file}.tmp`, JSON.stringify(this.#kept.get(name)));
				renameSync(`${file}.tmp`, file);
				this.#unsaved.delete(name);
			} catch {
				return;
			}
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
