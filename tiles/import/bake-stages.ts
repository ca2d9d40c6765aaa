import type { BakeProgress } from '../source-records.ts';
import type { Progress, Stage } from './import-context.ts';

/** What is told of the baker's stages: building tiles are made level by level, leaves and inner ones in turn. */
const WORDS: Readonly<Record<BakeProgress['stage'], string>> = {
	collect: 'collecting',
	leaves: 'bake: building tiles',
	levels: 'bake: building tiles',
	ground: 'bake: ground',
	terrain: 'bake: hills',
	visibility: 'bake: sky visibility',
	tables: 'bake: tables',
	search: 'bake: search index'
};

interface Shown {
	readonly stage: Stage;
	readonly parts: Map<BakeProgress['stage'], BakeProgress>;
}

/** Shows the baker's progress; its stages may run beside each other. */
export class BakeStages {
	readonly #progress: Progress;
	readonly #shown = new Map<string, Shown>();
	readonly #ended = new Set<string>();

	constructor(progress: Progress) {
		this.#progress = progress;
	}

	show(step: BakeProgress): void {
		// The baker collects while the readers show their own progress.
		if (step.stage === 'collect') return;
		const name = WORDS[step.stage];
		if (this.#ended.has(name)) return;
		if (name !== WORDS.leaves) this.#end(WORDS.leaves);
		let shown = this.#shown.get(name);
		if (!shown) {
			shown = { stage: this.#progress.stage(name, step.total), parts: new Map() };
			this.#shown.set(name, shown);
		}
		shown.parts.set(step.stage, step);
		let [done, total] = [0, 0];
		for (const part of shown.parts.values()) {
			done += part.done;
			total += part.total;
		}
		shown.stage.total(total);
		shown.stage.update(done, done);
		// Leaves and levels are known to be over only when something else begins.
		if (done >= total && name !== WORDS.leaves) this.#end(name);
	}

	end(): void {
		for (const name of [...this.#shown.keys()]) this.#end(name);
	}

	#end(name: string): void {
		const shown = this.#shown.get(name);
		if (!shown) return;
		shown.stage.end();
		this.#shown.delete(name);
		this.#ended.add(name);
	}
}
