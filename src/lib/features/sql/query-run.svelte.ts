import { AppError } from '#lib/model/errors.ts';
import type { MemoryUse, QueryResult } from '#workers/analytics/client.ts';
import type { CitySession } from '../map/session.svelte.ts';

const ID_COLUMNS = new Set(['id', 'building', 'building_id']);

/** The SQL box: text, the run under way, the last result or error. Outlives the tab it is shown in. */
export class QueryRun {
	text = $state('');
	/** The text whose result is shown. */
	ran = $state('');
	running = $state(false);
	result = $state.raw<QueryResult | undefined>();
	error = $state.raw<AppError | undefined>();
	memory = $state.raw<MemoryUse | undefined>();
	readonly #session: CitySession;
	#stop: AbortController | undefined;

	constructor(session: CitySession, text: string) {
		this.#session = session;
		this.text = text;
	}

	/** The column that would colour the buildings: the first beside the building ids. */
	get valueColumn(): string | undefined {
		const names = this.result?.columns.map(({ name }) => name) ?? [];
		const id = names.find((name) => ID_COLUMNS.has(name.toLowerCase()));
		return id && names.find((name) => name !== id);
	}

	/** True when a result came. */
	async start(): Promise<boolean> {
		this.#stop?.abort();
		const stop = new AbortController();
		this.#stop = stop;
		const text = this.text;
		this.running = true;
		this.error = undefined;
		try {
			const analytics = await this.#session.analytics();
			const result = await analytics.sql(text, { signal: stop.signal });
			if (this.#stop !== stop) return false;
			this.result = result;
			this.ran = text;
			this.memory = await analytics.memory();
			return true;
		} catch (thrown) {
			if (this.#stop === stop) this.error = AppError.from(thrown);
			return false;
		} finally {
			if (this.#stop === stop) {
				this.running = false;
				this.#stop = undefined;
			}
		}
	}

	cancel(): void {
		this.#stop?.abort();
	}
}
