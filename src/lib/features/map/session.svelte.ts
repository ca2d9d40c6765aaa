import type { Alarm } from '#lib/model/alarm.ts';
import { eventNow } from '#lib/model/clock.ts';
import type { Dataset, DatasetOf } from '#lib/model/city.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import type { LiveLayerStatus, LiveStatus } from '#lib/model/live.ts';
import type { LayerEvents } from '#lib/model/live-values.ts';
import type { Note } from '#lib/model/note.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Look, ScenarioView } from '#lib/model/view-spec.ts';
import type { BuildingColours, CityScene, Pick, SceneEvents } from '#lib/scene/contract.ts';
import type { CityLayer, LayerLegend, ShownLayer } from '#lib/layers/layer.ts';
import { Desk } from '#lib/state/desk.svelte.ts';
import type { LoadedCity } from '#lib/state/load-city.ts';
import type { ViewState } from '#lib/state/view.svelte.ts';
import type { Analytics } from '#workers/analytics/client.ts';
import type { LiveClient } from '#workers/live/client.ts';
import { isListed, orderAlarms } from '../alarms/alarm-order.ts';
import type { FirstPlan } from '../plan/first-plan.ts';
import type { ScenarioOnMap } from '../scenarios/results/scenario-on-map.svelte.ts';
import { CityDatasets } from './city-datasets.svelte.ts';
import { CityLayers } from './city-layers.svelte.ts';
import { HeldRows } from './held-rows.svelte.ts';
import { LayersProgress, type LayerProgress } from './layer-progress.svelte.ts';
import { LiveLink } from './live-link.svelte.ts';
import { LocalData } from './local-data.svelte.ts';
import { MapList } from './map-list.ts';
import { openAnalytics } from './open-analytics.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { withEntry } from './with-entry.ts';

/** Clocks and ages are told to the second, a replay that runs five times as often. */
const TICK_MS = 200;
/** While a replay runs, the address follows it this often. */
const KEEP_TIME_MS = 2000;

export interface SessionOptions {
	/** Of the page's first session, for one beside it. */
	readonly analytics?: () => Promise<Analytics>;
	/** Nothing of it may move: a picture is made of it. */
	readonly still?: boolean;
	/** What shows before the map does. */
	readonly plan?: FirstPlan | undefined;
}

/** One open city on one page: its scene, live link, data and clock. Dies with the page. */
export class CitySession {
	readonly city: LoadedCity['manifest'];
	readonly packUrl: string;
	readonly view: ViewState;
	/** It stands at the clock's instant, and hears of nothing else. */
	readonly still: boolean;
	/** What shows in place of the map until it shows the same. */
	plan = $state.raw<FirstPlan | undefined>();
	readonly desk = new Desk();
	readonly selection: Selection;

	scene = $state.raw<CityScene | undefined>();
	trouble = $state.raw<Parameters<SceneEvents['trouble']>[0]>();
	sceneError = $state.raw<AppError | undefined>();
	picture = $state.raw<RenderState | undefined>();
	hover = $state.raw<{ pick: Pick; x: number; y: number } | undefined>();
	/** Clicks on the map are a tool's: they select nothing. */
	pointerTaken = $state(false);
	following = $state.raw<{ layer: string; index: number } | undefined>();
	readonly #progress = new LayersProgress();
	/** What linked filters leave of what shows. */
	readonly filtered = new HeldRows(() => this.liveClient());
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
	readonly #local = new LocalData(
		() => void this.#analytics?.then((analytics) => analytics.setDatasets(this.#datasets.all))
	);
	readonly #datasets: CityDatasets;
	readonly #offered: CityLayers;
	#now = $state(Date.now());

	/** The page is about one theme: its map has the alarms of that one only. */
	theme = $state<string | undefined>();
	/** Alarms of now that a list has, the most urgent first, whatever instant shows. */
	readonly alarmsNow: readonly Alarm[] = $derived.by(() => this.#listed(this.desk.open));
	/** Alarms for the map, the most urgent first: of now, or of the instant that a replay shows. */
	readonly alarmsOnMap: readonly Alarm[] = $derived.by(() =>
		this.clock.replaying ? this.#listed(this.desk.openThen) : this.alarmsNow
	);
	/** What the map draws of them. */
	readonly mapAlarms = new MapList<Alarm>();
	readonly mapNotes = new MapList<Note>();
	readonly #stop = new AbortController();
	readonly #link: LiveLink;
	#analytics: Promise<Analytics> | undefined;
	#keptTime = 0;
	#onMap: (layer: string) => ShownLayer | undefined = () => undefined;

	constructor(
		{ manifest, packUrl }: LoadedCity,
		view: ViewState,
		{ analytics, still = false, plan }: SessionOptions = {}
	) {
		this.still = still;
		this.plan = plan;
		if (analytics) this.analytics = analytics;
		this.city = manifest;
		this.packUrl = packUrl;
		this.view = view;
		this.#link = new LiveLink({
			city: manifest,
			still,
			clock: () => view.clock.current,
			heard: (status, before) => this.#heard(status, before),
			changed: (changed) => this.desk.hear(changed),
			after: plan?.seen,
			signal: this.#stop.signal
		});
		this.#datasets = new CityDatasets({
			city: manifest,
			locals: () => this.locals,
			live: () => (this.live?.layers ?? []).filter(({ layer }) => !this.desk.themes.isGone(layer))
		});
		this.#offered = new CityLayers({
			city: manifest,
			themes: this.desk.themes,
			view,
			locals: () => this.locals
		});
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
		void this.desk.themesAsked.then(() => this.#offered.hear(this.live?.layers ?? []));
		// The server may have live layers that no pack knows.
		void this.liveClient();
		const ticker = setInterval(() => this.#tick(), TICK_MS);
		this.#stop.signal.addEventListener('abort', () => clearInterval(ticker));
	}

	get clock() {
		return this.view.clock;
	}
	/** By layer id, of the layers that show. */
	get progress(): ReadonlyMap<string, LayerProgress> {
		return this.#progress.all;
	}
	get live(): LiveStatus | undefined {
		return this.#link.status;
	}
	/** The pack's datasets, then those of this browser. */
	get datasets(): readonly Dataset[] {
		return this.#datasets.kept;
	}
	/** Observations of live layers, of themes that are on. */
	get liveDatasets(): readonly DatasetOf<'points'>[] {
		return this.#datasets.live;
	}
	/** Data of this browser. */
	get locals(): readonly LocalDataset[] {
		return this.#local.all;
	}
	/** A map beside another has that one's. */
	set locals(borrowed: readonly LocalDataset[]) {
		this.#local.borrow(borrowed);
	}
	/** What came alive, then what the city's pack offers; front to back. Nothing of a theme that is off. */
	get layers(): readonly CityLayer[] {
		return this.#offered.all;
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
		return this.#link.shownAt ?? this.clock.shown();
	}

	serverNow(): EpochMs {
		return this.#link.serverNow;
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
			this.filtered.entities.get(layer.stream ?? '')?.size ??
			this.status(layer)?.entities
		);
	}

	/** The live worker's client; started once. */
	liveClient = (): Promise<LiveClient> => this.#link.client();

	/** Live layers show the clock's instant, the sun too. */
	applyClock(): void {
		this.#link.setClock(this.clock.current);
		this.scene?.refreshSun();
	}

	#listed(open: readonly Alarm[]): readonly Alarm[] {
		const isHere = ({ theme }: Alarm) => this.theme === undefined || this.theme === theme;
		return orderAlarms(open.filter((alarm) => isListed(alarm) && isHere(alarm)));
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

	#heard(status: LiveStatus, before: LiveStatus | undefined): void {
		if (status.link === 'online' && before?.link === 'offline') this.desk.linked();
		this.#offered.hear(status.layers);
		this.#progress.hear(status, this.layers);
	}

	/** DuckDB and the cubes, in their worker; starts with the first question. */
	analytics = (): Promise<Analytics> =>
		(this.#analytics ??= openAnalytics({
			packUrl: this.packUrl,
			timezone: this.city.timezone,
			askable: () => this.#datasets.all,
			replaying: () => this.clock.replaying,
			liveClient: this.liveClient,
			signal: this.#stop.signal
		}));

	/** Takes data that live in this browser, in place of those with the same id; they come to the front of the map. */
	addLocal(local: LocalDataset): void {
		this.#local.add(local);
		this.view.showLayer(local.dataset.id, true);
	}
	removeLocal(id: string): void {
		this.view.clearFilters(id);
		this.view.showLayer(id, false);
		this.#local.remove(id);
	}
	setProgress(layer: string, progress: LayerProgress | undefined): void {
		this.#progress.set(layer, progress);
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
		this.#local.clear();
		this.#stop.abort();
		this.desk.dispose();
		this.view.dispose();
	}
}
