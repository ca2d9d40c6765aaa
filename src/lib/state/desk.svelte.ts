import type { Changed } from '#lib/model/wire/events.ts';
import type { Alarm } from '#lib/model/alarm.ts';
import type { SavedView } from '#lib/model/saved-view.ts';
import { Acting } from './acting.svelte.ts';
import { Alarms } from './alarms.svelte.ts';
import { Indicators } from './indicators.svelte.ts';
import { Notes } from './notes.svelte.ts';
import { PastAlarms } from './past-alarms.svelte.ts';
import { Scenarios } from './scenarios.svelte.ts';
import { Simulation } from './simulation.svelte.ts';
import { Themes } from './themes.svelte.ts';
import { Walls } from './walls.svelte.ts';

/** Nobody says that an incident of the simulator has ended by itself. */
const SIMULATION_EVERY_MS = 10_000;

/** All that a page fetches beside the live layers: alarms, themes, indicators, notes, the simulator. Dies with the page. */
export class Desk {
	readonly alarms = new Alarms();
	readonly themes = new Themes();
	readonly indicators = new Indicators();
	readonly notes = new Notes();
	readonly simulation = new Simulation();
	readonly walls = new Walls();
	readonly scenarios = new Scenarios();
	readonly acting = new Acting();
	/** The page whose view is to be added to a briefing, while the form for it is open. */
	addingToBriefing = $state<SavedView['page'] | undefined>();
	/** Those of the instant that a replay shows. */
	readonly pastAlarms = new PastAlarms();
	/** Open alarms of the themes that are on, the shelved ones too. */
	readonly open: readonly Alarm[] = $derived(this.alarms.open.filter(({ theme }) => this.themes.isOn(theme)));
	/** The server has said which themes there are, or could not. */
	readonly themesAsked: Promise<void>;
	/** The same of a replay's instant. */
	readonly openThen: readonly Alarm[] = $derived(
		this.pastAlarms.current.filter(({ theme }) => this.themes.isOn(theme))
	);
	readonly #timer: ReturnType<typeof setInterval>;
	readonly #listeners = new Map<Changed['what'], Set<() => void>>();

	constructor() {
		this.themesAsked = this.themes.refresh();
		this.listen('walls', () => void this.walls.refresh());
		this.listen('scenarios', () => void this.scenarios.refresh());
		for (const part of [this.alarms, this.indicators, this.notes, this.simulation]) void part.refresh();
		this.#timer = setInterval(() => {
			if (this.simulation.running) void this.simulation.refresh();
		}, SIMULATION_EVERY_MS);
	}

	/** The server has something else to say than it said. After an outage it says so of everything. */
	hear({ what }: Changed): void {
		for (const listener of this.#listeners.get(what) ?? []) listener();
		// Pages of briefings ask for them themselves; walls and scenarios are asked for while somebody looks.
		if (what === 'briefings' || what === 'walls' || what === 'scenarios') return;
		void this[what].refresh();
		// Switching a theme takes its alarms and numbers with it.
		if (what !== 'themes') return;
		void this.alarms.refresh();
		void this.indicators.refresh();
	}
	/** Calls who fetches something by itself whenever it is another one; returns what ends it. */
	listen(what: Changed['what'], listener: () => void): () => void {
		const all = this.#listeners.get(what) ?? new Set();
		this.#listeners.set(what, all.add(listener));
		return () => all.delete(listener);
	}
	/** The link is there again, perhaps to another server. */
	linked(): void {
		void this.simulation.refresh();
	}

	dispose(): void {
		clearInterval(this.#timer);
		const { alarms, themes, indicators, notes, simulation, walls, scenarios, pastAlarms } = this;
		for (const part of [alarms, themes, indicators, notes, simulation, walls, scenarios, pastAlarms])
			part.dispose();
	}
}
