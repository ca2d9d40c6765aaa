import type { CityManifest } from '#lib/model/city.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { Hub, HubLayer } from '#lib/server/hub/hub.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import type { CityAreas } from '#lib/server/themes/city-areas.ts';
import { districtAt } from '#lib/server/themes/districts.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import { ruleLayerOf } from './hub-layer.ts';
import { rulesOf } from './judged-rules.ts';
import { AreaSet } from './rule-engine/area-set.ts';
import { withPause, type Pause } from './rule-engine/pause.ts';
import { RuleEngine, type RuleEvent } from './rule-engine/rule-engine.ts';
import type { EngineRule } from './rule-engine/rule-program.ts';
import type { ChangedWatch, RuleFailure, SavedWatch, Transition } from './rule-engine/transition.ts';

/** Events of a layer that are looked at for ones that are still under way. */
const NEWEST_EVENTS = 1000;

export interface RuleJudgeOptions {
	readonly hub: Hub;
	readonly areas: CityAreas;
	readonly city: Pick<CityManifest, 'timezone' | 'anchor'>;
	readonly themes: () => readonly ActiveTheme[];
	readonly now: () => EpochMs;
	/** Of the lives before. */
	readonly watches: readonly SavedWatch[];
	readonly pauses: readonly Pause[];
}

/** The rule engine on the hub: hears rows and events as they come, and begins anew when other themes are on. */
export class RuleJudge {
	/** Times in which no server ran, the one that ended now among them. */
	readonly pauses: readonly Pause[];
	readonly #options: RuleJudgeOptions;
	readonly #unwatch: () => void;
	readonly #hubLayers = new Map<string, HubLayer>();
	readonly #areas = new Map<string, AreaSet | undefined>();
	#rules: ReadonlyMap<string, EngineRule>;
	#engine: RuleEngine;
	#gathered: { transitions: Transition[]; watches: ChangedWatch[] } = { transitions: [], watches: [] };
	#judgedBefore = 0;
	#isReady = false;

	constructor(options: RuleJudgeOptions) {
		this.#options = options;
		const { hub, watches, pauses } = options;
		const now = options.now();
		this.pauses = withPause(pauses, { from: newestOf(hub) ?? now, to: now });
		this.#rules = rulesOf(options.themes(), undefined, now);
		this.#engine = this.#makeEngine(watches, now);
		this.#unwatch = hub.watchLayers((layer) => this.#hear(layer));
		this.#listen();
		this.#tellAll(now);
		this.#isReady = true;
	}

	get failures(): readonly RuleFailure[] {
		return this.#engine.failures;
	}

	/** Rows and events judged. */
	get judged(): number {
		return this.#judgedBefore + this.#engine.judged;
	}

	isJudged(rule: string): boolean {
		return this.#rules.has(rule);
	}

	/** What happened by now. */
	pass(now: EpochMs): {
		readonly transitions: readonly Transition[];
		readonly watches: readonly ChangedWatch[];
	} {
		this.#engine.advance(now);
		this.#gather();
		const { transitions, watches } = this.#gathered;
		this.#gathered = { transitions: [], watches: [] };
		return { transitions, watches };
	}

	/** Other themes are on: rules that are judged no more end with their watches. */
	themesChanged(): void {
		const now = this.#options.now();
		this.#engine.advance(now);
		this.#rules = rulesOf(this.#options.themes(), this.#rules, now);
		this.#beginAnew(now);
	}

	close(): void {
		this.#unwatch();
		for (const layer of this.#hubLayers.values()) deafen(layer);
	}

	#gather(): void {
		this.#gathered.transitions.push(...this.#engine.take());
		this.#gathered.watches.push(...this.#engine.takeWatches());
	}

	/** Another engine goes on in the place of this one. */
	#beginAnew(now: EpochMs): void {
		this.#gather();
		const watches = this.#engine.watches();
		const ended = watches.filter(({ rule }) => !this.#rules.has(rule));
		for (const { rule, key } of ended) this.#gathered.watches.push({ rule, key, watch: undefined });
		this.#judgedBefore += this.#engine.judged;
		this.#engine = this.#makeEngine(
			watches.filter(({ rule }) => this.#rules.has(rule)),
			now
		);
		this.#listen();
		this.#tellAll(now);
	}

	#makeEngine(watches: readonly SavedWatch[], now: EpochMs): RuleEngine {
		const { areas, city } = this.#options;
		return new RuleEngine({
			rules: [...this.#rules.values()],
			areas: (dataset) => this.#areasOf(dataset),
			district: (place: LngLat) => districtAt(areas, place),
			timezone: city.timezone,
			place: city.anchor,
			now,
			pauses: this.pauses,
			watches
		});
	}

	#areasOf(dataset: string): AreaSet | undefined {
		if (!this.#areas.has(dataset)) {
			const index = this.#options.areas.of(dataset);
			this.#areas.set(dataset, index && new AreaSet(dataset, index));
		}
		return this.#areas.get(dataset);
	}

	/** A layer is there, or takes another's place. */
	#hear(layer: HubLayer): void {
		const before = this.#hubLayers.get(layer.id);
		this.#hubLayers.set(layer.id, layer);
		if (!this.#isReady) return;
		if (!before) {
			this.#listen();
			this.#engine.know([ruleLayerOf(layer)], this.#options.now());
			return;
		}
		// What is measured takes a timetable's place: its rows are others.
		deafen(before);
		this.#beginAnew(this.#options.now());
	}

	/** Rows are heard of layers only that a rule is about. */
	#listen(): void {
		const engine = this.#engine;
		const { layers } = engine;
		for (const layer of this.#hubLayers.values())
			if (!layers.has(layer.id)) deafen(layer);
			else if (layer instanceof EventLayer)
				layer.onEvent = ({ event, receivedAt }) => engine.event(layer.id, event, receivedAt);
			else {
				layer.beforeRows = (at) => engine.advance(at);
				layer.onRow = (idx, at) => engine.row(layer.id, idx, at);
			}
	}

	#tellAll(now: EpochMs): void {
		const { layers } = this.#engine;
		const events: RuleEvent[] = [];
		for (const layer of this.#hubLayers.values())
			if (layer instanceof EventLayer && layers.has(layer.id))
				for (const { event } of layer.before(now + 1, NEWEST_EVENTS)) events.push({ layer: layer.id, event });
		this.#engine.know([...this.#hubLayers.values()].map(ruleLayerOf), now, events);
	}
}

function deafen(layer: HubLayer): void {
	if (layer instanceof EventLayer) layer.onEvent = undefined;
	else layer.beforeRows = layer.onRow = undefined;
}

/** When the newest row of all came that the log has. */
function newestOf(hub: Hub): EpochMs | undefined {
	const newest = [...hub.layers.values()].map(newestRow);
	const at = Math.max(-Infinity, ...newest);
	return Number.isFinite(at) ? at : undefined;
}

const newestRow = (layer: HubLayer): EpochMs =>
	layer instanceof LoggedLayer ? (layer.state.newestAt ?? -Infinity) : -Infinity;
