import {
	exportPath,
	type ExportFormat,
	type ExportState,
	type ExportWish
} from '#lib/model/briefing/export.ts';
import { AppError } from '#lib/model/errors.ts';
import { askServer } from '#lib/state/ask-server.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import { reasonOf } from '../../errors/reason-of.ts';

const LOOK_EVERY_MS = 1000;

/** Files of one briefing on this page: those that were asked for, and how far they are. */
export class Exports {
	#states = $state.raw<ReadonlyMap<ExportFormat, ExportState>>(new Map());
	readonly #id: string;
	readonly #stop = new AbortController();

	constructor(id: string) {
		this.#id = id;
	}

	/** Undefined while it was not asked for here. */
	of(format: ExportFormat): ExportState | undefined {
		return this.#states.get(format);
	}

	/** Has it made; when it is there, answers its address. A failure stands in the state. */
	async make(wish: ExportWish): Promise<string | undefined> {
		const path = `/api/briefings/${this.#id}/export`;
		const { signal } = this.#stop;
		try {
			this.#set(wish.format, { state: 'running' });
			const { token } = operator;
			let state = await askServer<ExportState>(path, { method: 'POST', body: wish, signal, token });
			while (state.state === 'running') {
				await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
				state = await askServer<ExportState>(
					`${path}/state?format=${wish.format}&language=${wish.language}`,
					{ signal }
				);
			}
			this.#set(wish.format, state);
			return state.state === 'done' ? exportPath(this.#id, wish) : undefined;
		} catch (thrown) {
			if (!signal.aborted)
				this.#set(wish.format, { state: 'failed', message: reasonOf(AppError.from(thrown)) });
			return undefined;
		}
	}

	dispose(): void {
		this.#stop.abort();
	}

	#set(format: ExportFormat, state: ExportState): void {
		this.#states = new Map([...this.#states, [format, state]]);
	}
}
