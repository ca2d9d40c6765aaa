import type { Camera } from '#lib/model/city.ts';
import type { CompareView, ScenarioView, TimeView } from '#lib/model/view-spec.ts';
import { Recolouring } from '../map/recolouring.svelte.ts';
import { CitySession } from '../map/session.svelte.ts';
import { Conductor } from '../time/conductor.svelte.ts';
import { Differences } from './differences.svelte.ts';
import { SideFilters } from './side-filters.svelte.ts';
import { SideView } from './side-view.svelte.ts';
import { SIDES, beginComparison, isTwofold, otherOf, ownSide, swapped, type Side } from './sides.ts';

/** The side of a comparison that is not the page's own: a city of its own clock and layers, while it is compared. */
export interface OtherSide {
	readonly session: CitySession;
	readonly view: SideView;
	readonly conductor: Conductor;
	readonly recolouring: Recolouring;
	readonly filters: SideFilters;
}

/**
 * Two sides of one camera. The page's session is one of them, whichever follows the page's clock and layers; the other
 * has what the view keeps for it. Swapping moves them, it changes neither.
 */
export class Comparison {
	readonly page: CitySession;
	readonly conductor: Conductor;
	readonly differences: Differences;
	/** Undefined while nothing is compared. */
	other = $state.raw<OtherSide | undefined>();
	/** Where the pointer is over one of two maps side by side, CSS pixels of that map. */
	pointer = $state.raw<{ readonly side: Side; readonly x: number; readonly y: number } | undefined>();
	/** Layers and time before, to go back to. */
	#before: { readonly layers: readonly string[]; readonly time: TimeView } | undefined;

	/** `conductor`: the page's. */
	constructor(page: CitySession, conductor: Conductor) {
		this.page = page;
		this.conductor = conductor;
		this.differences = new Differences(this);
	}

	/** What is compared, as links keep it. */
	get spec(): CompareView | undefined {
		return this.page.view.spec.compare;
	}
	/** The side that the page's session is not. */
	readonly own: Side = $derived.by(() => (this.spec ? ownSide(this.spec) : 'b'));
	get pageSide(): Side {
		return otherOf(this.own);
	}

	/** What B's scenario is set against of A's, when differences are wanted and both show the same layer of a model. */
	get scenarios(): ScenarioView | undefined {
		if (this.spec?.kind !== 'difference') return undefined;
		const [a, b] = SIDES.map((side) => this.sessionOf(side)?.view.spec.scenario);
		return a && b && a.model === b.model && a.layer === b.layer ? { ...b, against: a.id } : undefined;
	}

	sessionOf(side: Side): CitySession | undefined {
		return side === this.own ? this.other?.session : this.page;
	}
	conductorOf(side: Side): Conductor | undefined {
		return side === this.own ? this.other?.conductor : this.conductor;
	}

	toggle(): void {
		if (this.spec) this.leave();
		else this.begin();
	}
	begin(): void {
		const coverages = this.conductor.layers.flatMap((layer) => this.conductor.coverageOf(layer) ?? []);
		this.page.view.compare(beginComparison(this.page.shownTime, coverages));
	}
	/** The view is what it was before, but for the camera. */
	leave(): void {
		const { view, clock } = this.page;
		const before = this.#before;
		view.compare(undefined);
		if (!before) return;
		for (const layer of [...view.spec.layers])
			if (!before.layers.includes(layer)) view.showLayer(layer, false);
		for (const layer of before.layers) if (!view.shows(layer)) view.showLayer(layer, true);
		if (before.time.kind === 'live') clock.goLive();
		else if (!clock.replaying || clock.view().kind !== 'replay' || clock.shown() !== before.time.at)
			clock.seek(before.time.at);
	}
	swap(): void {
		if (this.spec) this.page.view.compare(swapped(this.spec));
	}
	change(patch: Partial<CompareView>): void {
		if (this.spec) this.page.view.compare({ ...this.spec, ...patch });
	}

	/** True when the other side keeps filters of its own. */
	get holdsFilters(): boolean {
		return this.spec?.[this.own].filters !== undefined;
	}
	/** The other side keeps the filters of now, while those of the page go on; or follows them again. */
	toggleFilters(): void {
		const { filters: held, ...side } = this.spec?.[this.own] ?? {};
		this.change({ [this.own]: held ? side : { ...side, filters: this.page.view.spec.filters } });
	}

	/** Opens the other side; `close` ends it. */
	open(): OtherSide {
		const { page } = this;
		this.#before = { layers: page.view.spec.layers, time: page.clock.view() };
		this.#takeTwofold();
		const view = new SideView({
			city: page.city,
			page: page.view,
			side: () => this.spec?.[this.own] ?? {},
			change: (side) => this.change({ [this.own]: side }),
			move: (camera) => this.#move(camera)
		});
		const { city: manifest, packUrl, analytics, still } = page;
		const session = new CitySession({ manifest, packUrl }, view, { analytics, still });
		const other = {
			session,
			view,
			conductor: new Conductor(session),
			recolouring: new Recolouring(session),
			filters: new SideFilters(session)
		};
		this.other = other;
		return other;
	}
	close(): void {
		const { other } = this;
		this.other = undefined;
		this.pointer = undefined;
		this.#before = undefined;
		if (!other) return;
		// The page's files stay: they are not the other side's to give back.
		other.session.locals = [];
		other.session.dispose();
	}

	/** A link may give both sides something of their own: A's is the page's then. */
	#takeTwofold(): void {
		const { spec, page } = this;
		if (!spec || !isTwofold(spec)) return;
		const { layers, time, filters, recolour, scenario } = spec.a;
		page.view.untold(() => {
			for (const filter of filters ?? []) page.view.filter(filter.dataset, filter.column, filter);
			if (layers) page.view.showOnly(layers);
			if (time) page.clock.restore(time);
			if (recolour !== undefined) page.view.recolour(recolour ?? undefined);
			if (scenario !== undefined) page.view.showScenario(scenario ?? undefined);
			page.view.compare({ ...spec, a: {} });
		});
	}

	#move(camera: Camera): void {
		const { scene } = this.page;
		if (scene && !sameCamera(scene.camera, camera)) scene.setCamera(camera);
	}
}

/** The same but for rounding: what one scene is told by the other it does not tell back. */
export const sameCamera = (x: Camera, y: Camera): boolean =>
	(['lng', 'lat', 'zoom', 'pitch', 'bearing'] as const).every((key) => Math.abs(x[key] - y[key]) < 1e-9);
