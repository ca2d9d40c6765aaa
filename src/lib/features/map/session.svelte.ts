import type { Alarm } from '#lib/model/alarm.ts';
import { eventNow } from '#lib/model/clock.ts';
import type { Dataset, DatasetOf } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import type { LiveLayerStatus, LiveStatus } from '#lib/model/live.ts';
import type { LayerEvents } from '#lib/model/live-values.ts';
import type { Note } from '#lib/model/note.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Look, ScenarioView } from '#lib/model/view-spec.ts';
import type { BuildingColours, CityScene, Pick, SceneEvents } from '#lib/scene/contract.ts';
import { layersOf } from '#lib/layers/registry.ts';
import type { CityLayer, LayerLegend, ShownLayer } from '#lib/layers/layer.ts';
import { Desk } from '#lib/state/desk.svelte.ts';
import type { LoadedCity } from '#lib/state/load-city.ts';
import type { ViewState } from '#lib/state/view.svelte.ts';
import type { Analytics } from '#workers/analytics/client.ts';
import type { LiveClient } from '#workers/live/client.ts';
import { isListed, orderAlarms } from '../alarms/alarm-order.ts';
import type { ScenarioOnMap } from '../scenarios/results/scenario-on-map.svelte.ts';
import { DiscoveredLayers } from './discovered-layers.ts';
import { liveDatasetOf } from './live-dataset.ts';
import { MapList } from './map-list.ts';
import { Selection } from './selection.svelte.ts';
import { showsByItself, timetableOf } from './shows-by-itself.ts';

/** Clocks and ages are told to the second, a replay that runs five times as often. */
const TICK_MS = 200;
/** While a replay runs, the address follows it this often. */
const KEEP_TIME_MS = 2000;

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
	/** It stands at the clock's instant, and hears of nothing else. */
	readonly still: boolean;
	readonly desk = new Desk();
	readonly selection: Selection;

	scene = $state.raw<CityScene | undefined>();
	trouble = $state.raw<Parameters<SceneEvents['trouble']>[0]>();
	sceneError = $state.raw<AppError | undefined>();
	picture = $state.raw<RenderState | undefined>();
	live = $state.raw<LiveStatus | undefined>();
	hover = $state.raw<{ pick: Pick; x: number; y: number } | undefined>();
	/** Clicks on the map are a tool's: they select nothing. */
	pointerTaken = $state(false);
	following = $state.raw<{ layer: string; index: number } | undefined>();
	/** By layer id, of the layers that show. */
	progress = $state.raw<ReadonlyMap<string, LayerProgress>>(new Map());
	/** Rows inside the linked filters, by dataset; absent = all. */
	masks = $state.raw<ReadonlyMap<string, Uint8Array>>(new Map());
	/** Entities inside the linked filters by their urns, by live layer; absent = all. */
	held = $state.raw<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
	/** Keys of the layers that say their own. */
	legends = $state.raw<ReadonlyMap<string, LayerLegend>>(new Map());
	/** The class of a layer's key that a pointer or the keyboard is on: it stands out on the map. */
	lit = $state.raw<{ readonly layer: string; readonly key: string } | undefined>();
	/** Layers of the view that are not drawn: a difference stands in their place. */
	replaced = $state.raw<ReadonlySet<string>>(new Set());
	/** Colours that all buildings have in place of their recolouring: a difference. */
	buildingsInstead = $state.raw<BuildingColours | undefined>();
	/** Buildings that a scenario takes away, by id: they are not drawn. */
	gone = $state.raw<readonly number[]>([]);
	/** What a scenario changes is shown as it is edited, so that a result need not show what stands then. */
	showsEdits = $state(false);
	/** The result of a scenario while the map shows one. */
	scenario = $state.raw<ScenarioOnMap | undefined>();
	/** What is shown of scenarios in place of what the view says: the difference of a comparison's sides, or nothing. */
	scenarioInstead = $state.raw<ScenarioView | null | undefined>();
	/** Events of the event layers that show, up to the instant shown. */
	events = $state.raw<ReadonlyMap<string, LayerEvents>>(new Map());
	/** Of a map that has another look than its page: the picture of a wall on a desk. */
	mapLook = $state.raw<Look | undefined>();
	/** Size of the map in CSS pixels. */
	mapSize = $state.raw({ width: 1, height: 1 });
	/** What was dropped here or made of a question's answer. */
	locals = $state.raw<readonly LocalDataset[]>([]);
	/** The pack's datasets, then those of this browser. */
	readonly datasets: readonly Dataset[] = $derived.by(() => [
		...this.city.datasets,
		...this.locals.map(({ dataset }) => dataset)
	]);
	/** As text, so that what hangs on it hears of another one only. */
	readonly #liveRows: string = $derived(
		JSON.stringify(
			(this.live?.layers ?? [])
				.filter(({ layer }) => !this.desk.themes.isGone(layer))
				.flatMap((layer) => liveDatasetOf(layer) ?? [])
		)
	);
	/** Observations of live layers, of themes that are on, charted and asked as points are; their rows are of the last hour at most. */
	readonly liveDatasets: readonly DatasetOf<'points'>[] = $derived(
		JSON.parse(this.#liveRows) as DatasetOf<'points'>[] // written just above
	);
	readonly #askable: readonly Dataset[] = $derived([...this.datasets, ...this.liveDatasets]);
	readonly #localLayers: readonly CityLayer[] = $derived.by(() =>
		layersOf({ ...this.city, scene: {}, datasets: this.locals.map(({ dataset }) => dataset) }).filter(
			({ dataset }) => dataset !== undefined
		)
	);
	/** Whatever the city's pack offers and the server has, also of themes that are off. */
	#everyLayer = $state.raw<readonly CityLayer[]>([]);
	/** What came alive, then what the city's pack offers; front to back. Nothing of a theme that is off. */
	readonly layers: readonly CityLayer[] = $derived([
		...this.#localLayers,
		...this.#everyLayer.filter(({ stream }) => stream === undefined || !this.desk.themes.isGone(stream))
	]);
	#now = $state(Date.now());

	/** The page is about one theme: its map has the alarms of that one only. */
	theme = $state<string | undefined>();
	/** Alarms for the map, the most urgent first: of now, or of the instant that a replay shows. */
	readonly alarmsOnMap: readonly Alarm[] = $derived.by(() => {
		const isHere = ({ theme }: Alarm) => this.theme === undefined || this.theme === theme;
		const open = this.clock.replaying ? this.desk.openThen : this.desk.open;
		return orderAlarms(open.filter((alarm) => isListed(alarm) && isHere(alarm)));
	});
	/** What the map draws of them. */
	readonly mapAlarms = new MapList<Alarm>();
	readonly mapNotes = new MapList<Note>();
	/** Came alive and nobody has decided yet whether they show. */
	readonly #fresh: CityLayer[] = [];
	readonly #stop = new AbortController();
	readonly #discovered: DiscoveredLayers;
	/** Layers that failed only for the instant shown. */
	readonly #withoutInstant = new Set<string>();
	#liveClient: Promise<LiveClient> | undefined;
	#openLive: LiveClient | undefined;
	#analytics: Promise<Analytics> | undefined;
	#keptTime = 0;
	#onMap: (layer: string) => ShownLayer | undefined = () => undefined;

	/** `analytics`: of the page's first session, for one beside it; `still`: nothing of it may move, a picture is made of it. */
	constructor(
		{ manifest, packUrl }: LoadedCity,
		view: ViewState,
		analytics?: () => Promise<Analytics>,
		still = false
	) {
		this.still = still;
		if (analytics) this.analytics = analytics;
		this.city = manifest;
		this.packUrl = packUrl;
		this.view = view;
		this.#discovered = new DiscoveredLayers(layersOf(manifest));
		this.#everyLayer = this.#discovered.layers;
		this.selection = new Selection({
			view,
			layer: (id) => this.layer(id),
			liveClient: this.liveClient,
			drawnAlarms: () => this.mapAlarms.current,
			notes: () => this.desk.notes.list,
			resultKey: (row) => this.scenario?.rows?.keys[row],
			alarm: (id) => this.desk.alarms.get(id)
		});
		view.clock.runBy(() => this.serverNow());
		void this.desk.themesAsked.then(() => this.#discover());
		// The server may have live layers that no pack knows.
		void this.liveClient();
		const ticker = setInterval(() => this.#tick(), TICK_MS);
		this.#stop.signal.addEventListener('abort', () => clearInterval(ticker));
	}

	get clock() {
		return this.view.clock;
	}
	/** What of a scenario is on the map; undefined: the city as it is. */
	get scenarioView(): ScenarioView | undefined {
		return this.scenarioInstead === undefined ? this.view.spec.scenario : (this.scenarioInstead ?? undefined);
	}
	get look(): Look {
		return this.mapLook ?? this.view.spec.look;
	}
	/** Server time, to the second unless a replay runs: what clocks and ages show. */
	get now(): EpochMs {
		return this.#now;
	}
	/** The instant on screen, by the same beat. */
	get shownTime(): EpochMs {
		return eventNow(this.clock.current, this.#now);
	}

	/** What moving entities are drawn at; a frame's work, so no state. */
	drawnAt(): EpochMs {
		return this.#openLive?.shownAt() ?? this.clock.shown();
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

	/** A layer as it is on the map; undefined when it does not show. */
	onMap(layer: string): ShownLayer | undefined {
		return this.#onMap(layer);
	}
	/** The map says what is on it while it is there. */
	mapIs(onMap: (layer: string) => ShownLayer | undefined): void {
		this.#onMap = onMap;
	}

	/** How many entities or events of a layer there are at the instant shown; undefined when nobody knows. */
	countOf(layer: CityLayer): number | undefined {
		return (
			this.events.get(layer.id)?.events.length ??
			this.held.get(layer.stream ?? '')?.size ??
			this.status(layer)?.entities
		);
	}

	/** The live worker's client; started once. */
	liveClient = (): Promise<LiveClient> =>
		(this.#liveClient ??= import('#workers/live/client.ts').then(({ startLiveClient }) => {
			const client = startLiveClient({
				url: location.origin,
				city: this.city,
				still: this.still,
				onStatus: (status: LiveStatus) => this.#heard(status),
				onChanged: (changed) => this.desk.hear(changed)
			});
			this.#openLive = client;
			client.setClock(this.clock.current);
			if (this.#stop.signal.aborted) client.dispose();
			return client;
		}));

	/** Live layers show the clock's instant, the sun too. */
	applyClock(): void {
		this.#openLive?.setClock(this.clock.current);
		this.scene?.refreshSun();
	}

	#tick(): void {
		this.clock.catchUp();
		const { playing } = this.clock;
		const now = this.serverNow();
		this.#now = playing ? now : Math.floor(now / 1000) * 1000;
		if (!playing || now - this.#keptTime < KEEP_TIME_MS) return;
		this.#keptTime = now;
		this.view.keepTime();
		this.scene?.refreshSun();
	}

	#heard(status: LiveStatus): void {
		if (status.link === 'online' && this.live?.link === 'offline') this.desk.linked();
		this.live = status;
		this.#discover();
		for (const { id, stream } of this.layers) {
			const failure = status.layers.find(({ layer }) => layer === stream)?.failure;
			if (failure && this.progress.has(id)) {
				this.#withoutInstant.add(id);
				this.setProgress(id, { state: 'failed', error: AppError.revive(failure) });
			} else if (this.#withoutInstant.delete(id) && this.progress.has(id))
				this.setProgress(id, { state: 'shown' });
		}
	}

	/** Takes the live layers that there are, each in the form that its theme wants. */
	#discover(): void {
		const formOf = (layer: string) => this.desk.themes.layer(layer)?.form;
		this.#fresh.push(...this.#discovered.hear(this.live?.layers ?? [], formOf));
		this.#everyLayer = this.#discovered.layers;
		this.#showFresh();
	}

	/** Layers that came alive are shown once it is known which theme they are of, unless a link says which show. */
	#showFresh(): void {
		const { themes } = this.desk;
		if (!themes.settled) return;
		const fresh = this.#fresh.splice(0);
		if (this.view.ownLayers) return;
		this.view.untold(() => this.#showThese(fresh));
	}

	#showThese(fresh: readonly CityLayer[]): void {
		const { themes } = this.desk;
		for (const layer of fresh)
			if (showsByItself(layer, this.view.spec.layers.length, themes.layer(layer.id))) {
				this.view.showLayer(layer.id, true);
				const timetable = timetableOf(layer.id);
				if (timetable !== undefined && this.view.shows(timetable)) this.view.showLayer(timetable, false);
			}
	}

	/** DuckDB and the cubes, in their worker; starts with the first question. */
	analytics = (): Promise<Analytics> =>
		(this.#analytics ??= import('#workers/analytics/client.ts').then(({ startAnalytics }) =>
			this.#tellAnalytics(
				startAnalytics({
					packUrl: this.packUrl,
					datasets: this.#askable,
					timezone: this.city.timezone,
					signal: this.#stop.signal,
					tap: (stream, open) => this.#tap(stream, open)
				})
			)
		));

	/** Live rows go from worker to worker. */
	#tap(stream: string, open: () => MessagePort): () => void {
		let end: (() => void) | undefined;
		let isEnded = false;
		void this.liveClient().then((client) => {
			if (!isEnded) end = client.tap(stream, open);
		});
		return () => {
			isEnded = true;
			end?.();
		};
	}

	/** Keeps the worker told of the datasets that there are, and of a replay: live rows stand still meanwhile. */
	#tellAnalytics(analytics: Analytics): Analytics {
		const stop = $effect.root(() => {
			$effect(() => analytics.setDatasets(this.#askable));
			$effect(() => analytics.holdLive(this.clock.replaying));
		});
		this.#stop.signal.addEventListener('abort', stop);
		return analytics;
	}

	/** Takes data that live in this browser, in place of those with the same id; they come to the front of the map. */
	addLocal(local: LocalDataset): void {
		this.#setLocals([...this.locals.filter(({ dataset }) => dataset.id !== local.dataset.id), local]);
		this.view.showLayer(local.dataset.id, true);
	}
	removeLocal(id: string): void {
		this.view.clearFilters(id);
		this.view.showLayer(id, false);
		this.#setLocals(this.locals.filter(({ dataset }) => dataset.id !== id));
	}
	#setLocals(next: readonly LocalDataset[]): void {
		const kept = new Set(next.map(({ dataset }) => dataset.file));
		const gone = this.locals.filter(({ dataset }) => !kept.has(dataset.file));
		this.locals = next;
		// At once: who adds data may ask for them next.
		void this.#analytics?.then((analytics) => analytics.setDatasets(this.#askable));
		for (const { dataset } of gone)
			for (const url of dataset.kind === 'model'
				? [dataset.file, ...Object.values(dataset.parts)]
				: [dataset.file])
				URL.revokeObjectURL(url);
	}

	setProgress(layer: string, progress: LayerProgress | undefined): void {
		this.progress = withEntry(this.progress, layer, progress);
	}
	setMask(dataset: string, mask: Uint8Array | undefined): void {
		this.masks = withEntry(this.masks, dataset, mask);
	}
	/** Shows these entities of a live layer only; undefined: all of them. */
	hold(stream: string, urns: ReadonlySet<string> | undefined): void {
		const before = this.held.get(stream);
		if (before === urns || (urns && before?.size === urns.size && before.isSupersetOf(urns))) return;
		this.held = withEntry(this.held, stream, urns);
		void this.liveClient().then((client) => client.hold(stream, urns));
	}
	/** Shows these entities of these live layers only, and all of every other. */
	holdOnly(held: ReadonlyMap<string, ReadonlySet<string>>): void {
		for (const stream of new Set([...this.held.keys(), ...held.keys()])) this.hold(stream, held.get(stream));
	}
	setLegend(layer: string, legend: LayerLegend | undefined): void {
		this.legends = withEntry(this.legends, layer, legend);
	}
	setEvents(layer: string, events: LayerEvents | undefined): void {
		this.events = withEntry(this.events, layer, events);
	}

	follow(target: { layer: string; index: number } | undefined): void {
		this.following = target;
		this.scene?.follow(target);
	}

	dispose(): void {
		this.#setLocals([]);
		this.#stop.abort();
		this.#openLive?.dispose();
		this.desk.dispose();
		this.view.dispose();
	}
}

/** A map with one entry replaced, or removed when undefined: state is replaced, not changed. */
function withEntry<V>(
	map: ReadonlyMap<string, V>,
	key: string,
	value: V | undefined
): ReadonlyMap<string, V> {
	const next = new Map(map);
	if (value === undefined) next.delete(key);
	else next.set(key, value);
	return next;
}
