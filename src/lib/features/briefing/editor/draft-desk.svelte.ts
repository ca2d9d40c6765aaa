import type { KeptDraft, ValuesNow } from '#lib/model/briefing/contract.ts';
import { briefingDraft, type BriefingDraft, type BriefingStep } from '#lib/model/briefing/draft.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Acting } from '#lib/state/acting.svelte.ts';
import type { Briefings } from '#lib/state/briefings.svelte.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import { movedStep, withoutStep, withStep, withStepAt } from './draft-edits.ts';

const SAVE_AFTER_MS = 800;
const READ_AFTER_MS = 600;

/**
 * Whether the server has what is on the screen. `incomplete`: something that a draft must have is empty. `stale`: another
 * has changed it meanwhile, and nothing is kept until it is opened again.
 */
export type Saved = 'kept' | 'changed' | 'incomplete' | 'stale' | 'failed';

/** A draft while it is written: kept by itself a moment after each change, with its numbers of now. */
export class DraftDesk {
	readonly id: string;
	#draft = $state.raw<BriefingDraft>()!;
	#values = $state.raw<ValuesNow | undefined>();
	#valuesError = $state.raw<AppError | undefined>();
	#saved = $state<Saved>('kept');
	/** The step that was taken out last, until it is put back or another is. */
	#removed = $state.raw<{ readonly step: BriefingStep; readonly place: number } | undefined>();
	readonly #briefings: Briefings;
	readonly #acting: Acting;
	#rev: number;
	readonly #by: string;
	#saveTimer: ReturnType<typeof setTimeout> | undefined;
	#readTimer: ReturnType<typeof setTimeout> | undefined;
	#reading: AbortController | undefined;

	constructor(kept: KeptDraft, briefings: Briefings, acting: Acting) {
		this.id = kept.id;
		this.#draft = kept.draft;
		this.#rev = kept.rev;
		this.#by = kept.by;
		this.#briefings = briefings;
		this.#acting = acting;
		void this.readValues();
	}

	get draft(): BriefingDraft {
		return this.#draft;
	}
	get values(): ValuesNow | undefined {
		return this.#values;
	}
	/** Why the numbers of now are not known. */
	get valuesError(): AppError | undefined {
		return this.#valuesError;
	}
	get saved(): Saved {
		return this.#saved;
	}
	get removed(): BriefingStep | undefined {
		return this.#removed?.step;
	}

	change(draft: BriefingDraft): void {
		const before = this.#draft;
		if (draft === before) return;
		this.#draft = draft;
		if (this.#saved !== 'stale') this.#saved = 'changed';
		clearTimeout(this.#saveTimer);
		this.#saveTimer = setTimeout(() => this.save(), SAVE_AFTER_MS);
		if (draft.bindings === before.bindings && draft.cards === before.cards) return;
		clearTimeout(this.#readTimer);
		this.#readTimer = setTimeout(() => void this.readValues(), READ_AFTER_MS);
	}

	/** Another step at the end; answers its id. */
	addStep(): string {
		const { draft, id } = withStep(this.#draft);
		this.change(draft);
		return id;
	}
	moveStep(id: string, by: number): void {
		this.change(movedStep(this.#draft, id, by));
	}
	removeStep(id: string): void {
		const place = this.#draft.steps.findIndex((step) => step.id === id);
		const step = this.#draft.steps[place];
		if (!step || this.#draft.steps.length === 1) return;
		this.#removed = { step, place };
		this.change(withoutStep(this.#draft, id));
	}
	putBack(): void {
		if (!this.#removed) return;
		this.change(withStepAt(this.#draft, this.#removed.step, this.#removed.place));
		this.#removed = undefined;
	}

	/** Keeps what was changed, now; true when the server has it. */
	async save(): Promise<boolean> {
		clearTimeout(this.#saveTimer);
		if (this.#saved === 'stale') return false;
		const draft = this.#draft;
		if (!briefingDraft.safeParse(draft).success) {
			this.#saved = 'incomplete';
			return false;
		}
		return new Promise((done) => {
			this.#acting.attempt(async (_, token) => {
				try {
					const by = operator.name || this.#by;
					const { rev } = await this.#briefings.keep({ id: this.id, rev: this.#rev, draft }, by, token);
					this.#rev = rev;
					if (this.#draft === draft) this.#saved = 'kept';
					done(true);
				} catch (thrown) {
					this.#saved = AppError.from(thrown).code === 'ACT_REFUSED' ? 'stale' : 'failed';
					done(false);
					throw thrown;
				}
			}, false);
		});
	}

	/** Asks what the numbers are at this moment. */
	async readValues(): Promise<void> {
		this.#reading?.abort();
		const stop = new AbortController();
		this.#reading = stop;
		const { bindings, cards } = this.#draft;
		try {
			this.#values = await this.#briefings.valuesNow(bindings, cards, {
				signal: stop.signal,
				token: operator.token
			});
			this.#valuesError = undefined;
		} catch (thrown) {
			if (!stop.signal.aborted) this.#valuesError = AppError.from(thrown);
		}
	}

	dispose(): void {
		if (this.#saved === 'changed') void this.save();
		clearTimeout(this.#readTimer);
		this.#reading?.abort();
	}
}
