import { LIVE_CLOCK } from '#lib/model/clock.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LiveLayerStatus, LiveStatus } from '#lib/model/live.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { CityScene, Pick, SceneEvents } from '#lib/scene/contract.ts';
import { layersOf } from '#lib/layers/registry.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { LoadedCity } from '#lib/state/load-city.ts';
import type { ViewState } from '#lib/state/view.svelte.ts';
import type { Analytics } from '#workers/analytics/client.ts';
import type { LiveClient } from '#workers/live/client.ts';

const TICK_MS = 1000;

/** How a layer's data are doing. */
export interface LayerProgress {
	readonly state: 'loading' | 'shown' | 'failed';
	readonly error?: AppError;
}

/** One open city on one page: its scene, live link, data and clock. Dies with the page. */
export class CitySession {
	readonly city: LoadedCity['manifest'];
	readonly packUrl: string;
	readonly view: ViewState;
	readonly layers: readonly CityLayer[];

	scene = $state.raw<CityScene | undefined>();
	trouble = $state.raw<Parameters<SceneEvents['trouble']>[0]>();
	sceneError = $state.raw<AppError | undefined>();
	picture = $state.raw<RenderState | undefined>();
	live = $state.raw<LiveStatus | undefined>();
	hover = $state.raw<{ pick: Pick; x: number; y: number } | undefined>();
	following = $state.raw<{ layer: string; index: number } | undefined>();
	/** By layer id, of the layers that show. */
	progress = $state.raw<ReadonlyMap<string, LayerProgress>>(new Map());
	/** Rows inside the linked filters, by dataset; absent = all. */
	masks = $state.raw<ReadonlyMap<string, Uint8Array>>(new Map());
	/** Size of the map in CSS pixels. */
	mapSize = $state.raw({ width: 1, height: 1 });
	#now = $state(Date.now());

	readonly #stop = new AbortController();
	/** Layers that failed only for the standing instant. */
	readonly #withoutInstant = new Set<string>();
	#liveClient: Promise<LiveClient> | undefined;
	#openLive: LiveClient | undefined;
	#analytics: Promise<Analytics> | undefined;

	constructor({ manifest, packUrl }: LoadedCity, view: ViewState) {
		this.city = manifest;
		this.packUrl = packUrl;
		this.view = view;
		this.layers = layersOf(manifest);
		const ticker = setInterval(() => (this.#now = this.serverNow()), TICK_MS);
		this.#stop.signal.addEventListener('abort', () => clearInterval(ticker));
	}

	/** Server time, to the second: what clocks show. */
	get now(): EpochMs {
		return this.#now;
	}
	/** The instant on screen: server time, or the standing one. */
	get shownTime(): EpochMs {
		const { time } = this.view.spec;
		return time.kind === 'at' ? time.at : this.#now;
	}

	/** What moving entities are drawn at; a frame's work, so no state. */
	drawnAt(): EpochMs {
		return this.#openLive?.shownAt() ?? this.shownTime;
	}

	serverNow(): EpochMs {
		return this.#openLive?.serverNow() ?? Date.now();
	}

	layer(id: string): CityLayer | undefined {
		return this.layers.find((layer) => layer.id === id);
	}
	status(layer: CityLayer): LiveLayerStatus | undefined {
		return this.live?.layers.find((status) => status.layer === layer.stream);
	}

	/** The live worker's client; starts it with the first layer that moves. */
	liveClient = (): Promise<LiveClient> =>
		(this.#liveClient ??= import('#workers/live/client.ts').then(({ startLiveClient }) => {
			const client = startLiveClient({
				url: location.origin,
				city: this.city,
				onStatus: (status: LiveStatus) => this.#heard(status)
			});
			this.#openLive = client;
			this.standClock();
			if (this.#stop.signal.aborted) client.dispose();
			return client;
		}));

	/** Live layers show the instant at which the view's clock stands, or the present. */
	standClock(): void {
		const { time } = this.view.spec;
		this.#openLive?.setClock(
			time.kind === 'live'
				? LIVE_CLOCK
				: { mode: 'replay', eventAt: time.at, serverAt: this.serverNow(), speed: 1, playing: false }
		);
	}

	#heard(status: LiveStatus): void {
		this.live = status;
		for (const { id, stream } of this.layers) {
			const failure = status.layers.find(({ layer }) => layer === stream)?.failure;
			if (failure && this.progress.has(id)) {
				this.#withoutInstant.add(id);
				this.setProgress(id, { state: 'failed', error: AppError.revive(failure) });
			} else if (this.#withoutInstant.delete(id) && this.progress.has(id))
				this.setProgress(id, { state: 'shown' });
		}
	}

	/** DuckDB and the cubes, in their worker; starts with the first question. */
	analytics = (): Promise<Analytics> =>
		(this.#analytics ??= import('#workers/analytics/client.ts').then(({ startAnalytics }) =>
			startAnalytics({
				packUrl: this.packUrl,
				datasets: this.city.datasets,
				timezone: this.city.timezone,
				signal: this.#stop.signal
			})
		));

	setProgress(layer: string, progress: LayerProgress | undefined): void {
		const next = new Map(this.progress);
		if (progress) next.set(layer, progress);
		else next.delete(layer);
		this.progress = next;
	}

	setMask(dataset: string, mask: Uint8Array | undefined): void {
		const next = new Map(this.masks);
		if (mask) next.set(dataset, mask);
		else next.delete(dataset);
		this.masks = next;
	}

	follow(target: { layer: string; index: number } | undefined): void {
		this.following = target;
		this.scene?.follow(target);
	}

	dispose(): void {
		this.#stop.abort();
		this.#openLive?.dispose();
		this.view.dispose();
	}
}
