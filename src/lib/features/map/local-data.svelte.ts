import type { LocalDataset } from '#lib/model/local-dataset.ts';

/** Data that live in this browser: what was dropped here or made of a question's answer. */
export class LocalData {
	#all = $state.raw<readonly LocalDataset[]>([]);
	readonly #changed: () => void;

	/** `changed` is told at once: who adds data may ask for them next. */
	constructor(changed: () => void) {
		this.#changed = changed;
	}

	get all(): readonly LocalDataset[] {
		return this.#all;
	}
	/** In place of those with the same id. */
	add(local: LocalDataset): void {
		this.#set([...this.#all.filter(({ dataset }) => dataset.id !== local.dataset.id), local]);
	}
	remove(id: string): void {
		this.#set(this.#all.filter(({ dataset }) => dataset.id !== id));
	}
	/** Those of another map of the page, which lets them go itself. */
	borrow(all: readonly LocalDataset[]): void {
		this.#all = all;
	}
	clear(): void {
		this.#set([]);
	}

	#set(next: readonly LocalDataset[]): void {
		const kept = new Set(next.map(({ dataset }) => dataset.file));
		const gone = this.#all.filter(({ dataset }) => !kept.has(dataset.file));
		this.#all = next;
		this.#changed();
		for (const { dataset } of gone)
			for (const url of dataset.kind === 'model'
				? [dataset.file, ...Object.values(dataset.parts)]
				: [dataset.file])
				URL.revokeObjectURL(url);
	}
}
