import type { Scenario, ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';

/**
 * Whether the server has what is on the screen. `stale`: another has changed it meanwhile, and nothing is kept until
 * one of both is chosen.
 */
export type Kept = 'kept' | 'changed' | 'keeping' | 'stale' | 'failed';

/** How a draft reaches the server. `keep` throws ACT_REFUSED when somebody changed it since the revision. */
export interface DraftServer {
	keep(draft: ScenarioDraft, rev: number): Promise<Scenario>;
	/** As the server has it now. */
	load(): Promise<Scenario>;
}

export interface DraftKeeperOptions {
	readonly scenario: Scenario;
	readonly server: DraftServer;
	/** Does something later unless the answer is called. */
	readonly later: (act: () => void, wait: Milliseconds) => () => void;
	readonly onKept: (kept: Kept, error?: AppError) => void;
	/** The server's own, after it was kept or loaded. */
	readonly onScenario: (scenario: Scenario) => void;
}

const KEEP_AFTER: Milliseconds = 800;
/** After which a server that did not answer is asked again. */
const AGAIN_AFTER: Milliseconds = 5000;

/** Keeps a draft on the server a moment after each change: one request at a time, always the newest. */
export class DraftKeeper {
	readonly #options: DraftKeeperOptions;
	#rev: number;
	#keptDraft: ScenarioDraft;
	#draft: ScenarioDraft;
	#kept: Kept = 'kept';
	#cancel: (() => void) | undefined;
	#keeping: Promise<boolean> | undefined;

	constructor(options: DraftKeeperOptions) {
		this.#options = options;
		this.#rev = options.scenario.rev;
		this.#keptDraft = this.#draft = options.scenario;
	}

	/** Another draft, kept in a moment. */
	change(draft: ScenarioDraft): void {
		this.#draft = draft;
		if (this.#kept === 'stale') return;
		this.#say('changed');
		this.#cancel?.();
		this.#cancel = this.#options.later(() => void this.keep(), KEEP_AFTER);
	}

	/** Keeps the draft now; true when the server has it. */
	async keep(): Promise<boolean> {
		this.#cancel?.();
		if (this.#kept === 'stale') return false;
		while (this.#keeping) await this.#keeping;
		if (this.#draft === this.#keptDraft) return true;
		this.#keeping = this.#send(this.#draft).finally(() => (this.#keeping = undefined));
		return this.#keeping;
	}

	/**
	 * Of two that changed it: the one of the server, or the one here, which is then kept over the other. It stays
	 * `stale` while the server does not answer.
	 */
	async settle(whose: 'theirs' | 'mine'): Promise<void> {
		let scenario: Scenario;
		try {
			scenario = await this.#options.server.load();
		} catch (thrown) {
			this.#say('stale', AppError.from(thrown));
			return;
		}
		this.#rev = scenario.rev;
		this.#say('changed');
		if (whose === 'mine') {
			await this.keep();
			return;
		}
		this.#keptDraft = this.#draft = scenario;
		this.#say('kept');
		this.#options.onScenario(scenario);
	}

	/** The server has another revision. It is taken over unless something here is still to be kept. */
	follow(scenario: Scenario): void {
		if (this.#kept !== 'kept' || scenario.rev <= this.#rev) return;
		this.#rev = scenario.rev;
		this.#keptDraft = this.#draft = scenario;
		this.#options.onScenario(scenario);
	}

	/** What is here needs no keeping any more. */
	giveUp(): void {
		this.#cancel?.();
		this.#keptDraft = this.#draft;
		this.#say('kept');
	}

	/** What was not kept yet is, if it can be. */
	dispose(): void {
		this.#cancel?.();
		if (this.#kept === 'changed' || this.#kept === 'failed') void this.keep();
	}

	async #send(draft: ScenarioDraft): Promise<boolean> {
		this.#say('keeping');
		try {
			const scenario = await this.#options.server.keep(draft, this.#rev);
			this.#rev = scenario.rev;
			this.#keptDraft = draft;
			this.#options.onScenario(scenario);
			if (this.#draft === draft) this.#say('kept');
			else this.change(this.#draft);
			return true;
		} catch (thrown) {
			const error = AppError.from(thrown);
			this.#say(error.code === 'ACT_REFUSED' ? 'stale' : 'failed', error);
			if (error.code === 'FEED_UNREACHABLE')
				this.#cancel = this.#options.later(() => void this.keep(), AGAIN_AFTER);
			return false;
		}
	}

	#say(kept: Kept, error?: AppError): void {
		this.#kept = kept;
		this.#options.onKept(kept, error);
	}
}
