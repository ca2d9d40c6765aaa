import type { AppError } from '#lib/model/errors.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { Scenario, ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { DraftKeeper, type DraftServer, type Kept } from './draft-keeper.ts';
import { historyOf, redone, stepTo, undone, type History } from './edit-history.ts';

/** Edits that a scenario has from one that it branched from. */
export interface InheritedEdits {
	readonly id: string;
	readonly name: string;
	readonly edits: readonly ScenarioEdit[];
}

export interface ScenarioEditingOptions {
	readonly scenario: Scenario;
	/** Of its parents, the oldest first. */
	readonly inherited: readonly InheritedEdits[];
	readonly server: DraftServer;
	/** The server's own, each time that it was kept. */
	readonly onScenario?: (scenario: Scenario) => void;
}

/** A scenario while it is edited: kept by itself a moment after each change, and each change can be taken back. */
export class ScenarioEditing {
	readonly inherited: readonly InheritedEdits[];
	readonly id: string;
	#locked = $state(false);
	#history = $state.raw<History<ScenarioDraft>>()!; // set when it is made
	#kept = $state<Kept>('kept');
	#error = $state.raw<AppError | undefined>();
	readonly #keeper: DraftKeeper;

	constructor({ scenario, inherited, server, onScenario }: ScenarioEditingOptions) {
		this.inherited = inherited;
		this.id = scenario.id;
		this.#locked = scenario.status !== 'draft';
		this.#history = historyOf(draftOf(scenario));
		this.#keeper = new DraftKeeper({
			scenario,
			server,
			later: (act, wait) => {
				const timer = setTimeout(act, wait);
				return () => clearTimeout(timer);
			},
			onKept: (kept, error) => {
				this.#kept = kept;
				this.#error = error;
			},
			onScenario: (next) => {
				this.#locked = next.status !== 'draft';
				// Theirs was taken: what is undone from here on begins with it.
				const draft = draftOf(next);
				const isOther = this.#kept === 'kept' && JSON.stringify(draft) !== JSON.stringify(this.draft);
				if (isOther) this.#history = stepTo(this.#history, draft);
				onScenario?.(next);
			}
		});
	}

	readonly draft: ScenarioDraft = $derived(this.#history.now);
	readonly edits: readonly ScenarioEdit[] = $derived(this.draft.edits);
	/** How many edits come before its own: the index of an edit among all is the number of its things, `new-2`. */
	get before(): number {
		return this.inherited.reduce((sum, { edits }) => sum + edits.length, 0);
	}
	/** Drafts are edited; what was proposed or decided stays as it is. */
	get locked(): boolean {
		return this.#locked;
	}
	get canUndo(): boolean {
		return this.#history.past.length > 0 && !this.locked;
	}
	get canRedo(): boolean {
		return this.#history.future.length > 0 && !this.locked;
	}
	get kept(): Kept {
		return this.#kept;
	}
	/** Why it was not kept. */
	get error(): AppError | undefined {
		return this.#error;
	}

	/** Another edit at the end, or several at once. */
	add(...edits: readonly ScenarioEdit[]): void {
		this.#edit([...this.edits, ...edits]);
	}
	/** Takes an edit out. */
	remove(index: number): void {
		this.#edit(this.edits.toSpliced(index, 1));
	}
	/** Puts one edit, or several, in an edit's place. */
	change(index: number, ...edits: readonly ScenarioEdit[]): void {
		this.#edit(this.edits.toSpliced(index, 1, ...edits));
	}
	/** Moves an edit: of those about one thing the later one wins. */
	move(index: number, to: number): void {
		const edit = this.edits[index];
		if (!edit || to < 0 || to >= this.edits.length) return;
		this.#edit(this.edits.toSpliced(index, 1).toSpliced(to, 0, edit));
	}
	/** Name, note or parameters. */
	set(part: Partial<Pick<ScenarioDraft, 'name' | 'note' | 'parameters'>>): void {
		this.#step({ ...this.draft, ...part });
	}
	undo(): void {
		if (this.canUndo) this.#go(undone(this.#history));
	}
	redo(): void {
		if (this.canRedo) this.#go(redone(this.#history));
	}

	/** Keeps what was changed, now; true when the server has it. */
	save(): Promise<boolean> {
		return this.#keeper.keep();
	}
	/** When another changed it meanwhile: takes theirs, or keeps mine over it. */
	settle(whose: 'theirs' | 'mine'): Promise<void> {
		return this.#keeper.settle(whose);
	}
	/** The server has another revision of it: by another editor, or with another status. */
	follow(scenario: Scenario): void {
		this.#keeper.follow(scenario);
	}
	/** Nothing of it is to be kept any more: the server has no such scenario, and another has its changes. */
	giveUp(): void {
		this.#keeper.giveUp();
	}
	dispose(): void {
		this.#keeper.dispose();
	}

	#edit(edits: readonly ScenarioEdit[]): void {
		this.#step({ ...this.draft, edits: [...edits] });
	}
	#step(draft: ScenarioDraft): void {
		if (!this.locked) this.#go(stepTo(this.#history, draft));
	}
	#go(history: History<ScenarioDraft>): void {
		this.#history = history;
		this.#keeper.change(history.now);
	}
}

const draftOf = ({ name, note, parent, edits, parameters }: Scenario): ScenarioDraft => ({
	name,
	note,
	parent,
	edits,
	parameters
});
