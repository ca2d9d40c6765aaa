import type { AppError } from '#lib/model/errors.ts';
import type { IndicatorList, IndicatorRows, IndicatorState } from '#lib/model/indicator.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** The city's numbers, of the themes that are on. */
export class Indicators {
	readonly #list = new Fetched<IndicatorList>((signal) => askServer('/api/indicators', { signal }));
	readonly all: readonly IndicatorState[] = $derived(this.#list.current?.indicators ?? []);

	get known(): boolean {
		return this.#list.current !== undefined;
	}
	get error(): AppError | undefined {
		return this.#list.error;
	}
	of(theme: string): readonly IndicatorState[] {
		return this.all.filter((indicator) => indicator.theme === theme);
	}

	refresh = (): Promise<void> => this.#list.refresh();

	/** The rows behind a number, at its own instant. Throws NOT_FOUND for a number of a theme that is off. */
	rows = (key: string, signal: AbortSignal): Promise<IndicatorRows> =>
		askServer(`/api/indicators/${key.split('/').map(encodeURIComponent).join('/')}/entities`, { signal });

	dispose(): void {
		this.#list.dispose();
	}
}
