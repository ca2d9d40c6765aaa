import type { Camera, CityManifest } from '#lib/model/city.ts';
import type { CompareSide, EntityRef, Recolour, ScenarioView, TimeView } from '#lib/model/view-spec.ts';
import { ViewState, type Spec } from '#lib/state/view.svelte.ts';

export interface SideViewOptions {
	readonly city: CityManifest;
	/** The page's view: what the side has no own word for is as it says. */
	readonly page: ViewState;
	readonly side: () => CompareSide;
	readonly change: (side: CompareSide) => void;
	/** Moves the camera of both sides. */
	readonly move: (camera: Camera) => void;
}

/** The view of the side of a comparison that has a time and layers of its own. It is kept in the page's view. */
export class SideView extends ViewState {
	readonly #of: SideViewOptions;
	/** The time that the page's view has of this clock. */
	#kept: TimeView | undefined;
	readonly #layers: readonly string[] = $derived.by(
		() => this.#of.side().layers ?? this.#of.page.spec.layers
	);
	readonly #own: Spec = $derived.by(() => {
		const { recolour: pagedColours, scenario: pagedScenario, ...spec } = this.#of.page.spec;
		const { filters = spec.filters, recolour = pagedColours, scenario = pagedScenario } = this.#of.side();
		return {
			...spec,
			layers: [...this.#layers],
			filters: [...filters],
			...(recolour && { recolour }),
			...(scenario && { scenario })
		};
	});

	constructor(options: SideViewOptions) {
		const { page, city } = options;
		let changed = () => {};
		// Camera and layers are the link's: neither the picture's shape nor what comes alive chooses others.
		super(city, new URLSearchParams(page.query), { look: page.spec.look, layers: [] }, () => changed());
		this.#of = options;
		this.followTime();
		changed = () => this.#keepTime();
	}

	/** Shows the instant that the page's view has for the side; it may have been undone, or come from a link. */
	followTime(): void {
		const own = this.#of.side().time;
		// While it runs the view has where it was a moment ago: that is no other instant.
		if (own && own === this.#kept && this.clock.playing) return;
		const wanted = own ?? this.#of.page.clock.view();
		if (!isSame(wanted, this.clock.view())) this.clock.restore(wanted);
	}

	override get spec(): Spec {
		return this.#own;
	}
	override shows(layer: string): boolean {
		return this.#layers.includes(layer);
	}
	override showLayer(layer: string, visible: boolean): void {
		const others = this.#layers.filter((other) => other !== layer);
		// A layer that was hidden comes back to where the page's view has it.
		const order = this.#of.page.spec.layers;
		const shown = visible
			? [layer, ...others].toSorted((x, y) => order.indexOf(x) - order.indexOf(y))
			: others;
		this.#of.change({ ...this.#of.side(), layers: shown });
	}
	override select(selection: readonly EntityRef[]): void {
		this.#of.page.select(selection);
	}
	override recolour(recolour: Recolour | undefined): void {
		this.#of.change({ ...this.#of.side(), recolour: recolour ?? null });
	}
	override showScenario(scenario: ScenarioView | undefined): void {
		this.#of.change({ ...this.#of.side(), scenario: scenario ?? null });
	}
	/** The key is the page's. */
	override showClasses(layer: string, only: readonly string[] | undefined): void {
		this.#of.page.showClasses(layer, only);
	}
	override setCamera(camera: Camera): void {
		this.#of.move(camera);
	}

	#keepTime(): void {
		this.#kept = this.clock.view();
		this.#of.change({ ...this.#of.side(), time: this.#kept });
	}
}

/** A running clock is at another instant whenever it is asked: within a second it is the same. */
function isSame(x: TimeView, y: TimeView): boolean {
	if (x.kind === 'live' || y.kind === 'live') return x.kind === y.kind;
	return Math.abs(x.at - y.at) < 1000 && x.speed === y.speed;
}
