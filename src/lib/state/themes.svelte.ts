import type { AppError } from '#lib/model/errors.ts';
import type { ThemeList, ThemeState } from '#lib/model/theme.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

type ThemeLayerState = ThemeState['layers'][number];

/** The themes of the city: what each brings, and whether it is on. */
export class Themes {
	readonly #list = new Fetched<ThemeList>((signal) => askServer('/api/themes', { signal }));
	readonly all: readonly ThemeState[] = $derived(this.#list.current?.themes ?? []);
	readonly on: readonly ThemeState[] = $derived(this.all.filter(({ on }) => on));
	/** By live layer: the theme that it is of, of those that are on. */
	readonly #byLayer: ReadonlyMap<string, ThemeState> = $derived(
		new Map(this.on.flatMap((theme) => theme.layers.map(({ id }) => [id, theme] as const)))
	);
	/** Layers of the themes that were switched off. */
	readonly #gone: ReadonlySet<string> = $derived(
		new Set(
			this.all.flatMap(({ on, switched, layers }) => (on || !switched ? [] : layers.map(({ id }) => id)))
		)
	);

	/** The server has said which there are, or that it cannot. */
	get settled(): boolean {
		return this.#list.settled;
	}
	get known(): boolean {
		return this.#list.current !== undefined;
	}
	get error(): AppError | undefined {
		return this.#list.error;
	}
	get(id: string): ThemeState | undefined {
		return this.all.find((theme) => theme.id === id);
	}
	/** True for a live layer that went with its theme. */
	isGone(layer: string): boolean {
		return this.#gone.has(layer) && !this.#byLayer.has(layer);
	}
	/** Theme of a live layer, when it is on; undefined for a layer of none. */
	ofLayer(layer: string): ThemeState | undefined {
		return this.#byLayer.get(layer);
	}
	/** How the theme of a live layer wants it shown. */
	layer(layer: string): ThemeLayerState | undefined {
		return this.ofLayer(layer)?.layers.find(({ id }) => id === layer);
	}
	/** False for what belongs to a theme that is off: the screen knows nothing of it. */
	isOn(theme: string): boolean {
		return this.get(theme)?.on ?? true;
	}

	refresh = (): Promise<void> => this.#list.refresh();

	/** Throws the server's refusal: FORBIDDEN without the right. */
	async switch(
		id: string,
		to: { readonly on: boolean; readonly districts?: readonly string[] },
		token: string | undefined
	): Promise<void> {
		const path = `/api/themes/${encodeURIComponent(id)}`;
		this.#list.set(await askServer<ThemeList>(path, { method: 'PUT', body: to, token }));
	}

	dispose(): void {
		this.#list.dispose();
	}
}
