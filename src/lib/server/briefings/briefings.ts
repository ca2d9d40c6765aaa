import { join } from 'node:path';
import type { BriefingList, DraftList } from '#lib/model/briefing/contract.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { DraftStore } from './draft-store.ts';
import { FrozenStore } from './frozen-store.ts';

export interface BriefingsOptions {
	/** `<data>/briefings/<city>`. */
	readonly dir: string;
	readonly now: () => EpochMs;
	/** Pages fetch what they show anew; `rev` grows, over restarts too. */
	readonly onChanged: (rev: number) => void;
}

/** The briefings of one city: drafts, what was frozen of them, and what is being frozen. */
export class Briefings {
	readonly drafts: DraftStore;
	readonly frozen: FrozenStore;
	readonly #options: BriefingsOptions;
	#rev: number;

	constructor(options: BriefingsOptions) {
		this.#options = options;
		this.drafts = new DraftStore(join(options.dir, 'drafts'));
		this.frozen = new FrozenStore(options.dir);
		this.#rev = Math.floor(options.now());
	}

	get rev(): number {
		return this.#rev;
	}

	list(): BriefingList {
		return { rev: this.#rev, briefings: this.frozen.list(this.#options.now()) };
	}

	draftList(): DraftList {
		return { rev: this.#rev, drafts: this.drafts.list() };
	}

	/** Says that something is another one now. */
	changed(): void {
		this.#options.onChanged(++this.#rev);
	}
}
